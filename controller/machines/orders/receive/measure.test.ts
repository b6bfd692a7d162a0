import assert from 'node:assert/strict';
import type { CellSize } from '../../../../config/cells.ts';
import { loadSite } from '../../../../config/load-site.ts';
import { isMendable, measure } from './measure.ts';
import { parkedSight } from './testing/parked-sight.ts';

const loaded = loadSite('tmall-shanghai');
assert.ok(loaded.ok);
const site = loaded.value;
const [low, high]: readonly [CellSize, CellSize] = [{ clearHeightMm: 1700, lengthMm: 5000, massKg: 2100 }, { clearHeightMm: 2000, lengthMm: 5300, massKg: 2500 }];
const found = (sight: Parameters<typeof measure>[0], people = 0, cells = [low, high]) => measure(sight, site, people, cells);

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

  it('says of a car that the site takes why none of the free cells does, and by how much', () => {
    const boxed = parkedSight({ heightMm: 1800 });
    assert.deepEqual(found(boxed), []);
    assert.deepEqual(found(boxed, 0, [low]), [{ code: 'noCellFits', at: 'top', mend: 'takeOffRoof', by: 150, unit: 'mm' }]);
    assert.deepEqual(found(parkedSight({ heightMm: 1900, overhangOuterMm: 0 }), 0, [low])?.map(({ mend }) => mend), ['takeOffRoof']);
    assert.deepEqual(found(parkedSight({ lengthMm: 5100 }), 0, [low]), [{ code: 'noCellFits', at: 'rear', mend: 'shutTailgate', by: 100, unit: 'mm' }]);
    const heavy = parkedSight({}, { massKg: 750 + 2300, innerKg: 1525, leftKg: 1525 });
    assert.deepEqual(found(heavy, 0, [low]), [{ code: 'noCellFits', at: 'whole', mend: 'driveOut', by: 200, unit: 'kg' }]);
    assert.deepEqual(found(heavy, 2, [low]), [], 'two people may still be in it');
    assert.deepEqual(found(parkedSight(), 0, [])?.map(({ code }) => code), ['noCellFits'], 'no cell is free at all');
  });

  it('says the limit of the site first, and nothing of cells before a car stands there', () => {
    assert.deepEqual(found(parkedSight({ heightMm: 2250 }), 0, [low])?.map(({ code }) => code), ['tooHigh']);
    assert.deepEqual(found(parkedSight({ heightMm: 1750 }, { massKg: 750 + 80, innerKg: 415, leftKg: 415 }), 0, [low]), [], 'somebody on foot');
  });

  it('knows what nobody on the spot can mend', () => {
    const mendable = (sight: Parameters<typeof measure>[0]) => found(sight)?.map(isMendable);
    assert.deepEqual(mendable(parkedSight({ heightMm: 2250 })), [true]);
    assert.deepEqual(mendable(parkedSight({}, {}, { floorDry: false })), [false]);
    const many = { massKg: 750 + 2400, innerKg: 1575, leftKg: 1575 };
    assert.deepEqual(found(parkedSight({}, many), 0, [low])?.map(isMendable), [false]);
  });
});
