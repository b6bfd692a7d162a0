import type { CellSize } from '../../../../config/cells.ts';
import type { Truth } from '../../../sensing/fact.ts';
import { NO_POINTS, allOut, crossingsSince, follow, giveAtKiosk, isGivenTwice, type ClearPoints, type Crossings } from './all-clear.ts';
import { guide, type Advice } from './guidance.ts';
import { measure, type Finding, type MeasuringSite } from './measure.ts';
import type { BaySight } from './sight.ts';

/** What is remembered of one return, from the open door until its car is stored. All of it follows from sights and from what people say. */
export interface ReturnMemory {
  readonly people: number | undefined;
  /** Crossings of the outer plane when the bay was last proven empty. */
  readonly base: Crossings | undefined;
  readonly sight: BaySight | undefined;
  readonly advice: Advice;
  readonly findings: readonly Finding[] | undefined;
  readonly points: ClearPoints;
  readonly attended: boolean;
  /** Where the nose of the car was when it was measured (its tail may open), and how many had gone out by then. */
  readonly parked: { readonly frontMm: number; readonly outwards: number } | undefined;
  /** It was stored, and has come out once more: when it is gone, it is not waited for. */
  readonly isOutAgain: boolean;
  /** At the all-clear: crossings and mass. */
  readonly cleared: { readonly crossings: Crossings; readonly massKg: number } | undefined;
}

export const NEW_RETURN: ReturnMemory = {
  people: undefined, base: undefined, sight: undefined, advice: 'comeIn', findings: undefined, points: NO_POINTS, attended: false, parked: undefined, isOutAgain: false, cleared: undefined,
};

export function crossingsOf(sight: BaySight | undefined): Crossings | undefined {
  return sight?.profile && { inwards: sight.profile.passagesIn, outwards: sight.profile.passagesOut };
}

/** Whether all that came in have gone out, by the count of the door plane. */
export function everybodyOut({ base, sight, people }: ReturnMemory): Truth {
  return allOut(crossingsSince(base, crossingsOf(sight)), people);
}

/** Nobody is seen on foot, in the car or in a door plane. An unheard channel is not clear. */
export function nobodySeen({ sight }: ReturnMemory): boolean {
  return sight?.presenceClear === true && sight.radarClear === true && sight.planeClear === true;
}

/** Everybody is out by all that can be known, or a member of staff has answered for the count: presence and radar nobody answers for. */
export function provenOut(memory: ReturnMemory): boolean {
  return nobodySeen(memory) && (everybodyOut(memory) === true || memory.attended);
}

/** Goes on with one more look; `cells`: what the cells take that are free for the car. Pure. */
export function lookOn(memory: ReturnMemory, sight: BaySight, cells: readonly CellSize[], site: MeasuringSite, nowMs: number): ReturnMemory {
  const now = crossingsOf(sight);
  const empty = sight.profile?.envelopeClear === true && sight.presenceClear === true;
  const base = empty ? now : memory.base;
  // People who may still be in the car or beside it are on the scale with it; also whoever no sensor sees and the count misses.
  const isMissed = everybodyOut({ ...memory, sight, base }) === false && !memory.attended;
  const people = sight.presenceClear === true && sight.radarClear === true && !isMissed ? 0 : (memory.people ?? 4);
  const seen: ReturnMemory = { ...memory, sight, base, advice: guide(memory.advice, sight, site.tower.pallet), findings: measure(sight, site, people, cells) };
  const undisturbed = nobodySeen(seen);
  return {
    ...seen,
    attended: seen.attended && undisturbed,
    points: follow(memory.points, sight, undisturbed, nowMs),
    parked: empty ? undefined : memory.parked,
    cleared: undisturbed ? memory.cleared : undefined,
  };
}

/** Whether a car stands behind the shut door with nobody in the bay, in the car or in a door plane. */
export function standsAlone(sight: BaySight): boolean {
  return sight.outerShut === true && sight.profile?.envelopeClear === false && sight.presenceClear === true && sight.radarClear === true && sight.planeClear === true;
}

/**
 * A car is brought out once more. It does not pass the door plane, so the count begins as if it had, with one who sat in it and has got out: whoever
 * goes in has to come out. `isAlone`: nobody is with it before the door opens; otherwise nothing is known to count from.
 */
export function bringOut(memory: ReturnMemory, sight: BaySight, isAlone: boolean): ReturnMemory {
  return { ...memory, isOutAgain: true, people: 1, base: isAlone ? crossingsOf(sight) : undefined };
}

/** A car that came out once more is there no more, and nobody is in its bay. */
export function hasBeenDrivenOut({ isOutAgain, sight }: ReturnMemory): boolean {
  return isOutAgain && sight?.profile?.envelopeClear === true && sight.presenceClear === true;
}

/** The kiosk's point. An attendant's word stands in for the count of crossings as well. */
export function giveClear(memory: ReturnMemory, attendant: boolean, nowMs: number): ReturnMemory {
  return { ...memory, points: giveAtKiosk(memory.points, nowMs), attended: memory.attended || attendant };
}

/** Where the end of the car towards the shaft is. */
function frontOf(sight: BaySight | undefined): number | undefined {
  return sight?.profile && sight.profile.offCentreMm - sight.profile.lengthMm / 2;
}

/** Notes where the car stands, from where it must not roll. */
export function park(memory: ReturnMemory): ReturnMemory {
  const since = crossingsSince(memory.base, crossingsOf(memory.sight));
  return { ...memory, parked: { frontMm: frontOf(memory.sight) ?? 0, outwards: since?.outwards ?? 0 } };
}

/** Notes what the bay was like when everybody had gone. */
export function clear(memory: ReturnMemory): ReturnMemory {
  const crossings = crossingsOf(memory.sight);
  return crossings === undefined ? memory : { ...memory, cleared: { crossings, massKg: memory.sight?.load?.massKg ?? NaN } };
}

/** Whether the two points of the all-clear are given. */
export function isAllClear({ points }: ReturnMemory, site: MeasuringSite): boolean {
  return isGivenTwice(points, site.bayRules.allClearMs);
}

/** The car has left where it was measured, and its driver had got out: it rolls. */
export function hasRolled({ parked, sight, base }: ReturnMemory, site: MeasuringSite): boolean {
  const frontMm = frontOf(sight);
  if (parked === undefined || frontMm === undefined) return false;
  const since = crossingsSince(base, crossingsOf(sight));
  const driverGone = since === undefined || since.outwards > parked.outwards;
  return driverGone && Math.abs(frontMm - parked.frontMm) > site.bayRules.rollMm;
}

/** Nobody has come near since the all-clear: no crossing, nobody seen. */
export function isStillClear(memory: ReturnMemory): boolean {
  const since = crossingsSince(memory.cleared?.crossings, crossingsOf(memory.sight));
  return nobodySeen(memory) && since?.inwards === 0 && since.outwards === 0;
}

/** By how much the bay has become heavier or lighter since the all-clear, kg; undefined when that is not known. */
export function massChangeKg({ cleared, sight }: ReturnMemory): number | undefined {
  const massKg = sight?.load?.massKg;
  return cleared === undefined || massKg === undefined || Number.isNaN(cleared.massKg) ? undefined : Math.abs(massKg - cleared.massKg);
}
