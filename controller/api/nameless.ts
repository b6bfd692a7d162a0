import type { TowerSnapshot } from './contract/index.ts';

type Patch = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Patch => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names of persons, and what they wrote, by the part of the snapshot in which they stand. Lists are patched as a whole. */
const NAMES = { lockouts: ['who', 'note'], forces: ['by'], alarms: ['acknowledgedBy'], motionLease: ['by'] } as const;

function without(value: unknown, names: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => without(one, names));
  return isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => !names.includes(key))) : value;
}

function within(value: unknown, lists: readonly (keyof typeof NAMES)[]): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => {
    const list = lists.find((one) => one === key);
    return [key, list === undefined ? part : without(part, NAMES[list])];
  }));
}

/** Whoever has taken a call is coming, whatever the name. */
function withoutAnswerer(calls: unknown): unknown {
  if (!Array.isArray(calls)) return calls;
  return calls.map((call: unknown) => (isRecord(call) && 'answer' in call ? { ...call, answer: without(call['answer'], ['by']) } : call));
}

/** A change of the snapshot as everybody may hear it: without the names of persons, which are for technicians who have signed in. */
export function namelessPatch(patch: Patch): Patch {
  return {
    ...patch,
    ...('maintenance' in patch && { maintenance: within(patch['maintenance'], ['lockouts', 'forces']) }),
    ...('alarms' in patch && { alarms: within(patch['alarms'], ['alarms']) }),
    ...('staffCalls' in patch && { staffCalls: withoutAnswerer(patch['staffCalls']) }),
    ...('motionLease' in patch && { motionLease: without(patch['motionLease'], NAMES.motionLease) }),
  };
}

/** The snapshot as everybody may read it. */
export function nameless(tower: TowerSnapshot): TowerSnapshot {
  // Every key that is left out is optional in the contract.
  return namelessPatch(tower) as unknown as TowerSnapshot;
}
