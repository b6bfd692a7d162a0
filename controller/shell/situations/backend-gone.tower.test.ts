import assert from 'node:assert/strict';
import { bothSidesAgree, eventsAreAsDocumented, requestsAreAsDocumented, untilTold, untold } from './testing/agreement.ts';
import { createVisitors } from './testing/visitors.ts';
import { inServedTower } from './testing/served-tower.ts';
import type { ServedTower } from './testing/served-tower.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MEMBERS = ['ada', 'ben', 'cai', 'dan', 'eve', 'fei', 'gao', 'hua', 'ivo', 'jin'] as const;

/** The backend attests everybody, and the tower has heard. */
async function attestAll(tower: ServedTower): Promise<void> {
  for (const memberId of MEMBERS) {
    const wished = tower.backend().wish(tower.site.id, {
      op: 'member', memberId, memberName: memberId, language: 'zh', tier: 'super', creditScore: 720, licenceUntilUtcMs: tower.nowUtcMs() + 90 * DAY_MS, isBlocked: false,
    });
    assert.ok(wished.ok);
  }
  await tower.pass(2 * HOUR_MS);
}

describe('the backend', function () {
  this.timeout(240_000);

  it('is gone for thirty days: what was issued is collected and comes back, and afterwards both sides agree', () =>
    inServedTower(async (tower) => {
      await attestAll(tower);
      const visitors = createVisitors(tower);
      const startMs = tower.simulation.clock.nowMs();
      const untilDay = (day: number): Promise<void> => tower.pass(startMs + day * DAY_MS - tower.simulation.clock.nowMs());
      const { way } = tower;

      // Everything that is to be collected is booked while the backend is there; the last one by the backend itself.
      const ada = await visitors.book('ada', 'SH-15', 2);
      const ben = await visitors.book('ben', 'SH-13', 3);
      const cai = await visitors.book('cai', 'SH-11', 4);
      const dan = await visitors.book('dan', 'SH-09', 13);
      const eve = await visitors.book('eve', 'SH-07', 9);
      const fei = await visitors.book('fei', 'SH-05', 6);
      const gao = await visitors.book('gao', 'SH-03', 0.1);
      const from = tower.nowUtcMs() + 5 * DAY_MS;
      assert.ok(tower.backend().wish(tower.site.id, { op: 'book', bookingId: 'of-the-backend', memberId: 'hua', memberName: 'hua', carId: 'SH-01', fromUtcMs: from, untilUtcMs: from + 4 * HOUR_MS, language: 'zh' }).ok);
      await untilDay(0.15);
      const hua = await visitors.bookingOf('hua');
      assert.equal(hua.bookingId, 'of-the-backend');
      await visitors.collect(gao, 'pass');
      assert.equal((await visitors.extend(gao, 1)).status, 201);
      const bought = await visitors.buyFromTower('jin', 'SH-06');
      await untilDay(0.5);
      await untilTold(tower);
      await bothSidesAgree(tower, MEMBERS);

      // The last thing that was told arrives, and nobody says that it did.
      way.set('deaf');
      assert.equal((await visitors.cancel(eve)).status, 200);
      await untilDay(1);
      way.set('gone');
      await visitors.sign(bought);
      await untilDay(2.05);
      await visitors.collect(ada, 'pass');
      await untilDay(2.5);
      await visitors.bringBack(gao);
      await untilDay(3.05);
      await visitors.collect(ben, 'code');
      const longer = await visitors.extend(ben, 1);
      const purchase = await visitors.buy(ben);
      await untilDay(4);
      await visitors.bringBack(ada);
      await untilDay(5.05);
      way.set('hanging');
      await visitors.collect(hua, 'code');
      const fresh = await visitors.tryToBook('ivo', 'SH-12', 6);
      await untilDay(6.05);
      await visitors.collect(fei, 'pass');
      await tower.restart();
      await untilDay(7);
      await visitors.bringBack(hua);
      await untilDay(8);
      await visitors.bringBack(fei);
      way.set('garbage');
      await untilDay(10);
      await visitors.bringBack(ben);
      await untilDay(13.05);
      await visitors.collect(dan, 'code');
      way.set('broken');
      await untilDay(15);
      await visitors.bringBack(dan);
      await tower.restart();
      await untilDay(24);
      way.set('gone');
      await untilDay(31);

      for (const { status, body } of [longer, purchase, fresh]) {
        const why = JSON.stringify(body);
        assert.ok(status < 300 || ['paymentUnavailable', 'contractUnavailable', 'depositMissing'].includes(String(body['code'])), `told plainly: ${why}`);
      }
      assert.ok((await untold(tower)) > 15);
      assert.ok((way.asked.get('gone') ?? 0) > 100 && (way.asked.get('hanging') ?? 0) > 10 && (way.asked.get('garbage') ?? 0) > 10 && (way.asked.get('broken') ?? 0) > 10);

      // It is back: first everything comes twice, and old batches again; then answers are lost once more.
      way.set('echoing');
      await untilDay(31.5);
      way.set('deaf');
      await untilDay(32);
      way.set('fair');
      await untilDay(34);
      await untilTold(tower);
      await bothSidesAgree(tower, MEMBERS);

      // What was signed meanwhile is not lost: the buyer fetches the car, and it is sold once.
      await visitors.collect(await visitors.bookingOf('jin'), 'code');
      await untilDay(35);
      await untilTold(tower);
      const { bookings, payments, purchases, cars } = await bothSidesAgree(tower, MEMBERS);
      eventsAreAsDocumented(tower);
      const used = requestsAreAsDocumented(tower);
      for (const path of ['payments', 'messages', 'contracts', 'towers/{towerId}/events']) assert.ok(used.has(`POST /v1/${path}`), path);
      assert.equal(purchases[bought]?.['state'], 'sold');
      const stateOf = ({ bookingId }: { readonly bookingId: string }): unknown => bookings[bookingId]?.['state'];
      assert.deepEqual([ada, ben, dan, fei, gao, hua].map(stateOf), Array.from({ length: 6 }, () => 'closed'));
      assert.equal(stateOf(cai), 'expired');
      assert.equal(stateOf(eve), 'cancelled');
      assert.equal(bookings[gao.bookingId]?.['extensionDays'], 1);
      assert.deepEqual(Object.values(cars).map(({ place }) => place), Object.keys(cars).map((carId) => (carId === 'SH-06' ? 'sold' : 'tower')));
      // Nothing is left hanging at the provider: what was held is given back or taken.
      for (const payment of Object.values(payments)) assert.ok(['released', 'captured', 'declined'].includes(String(payment['state'])), JSON.stringify(payment));
    }));

  it('that was restored from an older copy is brought up to date by the tower', () =>
    inServedTower(async (tower) => {
      await attestAll(tower);
      const visitors = createVisitors(tower);
      const ada = await visitors.book('ada', 'SH-15', 0.1);
      await tower.pass(3 * HOUR_MS);
      const copy = tower.ledger().text;
      await visitors.collect(ada, 'pass');
      await tower.pass(3 * HOUR_MS);
      assert.equal(await untold(tower), 0);
      tower.restoreBackend(copy);
      assert.notEqual(await untold(tower), 0);
      await tower.pass(3 * HOUR_MS);
      assert.equal(await untold(tower), 0, 'without anything new that would have to be told');
      await bothSidesAgree(tower, MEMBERS);
      await visitors.bringBack(ada);
      await tower.pass(3 * HOUR_MS);
      await untilTold(tower);
      await bothSidesAgree(tower, MEMBERS);
      // Also one that has lost everything is told everything.
      tower.restoreBackend('');
      await tower.pass(HOUR_MS);
      await untilTold(tower);
      await bothSidesAgree(tower, MEMBERS);
    }));
});
