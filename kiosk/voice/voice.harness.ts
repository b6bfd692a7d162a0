/** Page for the browser test: puts the room's page side on `window.voiceRoom`, where the test can reach it. */
import { spawnVoiceWorker } from './spawn-voice-worker.ts';
import { createSynthesiser } from './synthesiser.ts';
import { VOICE_ASSETS_PATH } from './voice-assets.ts';
import type { VoiceName } from './voice-protocol.ts';

/* eslint-disable no-restricted-properties -- this page is a rim of its own: it lends the room the browser's clock */
const clock = {
  nowMs: () => performance.now(),
  setTimeout: (fn: () => void, delayMs: number) => window.setTimeout(fn, delayMs),
  clearTimeout: (id: unknown) => {
    window.clearTimeout(id as number);
  },
};
/* eslint-enable no-restricted-properties */

/** What was heard of a sentence. */
export interface Hearing {
  readonly fault: string | null;
  readonly seconds: number;
  /** Root of the mean square of the samples, from 0 to 1, as an audio context plays them. */
  readonly loudness: number;
  readonly peak: number;
  readonly tookMs: number;
}

const voiceRoom = {
  hear: async (text: string, voice: VoiceName, wordsPerMinute: number, folder = VOICE_ASSETS_PATH): Promise<Hearing> => {
    const synthesiser = createSynthesiser({ spawn: spawnVoiceWorker, clock, assetsUrl: new URL(folder, location.href).href });
    const startedMs = clock.nowMs();
    const outcome = await synthesiser.synthesise(text, voice, wordsPerMinute);
    const tookMs = clock.nowMs() - startedMs;
    synthesiser.close();
    if (!outcome.ok) return { fault: outcome.error.code, seconds: 0, loudness: 0, peak: 0, tookMs };
    const { samples, sampleRateHz } = outcome.value;
    const context = new OfflineAudioContext(1, samples.length, sampleRateHz);
    const buffer = context.createBuffer(1, samples.length, sampleRateHz);
    buffer.copyToChannel(samples, 0);
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(context.destination);
    source.start();
    const played = (await context.startRendering()).getChannelData(0);
    const loudness = Math.sqrt(played.reduce((sum, sample) => sum + sample * sample, 0) / played.length);
    return { fault: null, seconds: played.length / sampleRateHz, loudness, peak: played.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0), tookMs };
  },
};
export type VoiceRoom = typeof voiceRoom;
Object.assign(window, { voiceRoom });
