import assert from 'node:assert/strict';
import { createTowerBench, hex, registersOf, write } from './testing/tower-bench.ts';
import type { TowerBench } from './testing/tower-bench.ts';

const CARRIAGE = 16;

/** The bits of a function 2 answer, first input first. */
function bitsOf(answer: string): readonly boolean[] {
  return (answer.slice(6).match(/../gu) ?? []).flatMap((byte) => Array.from({ length: 8 }, (_, n) => ((Number.parseInt(byte, 16) >> n) & 1) === 1));
}

async function inputs(bench: TowerBench, busId: string, unit: number, deviceId: string) {
  const bits = bitsOf(await bench.request(busId, hex([unit, 2], 2) + hex([0, 64], 4)));
  const names = bench.site.devices.find((device) => device.id === deviceId)!.inputs!;
  return Object.fromEntries(names.map((name, n) => [name, bits[n]]));
}
const carriage = (bench: TowerBench) => inputs(bench, 'carriage', CARRIAGE, 'io-carriage');
const bayA = (bench: TowerBench) => inputs(bench, 'bays', 32, 'io-bay-A');

describe('io module on its wire', () => {
  let bench: TowerBench;
  beforeEach(async () => {
    bench = await createTowerBench();
  });

  it('answers the golden status read with inputs, coils, counter and boot id', async () => {
    const answer = await bench.ask('carriage', ':100200000040AE\r\n');
    assert.equal(answer.slice(0, 7), ':100208');
    const bits = bitsOf(answer.slice(1, -4));
    assert.equal(bits.length, 64);
    // Left in order at home, fork and bolts out: lockPinOut, forkReleased, palletUnlocked, shuttleCentred, flags, rope.
    assert.deepEqual(bits.slice(0, 16).map(Number), [0, 1, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 1]);
    assert.deepEqual(bits.slice(16, 32).map(Number), new Array<number>(16).fill(0));
    const word = (from: number) => bits.slice(from, from + 16).reduce((sum, bit, n) => sum + (bit ? 2 ** n : 0), 0);
    assert.ok(Math.abs(word(32) - bench.clock.nowMs() / 10) <= 2);
    const [, , , , , , , , bootId] = registersOf(await bench.request('carriage', '100300000009'));
    assert.equal(word(48), bootId);
  });

  it('drives its coil at once by the golden frame, and the bolt follows in its time', async () => {
    assert.equal(await bench.ask('carriage', ':1010020000081000010001000201F4000100013A92635C40\r\n'), ':101002000008D6\r\n');
    assert.equal(await bench.request('carriage', hex([CARRIAGE, 1], 2) + hex([0, 8], 4)), '10010101');
    await bench.clock.runFor(300);
    assert.deepEqual([(await carriage(bench))['lockPinIn'], (await carriage(bench))['lockPinOut']], [false, false]);
    await bench.clock.runFor(400);
    assert.equal((await carriage(bench))['lockPinIn'], true);
  });

  it('changes only the coils of the mask', async () => {
    await bench.command('carriage', CARRIAGE, [0b111, 0b101], { execute: false });
    await bench.command('carriage', CARRIAGE, [0b001, 0b000], { execute: false });
    const { inputs: commands } = bench.sim;
    assert.deepEqual([commands.lockPin.in, commands.fork.engage, commands.palletLock.lock], [false, false, true]);
  });

  it('refuses direct coil writes with exception 1 and a stale block with exception 4', async () => {
    assert.equal(await bench.request('carriage', '10050000FF00'), '108501');
    assert.equal(await bench.request('carriage', '100F000000080101'), '108F01');
    await bench.command('carriage', CARRIAGE, [1, 1], { sequence: 4, execute: false });
    assert.equal(await bench.command('carriage', CARRIAGE, [1, 0], { sequence: 4, execute: false }), '109004');
    assert.equal(bench.sim.inputs.lockPin.in, true);
    assert.equal(await bench.request('carriage', write(CARRIAGE, 0x0200, [9, 1, 2, 500, 1, 0, 0, 0])), '109003');
  });

  it('sees a level within 8 mm and a place only when lift and travel stand there', async () => {
    const { lift, travel } = bench.sim.plant.axes;
    lift.positionMm = 3000;
    travel!.positionMm = 3300;
    assert.deepEqual([(await carriage(bench))['cellOccupiedLeft'], (await carriage(bench))['cellOccupiedRight']], [true, true]);
    lift.positionMm = 3008;
    assert.equal((await carriage(bench))['levelFlag'], true);
    lift.positionMm = 3009;
    const beside = await carriage(bench);
    assert.deepEqual([beside['levelFlag'], beside['positionFlag'], beside['cellOccupiedLeft']], [false, true, false]);
    bench.sim.plant.pallets['P07']!.place = 'outside';
    lift.positionMm = 3000;
    assert.deepEqual([(await carriage(bench))['cellOccupiedLeft'], (await carriage(bench))['cellOccupiedRight']], [false, true]);
  });

  it('sees the ends and the middle of the shuttle, and a pallet on the carriage', async () => {
    const { shuttle } = bench.sim.plant.axes;
    const seen = async (atMm: number) => {
      shuttle.positionMm = atMm;
      const { shuttleCentred, shuttleAtLeft, shuttleAtRight } = await carriage(bench);
      return [shuttleAtLeft, shuttleCentred, shuttleAtRight].map(Number);
    };
    assert.deepEqual([await seen(-5797), await seen(-2000), await seen(4), await seen(5804), await seen(5806)], [[1, 0, 0], [0, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0]]);
    shuttle.positionMm = 0;
    bench.sim.plant.pallets['P07']!.place = 'lift';
    assert.deepEqual([(await carriage(bench))['palletSeatLeft'], (await carriage(bench))['palletSeatRight']], [true, true]);
  });

  it('sees persons, planes, pallet and car of its bay', async () => {
    const { plant } = bench.sim;
    assert.deepEqual(await bayA(bench), {
      presenceClear: true, curtainClear: true, palletSeatLeft: false, palletSeatRight: false,
      innerLockedMirror: true, outerLockedMirror: true, allClearLeft: false, occupiedByCar: false, exitReleased: true, floorDry: true, allClearRight: false, radarClear: true,
    });
    plant.pallets['P07']!.place = 'bay:A';
    plant.bays['A']!.persons = 1;
    plant.doorways['A.outer']!.persons = 1;
    plant.doors['A.outer']!.locked = false;
    bench.sim.people.attendant.pressAllClear('A', 'right');
    assert.deepEqual(await bayA(bench), {
      presenceClear: false, curtainClear: false, palletSeatLeft: true, palletSeatRight: true,
      innerLockedMirror: true, outerLockedMirror: false, allClearLeft: false, occupiedByCar: true, exitReleased: true, floorDry: true, allClearRight: true, radarClear: false,
    });
  });

  it('shows the pallet on the table while the shuttle still holds it', async () => {
    const { plant } = bench.sim;
    plant.axes.shuttle.positionMm = -5800;
    Object.assign(plant.pallets['P07']!, { place: 'shuttle', yMm: -5800 });
    assert.equal((await bayA(bench))['palletSeatLeft'], true);
    Object.assign(plant.pallets['P07']!, { yMm: -5700 });
    assert.equal((await bayA(bench))['palletSeatLeft'], false);
  });

  it('mirrors the panel', async () => {
    const structure = () => inputs(bench, 'bays', 17, 'io-structure');
    assert.deepEqual(await structure(), {
      safetyChainMirror: true, runEnableMirror: false, hatchLocked: true, hatchUnlocked: false,
      overtravelMirror: true, supplyOkMirror: true, keyAutoMirror: true, smokeClear: true,
      enablingMid: false, enablingOff: true,
    });
    bench.sim.panel.setHatchLocked(false);
    bench.sim.panel.setSmoke(true);
    await bench.clock.runFor(20);
    const after = await structure();
    assert.deepEqual([after['safetyChainMirror'], after['hatchLocked'], after['hatchUnlocked'], after['smokeClear']], [false, false, true, false]);
  });

  it('shows what happens around the tower, every contact open for the event', async () => {
    const around = () => inputs(bench, 'bays', 18, 'io-environment');
    const well = { heatClear: true, gasClear: true, pitDry: true, pitFlooded: false, seismicClear: true, mainsPresent: true, batteryCharged: true, debrisClear: true };
    assert.deepEqual(await around(), well);
    bench.sim.panel.surround({ heat: true, gas: true, pitWater: true, quake: true, mains: false, battery: false, debris: true });
    assert.deepEqual(await around(), Object.fromEntries(Object.entries(well).map(([name, level]) => [name, !level])));
    bench.sim.panel.setExitPressed('A', true);
    bench.sim.panel.setFloorWet('A', true);
    const inBay = await bayA(bench);
    assert.deepEqual([inBay['exitReleased'], inBay['floorDry']], [false, false]);
  });
});
