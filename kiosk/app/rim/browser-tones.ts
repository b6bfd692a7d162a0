import type { Tone } from '../customer/sound/earcons.ts';
import type { TonePlayer } from '../customer/sound/sound.port.ts';

/** A tone that begins or ends at once clicks. */
const EDGE_S = 0.008;
const MS = 1000;

/** Puts tones onto a context, from `atS` of its time on. `level` from 0 to 1. */
export function scheduleTones(context: BaseAudioContext, tones: readonly Tone[], level: number, atS: number): void {
  for (const { atMs, hz, ms, gain, shape } of tones) {
    const [from, until] = [atS + atMs / MS, atS + (atMs + ms) / MS];
    const loudness = new GainNode(context, { gain: 0 });
    loudness.gain.setValueAtTime(0, from);
    loudness.gain.linearRampToValueAtTime(gain * level, from + EDGE_S);
    loudness.gain.setTargetAtTime(0, Math.max(from + EDGE_S, until - 4 * EDGE_S), EDGE_S);
    const source = new OscillatorNode(context, { type: shape, frequency: hz });
    source.connect(loudness).connect(context.destination);
    source.start(from);
    source.stop(until + 4 * EDGE_S);
  }
}

/** Tones by the browser's own synthesis. The context is made with the first one, since a page that nobody has touched may not sound. */
export function createBrowserTones(): TonePlayer {
  let context: AudioContext | undefined;
  return (tones, level) => {
    context ??= new AudioContext({ latencyHint: 'interactive' });
    const ready = context;
    // Tones that wait for a touch would all come with it at once: what cannot sound now does not sound.
    if (ready.state === 'running') scheduleTones(ready, tones, level, ready.currentTime);
    else void ready.resume().then(() => { scheduleTones(ready, tones, level, ready.currentTime); }, () => undefined);
  };
}
