import type { SiteView } from '../../../../controller/api/contract/index.ts';
import type { Journey } from './journey.ts';

type Levels = SiteView['tower']['levels'];

/** A lamp beside a storey: `here` the lift is at it, `passed` the car has left it behind on this journey. */
export type LevelLight = 'off' | 'here' | 'passed';

/** The lift has reached another storey when it is nearer to it than to the last one by this share of their distance: no lamp flickers between two. */
const CLEARLY = 0.08;

/** Which storey the lift is at, from the one that was shown before. Undefined for a tower without a lift that is heard. */
export function levelAt(levels: Levels, liftMm: number, before: string | undefined): string | undefined {
  const away = (zMm: number): number => Math.abs(zMm - liftMm);
  const nearest = levels.toSorted((a, b) => away(a.zMm) - away(b.zMm))[0];
  const last = levels.find(({ id }) => id === before);
  if (nearest === undefined || last === undefined || nearest.id === last.id) return nearest?.id;
  const isClear = away(last.zMm) - away(nearest.zMm) > CLEARLY * Math.abs(last.zMm - nearest.zMm);
  return isClear ? nearest.id : last.id;
}

/** Phases in which the lift is on its way with the car. */
const CARRYING: readonly Journey['phase'][] = ['coming', 'storing'];
/** Phases of a collection in which its storeys lie behind it. */
const ALL_PASSED: readonly Journey['phase'][] = ['presenting', 'opening', 'handover'];

/**
 * One lamp for each storey. While the car is carried, those between the place it came from and the lift are lit: the way that lies
 * behind it. Before that only the storey of the lift is.
 */
export function levelLights(levels: Levels, here: string | undefined, journey: Journey | undefined): Readonly<Record<string, LevelLight>> {
  const heightOf = (id: string | undefined): number | undefined => levels.find((level) => level.id === id)?.zMm;
  const start = heightOf(journey?.way === 'in' ? journey.bay?.level : journey?.cell?.level);
  const now = heightOf(here);
  const isUnderWay = journey !== undefined && (ALL_PASSED.includes(journey.phase) || (CARRYING.includes(journey.phase) && journey.isCarried));
  const lightOf = (id: string, zMm: number): LevelLight => {
    if (id === here) return 'here';
    if (!isUnderWay || start === undefined || now === undefined) return 'off';
    return zMm >= Math.min(start, now) && zMm <= Math.max(start, now) ? 'passed' : 'off';
  };
  return Object.fromEntries(levels.map(({ id, zMm }) => [id, lightOf(id, zMm)]));
}
