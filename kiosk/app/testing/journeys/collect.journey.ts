import assert from 'node:assert/strict';
import type { TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { deliveryAt, pausedAt } from '../delivery-script.ts';
import type { Journey, Visit } from './visit.ts';
import { restingTower, sampleCollection } from '../sample-tower.ts';

/** What the reference asks for: from the first touch to the car. */
const MOST_TOUCHES = 6;

/** The outer door is open, and the sensors of the bay say who is in it. */
function inBayA(person: 'none' | 'present'): TowerSnapshot {
  const open = deliveryAt(60);
  return { ...open, bays: { ...open.bays, A: { state: 'presenting', ...open.bays['A'], person } } };
}

const byPass = ({ hands }: Visit): Promise<void> => hands.press('way-pass');

/** The camera looks by itself once the consent is given. */
async function byFace({ hands, on }: Visit): Promise<void> {
  await hands.press('way-face');
  await on('K11');
  await hands.press('consent-yes');
}

/** From the first touch until the car comes. */
async function callCar(visit: Visit, showWhoItIs = byPass): Promise<void> {
  const { tower, hands, on } = visit;
  await hands.press('start');
  await on('K02');
  await hands.press('collect');
  await on('K10');
  await showWhoItIs(visit);
  await on('K17');
  await hands.press('car-yes');
  await on('K19');
  await hands.hold('hold', () => on('K21'));
  assert.equal(tower.asked.filter(({ path }) => path === '/api/v1/collections').length, 1);
  tower.show(deliveryAt(10));
}

/** The bay opens, the customer drives out, and nobody is left on the screen. */
async function driveOut({ tower, hands, on, page }: Visit): Promise<void> {
  tower.show(deliveryAt(53));
  await on('K24');
  tower.show(inBayA('none'));
  await on('K24');
  tower.show(inBayA('present'));
  await on('K26');
  tower.show({ ...restingTower, collections: [{ ...sampleCollection, phase: 'closing' }] });
  await on('K27');
  tower.show(restingTower);
  await hands.press('finish');
  await on('K01');
  assert.doesNotMatch(await page.content(), /J\. W\./u);
}

/** All goes well, and the touches are counted until the car stands there. */
async function collectIn(visit: Visit, showWhoItIs: typeof byPass): Promise<void> {
  await callCar(visit, showWhoItIs);
  const { hands, tower, on } = visit;
  tower.show(deliveryAt(60));
  await on('K24');
  assert.ok(hands.count() <= MOST_TOUCHES, `${String(hands.count())} touches until the car stands there`);
  await driveOut(visit);
}

/** Collect by face: somebody has to stand in front of the camera. */
export const faceJourney: Journey = { tells: 'collects a car by face, in six touches at most', make: (visit) => collectIn(visit, byFace) };

/** Collect. */
export const collectJourneys: readonly Journey[] = [
  { tells: 'collects a car by pass, in six touches at most', make: (visit) => collectIn(visit, byPass) },
  {
    tells: 'collects a car, while the connection is lost and comes back',
    make: async (visit) => {
      const { tower, sees, on } = visit;
      await callCar(visit);
      tower.setReachable(false);
      await sees('svg.tower[data-stale="true"]');
      await on('K21');
      tower.setReachable(true);
      await sees('svg.tower[data-stale="false"]');
      tower.show(deliveryAt(24), 'gap');
      await on('K21');
      await driveOut(visit);
    },
  },
  {
    tells: 'collects a car that is stopped on its way, and lets it go on after the reset',
    make: async (visit) => {
      const { tower, hands, on, page } = visit;
      await callCar(visit);
      tower.show(pausedAt(24, 'operator'));
      await on('K22');
      assert.equal(await page.locator('[data-action="resume"]').count(), 0);
      tower.show(pausedAt(24, 'customer'));
      const path = `/api/v1/collections/${sampleCollection.collectionId}/resumptions`;
      const resumed = page.waitForResponse((response) => response.url().endsWith(path));
      await hands.hold('resume', () => resumed);
      tower.show(deliveryAt(30));
      await on('K21');
      await driveOut(visit);
    },
  },
  {
    tells: 'collects a car, while the page of the kiosk ends and starts again',
    make: async (visit) => {
      const { tower, on, reload } = visit;
      await callCar(visit);
      tower.show(deliveryAt(24));
      await on('K21');
      await reload();
      await on('K21');
      assert.equal(tower.asked.filter(({ path }) => path === '/api/v1/collections').length, 1);
      await driveOut(visit);
    },
  },
];
