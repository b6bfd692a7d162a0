import { takes, type CarSize, type CellSize } from '../../../../config/cells.ts';
import type { Site } from '../../../../config/schema/site.schema.ts';
import type { CheckInRefusal } from './refusals.ts';
import type { BaySight } from './sight.ts';

/** Where on the car something is wrong, as the driver sees it who has driven in nose first. */
export type CarSide = 'front' | 'rear' | 'left' | 'right' | 'sides' | 'top' | 'below' | 'whole';
/** What people can do about it; `driveOut`: nothing. */
export type Mend = 'moveCar' | 'foldMirrors' | 'takeOffRoof' | 'shutTailgate' | 'wipe' | 'driveOut' | 'callStaff';

/** One measurement beyond a limit. `by`: how far, in mm, kg or percent. */
export interface Finding {
  readonly code: CheckInRefusal;
  readonly at: CarSide;
  readonly mend: Mend;
  readonly by: number;
  readonly unit: 'mm' | 'kg' | '%' | '';
}

/** People who are still in or about the car stand on the scale as well, kg each. */
const PERSON_KG = 110;
/** What weighs less beside the pallet is no car yet: somebody on foot, or the first wheels of one. */
const CAR_KG = 500;

/** Site values that a car is measured against. */
export type MeasuringSite = Pick<Site, 'bayRules'> & { readonly tower: Pick<Site['tower'], 'pallet' | 'carLimits' | 'headroomMm'> };

/**
 * Every limit that the car breaks, the gravest first; undefined while it cannot be measured. `people`: how many may be in it. `cells`: what the
 * cells take that are free for it; a car within the limits of the site may still fit into none of them. Pure.
 */
export function measure({ profile, load, floorDry }: Pick<BaySight, 'profile' | 'load' | 'floorDry'>, site: MeasuringSite, people: number, cells: readonly CellSize[]): readonly Finding[] | undefined {
  if (profile === undefined || load === undefined || floorDry === undefined) return undefined;
  if (profile.noisy) return [{ code: 'unreadable', at: 'whole', mend: 'wipe', by: 0, unit: '' }];
  if (profile.envelopeClear) return [];
  const { carLimits: limits, pallet } = site.tower;
  const findings: Finding[] = [];
  const add = (code: CheckInRefusal, at: CarSide, mend: Mend, by: number, unit: Finding['unit']): void => { if (by > 0) findings.push({ code, at, mend, by: Math.round(by), unit }); };
  if (!floorDry) findings.push({ code: 'leaking', at: 'below', mend: 'callStaff', by: 0, unit: '' });
  add('tooHeavy', 'whole', 'driveOut', load.massKg - pallet.massKg - limits.massKg - people * PERSON_KG, 'kg');
  add('tooLow', 'below', 'driveOut', limits.clearanceMm - profile.clearanceMm, 'mm');
  add('tooHigh', 'top', profile.heightMm - limits.heightMm > 0 && profile.overhangOuterMm > 0 ? 'shutTailgate' : 'takeOffRoof', profile.heightMm - limits.heightMm, 'mm');
  add('tooLong', 'rear', 'shutTailgate', profile.lengthMm - limits.lengthMm, 'mm');
  add('tooWide', 'sides', 'foldMirrors', profile.widthMm - limits.widthMm, 'mm');
  // A car that would fit on its pallet stands over one end of it: it moves. One that reaches out and has no room left has something open.
  const roomMm = pallet.lengthMm - profile.lengthMm;
  add('notOnPallet', 'rear', roomMm > profile.overhangOuterMm ? 'moveCar' : 'shutTailgate', profile.overhangOuterMm, 'mm');
  add('notOnPallet', 'front', 'moveCar', profile.overhangInnerMm, 'mm');
  if (people === 0) addImbalance(add, load, pallet.massKg, limits.imbalancePercent);
  const car = { lengthMm: profile.lengthMm, heightMm: profile.heightMm, massKg: load.massKg - pallet.massKg - people * PERSON_KG };
  return findings.length > 0 || car.massKg < CAR_KG ? findings : notInto(cells, car, site.tower.headroomMm, profile.overhangOuterMm > 0);
}

/** By how much the car misses the cell that takes most of it: the highest of those that take its length and mass, else what none of them does. */
function notInto(cells: readonly CellSize[], car: CarSize, headroomMm: number, tailOut: boolean): readonly Finding[] {
  if (cells.some((cell) => takes(cell, car, headroomMm))) return [];
  const most = (of: readonly CellSize[], key: keyof CellSize): number => Math.max(0, ...of.map((cell) => cell[key]));
  const finding = (at: CarSide, mend: Mend, by: number, unit: Finding['unit']): readonly Finding[] => [{ code: 'noCellFits', at, mend, by: Math.round(by), unit }];
  if (cells.length === 0) return finding('whole', 'driveOut', 0, '');
  const strong = cells.filter(({ massKg }) => car.massKg <= massKg);
  if (strong.length === 0) return finding('whole', 'driveOut', car.massKg - most(cells, 'massKg'), 'kg');
  const long = strong.filter(({ lengthMm }) => car.lengthMm <= lengthMm);
  if (long.length === 0) return finding('rear', 'shutTailgate', car.lengthMm - most(strong, 'lengthMm'), 'mm');
  return finding('top', tailOut ? 'shutTailgate' : 'takeOffRoof', car.heightMm + headroomMm - most(long, 'clearHeightMm'), 'mm');
}

function addImbalance(add: (code: CheckInRefusal, at: CarSide, mend: Mend, by: number, unit: '%') => void, load: NonNullable<BaySight['load']>, palletKg: number, percent: number): void {
  const share = (pairKg: number): number => (100 * (2 * pairKg - load.massKg)) / Math.max(1, load.massKg - palletKg);
  const [front, left] = [share(load.innerKg), share(load.leftKg)];
  if (Math.abs(front) >= Math.abs(left)) add('unbalanced', front > 0 ? 'front' : 'rear', 'moveCar', Math.abs(front) - percent, '%');
  else add('unbalanced', left > 0 ? 'left' : 'right', 'moveCar', Math.abs(left) - percent, '%');
}

/** Whether people on the spot may mend it, given time. */
export function isMendable({ mend }: Finding): boolean {
  return mend !== 'driveOut' && mend !== 'callStaff';
}
