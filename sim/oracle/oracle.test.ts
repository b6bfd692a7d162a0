import assert from 'node:assert/strict';
import { createPlantBench } from '../plant/testing/plant-bench.ts';
import type { PlantBench } from '../plant/testing/plant-bench.ts';
import { createPeople } from '../people/people.ts';
import { createSeededRng } from '../time/seeded-rng.ts';
import { createOracle } from './oracle.ts';

/** A bench whose relay has been reset, judged at every tick. */
function judged() {
  const bench = createPlantBench();
  const { site, state, inputs } = bench;
  const oracle = createOracle({ site, state, inputs });
  const people = createPeople({ site, state, inputs, rng: createSeededRng(7) });
  bench.onTick(people.step);
  bench.onTick(oracle.check);
  Object.assign(state.relay, { chainClosed: true, runEnabled: true, tripped: false });
  people.attendant.pressReset();
  bench.run(500);
  const found = (): readonly string[] => [...new Set(oracle.violations().map(({ invariant }) => invariant))].sort();
  return { bench, oracle, people, found };
}
type Judged = ReturnType<typeof judged>;

/** Brings SH-06 into bay A and shuts its inner door. */
function present(bench: PlantBench): void {
  bench.goTo('cell:2-1R');
  bench.take('cell:2-1R');
  bench.goTo('bay:A');
  bench.door('A.inner', 'open');
  bench.put('bay:A');
  bench.door('A.inner', 'close');
}

const opened = (bench: PlantBench, door: string): void => {
  Object.assign(bench.state.doors[door]!, { position: 1, locked: false });
};

/** Horn and red light, for as long as they warn before the door comes down. */
const warn = ({ inputs, run }: PlantBench, bay: string): void => {
  inputs.horn.on = true;
  Object.assign(inputs.lamps[bay]!, { green: false, red: true });
  run(2000);
};

/** Lets the oracle look at a truth that the plant would not let stand. */
const look = (bench: PlantBench, oracle: Judged['oracle'], ms: number): void => {
  for (let at = 0; at < ms; at += 10) {
    bench.state.timeMs += 10;
    oracle.check();
  }
};

/** For each invariant a run of truth that trips it, most by the machine itself, some by a hand that reaches into the truth. */
const WITNESSES: Readonly<Record<string, (run: Judged) => void>> = {
  I01: ({ bench }) => {
    bench.goTo('cell:2-1R');
    bench.drive('shuttle', 150);
    bench.pin(false);
    bench.drive('lift', 5400);
  },
  I02: ({ bench }) => {
    bench.drive('lift', 3000);
    bench.drive('shuttle', 5800);
  },
  I03: ({ bench }) => {
    bench.door('B.inner', 'open');
    bench.drive('lift', 3000);
  },
  I04: ({ bench }) => {
    bench.goTo('bay:A');
    bench.door('A.inner', 'open');
    bench.state.bays['A']!.persons = 1;
    bench.drive('shuttle', -5800);
  },
  I05: ({ bench }) => {
    bench.door('A.outer', 'open');
    bench.door('A.inner', 'open');
  },
  I06: ({ bench }) => {
    bench.door('A.outer', 'open');
    bench.inputs.doors['A.outer']!.motor = 'closing';
    bench.run(300);
    bench.state.doorways['A.outer']!.car = true;
    bench.run(500);
  },
  I07: ({ bench }) => {
    bench.door('A.outer', 'open');
    bench.state.doorways['A.outer']!.persons = 1;
    bench.inputs.doors['A.outer']!.motor = 'closing';
    bench.run(3000);
  },
  I08: ({ bench, oracle }) => {
    bench.door('A.outer', 'open');
    bench.state.doors['A.inner']!.locked = false;
    bench.state.axes.shuttle.torque = true;
    look(bench, oracle, 10);
  },
  I09: ({ bench, oracle }) => {
    bench.state.axes.lift.brakeClosed = false;
    look(bench, oracle, 200);
  },
  I10: ({ bench, people }) => {
    people.attendant.turnKey('maintenance');
    bench.run(3000);
    bench.drive('travel', 3300);
  },
  I11: ({ bench, oracle }) => {
    bench.state.axes.travel!.positionMm = 6700;
    look(bench, oracle, 10);
  },
  I13: ({ bench }) => {
    bench.goTo('cell:2-1R');
    bench.inputs.lockPin.in = false;
    bench.drive('shuttle', 5800);
  },
  I14: ({ bench }) => {
    bench.goTo('cell:2-1R');
    bench.drive('shuttle', 5800);
    bench.fork(true);
    bench.onTick(() => (bench.state.cars['SH-06']!.offsetMm += 0.05));
    bench.drive('shuttle', 0);
  },
  I15: ({ bench }) => {
    bench.goTo('bay:A');
    bench.door('A.inner', 'open');
    bench.driveFor('shuttle', -5800, 3000);
    bench.state.bays['A']!.persons = 1;
    bench.drive('shuttle', -5800);
  },
  I16: ({ bench }) => {
    bench.state.panel.hatchLocked = false;
    bench.drive('travel', 6100);
  },
  I17: ({ bench }) => {
    bench.state.cars['SH-06']!.occupants = 1;
    bench.goTo('cell:2-1R');
    bench.take('cell:2-1R');
  },
  // The bolt of the door is drawn by nobody: neither the button nor a hand at the handle gets it open.
  I18: ({ bench }) => {
    Object.assign(bench.state.bays['A']!, { persons: 1, exitPressed: true });
    bench.run(10_100);
  },
  I20: ({ bench }) => {
    bench.door('A.outer', 'open');
    bench.inputs.horn.on = true;
    bench.run(1900);
    bench.door('A.outer', 'close');
  },
  I22: ({ bench }) => {
    bench.state.panel.key = 'off';
    bench.run(1000);
    bench.drive('lift', 3000);
  },
  I23: ({ bench }) => {
    bench.state.pallets['P06']!.place = 'cell:2-1L';
    bench.run(10);
  },
  I24: ({ bench }) => {
    bench.state.pallets['P06']!.car = undefined;
    bench.state.cars['SH-06']!.place = 'outside';
    bench.run(10);
  },
  I25: ({ bench }) => {
    bench.goTo('bay:A');
    bench.drive('shuttle', -5800);
  },
  I26: ({ bench }) => {
    bench.goTo('cell:2-1R');
    bench.drive('shuttle', 5800);
    bench.fork(true);
    bench.drive('shuttle', 3000);
    bench.fork(false);
  },
  I28: ({ bench }) => {
    bench.goTo('cell:2-1R');
    bench.drive('shuttle', 5800);
    bench.fork(true);
    bench.onTick(() => (bench.state.cars['SH-06']!.offsetMm += 1));
    bench.drive('shuttle', 0);
  },
  I21: ({ bench, people }) => {
    people.attendant.turnKey('maintenance');
    people.attendant.holdEnabling('released');
    bench.run(3000);
    bench.driveFor('lift', 5400, 3000);
  },
  I29: ({ bench }) => {
    bench.state.cars['SH-06']!.offsetMm = -900;
    bench.goTo('cell:2-1R');
    bench.take('cell:2-1R');
  },
  I30: ({ bench }) => {
    Object.assign(bench.state.cars['SH-06']!, { massKg: 4100 });
    bench.goTo('cell:2-1R');
    bench.take('cell:2-1R');
  },
  // Somebody brings a car, presses the one button, goes back in, and the door shuts behind them when they have left again.
  I19: ({ bench }) => {
    Object.assign(bench.state.pallets['P06']!, { place: 'bay:A', yMm: -5800, car: undefined });
    Object.assign(bench.state.cars['SH-06']!, { place: 'outside' });
    bench.door('A.outer', 'open');
    Object.assign(bench.state.pallets['P06']!, { car: 'SH-06' });
    Object.assign(bench.state.cars['SH-06']!, { place: 'P06' });
    Object.assign(bench.state.bays['A']!, { passagesIn: 1, passagesOut: 1, allClearLeft: true });
    bench.run(500);
    Object.assign(bench.state.bays['A']!, { passagesIn: 2, passagesOut: 2, allClearLeft: false });
    bench.run(500);
    bench.door('A.outer', 'close');
  },
  // A roof box comes down from the bay's own measurement into the shaft.
  I27: ({ bench }) => {
    present(bench);
    bench.state.cars['SH-06']!.heightMm = 2400;
    bench.run(5000);
    bench.door('A.inner', 'open');
    bench.take('bay:A');
  },
  I32: ({ bench }) => {
    bench.goTo('cell:2-1R');
    bench.take('cell:2-1R');
    bench.fork(true);
    bench.lock(false);
    bench.drive('shuttle', -5800);
  },
  I33: ({ bench }) => {
    bench.driveFor('lift', 5400, 3000);
    bench.state.relay.chainClosed = false;
    bench.run(3000);
  },
  I34: ({ bench }) => {
    bench.driveFor('lift', 5400, 3000);
    bench.state.relay.runEnabled = false;
    bench.run(3000);
  },
  I35: ({ bench }) => {
    bench.driveFor('travel', 6100, 3000);
    bench.state.panel.supplyOk = false;
    bench.run(3000);
  },
  I52: ({ bench }) => {
    bench.goTo('cell:2-1R');
    bench.drive('shuttle', 150);
    bench.pin(false);
  },
  I53: ({ bench }) => { bench.lock(true); },
  I54: ({ bench }) => {
    bench.state.pallets['P01']!.place = 'lift';
    bench.drive('lift', 5400);
  },
  I55: ({ bench }) => {
    bench.goTo('cell:2-1R');
    opened(bench, 'A.inner');
    bench.state.bays['A']!.persons = 1;
    bench.drive('shuttle', 5800);
  },
  I56: ({ bench }) => {
    bench.door('A.outer', 'open');
    bench.state.bays['A']!.persons = 1;
    bench.run(2000);
    bench.door('A.outer', 'close');
  },
  I57: ({ bench }) => { bench.door('B.inner', 'open'); },
  I58: ({ bench }) => { bench.goTo('cell:1-1R'); bench.drive('travel', 3300); },
};

describe('oracle', () => {
  it('finds nothing in a whole delivery, and every invariant that it can touch had something to say', () => {
    const { bench, oracle, people } = judged();
    present(bench);
    people.assign({ kind: 'driver', bay: 'A', carId: 'SH-06' });
    Object.assign(bench.inputs.lamps['A']!, { green: true });
    bench.door('A.outer', 'open');
    for (let ms = 0; ms < 60_000 && bench.state.cars['SH-06']!.place !== 'outside'; ms += 10) bench.run(10);
    assert.equal(bench.state.cars['SH-06']!.place, 'outside');
    warn(bench, 'A');
    bench.door('A.outer', 'close');
    bench.door('A.inner', 'open');
    bench.take('bay:A');
    bench.door('A.inner', 'close');
    bench.goTo('cell:2-1R');
    bench.put('cell:2-1R');
    assert.deepEqual(oracle.violations(), []);
    const silent = Object.entries(oracle.premises()).filter(([, count]) => count === 0).map(([id]) => id);
    assert.deepEqual(silent.sort(), ['I06', 'I07', 'I16', 'I18', 'I19', 'I21', 'I27', 'I33', 'I34', 'I35']);
  });

  it('finds nothing when torque is cut in mid-move from full speed, up or down, loaded or empty', () => {
    const run = (moveLoaded: boolean, fromMm: number, toMm: number): readonly string[] => {
      const { bench, found } = judged();
      if (moveLoaded) {
        bench.goTo('cell:2-1R');
        bench.take('cell:2-1R');
        bench.pin(false);
      }
      bench.drive('lift', fromMm);
      bench.driveFor('lift', toMm, 3500);
      bench.state.relay.chainClosed = false;
      bench.state.relay.runEnabled = false;
      bench.drop('lift');
      bench.run(5000);
      assert.equal(bench.state.axes.lift.velocityMmPerS, 0);
      return found();
    };
    assert.deepEqual(run(false, 600, 5400), []);
    assert.deepEqual(run(true, 5400, 600), []);
    assert.deepEqual(run(true, 600, 5400), []);
  });

  for (const [id, witness] of Object.entries(WITNESSES)) {
    it(`${id} trips on its witness`, () => {
      const run = judged();
      witness(run);
      assert.ok(run.found().includes(id), `found ${run.found().join()}`);
      assert.ok((run.oracle.premises()[id] ?? 0) > 0);
    });
  }

  it('finds a car that is pushed into a cell too low, too short or too weak for it, and none that just fits (I32)', () => {
    const pushed = (car: Readonly<Record<string, number>>): readonly string[] => {
      const run = judged();
      Object.assign(run.bench.state.cars['SH-06']!, car);
      run.bench.state.pallets['P01']!.place = 'cell:nowhere';
      run.bench.goTo('cell:2-1R');
      run.bench.take('cell:2-1R');
      run.bench.goTo('cell:1-2L');
      run.bench.put('cell:1-2L');
      return run.oracle.violations().filter(({ invariant }) => invariant === 'I32').map(({ detail }) => detail);
    };
    assert.deepEqual(pushed({ massKg: 2200, heightMm: 1700 }), []);
    assert.match(pushed({ massKg: 2200, heightMm: 1701 }).join(), /^a car of 1701 x 4980 mm and 2200 kg towards cell:1-2L, which takes 1700 x 5300 mm and 2200 kg/u);
    assert.equal(pushed({ massKg: 2300 }).length, 1);
    assert.equal(pushed({ massKg: 2200, lengthMm: 5310 }).length, 1);
  });

  it('lets people crank an axis that stands, and finds one that creeps where it must stand (I34)', () => {
    const standing = (axis: 'lift' | 'shuttle', aTickMm: number, ticks: number): boolean => {
      const { bench, oracle, found } = judged();
      bench.state.relay.runEnabled = false;
      look(bench, oracle, 2000);
      for (let tick = 0; tick < ticks; tick += 1) {
        bench.state.axes[axis].positionMm += aTickMm;
        look(bench, oracle, 10);
      }
      return found().includes('I34');
    };
    assert.equal(standing('shuttle', 900, 1), false);
    assert.equal(standing('lift', -0.5, 400), true);
  });

  it('finds a car that is taken along harder than its tyres hold (I14)', () => {
    const { bench, oracle, found } = judged();
    bench.goTo('cell:2-1R');
    bench.drive('shuttle', 5800);
    bench.fork(true);
    bench.state.axes.shuttle.velocityMmPerS = -5;
    look(bench, oracle, 10);
    assert.deepEqual(found(), []);
    bench.state.axes.shuttle.velocityMmPerS = -15;
    look(bench, oracle, 10);
    assert.deepEqual(found(), ['I14']);
  });

  it('sees somebody get out of a bay without power: a hand at the handle draws the bolt and lifts the leaf (I18)', () => {
    const { bench, found } = judged();
    Object.assign(bench.state.bays['A']!, { persons: 1, handlePulled: true });
    bench.run(14_000);
    assert.equal(bench.state.doors['A.outer']!.position, 1);
    assert.deepEqual(found(), []);
  });

  it('finds what moves beside somebody in the shaft on maintenance, unless the enabling device is held (I16)', () => {
    const found = (enabling: 'released' | 'mid'): readonly string[] => {
      const run = judged();
      run.people.attendant.turnKey('maintenance');
      run.people.attendant.holdEnabling(enabling);
      run.bench.state.shaftPersons = 1;
      run.bench.run(3000);
      run.bench.driveFor('travel', 3300, 600);
      return run.found();
    };
    assert.ok(found('released').includes('I16'));
    assert.ok(!found('mid').includes('I16'));
  });

  it('has a witness and a sentence for every invariant', () => {
    const { oracle } = judged();
    assert.deepEqual(oracle.sentences().map(({ id }) => id).sort(), Object.keys(WITNESSES).sort());
    for (const { sentence } of oracle.sentences()) assert.match(sentence, /^[A-Z].+\.$/u);
  });

  it('reports one entry for as long as a violation lasts, with the time at which it began', () => {
    const { bench, oracle } = judged();
    const fromMs = bench.state.timeMs;
    opened(bench, 'A.inner');
    opened(bench, 'A.outer');
    bench.run(1000);
    assert.deepEqual(oracle.violations().map(({ invariant, atMs }) => [invariant, atMs]), [['I05', fromMs + 10]]);
  });
});
