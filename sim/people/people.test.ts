import assert from 'node:assert/strict';
import { createSeededRng } from '../time/seeded-rng.ts';
import { createPlantBench } from '../plant/testing/plant-bench.ts';
import { createPeople } from './people.ts';

/** Bay A with car SH-06 presented and both doors closed. */
function presentedBay(seed = 1) {
  const bench = createPlantBench();
  bench.goTo('cell:2-1R');
  bench.take('cell:2-1R');
  bench.goTo('bay:A');
  bench.door('A.inner', 'open');
  bench.put('bay:A');
  bench.door('A.inner', 'close');
  const people = createPeople({ site: bench.site, state: bench.state, inputs: bench.inputs, rng: createSeededRng(seed) });
  bench.onTick(people.step);
  const bay = bench.state.bays['A']!;
  const welcome = (): void => {
    bench.door('A.outer', 'open');
    Object.assign(bench.inputs.lamps['A']!, { green: true, red: false });
  };
  const until = (condition: () => boolean, limitMs = 120_000): number => {
    let ms = 0;
    for (; ms < limitMs && !condition(); ms += 10) bench.run(10);
    assert.ok(condition(), 'did not come about');
    return ms;
  };
  return { bench, people, bay, welcome, until, car: bench.state.cars['SH-06']! };
}

describe('driver', () => {
  it('waits outside a closed door and a red lamp, and keeps still there', () => {
    const { bench, people, bay } = presentedBay();
    const id = people.assign({ kind: 'driver', bay: 'A', carId: 'SH-06' });
    bench.run(10_000);
    bench.door('A.outer', 'open');
    bench.run(10_000);
    assert.equal(people.view(id)?.whereabouts, 'outside');
    assert.equal(people.atRest(), true);
    assert.equal(bay.persons, 0);
  });

  it('walks in, gets in, drives out through the plane and takes the car away', () => {
    const { bench, people, bay, welcome, until, car } = presentedBay();
    const id = people.assign({ kind: 'driver', bay: 'A', carId: 'SH-06' });
    welcome();
    until(() => bench.state.doorways['A.outer']!.persons === 1);
    until(() => bay.persons === 1);
    assert.equal(bay.passagesIn, 1);
    until(() => car.occupants === 1);
    const dwellMs = until(() => car.offsetMm < 0);
    assert.ok(dwellMs >= 8000 && dwellMs <= 25_100, `${dwellMs} ms`);
    until(() => bay.carPartlyOut);
    assert.equal(bench.state.doorways['A.outer']!.car, true);
    const throughMs = until(() => car.place === 'outside');
    assert.ok(throughMs > 2000 && throughMs < 8000, `${throughMs} ms`);
    assert.deepEqual({ ...bay }, { persons: 0, passagesIn: 1, passagesOut: 1, carPartlyOut: false, allClearLeft: false, allClearRight: false, exitPressed: false, handlePulled: false, floorWet: false });
    assert.equal(bench.state.pallets['P06']!.car, undefined);
    assert.equal(bench.state.doorways['A.outer']!.car, false);
    assert.equal(people.view(id)?.whereabouts, 'gone');
    assert.equal(people.atRest(), true);
    assert.deepEqual(bench.state.collisions, []);
  });

  it('does the same again from the same seed, and something else from another', () => {
    const leavesAfterMs = (seed: number): number => {
      const { people, welcome, until, car } = presentedBay(seed);
      people.assign({ kind: 'driver', bay: 'A', carId: 'SH-06' });
      welcome();
      return until(() => car.place === 'outside');
    };
    assert.equal(leavesAfterMs(3), leavesAfterMs(3));
    assert.notEqual(leavesAfterMs(3), leavesAfterMs(4));
  });

  it('brakes in front of a door that is not open', () => {
    const { bench, people, bay, welcome, until, car } = presentedBay();
    people.assign({ kind: 'driver', bay: 'A', carId: 'SH-06', dwellMs: 8000 });
    welcome();
    until(() => car.occupants === 1);
    bench.door('A.outer', 'close');
    bench.run(60_000);
    assert.equal(car.offsetMm, 0);
    assert.equal(bay.persons, 1);
    assert.equal(people.view(0)?.whereabouts, 'trapped');
    bench.door('A.outer', 'open');
    until(() => car.place === 'outside');
  });
});

describe('walkers', () => {
  it('a visitor leaves without the car', () => {
    const { people, bay, welcome, until, car } = presentedBay();
    const id = people.assign({ kind: 'visitor', bay: 'A', stayMs: 5000 });
    welcome();
    until(() => bay.persons === 1);
    until(() => people.view(id)?.whereabouts === 'gone');
    assert.deepEqual([bay.persons, bay.passagesIn, bay.passagesOut], [0, 1, 1]);
    assert.equal(car.place, 'P06');
  });

  it('a visitor who finds the door shut pulls its handle after a while, and lets go of it when it is open', () => {
    const { bench, people, bay, welcome, until } = presentedBay();
    const id = people.assign({ kind: 'visitor', bay: 'A', stayMs: 15_000 });
    welcome();
    until(() => bay.persons === 1);
    bench.door('A.outer', 'close');
    until(() => people.view(id)?.whereabouts === 'trapped');
    bench.run(4900);
    assert.equal(bay.handlePulled, false);
    const fromMs = bench.state.timeMs;
    until(() => bench.state.doors['A.outer']!.position > 0.01);
    assert.ok(bench.state.timeMs - fromMs < 1500);
    until(() => bay.persons === 0);
    assert.equal(bay.handlePulled, false);
  });

  it('a visitor without a time stays until called', () => {
    const { bench, people, bay, welcome, until } = presentedBay();
    const id = people.assign({ kind: 'visitor', bay: 'A' });
    welcome();
    until(() => bay.persons === 1);
    bench.run(60_000);
    assert.equal(bay.persons, 1);
    assert.equal(people.atRest(), true);
    people.leave(id);
    until(() => bay.persons === 0);
  });

  it('a returner comes back through the open door', () => {
    const { people, bay, welcome, until } = presentedBay();
    const id = people.assign({ kind: 'returner', bay: 'A', stayMs: 2000, awayMs: 2000 });
    welcome();
    until(() => people.view(id)?.whereabouts === 'gone');
    assert.deepEqual([bay.persons, bay.passagesIn, bay.passagesOut], [0, 2, 2]);
  });

  it('a loiterer stands in the plane and is not counted in the bay', () => {
    const { bench, people, bay, welcome, until } = presentedBay();
    people.assign({ kind: 'loiterer', bay: 'A', standMs: 5000 });
    welcome();
    until(() => bench.state.doors['A.outer']!.obstructed);
    assert.equal(bay.persons, 0);
    bench.run(5100);
    assert.equal(bench.state.doors['A.outer']!.obstructed, false);
  });

  it('a loiterer slips into a closing door while there is room', () => {
    const { bench, people, welcome, until } = presentedBay();
    welcome();
    bench.inputs.doors['A.outer']!.motor = 'closing';
    until(() => bench.state.doors['A.outer']!.position < 0.9);
    people.assign({ kind: 'loiterer', bay: 'A', standMs: 1000 });
    bench.run(50);
    assert.equal(bench.state.doors['A.outer']!.obstructed, true);
    bench.door('A.outer', 'close');
    people.assign({ kind: 'loiterer', bay: 'A', standMs: 1000 });
    bench.run(2000);
    assert.equal(bench.state.doorways['A.outer']!.persons, 0);
  });

  it('a child left in the car counts until it is fetched, and rides along when the car leaves', () => {
    const fetched = presentedBay();
    const id = fetched.people.assign({ kind: 'forgotten', bay: 'A', carId: 'SH-06' });
    assert.deepEqual([fetched.bay.persons, fetched.car.occupants], [1, 1]);
    fetched.welcome();
    fetched.people.leave(id);
    fetched.until(() => fetched.bay.persons === 0);
    assert.equal(fetched.car.occupants, 0);

    const ridden = presentedBay();
    ridden.people.assign({ kind: 'forgotten', bay: 'A', carId: 'SH-06' });
    ridden.people.assign({ kind: 'driver', bay: 'A', carId: 'SH-06' });
    ridden.welcome();
    ridden.until(() => ridden.car.place === 'outside');
    ridden.bench.run(10);
    assert.deepEqual([ridden.bay.persons, ridden.car.occupants], [0, 0]);
    assert.equal(ridden.people.view(0)?.whereabouts, 'gone');
  });

  it('are refused for a bay, a car or a seat that does not exist', () => {
    const { people } = presentedBay();
    assert.throws(() => people.assign({ kind: 'visitor', bay: 'Z' }), /no bay Z/);
    assert.throws(() => people.assign({ kind: 'driver', bay: 'A', carId: 'nobody' }), /no car nobody/);
    assert.throws(() => people.assign({ kind: 'forgotten', bay: 'A', carId: 'SH-01' }), /does not stand in bay A/);
  });
});

describe('attendant', () => {
  it('lets the reset button go after 300 ms and leaves the emergency stop in', () => {
    const { bench, people } = presentedBay();
    people.attendant.pressReset();
    bench.run(290);
    assert.equal(bench.state.panel.resetPressed, true);
    bench.run(10);
    assert.equal(bench.state.panel.resetPressed, false);
    people.attendant.pressEmergencyStop();
    bench.run(5000);
    assert.equal(bench.state.panel.emergencyStopPressed, true);
    people.attendant.releaseEmergencyStop();
    assert.equal(bench.state.panel.emergencyStopPressed, false);
  });
});

describe('bringer', () => {
  /** An empty pallet in the open bay A, and SH-06 on the street. */
  function emptyBay() {
    const scene = presentedBay();
    Object.assign(scene.bench.state.pallets['P06']!, { car: undefined });
    Object.assign(scene.car, { place: 'outside' });
    scene.welcome();
    return scene;
  }

  it('drives onto the pallet, gets out, walks out and presses both buttons', () => {
    const { bench, people, bay, until, car } = emptyBay();
    const id = people.assign({ kind: 'bringer', bay: 'A', carId: 'SH-06' });
    until(() => bay.carPartlyOut);
    assert.deepEqual([car.place, bay.persons, bay.passagesIn, bench.state.doorways['A.outer']!.car], ['P06', 1, 1, true]);
    until(() => !bay.carPartlyOut);
    until(() => car.occupants === 0);
    assert.ok(Math.abs(car.offsetMm) <= 80 && Math.abs(car.sideMm) <= 80, `${car.offsetMm} ${car.sideMm}`);
    until(() => bay.persons === 0);
    until(() => bay.allClearLeft);
    until(() => bay.allClearRight);
    until(() => people.view(id)?.whereabouts === 'gone');
    assert.deepEqual([bay.passagesOut, bay.allClearLeft, bay.allClearRight, people.atRest()], [1, false, false, true]);
  });

  it('waits in front of a bay without an empty pallet', () => {
    const { bench, people, bay, welcome } = presentedBay();
    welcome();
    Object.assign(bench.state.cars['SH-07']!, { place: 'outside' });
    people.assign({ kind: 'bringer', bay: 'A', carId: 'SH-07' });
    bench.run(30_000);
    assert.deepEqual([bay.passagesIn, people.atRest()], [0, true]);
  });

  it('leaves the brake off, so that the car rolls, and comes back to put it on when called', () => {
    const { people, until, car } = emptyBay();
    const id = people.assign({ kind: 'bringer', bay: 'A', carId: 'SH-06', manner: { forgetsBrake: true } });
    until(() => car.occupants === 1);
    until(() => car.offsetMm < -200);
    people.leave(id);
    until(() => car.braked && car.occupants === 0);
    assert.ok(Math.abs(car.offsetMm) < 1 && car.rollMmPerS === 0);
    until(() => people.view(id)?.whereabouts === 'gone');
  });

  it('leaves a child in the car, and fetches it when called', () => {
    const { bench, people, bay, until, car } = emptyBay();
    const id = people.assign({ kind: 'bringer', bay: 'A', carId: 'SH-06', manner: { staying: 1 } });
    until(() => bay.passagesOut === 1);
    bench.run(10_000);
    assert.deepEqual([bay.persons, car.occupants], [1, 1]);
    people.leave(id);
    until(() => bay.persons === 0);
    assert.deepEqual([bay.passagesIn, bay.passagesOut, car.occupants], [2, 3, 0]);
  });
});
