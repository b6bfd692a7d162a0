import type { WireCommand } from './wire-watch.ts';

/** Where the mechanisms stand that an output drives: 1 in, 0 out. */
export interface Mechanisms {
  readonly lockPin: { readonly position: number };
  readonly fork: { readonly position: number };
  readonly palletLock: { readonly position: number };
}

/** Lamps and horn move nothing. */
const isMechanism = (output: string): output is keyof Mechanisms => output === 'lockPin' || output === 'fork' || output === 'palletLock';

/** Whether a frame sets something in motion. A mechanism that is given the level of the end at which it stands stays there. */
export const setsOff = ({ verb, what, outputs, on }: WireCommand, mechanisms: Mechanisms): boolean =>
  (verb === 'execute' && what !== 'resetFault') ||
  (verb === 'coils' && outputs.some((output) => isMechanism(output) && mechanisms[output].position !== (on.includes(output) ? 1 : 0)));
