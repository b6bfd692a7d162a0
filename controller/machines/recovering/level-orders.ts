import { stationMm } from '../../../config/axes.ts';
import { placesOf } from '../../../config/places.ts';
import type { Site } from '../../../config/schema/site.schema.ts';
import type { Facts } from '../../sensing/fact.ts';
import { boltOrder } from '../transfer/step-orders.ts';
import type { UnitOrder } from '../unit/unit-order.ts';
import type { UnitId } from '../units.ts';

/** Speeds on a technician's word, mm/s: the limits of motion on maintenance, for the lift and, at the rim, for a carriage that turns. */
const CREEP_MM_PER_S = 150;
const TURNS_MM_PER_S = 100;
const AROUND_IT_MS = 10_000;

/** The storey that is nearest to a height. */
export function nearestLevel(zMm: number, site: Site): Site['tower']['levels'][number] {
  return site.tower.levels.reduce((nearest, level) => (Math.abs(level.zMm - zMm) < Math.abs(nearest.zMm - zMm) ? level : nearest));
}

/**
 * Whether the lift has lost its level: farther from the nearest one than it may stand. What is only too far off for the shuttle is levelled by the
 * next approach. A position that nobody knows is at no level.
 */
export function isOffLevel(zMm: number | undefined, site: Site): boolean {
  return zMm === undefined || Math.abs(nearestLevel(zMm, site).zMm - zMm) > site.axes.lift.holdToleranceMm;
}

/** What brings a carriage that stands between its angles to the nearest one, at creep. `turnMm`: where it stands, along its rim. */
export function angleOrder(turnMm: number, site: Site): readonly [UnitId, UnitOrder] {
  const angles = placesOf(site).map((place) => stationMm(site, 'turn', place));
  const targetMm = angles.reduce((nearest, angle) => (Math.abs(angle - turnMm) < Math.abs(nearest - turnMm) ? angle : nearest));
  return ['turn', {
    motion: 'turn.move',
    goal: { kind: 'position', targetMm, velocityMmPerS: TURNS_MM_PER_S },
    detail: `carriage turns at creep to its angle at ${targetMm.toFixed(0)} mm`,
    orderId: undefined, startMoves: [], doneMoves: [],
    proofs: [{ fact: 'turnAtAngle', is: true }],
    deadlineMs: (Math.abs(targetMm - turnMm) / TURNS_MM_PER_S) * 1500 + AROUND_IT_MS,
  }];
}

/** What brings a lift that stands between levels to the nearest one: load locked, pin out, creep, and where the carriage was turning its angle, pin in. */
export function levelOrders({ zMm, turnMm }: { readonly zMm: number; readonly turnMm: number | undefined }, site: Site, facts: Facts): readonly (readonly [UnitId, UnitOrder])[] {
  const level = nearestLevel(zMm, site);
  const bolt = (unit: 'lockPin' | 'palletLock', on: boolean) => [unit, boltOrder(unit, on, `level ${level.id}`, site, undefined)] as const;
  return [
    ...(facts.get('carriageLoadSafe').value === true ? [] : [bolt('palletLock', true)]),
    ...(facts.get('lockPinOut').value === true ? [] : [bolt('lockPin', false)]),
    ['lift', {
      motion: 'lift.move',
      goal: { kind: 'position', targetMm: level.zMm, velocityMmPerS: CREEP_MM_PER_S },
      detail: `lift creeps to level ${level.id} at ${String(level.zMm)} mm`,
      orderId: undefined, startMoves: [], doneMoves: [],
      proofs: [{ fact: 'liftAtLevel', is: true }],
      deadlineMs: (Math.abs(level.zMm - zMm) / CREEP_MM_PER_S) * 1500 + AROUND_IT_MS,
    }],
    ...(turnMm === undefined || facts.get('turnAtAngle').value !== false ? [] : [angleOrder(turnMm, site)]),
    bolt('lockPin', true),
  ];
}
