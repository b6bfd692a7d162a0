import { ok } from '../fake-reply.ts';
import { SAMPLE_CODE, sampleRecognition } from '../fake-tower.ts';
import type { FakeTower } from '../fake-tower.ts';
import { deliveryAt } from '../delivery-script.ts';
import { returnMoments } from '../return-script.ts';
import { restingTower, sampleCollection } from '../sample-tower.ts';
import { sampleWalkUp } from '../sample-walk-up.ts';

/** The screen as a guest meets it, in the time of the page. */
export interface Screen {
  readonly tower: FakeTower;
  readonly press: (action: string) => Promise<void>;
  /** For so long, in milliseconds. */
  readonly hold: (action: string, ms: number) => Promise<void>;
  readonly on: (screen: string) => Promise<void>;
  readonly pass: (ms: number) => Promise<void>;
}

/** Somebody who comes: leaves the kiosk as it is, sometimes in the middle of something. */
export interface Guest {
  readonly name: string;
  readonly visit: (screen: Screen) => Promise<void>;
}

/** The tower tells this often where everything is. */
const TOLD_EVERY_MS = 1000;
const DELIVERY_MS = 60_000;

async function recognised({ press, on }: Screen, tile: string): Promise<void> {
  await press('start');
  await on('K02');
  await press(tile);
  await on('K10');
  await press('way-code');
  await on('K16');
  for (const key of SAMPLE_CODE) await press(`key-${key}`);
  await press('code-submit');
}

const byRecognition = (tower: FakeTower, errand: 'collect' | 'bringBack'): void => {
  const { cell: _cell, ...known } = sampleRecognition;
  tower.recognise = () => ok(errand === 'collect' ? sampleRecognition : { ...known, errand });
};

const collect: Guest = {
  name: 'collects',
  visit: async (screen) => {
    const { tower, press, hold, on, pass } = screen;
    byRecognition(tower, 'collect');
    await recognised(screen, 'collect');
    await on('K17');
    await press('car-yes');
    await on('K19');
    await hold('hold', 1300);
    for (let atMs = 0; atMs <= DELIVERY_MS; atMs += TOLD_EVERY_MS) {
      tower.show(deliveryAt(atMs / 1000));
      await pass(TOLD_EVERY_MS);
    }
    await on('K24');
    const open = deliveryAt(60);
    tower.show({ ...open, bays: { ...open.bays, A: { ...open.bays['A']!, person: 'present' } } });
    await on('K26');
    tower.show({ ...restingTower, collections: [{ ...sampleCollection, phase: 'closing' }] });
    await on('K27');
    tower.show(restingTower);
    await press('finish');
  },
};

const bringBack: Guest = {
  name: 'brings a car back',
  visit: async (screen) => {
    const { tower, press, on, pass } = screen;
    byRecognition(tower, 'bringBack');
    await recognised(screen, 'bring-back');
    await on('K30');
    await press('people-2');
    for (const [name, , told] of returnMoments) {
      if (['stopped', 'stalled', 'out again', 'not taken in', 'a child in it'].includes(name)) continue;
      tower.show(told);
      await pass(4000);
    }
    await on('K36');
    await press('finish');
  },
};

const takeNow: Guest = {
  name: 'takes a car now, and leaves the phone aside',
  visit: async ({ tower, press, on, pass }) => {
    tower.walkUp.taken = [];
    const [car, [window]] = [sampleWalkUp.cars[0], sampleWalkUp.windows];
    await press('start');
    await on('K02');
    await press('take-now');
    await on('K40');
    await press(`car-${String(car?.carId)}`);
    await on('K41');
    await press('take');
    await on('K42');
    await press(`until-${String(window?.untilUtcMs)}`);
    await on('K43');
    await pass(20_000);
    await press('back');
    await pass(1000);
  },
};

const readHelp: Guest = {
  name: 'reads the help, in both languages and large letters',
  visit: async ({ press, on, pass }) => {
    await press('start');
    await on('K02');
    await press('language-zh');
    await press('display');
    await press('display-xl');
    await press('display-done');
    await press('help');
    await on('K60');
    await pass(10_000);
    await press('topic-bringBack');
    await press('help-close');
    await press('language-en');
    await on('K02');
  },
};

const walkAway: Guest = {
  name: 'types half a code and goes',
  visit: async ({ press, on, pass }) => {
    await press('start');
    await on('K02');
    await press('collect');
    await on('K10');
    await press('way-code');
    await on('K16');
    for (const key of SAMPLE_CODE.slice(0, 3)) await press(`key-${key}`);
    await pass(30_000);
  },
};

const leaveAtName: Guest = {
  name: 'finds the car and goes',
  visit: async (screen) => {
    byRecognition(screen.tower, 'collect');
    await recognised(screen, 'collect');
    await screen.on('K17');
  },
};

/** Who comes, one after the other, round and round. */
export const GUESTS: readonly Guest[] = [collect, readHelp, bringBack, walkAway, takeNow, leaveAtName];
