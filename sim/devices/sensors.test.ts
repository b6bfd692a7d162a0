import assert from 'node:assert/strict';
import { createTowerBench, hex, registersOf } from './testing/tower-bench.ts';
import type { TowerBench } from './testing/tower-bench.ts';

const status = async (bench: TowerBench, busId: string, unit: number, count: number) =>
  registersOf(await bench.request(busId, hex([unit, 4], 2) + hex([0x0100, count], 4)));

describe('measuring devices on their wires', () => {
  let bench: TowerBench;
  beforeEach(async () => {
    bench = await createTowerBench();
  });
  const plant = () => bench.sim.plant;
  const standInBayA = () => Object.assign(plant().pallets['P01']!, { place: 'bay:A', yMm: -5800 });

  it('identify themselves by function 3 and refuse their status to it', async () => {
    // Scale of bay A: role 0500, serial 440048 = 0006 B6F0, firmware 1.4, no refresh.
    assert.equal((await bench.request('bays', '300300000009')).slice(0, -4), '300312CA1105000002' + '0006B6F0' + '000100040000');
    assert.equal(await bench.request('bays', '300301000005'), '308302');
    assert.equal(await bench.request('bays', '301001000001020000'), '309001');
  });

  describe('scale', () => {
    const scale = async () => {
      const [, , high, low, flags] = (await status(bench, 'bays', 48, 5)) as [number, number, number, number, number];
      return { massKg: (high << 16) | low, settled: (flags & 1) !== 0 };
    };

    it('weighs nothing, then the pallet with its car, and settles after half a second', async () => {
      assert.deepEqual(await scale(), { massKg: 0, settled: true });
      standInBayA();
      bench.sim.people.attendant.turnKey('auto');
      await bench.clock.runFor(300);
      assert.equal((await scale()).settled, false);
      await bench.clock.runFor(2500);
      // Pallet 750 kg, SH-01 1780 kg.
      assert.deepEqual(await scale(), { massKg: 2530, settled: true });
    });

    it('weighs half a car with one axle on the table, and a person at 80 kg', async () => {
      standInBayA();
      plant().cars['SH-01']!.offsetMm = -2000;
      plant().bays['A']!.persons = 1;
      bench.sim.people.attendant.turnKey('auto');
      await bench.clock.runFor(3000);
      assert.equal((await scale()).massKg, 750 + 890 + 80);
    });
  });

  describe('laser frame', () => {
    const edges = async () => {
      const words = await status(bench, 'bays', 56, 11);
      return { noisy: (words[2]! & 4) !== 0, clearanceMm: words[10] };
    };
    const laser = async () => {
      const [, , flags, length, width, height, inner, outer, passedIn, passedOut] = (await status(bench, 'bays', 56, 10)) as number[];
      return { clear: (flags! & 1) !== 0, selfTest: (flags! & 2) !== 0, length, width, height, inner, outer, passedIn, passedOut };
    };
    const nothing = { clear: true, selfTest: true, length: 0, width: 0, height: 0, inner: 0, outer: 0, passedIn: 0, passedOut: 0 };

    it('is clear over an empty bay and over an empty pallet', async () => {
      assert.deepEqual(await laser(), nothing);
      standInBayA();
      Object.assign(plant().pallets['P01']!, { car: undefined });
      plant().cars['SH-01']!.place = 'outside';
      assert.deepEqual(await laser(), nothing);
    });

    it('measures the car and how far it reaches beyond its pallet', async () => {
      standInBayA();
      // The street side of bay A is the negative side of the shuttle: 300 mm that way, 4650 mm long on 5400 mm.
      plant().cars['SH-01']!.offsetMm = -600;
      assert.deepEqual(await laser(), { ...nothing, clear: false, length: 4650, width: 1860, height: 1480, outer: 600 + 2325 - 2700 });
      plant().cars['SH-01']!.offsetMm = 500;
      const { inner, outer } = await laser();
      assert.deepEqual([inner, outer], [500 + 2325 - 2700, 0]);
    });

    it('measures the clearance under the car, and jumps on spray and snow', async () => {
      assert.deepEqual(await edges(), { noisy: false, clearanceMm: 0 });
      standInBayA();
      assert.deepEqual(await edges(), { noisy: false, clearanceMm: 140 });
      Object.assign(plant().cars['SH-01']!, { clearanceMm: 70, wet: true });
      assert.deepEqual(await edges(), { noisy: true, clearanceMm: 70 });
    });

    it('measures where the car stands on its pallet, seen from the street, and an open tailgate as a part of it', async () => {
      const where = async () => (await status(bench, 'bays', 56, 13)).slice(11).map((word) => (word << 16) >> 16);
      assert.deepEqual(await where(), [0, 0]);
      standInBayA();
      Object.assign(plant().cars['SH-01']!, { offsetMm: 120, sideMm: -45 });
      assert.deepEqual(await where(), [-120, -45]);
      Object.assign(plant().cars['SH-01']!, { offsetMm: 0, tailgateOpen: true });
      assert.deepEqual(await where(), [325, -45]);
      const { length, height, outer } = await laser();
      assert.deepEqual([length, height, outer], [4650 + 650, 1900, 2325 + 650 - 2700]);
    });

    it('does not see who sits in the car, on foot they are a shape of their own', async () => {
      standInBayA();
      Object.assign(plant().bays['A']!, { persons: 2 });
      plant().cars['SH-01']!.occupants = 2;
      assert.equal(bench.sim.gpio.levelOf('A.personClear'), true);
      plant().cars['SH-01']!.occupants = 1;
      assert.equal(bench.sim.gpio.levelOf('A.personClear'), false);
    });

    it('sees a person, and counts passages', async () => {
      Object.assign(plant().bays['A']!, { persons: 1, passagesIn: 3, passagesOut: 2 });
      const seen = await laser();
      assert.deepEqual([seen.clear, seen.height, seen.passedIn, seen.passedOut], [false, 1750, 3, 2]);
    });
  });

  it('the scale shows on which cells a car stands that is off the middle, or heavy at one end', async () => {
    const corners = async () => {
      await bench.clock.runFor(3000);
      const words = await status(bench, 'bays', 48, 7);
      return [words[5], words[6]];
    };
    standInBayA();
    bench.sim.people.attendant.turnKey('auto');
    assert.deepEqual(await corners(), [1265, 1265]);
    // Bay A lies on the negative side: 540 mm towards the street is a tenth of the table.
    plant().cars['SH-01']!.massCentreMm = -540;
    plant().cars['SH-01']!.sideMm = 240;
    bench.sim.people.attendant.turnKey('auto');
    assert.deepEqual(await corners(), [1265 - 178, 1265 + 178]);
  });

  it('the weather station shows the gusts on the roof', async () => {
    assert.deepEqual((await status(bench, 'bays', 64, 4)).slice(2), [1, 20]);
    bench.sim.panel.surround({ windMPerS: 22.4 });
    assert.deepEqual((await status(bench, 'bays', 64, 4)).slice(2), [1, 224]);
  });

  it('the distance meter rounds to half a millimetre and says how old its reading is', async () => {
    plant().axes.lift.positionMm = 2400.3;
    const [, , high, low, flags, ageMs] = (await status(bench, 'carriage', 20, 6)) as [number, number, number, number, number, number];
    assert.deepEqual([((high << 16) | low) / 10, flags], [2400.5, 1]);
    assert.ok(ageMs <= 20);
  });

  it('the tag reader reads a pallet on the carriage or within 300 mm of it, and no other', async () => {
    const tag = async () => {
      const [, , flags, high, low] = (await status(bench, 'carriage', 24, 5)) as [number, number, number, number, number];
      return [flags, (high << 16) | low];
    };
    assert.deepEqual(await tag(), [2, 0]);
    plant().pallets['P03']!.place = 'lift';
    assert.deepEqual(await tag(), [3, 7003]);
    Object.assign(plant().pallets['P03']!, { place: 'shuttle', yMm: 299 });
    assert.deepEqual(await tag(), [3, 7003]);
    Object.assign(plant().pallets['P03']!, { yMm: 301 });
    assert.deepEqual(await tag(), [2, 0]);
  });
});
