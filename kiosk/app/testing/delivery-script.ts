import type { CollectionView, TowerSnapshot } from '../../../controller/api/contract/index.ts';
import { restingTower, sampleCollection } from './sample-tower.ts';

type Axes = { readonly lift: number; readonly travel: number; readonly shuttle: number };
interface Key extends Axes {
  readonly atS: number;
  readonly phase: CollectionView['phase'];
  /** Where the pallet is: in its cell, on the carriage, in the bay, or on the shuttle between two of them. */
  readonly pallet: 'cell' | 'carriage' | 'bay' | 'shuttle';
  readonly inner: number;
  readonly outer: number;
}

const HOME = { lift: 600, travel: 500, shuttle: 0 };
const CELL = { lift: 5400, travel: 3300, shuttle: 0 };
const shut = { inner: 0, outer: 0 } as const;

/** One delivery of the sample car, told as key moments with straight motion between them. */
const KEYS: readonly Key[] = [
  { atS: 0, phase: 'finding', ...HOME, pallet: 'cell', ...shut },
  { atS: 8, phase: 'taking', ...CELL, pallet: 'cell', ...shut },
  { atS: 14, phase: 'taking', ...CELL, shuttle: 5800, pallet: 'shuttle', ...shut },
  { atS: 20, phase: 'coming', ...CELL, pallet: 'carriage', ...shut },
  { atS: 28, phase: 'presenting', ...HOME, pallet: 'carriage', ...shut },
  { atS: 32, phase: 'presenting', ...HOME, pallet: 'shuttle', inner: 1, outer: 0 },
  { atS: 40, phase: 'presenting', ...HOME, shuttle: -5800, pallet: 'bay', inner: 1, outer: 0 },
  { atS: 46, phase: 'presenting', ...HOME, pallet: 'bay', inner: 1, outer: 0 },
  { atS: 50, phase: 'opening', ...HOME, pallet: 'bay', ...shut },
  { atS: 56, phase: 'handover', ...HOME, pallet: 'bay', inner: 0, outer: 1 },
];

/** What the planner says of each phase until the door is open, s: that of the key moments above. */
const PLAN = [['finding', 8], ['taking', 12], ['coming', 8], ['presenting', 18], ['opening', 10]] as const;
const planFrom = (phase: CollectionView['phase']): CollectionView['plan'] => {
  const at = PLAN.findIndex(([each]) => each === phase);
  return at < 0 ? undefined : PLAN.slice(at).map(([each, seconds]) => ({ phase: each, seconds }));
};

const mix = (from: number, to: number, share: number): number => from + (to - from) * share;

/** The tower at a moment of the delivery, all values as measured then. */
export function deliveryAt(atS: number, change: Partial<CollectionView> = {}): TowerSnapshot {
  const next = KEYS.findIndex((key) => key.atS > atS);
  const from = KEYS.at(next < 0 ? -1 : Math.max(0, next - 1)) ?? KEYS[0]!;
  const to = next < 0 ? from : KEYS[next] ?? from;
  const spanS = Math.max(1e-6, to.atS - from.atS);
  const share = next < 0 ? 0 : (atS - from.atS) / spanS;
  const axis = (name: keyof Axes) => ({
    positionMm: mix(from[name], to[name], share), velocityMmPerS: next < 0 ? 0 : (to[name] - from[name]) / spanS, quality: 'good' as const, homed: true,
  });
  const door = (name: 'inner' | 'outer') => ({
    position: mix(from[name], to[name], share), locked: from[name] === 0 && to[name] === 0,
    motion: from[name] === to[name] || next < 0 ? 'still' as const : to[name] > from[name] ? 'opening' as const : 'closing' as const, quality: 'good' as const,
  });
  const plan = planFrom(change.phase ?? from.phase);
  const collection: CollectionView = { ...sampleCollection, ...(plan && { plan }), phase: from.phase, phaseSinceMs: 1000 + from.atS * 1000, estimate: { lowS: Math.max(0, 50 - atS), highS: Math.max(5, 75 - atS) }, ...change };
  const { palletId, carId, fromCell, bay } = collection;
  const load = { palletId, carId };
  const cells = { ...restingTower.cells, ...(from.pallet === 'cell' ? {} : { [fromCell]: { state: from.pallet === 'shuttle' ? 'unknown' as const : 'reserved' as const } }) };
  return {
    ...restingTower,
    atMs: 1000 + atS * 1000,
    state: 'execute',
    axes: { lift: axis('lift'), travel: axis('travel'), shuttle: axis('shuttle') },
    doors: { ...restingTower.doors, [`${bay}.inner`]: door('inner'), [`${bay}.outer`]: door('outer') },
    bays: { ...restingTower.bays, [bay]: { state: 'presenting', person: 'none', ...(from.pallet === 'bay' ? load : {}) } },
    cells,
    carriage: from.pallet === 'carriage' ? { state: 'loaded', ...load } : { state: 'empty' },
    collections: [collection],
  };
}

/** The same moment, stopped by a broken rule. */
export function pausedAt(atS: number, reset: 'customer' | 'operator' | 'technician', interlockId = 'IL-12'): TowerSnapshot {
  const tower = deliveryAt(atS, { paused: true });
  const still = Object.fromEntries(Object.entries(tower.axes).map(([name, axis]) => [name, { ...axis, velocityMmPerS: 0 }]));
  const { estimate: _estimate, ...collection } = tower.collections[0]!;
  return {
    ...tower,
    state: 'stopped',
    axes: still,
    collections: [collection],
    resetNeeded: reset,
    reasons: [{
      interlockId, fact: 'A.innerClosedLocked', value: false, cause: 'confirmed', sinceMs: tower.atMs, sources: ['A.inner'], reset, bay: 'A',
      customer: `interlock.${interlockId}.customer`, operator: `interlock.${interlockId}.operator`, technician: `interlock.${interlockId}.technician`,
    }],
  };
}
