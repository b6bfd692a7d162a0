import assert from 'node:assert/strict';
import { inServedTower } from './testing/served-tower.ts';
import type { Heard, ServedTower } from './testing/served-tower.ts';
import { createVisitors } from './testing/visitors.ts';
import type { Booked } from './testing/visitors.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const CAR = 'SH-05';

interface Brought {
  readonly kiosk: string;
  readonly returnId: string;
  readonly allClearKey: string;
}

/** A member whose car is out. */
async function away(tower: ServedTower): Promise<Booked> {
  const told = tower.backend().wish(tower.site.id, {
    op: 'member', memberId: 'ada', memberName: 'ada', language: 'zh', tier: 'super', creditScore: 720, licenceUntilUtcMs: tower.nowUtcMs() + 90 * DAY_MS, isBlocked: false,
  });
  assert.ok(told.ok);
  await tower.pass(2 * HOUR_MS);
  const visitors = createVisitors(tower);
  const booked = await visitors.book('ada', CAR, 0);
  await visitors.collect(booked, 'code');
  return booked;
}

const placeOf = (tower: ServedTower): string | undefined => tower.simulation.sim.plant.cars[CAR]?.place;
const isIdle = (tower: ServedTower): boolean => tower.simulation.core.tower.snapshot().tower.orders.length === 0;

/** The car is brought back, and stands in its cell. */
async function bringBack(tower: ServedTower, { code }: Booked): Promise<Brought> {
  const kiosk = await tower.kiosk();
  const begun = await tower.ask('controller', 'POST', '/api/v1/returns', kiosk, { by: 'code', code, people: 1 });
  assert.equal(begun.status, 201, JSON.stringify(begun.body));
  await tower.untilDone(() => isIdle(tower) && placeOf(tower) !== 'outside', 'the car stands in the tower again');
  return { kiosk, returnId: String(begun.body['returnId']), allClearKey: String(begun.body['allClearKey']) };
}

const recall = (tower: ServedTower, { kiosk, returnId, allClearKey }: Brought): Promise<Heard> => tower.ask('controller', 'POST', `/api/v1/returns/${returnId}/recalls`, kiosk, { allClearKey });
const phaseOf = (tower: ServedTower): string | undefined => tower.simulation.core.tower.snapshot().tower.returns?.[0]?.phase;
async function stateOf(tower: ServedTower, { bookingId, memberId }: Booked): Promise<unknown> {
  return (await tower.ask('phone', 'GET', `/api/v1/bookings/${bookingId}`, await tower.phone(memberId))).body['state'];
}

describe('something that was left in a car', function () {
  this.timeout(240_000);

  it('is fetched within two minutes: the car comes out, goes in again by the all-clear, and its booking stays closed', () =>
    inServedTower(async (tower) => {
      const booked = await away(tower);
      const brought = await bringBack(tower, booked);
      const again = await recall(tower, brought);
      assert.equal(again.status, 201, JSON.stringify(again.body));
      await tower.untilDone(() => phaseOf(tower) === 'awaiting', 'the car stands behind an open door');
      const [view] = tower.simulation.core.tower.snapshot().tower.returns ?? [];
      assert.ok(view);
      assert.equal(view.outAgain, true);
      assert.ok((tower.simulation.sim.plant.doors[`${view.bay}.outer`]?.position ?? 0) > 0.9);
      await tower.untilDone(() => isIdle(tower), 'the car goes in again');
      assert.notEqual(placeOf(tower), 'outside');
      assert.equal(await stateOf(tower, booked), 'closed');
      assert.equal((await recall(tower, brought)).body['code'], 'recallOver', 'once');
    }));

  it('stays in the tower when the two minutes are over', () =>
    inServedTower(async (tower) => {
      const brought = await bringBack(tower, await away(tower));
      await tower.pass(2 * MINUTE_MS);
      assert.equal((await recall(tower, brought)).body['code'], 'recallOver');
      assert.ok(isIdle(tower));
    }));
});
