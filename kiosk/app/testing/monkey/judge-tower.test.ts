import assert from 'node:assert/strict';
import { wrongWithTower } from './judge-tower.ts';
import type { TowerMoment } from './judge-tower.ts';

const atRest: TowerMoment = {
  snapshot: { bootId: 'boot-1' }, truth: { relay: { chainClosed: true, runEnabled: true, tripped: false }, collisions: [] }, bootId: 'boot-1', said: ['the tower is up\n', ''],
};

describe('the judge of a tower that somebody plays with', () => {
  it('finds nothing in one that stands as it should', () => {
    assert.deepEqual(wrongWithTower(atRest), []);
  });
  const tripped = { ...atRest.truth, relay: { ...atRest.truth.relay, tripped: true } };
  const disturbed: readonly (readonly [string, Partial<TowerMoment>])[] = [
    ['the controller has started again', { snapshot: { bootId: 'boot-2' } }],
    ['something collided', { truth: { ...atRest.truth, collisions: ['fork and frame'] } }],
    ['the relay has tripped and nobody says so', { truth: tripped }],
    ['bug in the sequencer: no next step', { said: ['', 'the tower is up\nbug in the sequencer: no next step\n'] }],
    ['a request failed unexpectedly', { said: ['a request failed unexpectedly\n'] }],
    ['run-simulator ended (SIGKILL)', { said: ['run-simulator ended (SIGKILL)\n'] }],
  ];
  for (const [what, change] of disturbed) {
    it(`tells of one in which ${what}`, () => {
      assert.deepEqual(wrongWithTower({ ...atRest, ...change }), [what]);
    });
  }
  it('finds nothing in a trip that the screen tells of', () => {
    assert.deepEqual(wrongWithTower({ ...atRest, truth: tripped, snapshot: { bootId: 'boot-1', resetNeeded: 'operator' } }), []);
  });
});
