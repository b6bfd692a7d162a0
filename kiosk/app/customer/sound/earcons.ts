/** One tone of a sound. */
export interface Tone {
  /** From the beginning of the sound. */
  readonly atMs: number;
  readonly hz: number;
  readonly ms: number;
  /** Of the sound's own level, 0 to 1. */
  readonly gain: number;
  readonly shape: 'sine' | 'triangle';
}

/** Sounds with a meaning, the same everywhere. `tick` is the small one of a storey that is passed. */
export type Earcon = 'touch' | 'ok' | 'attention' | 'error' | 'arrival' | 'alarm' | 'tick';

const tone = (atMs: number, hz: number, ms: number, gain = 1, shape: Tone['shape'] = 'sine'): Tone => ({ atMs, hz, ms, gain, shape });

/**
 * Told apart by rhythm and by rising or falling, not by pitch alone: an older ear hears little above 4 kHz, so that everything
 * lies between 250 Hz and 2.2 kHz. Two tones at the same time only in the arrival chord.
 */
export const EARCONS: Readonly<Record<Earcon, readonly Tone[]>> = {
  touch: [tone(0, 1320, 45, 0.5)],
  tick: [tone(0, 880, 30, 0.2)],
  ok: [tone(0, 660, 90, 0.7), tone(100, 990, 140, 0.7)],
  attention: [tone(0, 740, 160, 0.8), tone(240, 740, 160, 0.8)],
  error: [tone(0, 440, 180, 0.8, 'triangle'), tone(200, 330, 280, 0.8, 'triangle')],
  arrival: [tone(0, 523, 500, 0.35), tone(120, 659, 500, 0.35), tone(240, 784, 500, 0.35), tone(360, 1047, 700, 0.35)],
  alarm: [tone(0, 950, 220, 1, 'triangle'), tone(260, 700, 220, 1, 'triangle'), tone(520, 950, 220, 1, 'triangle'), tone(780, 700, 220, 1, 'triangle')],
};
