import assert from 'node:assert/strict';
import type { Heard, ServedTower } from './served-tower.ts';

/** A booking as its member knows it. */
export interface Booked {
  readonly memberId: string;
  readonly bookingId: string;
  readonly carId: string;
  readonly code: string;
  readonly pass: string;
}

/** People who use the tower through its interface alone: by the phone page, by the kiosk, and on wheels. */
export interface Visitors {
  /** Books a window of four hours that begins in so many days; fails the test when refused. */
  readonly book: (memberId: string, carId: string, inDays: number) => Promise<Booked>;
  readonly tryToBook: (memberId: string, carId: string, inDays: number) => Promise<Heard>;
  /** The one booking of a member. */
  readonly bookingOf: (memberId: string) => Promise<Booked>;
  /** Is recognised, asks for the car, and drives it away. */
  readonly collect: (booked: Booked, by: 'code' | 'pass') => Promise<void>;
  /** Brings the car back by its code, alone in it, and leaves. */
  readonly bringBack: (booked: Booked) => Promise<void>;
  readonly extend: (booked: Booked, days: number) => Promise<Heard>;
  readonly cancel: (booked: Booked) => Promise<Heard>;
  /** Asks to buy the car that is out with them. */
  readonly buy: (booked: Booked) => Promise<Heard>;
  /** Reserves a car that stands in the tower and has the contract made out. Returns the purchase. */
  readonly buyFromTower: (memberId: string, carId: string) => Promise<string>;
  /** Signs on the provider's own page. */
  readonly sign: (purchaseId: string) => Promise<void>;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function bookedBy(memberId: string, body: Readonly<Record<string, unknown>>): Booked {
  const text = (key: string): string => String(body[key]);
  return { memberId, bookingId: text('bookingId'), carId: text('carId'), code: text('code'), pass: text('pass') };
}

/** Visitors of one tower. */
export function createVisitors(tower: ServedTower): Visitors {
  const { ask, phone, kiosk, simulation } = tower;
  const granted = (heard: Heard, status: number): Readonly<Record<string, unknown>> => {
    assert.equal(heard.status, status, JSON.stringify(heard.body));
    return heard.body;
  };
  const placeOf = (carId: string): string | undefined => simulation.sim.plant.cars[carId]?.place;
  const isIdle = (): boolean => simulation.core.tower.snapshot().tower.orders.length === 0;
  const tryToBook: Visitors['tryToBook'] = async (memberId, carId, inDays) => {
    const token = await phone(memberId);
    const fromUtcMs = Math.ceil(tower.nowUtcMs() + inDays * DAY_MS);
    return ask('phone', 'POST', '/api/v1/bookings', token, { carId, fromUtcMs, untilUtcMs: fromUtcMs + 4 * HOUR_MS, language: 'zh' });
  };
  return {
    tryToBook,
    book: async (memberId, carId, inDays) => bookedBy(memberId, granted(await tryToBook(memberId, carId, inDays), 201)),
    bookingOf: async (memberId) => {
      const { bookings } = granted(await ask('phone', 'GET', '/api/v1/bookings', await phone(memberId)), 200) as { bookings: readonly Readonly<Record<string, unknown>>[] };
      assert.equal(bookings.length, 1);
      return bookedBy(memberId, bookings[0] ?? {});
    },
    collect: async ({ carId, code, pass }, by) => {
      const token = await kiosk();
      const proof = by === 'code' ? { by, code } : { by, payload: pass };
      const { ticket } = granted(await ask('controller', 'POST', '/api/v1/recognitions', token, proof), 201);
      granted(await ask('controller', 'POST', '/api/v1/collections', token, { ticket }), 201);
      await tower.untilDone(() => isIdle() && placeOf(carId) === 'outside', `${carId} drives away`);
    },
    bringBack: async ({ carId, code }) => {
      granted(await ask('controller', 'POST', '/api/v1/returns', await kiosk(), { by: 'code', code, people: 1 }), 201);
      await tower.untilDone(() => isIdle() && placeOf(carId) !== 'outside', `${carId} stands in the tower again`);
    },
    extend: async ({ memberId, bookingId }, days) => ask('phone', 'POST', `/api/v1/bookings/${bookingId}/extensions`, await phone(memberId), { days }),
    cancel: async ({ memberId, bookingId }) => ask('phone', 'POST', `/api/v1/bookings/${bookingId}/cancellations`, await phone(memberId), {}),
    buyFromTower: async (memberId, carId) => {
      const token = await phone(memberId);
      const { purchaseId } = granted(await ask('phone', 'POST', '/api/v1/purchases', token, { carId }), 201);
      const handed = granted(await ask('phone', 'POST', `/api/v1/purchases/${String(purchaseId)}/contracts`, token, {}), 200);
      assert.equal(handed['state'], 'handedOff', JSON.stringify(handed));
      return String(purchaseId);
    },
    sign: async (purchaseId) => {
      const { status } = await tower.backend().answer({ method: 'POST', target: `/sandbox/contracts/${purchaseId}`, headers: {}, body: Buffer.from('answer=sign') });
      assert.equal(status, 303);
    },
    buy: async ({ memberId, bookingId, carId }) => ask('phone', 'POST', '/api/v1/purchases', await phone(memberId), { carId, bookingId }),
  };
}
