import type { Site } from '../../config/schema/site.schema.ts';
import type { Facts } from '../sensing/fact.ts';
import type { TowerDevices } from '../ports.ts';

/** Why a pallet that the fork may hold does not go out: it is still locked to the carriage, or its place is taken. */
export type HeldBack = 'locked' | 'taken';

/**
 * Whether a pallet that the fork may hold would be torn out of its lock, or pushed into a place that is not seen to be empty. The probe of the carriage looks
 * into the place from where it stands; once the pallet is half-way in it sees that one, and so it is asked before. Unknown is locked, and taken.
 */
export function createPushingInto(site: Site, { axes }: Pick<TowerDevices, 'axes'>, facts: () => Facts): (targetMm: number) => HeldBack | undefined {
  const halfMm = site.axes.shuttle.strokeMm / 2;
  return (targetMm) => {
    const fromMm = axes['shuttle']?.observed().value?.positionMm ?? NaN;
    const goesIn = Math.abs(targetMm) > Math.abs(fromMm) || Math.sign(targetMm) !== Math.sign(fromMm);
    // Where nobody knows the position it counts as in the carriage, and the sensors are asked.
    if (!goesIn || (Math.abs(fromMm) >= halfMm && Math.sign(targetMm) === Math.sign(fromMm))) return undefined;
    if (facts().get('forkReleased').value === true) return undefined;
    if (facts().get('carriagePalletUnlocked').value !== true) return 'locked';
    return facts().get(targetMm < 0 ? 'cellLeftOccupied' : 'cellRightOccupied').value === false ? undefined : 'taken';
  };
}
