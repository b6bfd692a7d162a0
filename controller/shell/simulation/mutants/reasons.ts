import type { Mutant } from './mutant.ts';

/** Why no harm of the plant can follow from a row, whatever becomes of it. */
export const REASONS = {
  surroundings: 'the plant neither burns nor floods nor is blown over; what the row keeps from getting worse has no physics here',
  relay: 'the safety relay itself takes the torque away; the row reads that back, explains it, and asks for the reset',
  chain: 'its contact is wired into the safety chain as well: with it the chain opens, and IL-01 and the latch answer',
  door: 'the operator of the door itself does not close on what its edge or its curtain sees',
  pin: 'beside its hole the pin does not go in, and without the pin no shuttle goes (IL-44)',
  rope: 'the plant has no rope that could go slack, only the contact that says so',
  device: 'a device that is silent, in fault or without its reference takes no journey and loses its lease; the row says so before it is tried',
  work: 'work is no motion; each motion of it is asked of the table again',
  journal: 'the gate lets nothing out whose intent the journal has not taken; the row says so before it is tried',
  measure: 'beyond its limits a car is only a number to the plant; nothing it could touch stands there',
  fork: 'in the plant a fork between its ends still holds what it has held; that nobody may count on it is known from its two switches alone',
  word: 'who has been given which mode, and whose finger rests on a page, are words of the software; of the hand the plant knows key and enabling device (IL-160 to IL-162)',
  limit: 'the gate itself lets a motion out of a limit go only away from the limit at which the distance meter sees the axis',
  step: 'an open inner door takes nothing along; the shuttle that would is asked by the same row',
  hand: 'a bolt or a door that a technician steps harms nobody by itself; what he may not do with an axis is judged (I21, I22)',
  switches: 'two switches, each on a way of its own, must say the same as the drive whose limit was moved',
  admitted: 'what has been admitted is looked at anew by each row of its own; a second later the car is the same car',
  second: 'a second, or what is left of a stroke, is too short for harm that has not been done already: what is astray is found long before the end of the way, and what is hit is hit before anything can stop',
  out: 'with the shuttle as far out as its limit a carriage that moves has hit already: the plant holds it there',
  key: 'on its way the key opens one contact before it closes the other: the mirror of AUTO latches in between, whatever is watched',
  overhang: 'what is longer than the limit reaches over the end of its pallet, which the same fact asks',
  nowhere: 'no tower has both of its axes: nothing asks for the row there',
  pair: 'in the plant one of the two is never untrue without the other where the motion does harm: one of both always refuses',
} as const;
export type Reason = keyof typeof REASONS;

const of = (reason: Reason, ...rows: readonly string[]): Readonly<Record<string, Reason>> => Object.fromEntries(rows.map((row) => [row, reason]));

/** Rows without modelled physics, each with its reason; they are judged at the table. */
export const WITHOUT_PHYSICS: Readonly<Record<string, Reason>> = {
  ...of('surroundings', 'IL-121', 'IL-123', 'IL-125', 'IL-127', 'IL-129', 'IL-130', 'IL-131', 'IL-147'),
  ...of('work', 'IL-120', 'IL-122', 'IL-124', 'IL-128', 'IL-133', 'IL-134', 'IL-135', 'IL-136', 'IL-137'),
  ...of('relay', 'IL-01', 'IL-02', 'IL-165'),
  ...of('chain', 'IL-04', 'IL-05', 'IL-172', 'IL-07', 'IL-126', 'IL-132'),
  ...of('door', 'IL-62', 'IL-65'),
  ...of('pin', 'IL-42', 'IL-105'),
  ...of('rope', 'IL-06'),
  ...of('device', 'IL-20', 'IL-24', 'IL-28', 'IL-100', 'IL-23', 'IL-27', 'IL-30', 'IL-103', 'IL-21', 'IL-25', 'IL-29', 'IL-101', 'IL-60', 'IL-64'),
  ...of('fork', 'IL-39'),
  ...of('word', 'IL-163', 'IL-164', 'IL-173'),
  ...of('limit', 'IL-108', 'IL-166', 'IL-167', 'IL-168'),
  ...of('journal', 'IL-90'),
  ...of('measure', 'IL-145', 'IL-146'),
};

const LOADS = new Set(['IL-53', 'IL-140', 'IL-141', 'IL-142', 'IL-143', 'IL-144', 'IL-145', 'IL-146', 'IL-147', 'IL-180', 'IL-182']);

/** Rows whose harm is done at once or only after long: a second late, or not watched, nothing more comes of it. */
const SECOND: Readonly<Partial<Record<Mutant['mutation'], ReadonlySet<string>>>> = {
  stale: new Set(['IL-22', 'IL-26', 'IL-50', 'IL-102', 'IL-162']),
  notWatched: new Set(['IL-10', 'IL-11', 'IL-22', 'IL-26', 'IL-42', 'IL-43', 'IL-63', 'IL-70', 'IL-71', 'IL-72', 'IL-102', 'IL-105', 'IL-107']),
};

/** Rows of a carriage that stands still. */
const OUT: ReadonlySet<string> = new Set(['IL-40', 'IL-41', 'IL-104']);

/** Why one motion of a row that has its physics elsewhere has none. */
function reasonOfMotion(row: string, motion: string): Reason | undefined {
  if (LOADS.has(row) && (motion === 'inner.open' || motion === 'inner.stepOpen')) return 'step';
  if ((row === 'IL-42' || row === 'IL-105') && motion.startsWith('lockPin.')) return 'pin';
  if (motion === 'shuttle.jogOut' && OUT.has(row)) return 'out';
  if (motion === 'shuttle.jogOut' && row === 'IL-46') return 'second';
  if (motion.startsWith('order.')) return 'work';
  if (motion.includes('.step') && (row === 'IL-160' || row === 'IL-161' || row === 'IL-162')) return 'hand';
  return undefined;
}

/** The next row binds the opening of the door alone. */
const STEPS: ReadonlySet<string> = new Set(['IL-53', 'IL-180']);
const PAIRS: ReadonlySet<string> = new Set(['IL-03', 'IL-52', 'IL-110', 'IL-160', 'IL-161', 'IL-162', 'IL-181']);

/** Why nothing of the plant can tell of a mutant; undefined where it should. */
export function reasonFor({ row, mutation, dropped }: Pick<Mutant, 'row' | 'mutation' | 'dropped'>): Reason | undefined {
  const ofMotion = dropped === undefined ? undefined : reasonOfMotion(row.id, dropped);
  if (ofMotion !== undefined) return ofMotion;
  if (row.id === 'IL-10' && mutation === 'thresholdMoved') return 'switches';
  if (SECOND[mutation]?.has(row.id) === true) return 'second';
  if (row.id === 'IL-140' && mutation === 'thresholdMoved') return 'overhang';
  if ((row.id === 'IL-03' || row.id === 'IL-04') && mutation === 'notWatched') return 'key';
  if (mutation === 'orNext' && STEPS.has(row.id)) return 'step';
  if (mutation === 'orNext' && PAIRS.has(row.id)) return 'pair';
  if (row.id === 'IL-180' && mutation === 'stale') return 'admitted';
  return WITHOUT_PHYSICS[row.id];
}
