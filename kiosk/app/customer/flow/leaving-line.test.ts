import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createSessionBench, OPEN, screenAfter, settle } from '../../testing/session-bench.ts';
import { refused } from '../../tower-client/answer.ts';

type Bench = ReturnType<typeof createSessionBench>;

describe('somebody who waits in line', () => {
  let b: Bench;
  beforeEach(async () => {
    b = createSessionBench();
    await b.toDelivery();
    b.withCollection({ phase: 'queued', ahead: 2 });
  });
  afterEach(() => { b.actor.stop(); });
  const leaving = () => {
    const view = b.view();
    assert.ok(view.screen === 'K20', view.screen);
    return view;
  };

  it('may leave it: asked once more, and by the key of the person that was recognised; nobody is left on the screen', async () => {
    assert.equal(leaving().leaving, 'offered');
    b.send({ type: 'withdraw.chosen' });
    assert.equal(leaving().leaving, 'sure');
    sinon.assert.notCalled(b.leaveLine);
    b.send({ type: 'withdraw.chosen' });
    assert.equal(leaving().leaving, 'asking');
    // The tower forgets it before its answer has arrived.
    b.tower(OPEN);
    assert.equal(leaving().leaving, 'asking');
    await settle();
    assert.deepEqual([screenAfter(b), b.leaveLine.firstCall.args[0].handOverKey], ['K81', 'key-of-collection']);
    assert.equal(b.actor.getSnapshot().context.recognition, undefined);
  });

  it('may stay', () => {
    b.send({ type: 'withdraw.chosen' }, { type: 'back' });
    assert.equal(leaving().leaving, 'offered');
    sinon.assert.notCalled(b.leaveLine);
  });

  it('sees the car come when its turn is there meanwhile', () => {
    b.send({ type: 'withdraw.chosen' });
    b.withCollection({ phase: 'finding', ahead: 0 });
    assert.equal(screenAfter(b), 'K21');
    b.send({ type: 'withdraw.chosen' }, { type: 'back' });
    assert.equal(screenAfter(b), 'K21', 'what has begun is stopped, or ends');
    sinon.assert.notCalled(b.leaveLine);
  });

  it('is told when the tower does not do it, and keeps the place', async () => {
    b.leaveLine.resolves(refused('offline', 'no answer'));
    b.send({ type: 'withdraw.chosen' }, { type: 'withdraw.chosen' });
    await settle();
    assert.deepEqual([leaving().leaving, leaving().refusal?.code], ['sure', 'offline']);
    b.send({ type: 'back' });
    assert.deepEqual([leaving().leaving, leaving().refusal], ['offered', undefined]);
  });

  it('has left it when the answer was lost and the tower no longer names it', async () => {
    b.leaveLine.resolves(refused('offline', 'no answer'));
    b.send({ type: 'withdraw.chosen' }, { type: 'withdraw.chosen' });
    await settle();
    b.tower(OPEN);
    assert.equal(screenAfter(b), 'K81');
  });

  it('is led to the staff when the collection ends without their wish', () => {
    b.send({ type: 'withdraw.chosen' });
    b.tower(OPEN);
    assert.equal(screenAfter(b), 'K23');
  });

  it('is not offered it by a screen that has started again: it knows nobody', () => {
    b.actor.stop();
    b = createSessionBench();
    b.withCollection({ phase: 'queued', ahead: 2 });
    assert.equal(leaving().leaving, 'no');
    b.send({ type: 'withdraw.chosen' });
    assert.equal(leaving().leaving, 'no');
  });
});
