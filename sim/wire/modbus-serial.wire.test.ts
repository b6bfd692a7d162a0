import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadedSite } from '../devices/testing/tower-bench.ts';
import { createTowerSim } from '../tower-sim.ts';
import type { TowerSim } from '../tower-sim.ts';
import { servePtys } from './pty-ports.ts';
import type { PtyPorts } from './pty-ports.ts';
import { machineClock } from './testing/machine-clock.ts';

/** The part of modbus-serial that is used here; its own types describe a default export that it does not have under Node. */
interface Master {
  readonly connectAsciiSerial: (path: string, options: { readonly baudRate: number }) => Promise<void>;
  readonly setID: (unit: number) => void;
  readonly setTimeout: (ms: number) => void;
  readonly readHoldingRegisters: (at: number, count: number) => Promise<{ readonly data: readonly number[] }>;
  readonly readInputRegisters: (at: number, count: number) => Promise<{ readonly data: readonly number[] }>;
  readonly readDiscreteInputs: (at: number, count: number) => Promise<{ readonly data: readonly boolean[] }>;
  readonly readCoils: (at: number, count: number) => Promise<{ readonly data: readonly boolean[] }>;
  readonly writeRegisters: (at: number, values: readonly number[]) => Promise<unknown>;
  readonly writeCoil: (at: number, on: boolean) => Promise<unknown>;
  readonly close: (done: () => void) => void;
}
const ModbusMaster = createRequire(import.meta.url)('modbus-serial') as new () => Master;

/** The master of another house: what it understands is Modbus ASCII, and not just our reading of it. */
describe('simulated devices as another master sees them over a pty', () => {
  let sim: TowerSim;
  let ptys: PtyPorts;
  let master: Master;
  const folder = mkdtempSync(join(tmpdir(), 'carillon-ptys-'));

  before(async () => {
    const { site, stock } = loadedSite();
    sim = createTowerSim({ site, stock, seed: 1, clock: machineClock });
    ptys = await servePtys(site, sim, folder);
    sim.start();
    master = new ModbusMaster();
    await master.connectAsciiSerial(ptys.paths['carriage']!, { baudRate: 115_200 });
    master.setTimeout(2000);
  });
  after(async () => {
    await new Promise<void>((resolve) => master.close(() => resolve()));
    ptys.close();
    sim.close();
    rmSync(folder, { recursive: true });
  });

  it('the IO module tells who it is and what it sees', async () => {
    master.setID(16);
    const identity = await master.readHoldingRegisters(0, 8);
    // 420016 is 0006 68B0.
    assert.deepEqual(identity.data, [0xca11, 0x0100, 1, 0x0006, 0x68b0, 1, 7, 0]);
    const { data } = await master.readDiscreteInputs(0, 16);
    assert.deepEqual(data.map(Number), [0, 1, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 1]);
    assert.deepEqual((await master.readCoils(0, 8)).data.map(Number), [0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('the distance meter tells where the lift stands', async () => {
    master.setID(20);
    const { data } = await master.readInputRegisters(0x0100, 6);
    assert.deepEqual([data[2], data[3], data[4]], [0, 6000, 1]);
  });

  it('a refusal arrives as a Modbus exception', async () => {
    master.setID(16);
    await assert.rejects(master.writeRegisters(0x0200, [1, 0, 1, 500, 1, 1, 0, 0]), /exception 3/u);
    await assert.rejects(master.writeCoil(0, true), /exception 1/u);
  });
});
