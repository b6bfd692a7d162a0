import sinon from 'sinon';
import { fromCallback, fromPromise } from 'xstate';
import type { HandOver, MyCar, ReturnBegun, ReturnReceipt, SwapOffers, Swapped } from '../../../controller/api/contract/index.ts';
import type { MyCarWish } from '../customer/flow/my-car-context.ts';
import type { SessionEvent } from '../customer/flow/session-context.ts';
import type { ReturnWord } from '../customer/flow/session-setup.ts';
import { answered } from '../tower-client/answer.ts';
import type { Answer } from '../tower-client/answer.ts';
import { sampleWalkUp } from './sample-walk-up.ts';

const DAY_MS = 86_400_000;
const DUE = Date.UTC(2026, 2, 19, 11);
const photos = { taken: [], link: 'https://tower.example/phone/#drive=b-1' };

/** A drive with everything that may be chosen for it. */
export const sampleMyCar: MyCar = {
  bookingId: 'b-1', currency: 'CNY', nowUtcMs: DUE - 2 * DAY_MS, returnByUtcMs: DUE, extensionDays: 0, owed: { state: 'nothing', amountMinor: 0 },
  extensions: { currency: 'CNY', offers: [1, 2, 3].map((days) => ({ days, returnByUtcMs: DUE + days * DAY_MS, feeMinor: days * 39_900, possible: days < 3, ...(days === 3 && { code: 'extensionTaken' as const }) })) },
  purchase: { priceMinor: 28_990_000, lockHours: 48 },
};
const { cell: _cell, level, free: _free, ready: _ready, priceMinor: _price, ...car } = sampleWalkUp.cars[0] ?? sampleWalkUp.cars.at(-1) ?? (() => { throw new Error('no car stands in the sample tower'); })();
export const sampleSwaps: SwapOffers = { offers: [{ car, level, untilUtcMs: DUE, returnByUtcMs: DUE + DAY_MS, depositMinor: 300_000, feeMinor: 0 }], codes: [] };
export const sampleSwapped: Swapped = { swap: { bookingId: 'b-2', car, untilUtcMs: DUE, returnByUtcMs: DUE + DAY_MS, code: '7K2M9QXT', owed: { state: 'nothing', amountMinor: 0 } }, ticket: 'ticket-2' };
export const sampleHandOver: HandOver = { returnByUtcMs: DUE, photos };
export const sampleReceipt: ReturnReceipt = { isClosed: true, currency: 'CNY', deposit: { amountMinor: 300_000, state: 'givenBack' }, photos, link: photos.link, recallMs: 100_000 };

/** Effects around a car that is out, fetched or brought back, stubbed. */
export function createMyCarStubs() {
  const look = sinon.stub<[string], Promise<Answer<MyCar>>>().resolves(answered(sampleMyCar));
  const extend = sinon.stub<[MyCarWish & { readonly days: number }], Promise<Answer<MyCar>>>().resolves(answered({ ...sampleMyCar, returnByUtcMs: DUE + DAY_MS, extensionDays: 1 }));
  const swaps = sinon.stub<[string], Promise<Answer<SwapOffers>>>().resolves(answered(sampleSwaps));
  const swap = sinon.stub<[MyCarWish & { readonly carId: string }], Promise<Answer<Swapped>>>().resolves(answered(sampleSwapped));
  const recall = sinon.stub<[ReturnWord], Promise<Answer<ReturnBegun>>>().resolves(answered({ returnId: 'r-1-again', carId: 'SH-05', allClearKey: 'key-again' }));
  /** Whom the screen follows just now, by what it was asked with. */
  const watched: { handOver: string | undefined; receipt: string | undefined } = { handOver: undefined, receipt: undefined };
  return {
    look, extend, swaps, swap, recall, watched,
    actors: {
      lookAtMyCar: fromPromise<Answer<MyCar>, { readonly ticket: string }>(({ input }) => look(input.ticket)),
      extendMyCar: fromPromise<Answer<MyCar>, MyCarWish & { readonly days: number }>(({ input }) => extend(input)),
      askForSwaps: fromPromise<Answer<SwapOffers>, { readonly ticket: string }>(({ input }) => swaps(input.ticket)),
      swapMyCar: fromPromise<Answer<Swapped>, MyCarWish & { readonly carId: string }>(({ input }) => swap(input)),
      recallCar: fromPromise<Answer<ReturnBegun>, ReturnWord>(({ input }) => recall(input)),
      watchHandOver: fromCallback<SessionEvent, { readonly collectionId: string; readonly handOverKey: string | undefined }>(({ input }) => {
        watched.handOver = input.handOverKey;
        return () => { watched.handOver = undefined; };
      }),
      watchReceipt: fromCallback<SessionEvent, { readonly returnId: string; readonly allClearKey: string | undefined }>(({ input }) => {
        watched.receipt = input.allClearKey;
        return () => { watched.receipt = undefined; };
      }),
    },
  };
}
