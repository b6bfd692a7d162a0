import assert from 'node:assert/strict';
import { createActor } from 'xstate';
import type { CellSize } from '../../../../config/cells.ts';
import { loadSite } from '../../../../config/load-site.ts';
import { createVirtualClock } from '../../../../sim/time/virtual-clock.ts';
import { checkInMachine, shutCheckMachine } from './check-in.machine.ts';
import { NEW_RETURN, type ReturnMemory } from './memory.ts';
import type { BaySight } from './sight.ts';
import { emptySight, parkedSight } from './testing/parked-sight.ts';

const loaded = loadSite('tmall-shanghai');
assert.ok(loaded.ok);
const site = loaded.value;
const ANY_CELL: CellSize = { clearHeightMm: 2000, lengthMm: 5300, massKg: 2500 };

/** One chart on a clock of its own; nothing else moves. `cells`: what is free. */
function chart(machine: typeof checkInMachine | typeof shutCheckMachine, memory: ReturnMemory, cells: readonly CellSize[] = [ANY_CELL]) {
  const clock = createVirtualClock();
  const actor = createActor(machine, { input: { site, memory, nowMs: 0 }, clock });
  actor.start();
  const state = (): string => {
    const { value } = actor.getSnapshot();
    return typeof value === 'string' ? value : (Object.keys(value)[0] ?? '');
  };
  return {
    state,
    see: async (sight: BaySight, ms = 0): Promise<string> => {
      actor.send({ type: 'seen', sight, cells, nowMs: clock.nowMs() });
      await clock.runFor(ms);
      return state();
    },
    say: (attendant: boolean) => { actor.send({ type: 'allClear', attendant, nowMs: clock.nowMs() }); },
    end: () => actor.getSnapshot().output?.end,
    memory: () => actor.getSnapshot().context.memory,
  };
}

const inCar = parkedSight({ passagesIn: 1, passagesOut: 0 }, {}, { radarClear: false, carStands: false });
const onFoot = parkedSight({ passagesIn: 1, passagesOut: 0 }, {}, { radarClear: false, presenceClear: false, carStands: false });
const gone = parkedSight();

/** A driver alone who has stopped well, got out and left. */
async function parked(people = 1) {
  const bench = chart(checkInMachine, { ...NEW_RETURN, people });
  assert.equal(await bench.see(emptySight()), 'comeIn');
  assert.equal(await bench.see(parkedSight({ offCentreMm: 1500, passagesIn: 1, passagesOut: 0 }, {}, { radarClear: false, planeClear: false })), 'guiding');
  assert.equal(await bench.see(inCar, 900), 'stopping');
  assert.equal(await bench.see(inCar, 200), 'gettingOut');
  await bench.see(onFoot);
  return bench;
}
async function sayTwice(bench: Awaited<ReturnType<typeof parked>>, sight: BaySight): Promise<string> {
  await bench.see(sight);
  await bench.see({ ...sight, left: true });
  return bench.see({ ...sight, right: true });
}

describe('a driver in front of the open door', () => {
  it('is guided, measured, gets out, says so at two points, and is let go', async () => {
    const bench = await parked();
    assert.equal(await bench.see(gone), 'allClear');
    assert.equal(await sayTwice(bench, gone), 'proving');
    assert.equal(await bench.see(gone, site.bayRules.emptyHoldMs + 10), 'admitted');
    assert.deepEqual(bench.end(), { how: 'admitted' });
  });

  it('stays in the car: scanner and camera see nobody, yet the radar and the count do', async () => {
    const bench = await parked();
    assert.equal(await sayTwice(bench, parkedSight({ passagesOut: 0 }, {}, { radarClear: false })), 'gettingOut');
    assert.equal(await sayTwice(bench, parkedSight({ passagesOut: 0 })), 'gettingOut', 'with a radar that sees nothing the count still says it');
  });

  it('has left somebody in the car who was said to be in it', async () => {
    const bench = await parked(2);
    assert.equal(await sayTwice(bench, gone), 'gettingOut');
    assert.equal(await sayTwice(bench, parkedSight({ passagesOut: 2 })), 'proving');
  });

  it('comes back before the door closes: what was said does not stand any more', async () => {
    const bench = await parked();
    assert.equal(await sayTwice(bench, gone), 'proving');
    assert.equal(await bench.see(parkedSight({ passagesIn: 2 }, {}, { presenceClear: false })), 'gettingOut');
    const back = parkedSight({ passagesIn: 2, passagesOut: 2 });
    assert.equal(await bench.see(back), 'allClear');
    assert.equal(await bench.see({ ...back, left: true }), 'allClear');
    assert.equal(await bench.see({ ...back, right: true }), 'proving');
  });

  it('starts nothing while a sensor of persons is not heard, whoever vouches for it', async () => {
    const bench = await parked();
    for (const unheard of [{ presenceClear: undefined }, { radarClear: undefined }, { planeClear: undefined }]) {
      const sight = parkedSight({}, {}, unheard);
      await bench.see(sight);
      bench.say(true);
      assert.notEqual(await sayTwice(bench, sight), 'proving');
    }
  });

  it('may be vouched for by an attendant only as far as the count goes, and with a button beside the door', async () => {
    const bench = await parked();
    const uncounted = parkedSight({ passagesIn: 30_000, passagesOut: 7 });
    assert.equal(await sayTwice(bench, uncounted), 'gettingOut');
    bench.say(true);
    assert.equal(await bench.see(uncounted), 'proving');
    assert.equal(await bench.see(parkedSight({ passagesIn: 30_000, passagesOut: 7 }, {}, { radarClear: false })), 'gettingOut', 'the radar nobody answers for');
  });

  it('has left the brake off: the car rolls, and somebody has to get in', async () => {
    const bench = await parked();
    await bench.see(gone);
    assert.equal(await bench.see(parkedSight({ offCentreMm: 35 }, {}, { carStands: false })), 'braking');
    assert.equal(await sayTwice(bench, parkedSight({ offCentreMm: 240 })), 'braking');
    assert.equal(await bench.see(parkedSight({ offCentreMm: 240, passagesIn: 2 }, {}, { presenceClear: false, radarClear: false })), 'guiding');
  });

  it('has left the brake off: the car has rolled already when the driver is out', async () => {
    const bench = await parked();
    assert.equal(await bench.see(parkedSight({ offCentreMm: 240, passagesOut: 0 }, {}, { presenceClear: false, radarClear: false })), 'guiding');
    assert.equal(await bench.see(parkedSight({ offCentreMm: 260 }, {}, { radarClear: false })), 'guiding', 'the radar still sees it roll');
    assert.equal(await bench.see(parkedSight({ offCentreMm: 260 })), 'braking');
  });

  it('has a box on the roof that is too high for the free cells: it is taken down, or the car is led out', async () => {
    const low: CellSize = { clearHeightMm: 1700, lengthMm: 5300, massKg: 2500 };
    const boxed = parkedSight({ heightMm: 1800, passagesIn: 1, passagesOut: 0 }, {}, { radarClear: false, carStands: false });
    const stopped = async () => {
      const bench = chart(checkInMachine, { ...NEW_RETURN, people: 1 }, [low]);
      await bench.see(emptySight());
      assert.equal(await bench.see(boxed, 1100), 'mending');
      assert.deepEqual(bench.memory().findings?.map(({ code, mend, by }) => [code, mend, by]), [['noCellFits', 'takeOffRoof', 150]]);
      return bench;
    };
    const taken = await stopped();
    await taken.see(inCar, 1100);
    assert.equal(taken.state(), 'gettingOut', 'without the box it fits');
    const left = await stopped();
    await left.see(boxed, site.bayRules.mendMs + 10);
    assert.deepEqual(left.end(), { how: 'refused', code: 'noCellFits' });
  });

  it('has opened the tailgate: it is said where, and refused when nobody shuts it', async () => {
    const bench = await parked();
    await bench.see(gone);
    const open = parkedSight({ lengthMm: 5150, offCentreMm: 325, overhangOuterMm: 275 });
    assert.equal(await bench.see(open), 'mending');
    assert.deepEqual(bench.memory().findings?.map(({ at, mend }) => [at, mend]), [['rear', 'shutTailgate']]);
    assert.equal(await bench.see(gone, 1100), 'allClear', 'shut again');
    await bench.see(open, site.bayRules.mendMs + 10);
    assert.deepEqual(bench.end(), { how: 'refused', code: 'notOnPallet' });
  });

  it('is told that the car is too heavy, and let out again', async () => {
    const bench = await parked();
    await bench.see(gone);
    assert.equal(await bench.see(parkedSight({}, { massKg: 3400, innerKg: 1700, leftKg: 1700 }), 9000), 'turningAway');
    await bench.see(gone, 2000);
    assert.equal(bench.end(), undefined, 'whatever it was, it is gone');
    await bench.see(parkedSight({}, { massKg: 3400, innerKg: 1700, leftKg: 1700 }), 11_000);
    assert.deepEqual(bench.end(), { how: 'refused', code: 'tooHeavy' });
  });

  it('changes their mind and drives out again', async () => {
    const bench = await parked();
    await bench.see(gone);
    assert.equal(await bench.see(emptySight()), 'comeIn');
  });
});

/** The door has just shut over a car that everybody has left. */
function shut() {
  const cleared = { crossings: { inwards: 1, outwards: 1 }, massKg: 2350 };
  return chart(shutCheckMachine, { ...NEW_RETURN, people: 1, base: { inwards: 0, outwards: 0 }, sight: gone, advice: 'stop', parked: { frontMm: -2250, outwards: 0 }, cleared });
}
const shutSight = (over: Parameters<typeof parkedSight>[2] = {}, profile: Parameters<typeof parkedSight>[0] = {}, load: Parameters<typeof parkedSight>[1] = {}): BaySight => parkedSight(profile, load, { loadAdmitted: false, ...over });

describe('behind the shut door', () => {
  it('a car that stands as it was measured is taken in after it has settled', async () => {
    const bench = shut();
    assert.equal(await bench.see(shutSight({ radarClear: false }), 2100), 'again', 'a radar that goes on seeing something opens the door');
    const quiet = shut();
    assert.equal(await quiet.see(shutSight({ radarClear: false }), 500), 'quietening');
    assert.equal(await quiet.see(shutSight(), 2000), 'settling');
    assert.equal(await quiet.see(shutSight(), 5100), 'judging');
    await quiet.see(shutSight({ loadAdmitted: true }));
    assert.deepEqual(quiet.end(), { how: 'admitted' });
  });

  it('somebody is there after all, by scanner, by radar or by weight: the door opens again', async () => {
    const seen: readonly BaySight[] = [shutSight({ presenceClear: false }), shutSight({ radarClear: false }), shutSight({}, {}, { massKg: 2370 })];
    for (const sight of seen) {
      const bench = shut();
      await bench.see(shutSight(), 2100);
      await bench.see(sight);
      assert.deepEqual(bench.end(), { how: 'again', code: 'somebodyInside' });
    }
  });

  it('a tailgate opens, or the car begins to roll, within the five seconds: the door opens again', async () => {
    const bench = shut();
    await bench.see(shutSight(), 5000);
    await bench.see(shutSight({}, { lengthMm: 5150, overhangOuterMm: 275 }));
    assert.deepEqual(bench.end(), { how: 'again', code: 'notOnPallet' });
    const rolling = shut();
    await rolling.see(shutSight(), 5000);
    await rolling.see(shutSight({ carStands: false }, { offCentreMm: 40 }));
    assert.deepEqual(rolling.end(), { how: 'again', code: 'rolled' });
  });

  it('stores nothing while a sensor of persons is not heard', async () => {
    for (const unheard of [{ presenceClear: undefined }, { radarClear: undefined }]) {
      const bench = shut();
      await bench.see(shutSight({ loadAdmitted: true, ...unheard }), 30_000);
      assert.deepEqual(bench.end(), { how: 'unproven' });
    }
  });
});
