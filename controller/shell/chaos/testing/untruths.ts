import type { TowerSnapshot } from '../../../api/contract/index.ts';
import type { Truth } from './truth.ts';

/** A sensor's own error, and what is lost in rounding. */
const NEAR_MM = 8;
const NEAR_DOOR = 0.03;
/** States in which a screen says that the tower works or could. */
const WORKING = new Set<TowerSnapshot['state']>(['idle', 'starting', 'execute', 'completing', 'complete', 'unholding', 'unsuspending']);

/**
 * What a screen would claim that was true at none of these looks at the plant: those of the last second before the answer. What is
 * called stale or unknown is no claim.
 */
export function untruths(shown: TowerSnapshot, looks: readonly Truth[]): readonly string[] {
  return [...ofAxes(shown, looks), ...ofDoors(shown, looks), ...ofPlaces(shown, looks), ...ofRelay(shown, looks)];
}

const isNear = (claimed: number, values: readonly number[], near: number): boolean => claimed >= Math.min(...values) - near && claimed <= Math.max(...values) + near;

function ofAxes({ axes }: TowerSnapshot, looks: readonly Truth[]): readonly string[] {
  return Object.entries(axes).flatMap(([id, { positionMm, quality, homed }]) => {
    const true_ = looks.flatMap((truth) => truth.axes[id]?.positionMm ?? []);
    return quality !== 'good' || !homed || isNear(positionMm, true_, NEAR_MM) ? [] : [`${id} is said to be at ${String(positionMm)} and is at ${String(true_.at(-1))}`];
  });
}

function ofDoors({ doors }: TowerSnapshot, looks: readonly Truth[]): readonly string[] {
  return Object.entries(doors).flatMap(([id, { position, locked, quality }]) => {
    const of = looks.flatMap((truth) => truth.doors[id] ?? []);
    if (quality !== 'good') return [];
    if (!isNear(position, of.map((each) => each.position), NEAR_DOOR)) return [`door ${id} is said to be at ${String(position)} and is at ${String(of.at(-1)?.position)}`];
    return of.some((each) => each.locked === locked) ? [] : [`door ${id} is said to be ${locked ? 'locked' : 'unlocked'}, and is not`];
  });
}

/** Who stands where by the plant; a pallet that slides is at either end of its way. */
const standsIn = (truth: Truth, place: string): readonly string[] => Object.entries(truth.pallets).flatMap(([id, at]) => (at.place === place ? [id] : []));
const slides = (truth: Truth, palletId: string): boolean => truth.pallets[palletId]?.place === 'shuttle';

function ofPlaces({ cells, bays, carriage }: TowerSnapshot, looks: readonly Truth[]): readonly string[] {
  const at = (place: string, { palletId, carId }: { readonly palletId?: string | undefined; readonly carId?: string | undefined }, saysEmpty: boolean): readonly string[] => {
    if (palletId === undefined) return saysEmpty && looks.every((truth) => standsIn(truth, place).length > 0) ? [`${place} is said to be empty, and holds ${looks.slice(-1).flatMap((truth) => standsIn(truth, place)).join()}`] : [];
    const agrees = looks.some((truth) => (standsIn(truth, place).includes(palletId) || slides(truth, palletId)) && truth.pallets[palletId]?.car === carId);
    return agrees ? [] : [`${palletId} with ${carId ?? 'no car'} is said to be in ${place}, and is in ${String(looks.at(-1)?.pallets[palletId]?.place)} with ${looks.at(-1)?.pallets[palletId]?.car ?? 'no car'}`];
  };
  return [
    ...Object.entries(cells).flatMap(([id, cell]) => (cell.state === 'unknown' ? [] : at(`cell:${id}`, cell, cell.state === 'empty'))),
    ...Object.entries(bays).flatMap(([id, bay]) => (bay.state === 'unknown' ? [] : at(`bay:${id}`, bay, false))),
    ...(carriage.state === 'unknown' ? [] : at('lift', carriage, carriage.state === 'empty')),
  ];
}

function ofRelay({ state }: TowerSnapshot, looks: readonly Truth[]): readonly string[] {
  return WORKING.has(state) && looks.every(({ relay }) => !relay.runEnabled) ? [`the tower is said to be ${state}, and the safety relay holds it`] : [];
}
