import assert from 'node:assert/strict';
import { statement } from '../../journal/statements.ts';
import { granted } from '../../journal/testing/journal-bench.ts';
import type { BookingView } from '../contract/index.ts';
import type { ApiBench } from './api-bench.ts';

type Visit = Pick<BookingView, 'bookingId' | 'carId' | 'code'>;

/** Where a car is by the journal, with the pallet on which it stands in the tower. */
function palletOf(bench: ApiBench, carId: string): string {
  const home = granted(bench.journal.store.readNow(statement('car.placed', { carId })))[0]?.['palletId'];
  return String(home);
}

async function put(bench: ApiBench, carId: string, to: 'outside' | `pallet:${string}`): Promise<void> {
  granted(await bench.journal.journal.settle({ intentIds: [], moves: [{ what: 'car', id: carId, to }], by: 'test', why: 'the situation' }));
}

/** What the event of the tower has led to is durable once something else has been answered. */
async function settled(bench: ApiBench): Promise<void> {
  await bench.get('/health');
}

/** The customer comes to the kiosk with the code and drives away. Gives the pallet that stays behind. */
export async function fetchCar(bench: ApiBench, { bookingId, carId, code }: Visit): Promise<string> {
  const kiosk = await bench.signIn('kiosk');
  const found = await bench.post<{ ticket: string }>('/api/v1/recognitions', kiosk, { by: 'code', code });
  assert.equal(found.status, 201, JSON.stringify(found.body));
  const begun = await bench.post<{ collectionId: string }>('/api/v1/collections', kiosk, { ticket: found.body.ticket }, `fetch-${bookingId}`);
  assert.equal(begun.status, 201, JSON.stringify(begun.body));
  const pallet = palletOf(bench, carId);
  await put(bench, carId, 'outside');
  bench.tower.tell({ kind: 'carLeft', carId, collectionId: begun.body.collectionId, utcMs: bench.journal.wall.utcMs() });
  await settled(bench);
  return pallet;
}

/** The car comes back now and has been stored. */
export async function bringBack(bench: ApiBench, { bookingId, carId }: Visit, palletId: string): Promise<void> {
  const returnId = `return-${bookingId}`;
  const cell = '2-1L';
  granted(await bench.journal.journal.order({ kind: 'receive', orderId: returnId, bookingId, carId, palletId, fromCell: cell, toCell: cell, bay: 'A', phase: 'done' }));
  await put(bench, carId, `pallet:${palletId}`);
  bench.tower.tell({ kind: 'carReturned', carId, returnId, bookingId, utcMs: bench.journal.wall.utcMs() });
  await settled(bench);
}
