import type { AudioOutput } from './sound.port.ts';

/** What is known of headphones. `unknown`: the browser shows no outputs, or no names and the site does not say how many are its own. */
export type Headphones = 'in' | 'out' | 'unknown';

/** Names under which one and the same output stands in the list again. */
const ALIASES = new Set(['default', 'communications']);
const NAMES = /headphone|headset|earphone|耳机/iu;

/**
 * Headphones are an output that names itself so, or one more than the outputs that always belong to the kiosk (a headset keypad is
 * a sound card of its own, which is there while something is plugged in).
 */
export function headphonesAmong(outputs: readonly AudioOutput[], ownOutputs: number | undefined): Headphones {
  const real = outputs.filter(({ id }) => !ALIASES.has(id));
  if (real.some(({ label }) => NAMES.test(label))) return 'in';
  if (real.length === 0) return 'unknown';
  if (ownOutputs !== undefined) return real.length > ownOutputs ? 'in' : 'out';
  return real.every(({ label }) => label !== '') ? 'out' : 'unknown';
}
