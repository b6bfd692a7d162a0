import assert from 'node:assert/strict';
import { returnBegunSchema } from '../../api/contract/index.ts';
import { startUp, untilReady, type RunningUp } from './testing/running-up.ts';
import { until } from './testing/until.ts';
import { untilIdle, visit } from './testing/tower-visit.ts';

/** Straight across the aisle from bay A. */
const NEAREST = 'SH-02';
/** The simulator of this process keeps no real time: a machine that is slow only takes longer. */
const SPEED = '10';
const ORDER_MS = 120_000;

describe('a return at the offline simulator', function () {
  this.timeout(6 * 60_000);
  let running: RunningUp | undefined;
  after(() => running?.stop());

  it('is met by a driver who drives the car in, gets out, presses both buttons and leaves; the car goes to a cell', async () => {
    const up = startUp(['--headless', '--no-demo', '--port', '0', '--speed', SPEED]);
    running = up;
    await untilReady(up);
    const tower = await visit(up);
    await untilIdle(tower);
    const code = await tower.book(NEAREST);
    await tower.collect(code);
    const untilOrders = (what: string, holds: (orders: number) => boolean) => until(what, ORDER_MS, async () => (holds((await tower.snapshot()).orders.length) ? true : undefined), up.stderr);
    // An answer may be here before the screen has heard of the order.
    const untilOver = async (what: string): Promise<void> => {
      await untilOrders(`${what}: it has begun`, (orders) => orders > 0);
      await untilOrders(what, (orders) => orders === 0);
    };
    await untilOver('the car is collected');
    assert.equal((await tower.truth()).cars[NEAREST]?.place, 'outside');
    const begun = await tower.askKiosk('/api/v1/returns', { by: 'code', code, people: 2 });
    assert.equal(begun.status, 201, JSON.stringify(begun));
    assert.equal(returnBegunSchema.parse(begun.body).carId, NEAREST);
    await untilOver('the car is taken in');
    const { cars, pallets, collisions } = await tower.truth();
    assert.match(pallets[cars[NEAREST]?.place ?? '']?.place ?? '', /^cell:/u);
    assert.deepEqual(collisions, []);
    tower.hands.close();
  });
});
