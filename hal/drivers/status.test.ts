import assert from 'node:assert/strict';
import { deviceDocument } from '../../config/device-documents.ts';
import type { DeviceConfig } from '../../config/schema/site.schema.ts';
import type { Device } from '../ports/device.port.ts';
import type { IoModule } from '../ports/tower-devices.port.ts';
import { createHandClock } from '../system/testing/hand-clock.ts';
import { createBus } from '../wire/bus.ts';
import { driveStateOf } from './axis.driver.ts';
import { createDistanceMeterDriver } from './distance-meter.driver.ts';
import { createDoorDriver } from './door.driver.ts';
import type { Driver, DriverParts } from './driver.ts';
import { createIoModuleDriver } from './io-module.driver.ts';
import { createLaserFrameDriver } from './laser-frame.driver.ts';
import { createRfidReaderDriver } from './rfid-reader.driver.ts';
import { createScaleDriver } from './scale.driver.ts';
import { createWeatherStationDriver } from './weather-station.driver.ts';
import { createFarEnd, type Heard, type Reply } from './testing/far-end.ts';

type Kind = DeviceConfig['document'];

const ROLES: Readonly<Record<Kind, string>> = {
  'axis-drive': '04020001', 'door-operator': '0d000001', 'io-module': '01000001', scale: '05000002',
  'laser-frame': '06000003', 'distance-meter': '07000001', 'rfid-reader': '08000001', 'weather-station': '09000001',
};
const BOOT = '00aa';

/** One device at unit 5 that says who it is and then gives `status` with a counter in it; other requests go to `otherwise`. */
function bench<Port>(kind: Kind, create: (parts: DriverParts) => Driver<Port>, status: (count: number) => string, otherwise?: (request: Heard) => Reply) {
  const clock = createHandClock();
  const document = deviceDocument(kind);
  const device: DeviceConfig = {
    id: 'one', document: kind, bus: 'field', unit: 5, serialNumber: 0x0001_0002, firmware: '1.9', on: { carriage: true },
    inputs: ['first', 'second', 'third'], outputs: ['bolt', 'lamp'],
  };
  const refresh = document.refreshTimeoutMs.toString(16).padStart(4, '0');
  const identity = `ca11${ROLES[kind]}0001000200010009${refresh}${BOOT}`;
  let count = 0;
  const far = createFarEnd(clock, (request) => {
    const address = Number.parseInt(request.hex.slice(4, 8), 16);
    if (request.fn === 3 && address < 0x100) {
      const data = identity.slice(4 * address, 4 * (address + Number.parseInt(request.hex.slice(8, 12), 16)));
      return { hex: `0503${(data.length / 2).toString(16).padStart(2, '0')}${data}` };
    }
    const isStatus = [2, 4, 23].includes(request.fn);
    if (!isStatus) return otherwise?.(request);
    const data = status((count += 1));
    return { hex: `05${request.fn.toString(16).padStart(2, '0')}${(data.length / 2).toString(16).padStart(2, '0')}${data}` };
  });
  const bus = createBus({ id: 'field', cycleMs: 100, timeoutMs: 25, clock, openPipe: far.openPipe });
  const driver = create({ bus, clock, baud: 115_200, maxAgeMs: 250, device, document, epoch: () => 3, leaseHoldMs: 100 });
  bus.start();
  return { clock, far, bus, port: driver.port };
}

async function statusOf<S>(kind: Kind, create: (parts: DriverParts) => Driver<Device<S>>, words: string): Promise<S | undefined> {
  const { clock, port, bus } = bench(kind, create, (count) => BOOT + count.toString(16).padStart(4, '0') + words.replaceAll(' ', ''));
  await clock.windTo(90);
  assert.equal(port.link(), 'live');
  const { value } = port.observed();
  bus.close();
  return value;
}

describe('process data', () => {
  it('of a drive: every pattern of the CiA 402 table, and nothing else, is a state', () => {
    const table = {
      0x0000: 'notReadyToSwitchOn', 0x0040: 'switchOnDisabled', 0x0021: 'readyToSwitchOn', 0x0023: 'switchedOn',
      0x0027: 'operationEnabled', 0x0007: 'quickStopActive', 0x000f: 'faultReactionActive', 0x0008: 'fault',
    };
    for (const [word, state] of Object.entries(table)) {
      // Bits that are not part of the state: voltage enabled, warning, remote, target reached, set-point acknowledge.
      for (const other of [0, 0x0010, 0x0080, 0x0200, 0x0400, 0x1000]) assert.equal(driveStateOf(Number(word) | other), state);
    }
    assert.equal(driveStateOf(0x0063), 'notReadyToSwitchOn');
  });

  it('of a door: half open and closing, obstructed', async () => {
    assert.deepEqual(await statusOf('door-operator', createDoorDriver, '0030 01f4 0009 0002'), {
      position: 0.5, closed: false, open: false, locked: false, motion: 'closing', obstructed: true, executedSequence: 9, errorCode: 2,
    });
    assert.deepEqual(await statusOf('door-operator', createDoorDriver, '0005 0000 0000 0000'), {
      position: 0, closed: true, open: false, locked: true, motion: 'still', obstructed: false, executedSequence: 0, errorCode: 0,
    });
  });

  it('of a scale: settled mass; overloaded never settled; a broken cell is no reading at all', async () => {
    assert.deepEqual(await statusOf('scale', createScaleDriver, '0000 02ee 0001 0177 0180'), { massKg: 750, settled: true, overload: false, innerKg: 375, leftKg: 384 });
    assert.deepEqual(await statusOf('scale', createScaleDriver, 'ffff fffe 0000 ffff fffe'), { massKg: -2, settled: false, overload: false, innerKg: -1, leftKg: -2 });
    assert.deepEqual(await statusOf('scale', createScaleDriver, '0000 ffff 0003 0000 0000'), { massKg: 65_535, settled: false, overload: true, innerKg: 0, leftKg: 0 });
    assert.equal(await statusOf('scale', createScaleDriver, '0000 02ee 0005 0177 0180'), undefined);
  });

  it('of a laser frame: extent and passages; without its self-test it says nothing', async () => {
    assert.deepEqual(await statusOf('laser-frame', createLaserFrameDriver, '0006 1194 0708 05dc 0001 0002 0003 0004 008c fff6 0014'), {
      envelopeClear: false, lengthMm: 4500, widthMm: 1800, heightMm: 1500, overhangInnerMm: 1, overhangOuterMm: 2, passagesIn: 3, passagesOut: 4, clearanceMm: 140, offCentreMm: -10, sideMm: 20, noisy: true,
    });
    assert.equal(await statusOf('laser-frame', createLaserFrameDriver, '0001 0000 0000 0000 0000 0000 0000 0000 0000 0000 0000'), undefined);
  });

  it('of a distance meter: position, and an instant that is earlier by the age of the measurement', async () => {
    const { clock, port, bus } = bench('distance-meter', createDistanceMeterDriver, (count) => `${BOOT}${count.toString(16).padStart(4, '0')}fffffff600010014`);
    await clock.windTo(90);
    const { value, confirmedAtMs, sampledAtMs = Infinity } = port.observed();
    assert.deepEqual(value, { positionMm: -1, valid: true });
    // 35 characters on the line, and 20 ms.
    assert.ok(Math.abs(confirmedAtMs - sampledAtMs - 23.04) < 0.01);
    bus.close();
  });

  it('of a weather station: the gust, and nothing while its cups are iced up', async () => {
    assert.deepEqual(await statusOf('weather-station', createWeatherStationDriver, '0001 00c9'), { windMPerS: 20.1 });
    assert.equal(await statusOf('weather-station', createWeatherStationDriver, '0000 0000'), undefined);
  });

  it('of an RFID reader: a tag, none, and unknown while the antenna is broken', async () => {
    assert.deepEqual(await statusOf('rfid-reader', createRfidReaderDriver, '0003 0001 0002'), { tag: 0x0001_0002 });
    assert.deepEqual(await statusOf('rfid-reader', createRfidReaderDriver, '0002 0000 0000'), { tag: undefined });
    assert.equal(await statusOf('rfid-reader', createRfidReaderDriver, '0001 0001 0002'), undefined);
  });
});

describe('IO module', () => {
  /** Inputs 1 and 3 on, coil `bolt` as driven; counter and boot id low bit first. */
  const moduleStatus = (coils: () => number) => (count: number): string =>
    `0500${coils().toString(16).padStart(2, '0')}00${(count & 0xff).toString(16).padStart(2, '0')}00aa00`;

  function module(meddle?: (request: Heard, pass: () => Reply) => Reply) {
    let coils = 0;
    const take = (request: Heard): Reply => {
      if (request.fn === 1) return { hex: `050101${coils.toString(16).padStart(2, '0')}` };
      const mask = Number.parseInt(request.hex.slice(14 + 16, 14 + 20), 16);
      const value = Number.parseInt(request.hex.slice(14 + 20, 14 + 24), 16);
      coils = (coils & ~mask) | (value & mask);
      return { hex: `0510${request.hex.slice(4, 12)}` };
    };
    return bench<IoModule>('io-module', createIoModuleDriver, moduleStatus(() => coils), (request) =>
      meddle === undefined ? take(request) : meddle(request, () => take(request)));
  }

  const writing = async (made: ReturnType<typeof module>, outputs: Record<string, boolean>, permitted = () => true) => {
    await made.clock.windTo(90);
    const written = made.port.write(outputs, permitted);
    await made.clock.wind(100);
    return written;
  };

  it('gives inputs and outputs their names', async () => {
    const made = module();
    await made.clock.windTo(90);
    assert.deepEqual(made.port.observed().value, { inputs: { first: true, second: false, third: true }, outputs: { bolt: false, lamp: false } });
    made.bus.close();
  });

  it('writes the named outputs only, in one block, and reads them back', async () => {
    const made = module();
    assert.ok((await writing(made, { bolt: true })).ok);
    // sequence 1, epoch 3, lease 500, mask 1, value 1.
    assert.equal(made.far.heard.find((request) => request.fn === 16)?.hex.slice(0, 38), '05100200000810000100000003' + '01f400010001');
    assert.deepEqual(made.port.observed().value?.outputs, { bolt: true, lamp: false });
  });

  it('says so when an output reads back otherwise', async () => {
    const made = module((request, pass) => (request.fn === 1 ? { hex: '05010100' } : pass()));
    const written = await writing(made, { bolt: true });
    assert.ok(!written.ok);
    assert.equal(written.error.code, 'readbackMismatch');
  });

  it('sends nothing when the permit is gone, and nothing for an output that it does not have', async () => {
    const made = module();
    const refused = await writing(made, { bolt: true }, () => false);
    assert.ok(!refused.ok);
    assert.equal(refused.error.code, 'notPermitted');
    const unknown = await made.port.write({ horn: true }, () => true);
    assert.ok(!unknown.ok);
    assert.equal(unknown.error.code, 'rejected');
    assert.equal(made.far.heard.some((request) => request.fn === 16), false);
  });

  it('writes once more, with a fresh sequence, when the answer is lost', async () => {
    let lost = 0;
    const made = module((request, pass) => (request.fn === 16 && lost++ === 0 ? undefined : pass()));
    assert.ok((await writing(made, { lamp: true })).ok);
    const blocks = made.far.heard.filter((request) => request.fn === 16);
    assert.deepEqual(blocks.map((request) => request.hex.slice(14, 18)), ['0001', '0002']);
  });
});
