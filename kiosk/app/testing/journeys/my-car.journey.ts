import assert from 'node:assert/strict';
import { ok, problem } from '../fake-reply.ts';
import { SAMPLE_CODE } from '../fake-tower.ts';
import { onDrive, recognisedByCode } from './visit.ts';
import type { Journey, Visit } from './visit.ts';
import { createMyCarScript } from '../my-car-script.ts';
import type { MyCarScript } from '../my-car-script.ts';

/** Longer than the screen of somebody's details waits before it asks. */
const IDLE_MS = 31_000;

async function toMyCar(visit: Visit): Promise<MyCarScript> {
  const { tower, on, sees } = visit;
  const script = createMyCarScript();
  tower.myCar = script;
  tower.recognise = () => ok(onDrive);
  await recognisedByCode(visit, 'my-car', SAMPLE_CODE);
  await on('K50');
  await sees('[data-action="extend"]');
  return script;
}

/** Extend, buy, swap. */
export const myCarJourneys: readonly Journey[] = [
  {
    tells: 'extends the drive, and is asked in between whether anybody is there',
    make: async (visit) => {
      const { tower, hands, on, sees, wait } = visit;
      await toMyCar(visit);
      await hands.press('extend');
      await on('K51');
      await hands.press('days-1');
      await sees('[data-action="extend-now"]');
      await wait(IDLE_MS);
      await sees('[data-overlay="K80"]');
      await hands.press('more-time');
      await on('K51');
      await hands.press('extend-now');
      await hands.press('finish');
      await on('K81');
      assert.deepEqual(tower.asked.filter(({ path }) => path === '/api/v1/my-car/extensions').map(({ body }) => body), [{ ticket: onDrive.ticket, days: 1 }]);
    },
  },
  {
    tells: 'buys the car on the phone, though the first request is refused',
    make: async (visit) => {
      const { hands, on, sees, reads, refuseOnce } = visit;
      const script = await toMyCar(visit);
      await hands.press('buy');
      await on('K52');
      await refuseOnce('/api/v1/hand-offs', problem(503, 'contractUnavailable'));
      await hands.press('buy-on-phone');
      await sees('[data-reason="contractUnavailable"]');
      await hands.press('new-code');
      await reads('Waiting for a phone');
      script.phoneIs('claimed');
      await reads('You have signed in and go on there');
      script.phoneIs('done');
      await reads('Done on the phone');
      await hands.press('to-my-car');
      await on('K50');
      await hands.back();
      await on('K81');
    },
  },
  {
    tells: 'swaps the car, and reads on in the largest letters',
    make: async (visit) => {
      const { tower, hands, on, sees, page } = visit;
      const script = await toMyCar(visit);
      const carId = script.swaps.offers[0]?.car.carId ?? '';
      await hands.press('swap');
      await on('K53');
      await hands.press('display');
      await sees('[data-overlay="K03"]');
      await hands.press('display-xl');
      await hands.press('display-done');
      await page.locator('[data-overlay="K03"]').waitFor({ state: 'detached' });
      await hands.press(`swap-${carId}`);
      await hands.press('swap-now');
      await hands.press('bring-back');
      await on('K30');
      assert.deepEqual(tower.asked.filter(({ path }) => path === '/api/v1/my-car/swaps').map(({ body }) => body), [{ ticket: onDrive.ticket, carId }]);
    },
  },
];
