import type { ReturnView, TowerSnapshot } from '../../../controller/api/contract/index.ts';
import { pausedAt } from './delivery-script.ts';
import { restingTower, sampleCollection } from './sample-tower.ts';
import { SAMPLE_RETURN } from './sample-visit.ts';

type CheckIn = NonNullable<ReturnView['checkIn']>;

/** The car of the sample collection comes back to bay B, on a pallet out of cell 2-1L. */
export const sampleReturn: ReturnView = { returnId: SAMPLE_RETURN, carId: sampleCollection.carId, bay: 'B', phase: 'fetching', paused: false };

const CLEAR: CheckIn = {
  stage: 'comeIn', advice: 'comeIn', findings: [], given: [], people: 3, channels: { presence: 'clear', radar: 'clear', crossings: 'clear', weight: 'clear' }, attended: false,
};
const open = { position: 1, locked: false, motion: 'still', quality: 'good' } as const;

/** The tower while a car comes back, its doors as the phase has them. */
export function returnTower(change: Partial<ReturnView>, ways: TowerSnapshot['orders'][number]['ways'] = ['reverse']): TowerSnapshot {
  const one = { ...sampleReturn, ...change };
  const { carId: _carId, ...cell } = restingTower.cells[sampleCollection.fromCell] ?? { state: 'unknown' as const };
  const isOpen = one.phase === 'awaiting' || one.phase === 'leaving';
  return {
    ...restingTower,
    state: 'execute',
    cells: { ...restingTower.cells, [sampleCollection.fromCell]: cell },
    doors: { ...restingTower.doors, ...(isOpen && { [`${one.bay}.outer`]: open }) },
    bays: { ...restingTower.bays, [one.bay]: { state: 'open', person: 'none', palletId: 'P01' } },
    returns: [one],
    orders: [{ orderId: one.returnId, kind: 'receive', phase: one.phase, back: false, stage: 'running', phaseSinceMs: 0, waitsForPeople: isOpen, overdue: false, carId: one.carId, palletId: 'P01', fromCell: '2-1L', toCell: '2-1L', bay: one.bay, ways }],
  };
}

/** The bay is open, and the car is looked at. */
export const inBay = (checkIn: Partial<CheckIn>, change: Partial<ReturnView> = {}): TowerSnapshot => returnTower({ phase: 'awaiting', checkIn: { ...CLEAR, ...checkIn }, ...change });

/** What a customer meets on the way, and what can come between: name, screen and tower. */
export const returnMoments: readonly (readonly [name: string, screen: string, tower: TowerSnapshot])[] = [
  ['in line', 'K38', returnTower({ phase: 'queued' }, ['cancel'])],
  ['the pallet is fetched', 'K38', returnTower({ phase: 'fetching' }, [])],
  ['drive in', 'K31', inBay({})],
  ['further to the left', 'K31', inBay({ stage: 'guiding', advice: 'left' })],
  ['not seen', 'K31', inBay({ stage: 'guiding', advice: 'unknown' })],
  ['stop', 'K31', inBay({ stage: 'measuring', advice: 'stop' })],
  ['too long and too wide', 'K31', inBay({
    stage: 'mending', advice: 'stop',
    findings: [{ code: 'tooLong', at: 'rear', mend: 'shutTailgate', by: 240, unit: 'mm' }, { code: 'tooWide', at: 'sides', mend: 'foldMirrors', by: 60, unit: 'mm' }],
  })],
  ['somebody is still in', 'K32', inBay({ stage: 'gettingOut', advice: 'stop', channels: { presence: 'present', radar: 'unknown', crossings: 'present', weight: 'clear' } })],
  ['it rolls', 'K32', inBay({ stage: 'braking', advice: 'back' })],
  ['nobody left?', 'K33', inBay({ stage: 'allClear', advice: 'stop', given: ['left'] })],
  ['looked once more', 'K33', inBay({ stage: 'proving', advice: 'stop', given: ['left', 'kiosk'] })],
  ['behind the door', 'K35', returnTower({ phase: 'checking', checkIn: { ...CLEAR, stage: 'settling', advice: 'stop' } }, [])],
  ['a child in it', 'K32', returnTower({ phase: 'opening', refusal: 'somebodyInside' }, [])],
  ['out again', 'K39', returnTower({ phase: 'leaving', refusal: 'tooHeavy' })],
  ['not taken in', 'K39', returnTower({ phase: 'shutting', refusal: 'tooHeavy' }, [])],
  ['stopped', 'K22', { ...pausedAt(24, 'operator'), collections: [], ...(({ returns, orders, cells }) => ({ returns, orders, cells }))(inBay({ stage: 'gettingOut' }, { paused: true })) }],
  ['stalled', 'K23', returnTower({ phase: 'stalled' }, [])],
  ['to its place', 'K35', returnTower({ phase: 'storing' }, [])],
  ['stored', 'K36', restingTower],
];
