import assert from 'node:assert/strict';
import { loadSite } from '../../../../config/load-site.ts';
import type { CellSize } from '../../../../config/cells.ts';
import { giveClear, lookOn, NEW_RETURN, type ReturnMemory } from './memory.ts';
import { emptySight, parkedSight } from './testing/parked-sight.ts';

const loaded = loadSite('tmall-shanghai');
assert.ok(loaded.ok);
const site = loaded.value;
const KG = { pallet: site.tower.pallet.massKg, car: 2150, passenger: 75 };
const cell: CellSize = { clearHeightMm: 1700, lengthMm: 5300, massKg: 2200 };
const onScale = KG.pallet + KG.car + KG.passenger;
/** Two have driven in; the radar is dead, so that no sensor sees who sleeps in the car. */
const drivenIn = (outwards: number): ReturnMemory => {
  const before = lookOn({ ...NEW_RETURN, people: 2 }, emptySight(), [cell], site, 0);
  const load = { massKg: onScale, innerKg: onScale / 2, leftKg: onScale / 2 };
  return lookOn(before, parkedSight({ passagesIn: 1, passagesOut: outwards }, load), [cell], site, 1000);
};

describe('what is remembered of a return', () => {
  it('does not weigh somebody whom only the count misses as a part of the car', () => assert.deepEqual(drivenIn(1).findings, []));

  it('weighs all that stands there once as many have gone as came', () => {
    assert.deepEqual(drivenIn(2).findings?.map(({ code, by }) => [code, by]), [['noCellFits', KG.car + KG.passenger - cell.massKg]]);
  });

  it('and also when a member of staff has answered for the count', () => {
    const answered = giveClear(drivenIn(1), true, 2000);
    const load = { massKg: onScale, innerKg: onScale / 2, leftKg: onScale / 2 };
    assert.deepEqual(lookOn(answered, parkedSight({ passagesIn: 1, passagesOut: 1 }, load), [cell], site, 3000).findings?.map(({ code }) => code), ['noCellFits']);
  });
});
