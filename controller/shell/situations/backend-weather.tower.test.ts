import assert from 'node:assert/strict';
import { createSeededRng } from '../../../sim/time/seeded-rng.ts';
import { bothSidesAgree, eventsAreAsDocumented, requestsAreAsDocumented, untilTold } from './testing/agreement.ts';
import { inServedTower } from './testing/served-tower.ts';
import type { ServedTower } from './testing/served-tower.ts';
import { createVisitors } from './testing/visitors.ts';
import type { Booked } from './testing/visitors.ts';
import type { Weather } from './testing/weather.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MEMBERS = ['ada', 'ben', 'cai', 'dan', 'eve-pays', 'fei-declined'] as const;
const CARS = ['SH-01', 'SH-02', 'SH-03', 'SH-04'] as const;
const WEATHERS: readonly Weather[] = ['fair', 'gone', 'hanging', 'garbage', 'broken', 'deaf', 'echoing'];
const SEEDS = [1, 2, 3] as const;
const DEEDS = 40;

/** The backend attests everybody, some of them so that they may not book. */
async function attestAll(tower: ServedTower): Promise<void> {
  for (const [at, memberId] of MEMBERS.entries()) {
    const wished = tower.backend().wish(tower.site.id, {
      op: 'member', memberId, memberName: memberId, language: 'en', tier: 'super', creditScore: at === 3 ? 699 : 720, licenceUntilUtcMs: tower.nowUtcMs() + 90 * DAY_MS, isBlocked: false,
    });
    assert.ok(wished.ok);
  }
  await tower.pass(2 * HOUR_MS);
}

/** Forty things that people, operators and the network do in an order of their own. */
async function playAnything(tower: ServedTower, seed: number): Promise<void> {
  const rng = createSeededRng(seed);
  const visitors = createVisitors(tower);
  const booked: Booked[] = [];
  const copies: string[] = [];
  const one = <T>(of: readonly T[]): T => of[rng.int(of.length)] as T;
  const answered = (status: number, body: unknown): void => { assert.ok(status < 500 || status === 503, JSON.stringify(body)); };
  const book = async (): Promise<void> => {
    const [memberId, carId] = [one(MEMBERS), one(CARS)];
    const { status, body } = await visitors.tryToBook(memberId, carId, 0.1 + rng.next() * 3);
    answered(status, body);
    if (status === 201) booked.push({ memberId, carId, bookingId: String(body['bookingId']), code: '', pass: '' });
  };
  const deeds: readonly (() => Promise<void>)[] = [
    book, book, book,
    async () => { tower.way.set(one(WEATHERS)); },
    async () => { await tower.pass(rng.int(30) * HOUR_MS); },
    async () => {
      const cancelled = booked.length === 0 ? undefined : await visitors.cancel(one(booked));
      if (cancelled) answered(cancelled.status, cancelled.body);
    },
    async () => {
      const fromUtcMs = tower.nowUtcMs() + DAY_MS;
      const memberId = one(MEMBERS);
      assert.ok(tower.backend().wish(tower.site.id, { op: 'book', bookingId: `w-${String(rng.int(5))}`, memberId, memberName: memberId, carId: one(CARS), fromUtcMs, untilUtcMs: fromUtcMs + 2 * HOUR_MS, language: 'en' }).ok);
    },
    async () => { assert.ok(tower.backend().wish(tower.site.id, { op: 'cancel', bookingId: `w-${String(rng.int(5))}` }).ok); },
    async () => { copies.push(tower.ledger().text); },
    // Of the newest state: the backend's process has died. Of an older one: its folder was restored.
    async () => { tower.restoreBackend(one([tower.ledger().text, ...copies])); },
    async () => { if (rng.int(3) === 0) await tower.restart(); },
  ];
  for (let n = 0; n < DEEDS; n += 1) await one(deeds)();
}

describe('tower and backend', function () {
  this.timeout(180_000);
  for (const seed of SEEDS) {
    it(`agree in the end, whatever the network, restarts and older copies have done to what they tell each other (seed ${String(seed)})`, () =>
      inServedTower(async (tower) => {
        await attestAll(tower);
        await playAnything(tower, seed);
        tower.way.set('fair');
        await tower.pass(5 * DAY_MS);
        await untilTold(tower);
        const { gap, fork, projection } = tower.backend().told(tower.site.id);
        assert.deepEqual([gap, fork], [undefined, undefined]);
        await bothSidesAgree(tower, MEMBERS);
        assert.ok(projection.bookings.size > 2);
        eventsAreAsDocumented(tower);
        requestsAreAsDocumented(tower);
      }));
  }
});
