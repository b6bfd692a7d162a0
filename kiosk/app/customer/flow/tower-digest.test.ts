import assert from 'node:assert/strict';
import { chainOpen, manualTower, pausedOrder, towerWith } from '../../testing/bench-tower.ts';
import { restingTower, sampleSite } from '../../testing/sample-tower.ts';
import { carPlace } from './car-place.ts';
import { digestOf } from './tower-digest.ts';

const serviceOf = (tower: typeof restingTower) => digestOf({ link: 'live', tower, heardAtMs: 0 }, sampleSite).service;

describe('what a tower is to a customer', () => {
  it('is open while it rests', () => {
    assert.equal(serviceOf(restingTower), 'open');
  });
  it('is starting while it compares its journal with the sensors, also before the key switch has been heard', () => {
    assert.equal(serviceOf(towerWith({ state: 'recovering' })), 'recovering');
    assert.equal(serviceOf(towerWith({ state: 'recovering', mode: 'unknown' })), 'recovering');
    assert.equal(serviceOf(towerWith({ state: 'recovering', reasons: [{ ...chainOpen, value: null, cause: 'neverSeen' }] })), 'recovering');
  });
  it('is stopped by its safety system while that is so, whatever else it does', () => {
    assert.equal(serviceOf(towerWith({ state: 'recovering', reasons: [chainOpen] })), 'safetyStop');
    assert.equal(serviceOf(towerWith({ state: 'aborted', reasons: [chainOpen], resetNeeded: 'technician' })), 'safetyStop');
  });
  it('does something for somebody of whom nothing is said', () => {
    const orders = [{ ...pausedOrder, stage: 'queued' }, { ...pausedOrder, kind: 'receive', stage: 'running', waitsForPeople: true }] as const;
    const tower = { ...restingTower, orders: [...orders] };
    assert.deepEqual(digestOf({ link: 'live', tower, heardAtMs: 0 }, sampleSite).running, { kind: 'receive', waitsForPeople: true });
    assert.equal(digestOf({ link: 'live', tower: { ...tower, orders: [] }, heardAtMs: 0 }, sampleSite).running, undefined);
  });
  it('has its lift at a level, or between two, as it is measured', () => {
    const at = (positionMm: number, quality: 'good' | 'stale' = 'good') => {
      const tower = { ...restingTower, carriage: { state: 'loaded' as const, palletId: 'P01', carId: 'X-1' }, axes: { ...restingTower.axes, lift: { positionMm, velocityMmPerS: 0, quality, homed: true } } };
      return carPlace(tower, 'X-1', sampleSite);
    };
    const [first, second] = sampleSite.tower.levels.toSorted((a, b) => a.zMm - b.zMm);
    assert.ok(first && second);
    assert.deepEqual(at(first.zMm + 3), { kind: 'lift', levels: [first.id] });
    assert.deepEqual(at((first.zMm + second.zMm) / 2), { kind: 'lift', levels: [first.id, second.id] });
    assert.deepEqual(at(first.zMm, 'stale'), { kind: 'lift' });
  });
  it('is in maintenance while somebody works in it, and until it is given back', () => {
    assert.equal(serviceOf({ ...manualTower, reasons: [chainOpen] }), 'maintenance');
    assert.equal(serviceOf(towerWith({ state: 'stopped', mode: 'unknown' })), 'maintenance');
  });
});
