import assert from 'node:assert/strict';
import { createSessionBench, screenAfter } from '../../testing/session-bench.ts';
import { isCovered } from './customer-view.ts';

describe('what is personal, when its person leaves', () => {
  const atCar = async () => {
    const b = createSessionBench();
    b.toKeypad();
    await b.enterCode();
    assert.equal(screenAfter(b), 'K17');
    return { ...b, covered: () => isCovered(b.actor.getSnapshot()) };
  };
  it('is covered when the camera sees nobody any more, and shown again when somebody is back', async () => {
    const b = await atCar();
    b.presence.tell?.('there');
    assert.equal(b.covered(), false);
    b.presence.tell?.('gone');
    assert.equal(b.covered(), true);
    b.presence.tell?.('there');
    assert.equal(b.covered(), false);
  });
  it('is uncovered by a touch, by which nothing else happens', async () => {
    const b = await atCar();
    b.presence.tell?.('gone');
    b.send({ type: 'person.active' });
    assert.equal(b.covered(), false);
    assert.equal(screenAfter(b), 'K17');
  });
  it('is shown when the camera is not sure any more: the time-outs remain', async () => {
    const b = await atCar();
    b.presence.tell?.('gone');
    b.presence.tell?.('unknown');
    assert.equal(b.covered(), false);
    b.clock.advance(50_000);
    assert.equal(screenAfter(b), 'K81');
  });
  it('stays covered until it is forgotten', async () => {
    const b = await atCar();
    b.presence.tell?.('gone');
    b.clock.advance(49_000);
    assert.equal(b.covered(), true);
    b.clock.advance(1000);
    assert.equal(screenAfter(b), 'K81');
    assert.equal(b.covered(), false);
  });
  it('does not look before anybody is recognised, nor while the car comes', async () => {
    const b = createSessionBench();
    b.toKeypad();
    assert.equal(b.presence.tell, undefined);
    await b.enterCode();
    assert.notEqual(b.presence.tell, undefined);
    b.send({ type: 'car.confirmed' }, { type: 'hold.completed' });
    assert.equal(b.presence.tell, undefined);
    assert.equal(isCovered(b.actor.getSnapshot()), false);
  });
});
