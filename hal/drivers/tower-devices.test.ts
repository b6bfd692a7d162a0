import assert from 'node:assert/strict';
import { loadSite } from '../../config/load-site.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import { createHandClock } from '../system/testing/hand-clock.ts';
import { createFarEnd, type FarEnd, type Heard, type Reply } from './testing/far-end.ts';
import { createScriptedAxis } from './testing/scripted-axis.ts';
import { createTowerDevices } from './tower-devices.ts';

function site(): Site {
  const loaded = loadSite('tmall-shanghai');
  assert.ok(loaded.ok);
  return loaded.value;
}

/** The tower of the site with its three drives; everything else is silent. */
function tower() {
  const clock = createHandClock();
  const drives = [1, 2, 3].map((unit) => createScriptedAxis(unit, 310_000 + unit));
  const driven = (request: Heard): Reply => drives[request.unit - 1]?.reply(request);
  const ends: Record<'drives' | 'carriage' | 'bays', FarEnd> = {
    drives: createFarEnd(clock, driven),
    carriage: createFarEnd(clock, () => undefined),
    bays: createFarEnd(clock, () => undefined),
  };
  const openPipe = Object.fromEntries(Object.entries(ends).map(([id, far]) => [id, far.openPipe]));
  const devices = createTowerDevices({ site: site(), clock, openPipe, epoch: () => 7 });
  return { clock, devices, drives, ends };
}

describe('devices of a tower', () => {
  it('are all there under the ids of the site, each of its kind', () => {
    const { devices } = tower();
    const ids = Object.fromEntries(Object.entries(devices).filter(([, kind]) => typeof kind === 'object').map(([kind, made]) => [kind, Object.keys(made as object)]));
    assert.deepEqual(ids, {
      axes: ['lift', 'travel', 'shuttle'],
      doors: ['A.inner', 'A.outer', 'B.inner', 'B.outer'],
      ioModules: ['io-carriage', 'io-structure', 'io-environment', 'io-bay-A', 'io-bay-B'],
      scales: ['scale-A', 'scale-B'],
      laserFrames: ['laser-A', 'laser-B'],
      distanceMeters: ['distance-lift', 'distance-travel'],
      rfidReaders: ['rfid-carriage'],
      weatherStations: ['weather'],
    });
  });

  it('are closed until they are started, then live or silent each for itself', async () => {
    const { clock, devices, ends } = tower();
    assert.equal(devices.axes['lift']?.link(), 'closed');
    await clock.windTo(100);
    assert.equal(ends.drives.opened(), 0);
    devices.start();
    await clock.wind(1500);
    assert.deepEqual(Object.values(devices.axes).map((axis) => axis.link()), ['live', 'live', 'live']);
    assert.equal(devices.doors['A.outer']?.link(), 'silent');
    assert.equal(devices.isQuiet(), false);
    assert.deepEqual(devices.wireCounters().map(({ busId, timeouts }) => [busId, timeouts > 0]), [['drives', false], ['carriage', true], ['bays', true]]);
    devices.close();
    assert.equal(devices.axes['lift'].link(), 'closed');
    assert.equal(clock.pending(), 0);
  });

  it('all get their stop frame before anything else on their bus', async () => {
    const { clock, devices, drives, ends } = tower();
    devices.start();
    await clock.windTo(300);
    ends.drives.heard.splice(0);
    devices.stopAll();
    await clock.wind(40);
    assert.deepEqual(ends.drives.heard.slice(0, 3).map((request) => request.hex.slice(2, 8)), ['100240', '100240', '100240']);
    assert.deepEqual(drives.map((drive) => drive.stops), [1, 1, 1]);
    devices.close();
  });

  it('cannot be built when a bus has no line', () => {
    assert.throws(() => createTowerDevices({ site: site(), clock: createHandClock(), openPipe: {}, epoch: () => 1 }), /no pipe was given for bus "drives"/);
  });
});
