import assert from 'node:assert/strict';
import { loadSite } from '../../../../config/load-site.ts';
import { isMendable, measure } from './measure.ts';
import { parkedSight } from './testing/parked-sight.ts';

const loaded = loadSite('tmall-shanghai');
assert.ok(loaded.ok);
const site = loaded.value;
const found = (sight: Parameters<typeof measure>[0], people = 0) => measure(sight, site, people);

describe('measuring a car that comes in', () => {
  it('finds nothing wrong with a usual car', () => assert.deepEqual(found(parkedSight()), []));

  it('says what is too high, where, by how much and what to do', () => {
    assert.deepEqual(found(parkedSight({ heightMm: 2250 })), [{ code: 'tooHigh', at: 'top', mend: 'takeOffRoof', by: 300, unit: 'mm' }]);
    assert.deepEqual(found(parkedSight({ widthMm: 2240 })), [{ code: 'tooWide', at: 'sides', mend: 'foldMirrors', by: 40, unit: 'mm' }]);
    assert.deepEqual(found(parkedSight({ clearanceMm: 70 })), [{ code: 'tooLow', at: 'below', mend: 'driveOut', by: 20, unit: 'mm' }]);
  });

  it('tells a car that stands over the end from one that has something open', () => {
    assert.deepEqual(found(parkedSight({ overhangOuterMm: 150 })), [{ code: 'notOnPallet', at: 'rear', mend: 'moveCar', by: 150, unit: 'mm' }]);
    assert.deepEqual(found(parkedSight({ lengthMm: 5250, overhangOuterMm: 275 })), [{ code: 'notOnPallet', at: 'rear', mend: 'shutTailgate', by: 275, unit: 'mm' }]);
  });

  it('refuses by the scale, with allowance for people only while some may be in it', () => {
    const heavy = parkedSight({}, { massKg: 750 + 2550, innerKg: 1650, leftKg: 1650 });
    assert.deepEqual(found(heavy), [{ code: 'tooHeavy', at: 'whole', mend: 'driveOut', by: 50, unit: 'kg' }]);
    assert.deepEqual(found(heavy, 1), []);
  });

  it('names the end or the side that carries too much', () => {
    assert.deepEqual(found(parkedSight({}, { innerKg: 1475 })), [{ code: 'unbalanced', at: 'front', mend: 'moveCar', by: 13, unit: '%' }]);
    assert.deepEqual(found(parkedSight({}, { leftKg: 875 })), [{ code: 'unbalanced', at: 'right', mend: 'moveCar', by: 13, unit: '%' }]);
  });

  it('cannot measure what it does not hear, and believes no picture that jumps', () => {
    assert.equal(found({ ...parkedSight(), profile: undefined }), undefined);
    assert.equal(found({ ...parkedSight(), load: undefined }), undefined);
    assert.equal(found(parkedSight({}, {}, { floorDry: undefined })), undefined);
    assert.deepEqual(found(parkedSight({ noisy: true }))?.map(({ code }) => code), ['unreadable']);
  });

  it('knows what nobody on the spot can mend', () => {
    const mendable = (sight: Parameters<typeof measure>[0]) => found(sight)?.map(isMendable);
    assert.deepEqual(mendable(parkedSight({ heightMm: 2250 })), [true]);
    assert.deepEqual(mendable(parkedSight({}, {}, { floorDry: false })), [false]);
  });
});
