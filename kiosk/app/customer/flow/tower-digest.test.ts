import assert from 'node:assert/strict';
import { chainOpen, manualTower, towerWith } from '../../testing/bench-tower.ts';
import { restingTower, sampleSite } from '../../testing/sample-tower.ts';
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
  it('is in maintenance while somebody works in it, and until it is given back', () => {
    assert.equal(serviceOf({ ...manualTower, reasons: [chainOpen] }), 'maintenance');
    assert.equal(serviceOf(towerWith({ state: 'stopped', mode: 'unknown' })), 'maintenance');
  });
});
