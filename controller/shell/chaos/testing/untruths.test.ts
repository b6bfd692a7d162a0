import assert from 'node:assert/strict';
import type { TowerSnapshot } from '../../../api/contract/index.ts';
import type { Truth } from './truth.ts';
import { untruths } from './untruths.ts';

const plant: Truth = {
  timeMs: 0,
  axes: { lift: { positionMm: 3000, velocityMmPerS: 0, brakeClosed: true, torque: false } },
  doors: { 'A.outer': { position: 0, velocityPerS: 0, locked: true } },
  pallets: { P01: { place: 'cell:1-1L', car: 'SH-01' }, P02: { place: 'bay:A' } },
  collisions: [],
  relay: { runEnabled: true, tripped: false },
};
const shown: TowerSnapshot = {
  siteId: 'tower', bootId: 'b1', atMs: 0, mode: 'production', state: 'idle', reasons: [], recovery: [],
  axes: { lift: { positionMm: 3001, velocityMmPerS: 0, quality: 'good', homed: true } },
  doors: { 'A.outer': { position: 0, locked: true, motion: 'still', quality: 'good' } },
  bays: { A: { state: 'free', person: 'none', palletId: 'P02' } },
  cells: { '1-1L': { state: 'occupied', palletId: 'P01', carId: 'SH-01' }, '1-2L': { state: 'empty' } },
  carriage: { state: 'empty' }, collections: [], orders: [],
};
const with_ = (change: Partial<Truth>): Truth => ({ ...plant, ...change });

describe('what a screen claims, next to the plant', () => {
  it('is the truth where both agree', () => assert.deepEqual(untruths(shown, [plant]), []));

  const wrong: readonly [string, Partial<Truth>, RegExp][] = [
    ['a lift that stands elsewhere', { axes: { lift: { ...plant.axes['lift']!, positionMm: 2000 } } }, /^lift is said to be at 3001 and is at 2000$/u],
    ['a door that stands open', { doors: { 'A.outer': { position: 1, velocityPerS: 0, locked: false } } }, /^door A\.outer is said to be at 0 and is at 1$/u],
    ['a lock that is open', { doors: { 'A.outer': { position: 0, velocityPerS: 0, locked: false } } }, /^door A\.outer is said to be locked, and is not$/u],
    ['a pallet that is elsewhere', { pallets: { ...plant.pallets, P01: { place: 'cell:2-1L', car: 'SH-01' } } }, /^P01 with SH-01 is said to be in cell:1-1L, and is in cell:2-1L with SH-01$/u],
    ['a car that is gone', { pallets: { ...plant.pallets, P01: { place: 'cell:1-1L' } } }, /^P01 with SH-01 is said to be in cell:1-1L/u],
    ['a cell that is not empty', { pallets: { ...plant.pallets, P03: { place: 'cell:1-2L' } } }, /^cell:1-2L is said to be empty, and holds P03$/u],
    ['a relay that holds the tower', { relay: { runEnabled: false, tripped: true } }, /^the tower is said to be idle, and the safety relay holds it$/u],
  ];
  for (const [what, change, told] of wrong) {
    it(`is wrong about ${what}`, () => {
      const [first = ''] = untruths(shown, [with_(change)]);
      assert.match(first, told);
    });
    it(`is right about ${what} for as long as it may be behind`, () => assert.deepEqual(untruths(shown, [plant, with_(change)]), []));
  }

  it('is nothing where the screen says that it does not know', () => {
    const { lift } = shown.axes;
    assert.ok(lift);
    const unsure: TowerSnapshot = { ...shown, axes: { lift: { ...lift, quality: 'stale' } }, cells: { '1-1L': { state: 'unknown', palletId: 'P01' } } };
    assert.deepEqual(untruths(unsure, [with_({ axes: { lift: { ...plant.axes['lift']!, positionMm: 0 } }, pallets: { P02: { place: 'bay:A' } } })]), []);
  });
  it('allows a pallet that slides to be told at either end of its way', () => {
    assert.deepEqual(untruths(shown, [with_({ pallets: { ...plant.pallets, P01: { place: 'shuttle', car: 'SH-01' } } })]), []);
  });
});
