import type { Manner, Sentence, Utterance, UtteranceEnd, Voice } from '../customer/sound/sound.port.ts';
import type { SpeechPace } from '../customer/flow/session-context.ts';
import { spawnVoiceWorker } from '../../voice/spawn-voice-worker.ts';
import { createSynthesiser } from '../../voice/synthesiser.ts';
import type { Synthesiser } from '../../voice/synthesiser.ts';
import { DATA_FILE, VOICE_ASSETS_PATH } from '../../voice/voice-assets.ts';
import type { SpokenSound } from '../../voice/voice-protocol.ts';
import type { PageClock } from './rim.port.ts';

/** Words a minute. */
const PACES: Readonly<Record<SpeechPace, number>> = { slow: 115, normal: 155, fast: 220 };
const folder = (): string => new URL(VOICE_ASSETS_PATH, location.href).href;
const VOICES = { en: 'en', zh: 'cmn' } as const;

function soundOn(context: AudioContext, { samples, sampleRateHz }: SpokenSound, level: number): AudioBufferSourceNode {
  const buffer = context.createBuffer(1, Math.max(1, samples.length), sampleRateHz);
  buffer.copyToChannel(samples, 0);
  const source = new AudioBufferSourceNode(context, { buffer });
  source.connect(new GainNode(context, { gain: level })).connect(context.destination);
  return source;
}

function utterance(synthesiser: Synthesiser, context: () => AudioContext, { text, language }: Sentence, { pace, level }: Manner): Utterance {
  let end: (how: UtteranceEnd) => void = () => undefined;
  const ended = new Promise<UtteranceEnd>((resolve) => { end = resolve; });
  let source: AudioBufferSourceNode | undefined;
  let isCut = false;
  const speak = async (): Promise<void> => {
    const outcome = await synthesiser.synthesise(text, VOICES[language], PACES[pace]);
    if (isCut) return;
    if (!outcome.ok) {
      end('unable');
      return;
    }
    source = soundOn(context(), outcome.value, level);
    source.addEventListener('ended', () => { end('spoken'); });
    source.start();
  };
  void speak().catch(() => { end('unable'); });
  return {
    ended,
    cut: () => {
      isCut = true;
      end('cut');
      source?.stop();
    },
  };
}

/** Whether the program is there, without loading it. */
export async function ownVoiceIsThere(): Promise<boolean> {
  try {
    return (await fetch(new URL(DATA_FILE, folder()), { method: 'HEAD' })).ok;
  } catch {
    // A controller that is not reached gives no voice; that it is not reached the screen says already.
    return false;
  }
}

/** The synthesiser in its worker, played by an audio context. Nothing of it is loaded before the first sentence. */
export function createOwnVoice(clock: PageClock): Voice {
  const synthesiser = createSynthesiser({ spawn: spawnVoiceWorker, clock, assetsUrl: folder() });
  let context: AudioContext | undefined;
  const awake = (): AudioContext => {
    context ??= new AudioContext({ latencyHint: 'interactive' });
    if (context.state === 'suspended') void context.resume();
    return context;
  };
  return {
    speak: (sentence, manner) => utterance(synthesiser, awake, sentence, manner),
    pause: () => { void context?.suspend(); },
    resume: () => { void context?.resume(); },
    isAble: ownVoiceIsThere,
  };
}
