import type { AlarmView, Doubt, OrderView, RecoveryView, TowerSnapshot, Why, WayOn } from '../../../controller/api/contract/index.ts';
import { restingTower } from './sample-tower.ts';

/** Samples for the maintenance page: the resting tower with something the matter. */
export const towerWith = (change: Partial<TowerSnapshot>): TowerSnapshot => ({ ...restingTower, ...change });

/** The key turned, a technician in manual mode, the enabling device pressed. */
export const manualTower: TowerSnapshot = towerWith({
  mode: 'manual', state: 'held', maintenance: { key: 'maintenance', enabling: 'pressed', blocks: ['keyNotAuto', 'resetDue'], lockouts: [], forces: [] },
});

/** A rule that has stopped the tower. */
export const chainOpen: TowerSnapshot['reasons'][number] = {
  interlockId: 'IL-01', fact: 'safetyChainClosed', value: false, cause: 'confirmed', sinceMs: 400, sources: ['safetyChain'], reset: 'technician',
  customer: 'interlock.IL-01.customer', operator: 'interlock.IL-01.operator', technician: 'interlock.IL-01.technician',
};

/** An alarm; what is not said is ordinary. */
export const alarm = (alarmId: string, change: Partial<AlarmView> = {}): AlarmView => ({
  alarmId, tag: alarmId, priority: 'medium', state: 'unacknowledged', active: true, firstOut: false, chattering: false, shelvable: true,
  raisedUtcMs: 1000, changedUtcMs: 1000, count: 1, detail: '', cause: 'alarm.stop.hardware.cause', consequence: 'alarm.stop.hardware.consequence', action: 'alarm.stop.hardware.action', ...change,
});

const complete: WayOn = {
  way: 'complete', ready: true, by: 'technician', conditions: [{ word: 'way.needs.standing', green: true, fact: '' }],
  steps: [{ word: 'way.step.look', values: { object: 'o-1' } }, { word: 'way.step.pushOn', values: { to: 'bay:A' } }],
};
const reverse: WayOn = { ...complete, way: 'reverse', ready: false, conditions: [{ word: 'way.needs.noStop', green: false, fact: 'requested' }] };
const declare: WayOn = {
  way: 'declare', ready: true, by: 'technician', conditions: [], steps: [],
  declarations: [
    { place: 'cell:2-1R', proven: true, proofs: [], by: 'sensors' },
    { place: 'outside', proven: false, proofs: [], by: 'twoTechnicians' },
    { place: 'bay:A', proven: false, proofs: [], by: 'nobody' },
  ],
};

/** An order that was interrupted in mid-transfer, and a pallet that nobody has seen. */
export const interruptedOrder: Doubt = {
  id: 'order:o-1', kind: 'order', word: 'recovery.order', values: { order: 'o-1' }, journal: 'deliver, coming', sensors: 'stands',
  evidence: [{ source: 'shuttle position', value: 1200, ageMs: 20 }, { source: 'rfid tag', value: null, ageMs: null }], proven: false, ways: [complete, reverse],
};
export const lostPallet: Doubt = { ...interruptedOrder, id: 'pallet:P06', kind: 'pallet', word: 'recovery.palletUnknown', values: { pallet: 'P06' }, ways: [declare] };
export const doubtful: RecoveryView = { stage: 'settled', settleable: false, doubts: [interruptedOrder, lostPallet], quarantines: [], leases: [], edits: [] };

/** An order that waits for a person. */
export const pausedOrder: OrderView = {
  orderId: 'o-1', kind: 'deliver', phase: 'coming', back: false, stage: 'paused', phaseSinceMs: 10, waitsForPeople: false, overdue: false,
  palletId: 'P14', carId: 'SH-14', bay: 'A', ways: ['complete', 'reverse'],
};

/** Two rules of a motion, the second of which forbids it. */
export const liftMayNot: Why = {
  motion: 'lift.move', permitted: false, broken: [chainOpen],
  rows: [
    { interlockId: 'IL-10', fact: 'shuttleCentred', value: true, cause: 'confirmed', kind: 'interlock', hazards: [1] },
    { interlockId: 'IL-01', fact: 'safetyChainClosed', value: false, cause: 'confirmed', kind: 'safety mirror', hazards: [2] },
  ],
};
