import assert from 'node:assert/strict';
import type { LinkState, TowerDevices } from '../ports.ts';
import { createStandstillWatch } from './standstill.ts';

const limits = { driftMm: 6, stillBelowMmPerS: 2, rampOutMs: 4000 };

/** A lift with a drive and a distance meter, both as the test says. */
function bench() {
  const drive = { link: 'live' as LinkState, positionMm: 1000, velocityMmPerS: 0 };
  const meter = { link: 'live' as LinkState, positionMm: 1000, valid: true };
  const devices = {
    axes: { lift: { link: () => drive.link, observed: () => ({ value: drive, confirmedAtMs: 0 }) } },
    distanceMeters: { 'distance-lift': { link: () => meter.link, observed: () => ({ value: meter, confirmedAtMs: 0 }) } },
  } as unknown as TowerDevices;
  const watch = createStandstillWatch(devices, { lift: 'distance-lift' }, limits);
  let nowMs = 0;
  const look = (commanded = false) => {
    nowMs += 10;
    return watch.strayed(nowMs, () => commanded);
  };
  look();
  return { drive, meter, look };
}

describe('standstill', () => {
  it('finds an axis that leaves the place where it came to rest, by either sensor alone', () => {
    for (const sensor of ['drive', 'meter'] as const) {
      const b = bench();
      b[sensor].positionMm += 6;
      assert.equal(b.look(), undefined, 'as far as a brake may give');
      b[sensor].positionMm += 1;
      assert.equal(b.look()?.axis, 'lift');
    }
  });

  it('says nothing of an axis that is commanded, and finds one that does not come to rest after its command', () => {
    const b = bench();
    b.drive.velocityMmPerS = 300;
    for (let ms = 0; ms < 10_000; ms += 10) {
      b.drive.positionMm += 3;
      assert.equal(b.look(true), undefined);
    }
    let found;
    for (let ms = 0; ms <= limits.rampOutMs && !found; ms += 10) found = b.look(false);
    assert.equal(found?.axis, 'lift');
  });

  it('takes the place where a sensor was silent for no place where the axis had come to rest', () => {
    const b = bench();
    b.look(true);
    b.meter.link = 'silent';
    b.drive.positionMm += 400;
    assert.equal(b.look(true), undefined);
    assert.equal(b.look(), undefined);
    [b.meter.link, b.meter.positionMm] = ['live', b.drive.positionMm];
    assert.equal(b.look(), undefined);
    b.meter.positionMm += 7;
    assert.equal(b.look()?.axis, 'lift');
  });
});
