import type { AxisId } from '../../config/schema/site.schema.ts';
import type { Axis } from '../ports.ts';
import type { Facts } from '../sensing/fact.ts';
import type { OutputGate } from './gate.port.ts';
import type { Running } from './passages.ts';

/** What the clearing of a drive's fault looks at. */
export interface ClearingParts {
  readonly facts: () => Facts;
  readonly factsAreFresh: () => boolean;
  readonly running: () => readonly Running[];
}

/** Tells a drive to forget its fault, if nothing that it forgets then can set it in motion. */
export function createFaultClearing({ facts, factsAreFresh, running }: ClearingParts): OutputGate['clearFault'] {
  /** Fault shown, reaction over, standing, without a command. */
  const isInert = (axis: Axis): boolean => {
    const status = axis.observed().value;
    if (axis.link() !== 'live' || status?.drive !== 'fault' || status.brakeReleased) return false;
    const still = facts().get(`${axis.id as AxisId}Still`).value === true;
    return still && factsAreFresh() && !running().some((entry) => entry.deviceId === axis.id);
  };
  return async (axis) => {
    if (!isInert(axis)) return { ok: false, error: { code: 'refused', message: `The ${axis.id} drive does not stand still under its brake with its fault shown, so it was told nothing.`, broken: [] } };
    const armed = await axis.arm({ verb: 'resetFault' });
    return armed.ok ? axis.execute(armed.value, () => isInert(axis)) : armed;
  };
}
