import assert from 'node:assert/strict';
import { ok } from '../fake-reply.ts';
import { sampleRecognition } from '../fake-tower.ts';
import type { Journey, Visit } from './visit.ts';
import { deliveryAt } from '../delivery-script.ts';
import { sampleWalkUp } from '../sample-walk-up.ts';

const [first, second] = sampleWalkUp.cars;
const [window] = sampleWalkUp.windows;

/** What a phone beside the kiosk does with its code. */
const byPhone = async ({ tower }: Visit, deed: 'openings' | 'claims'): Promise<void> => {
  const answer = await fetch(`${tower.origin}/api/v1/hand-off-${deed}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  assert.ok(answer.ok);
};

/** Choose a car now. */
export const walkUpJourneys: readonly Journey[] = [
  {
    tells: 'takes a car now, though somebody else was faster with the first one',
    make: async (visit) => {
      assert.ok(first !== undefined && second !== undefined && window !== undefined);
      const { tower, hands, on, sees, reads } = visit;
      tower.recognise = () => ok({ ...sampleRecognition, car: { ...sampleRecognition.car, carId: second.carId } });
      await hands.press('start');
      await on('K02');
      await hands.press('take-now');
      await on('K40');
      await hands.press(`car-${first.carId}`);
      await on('K41');
      await sees('[data-action="take"]');
      tower.walkUp.taken = [first.carId];
      await sees('.refusal');
      await hands.press('other-cars');
      await on('K40');
      await hands.press(`car-${second.carId}`);
      await on('K41');
      await hands.press('take');
      await on('K42');
      await hands.press(`until-${String(window.untilUtcMs)}`);
      await on('K43');
      await byPhone(visit, 'openings');
      await reads('The page is open on a phone');
      await byPhone(visit, 'claims');
      await reads('J. W. has signed in');
      const { status } = tower.phone.book({ carId: second.carId, fromUtcMs: window.untilUtcMs - 3_600_000, untilUtcMs: window.untilUtcMs, language: 'en' });
      assert.equal(status, 200);
      await on('K44');
      await hands.press('terms-whole');
      await hands.press('page-next');
      await hands.press('terms-short');
      await hands.press('accept');
      await on('K19');
      await hands.hold('hold', () => on('K21'));
      tower.show(deliveryAt(53));
      await on('K24');
    },
  },
];
