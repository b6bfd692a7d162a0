import assert from 'node:assert/strict';
import sinon from 'sinon';
import { answered } from '../../tower-client/answer.ts';
import { sampleHandOver } from '../../testing/my-car-stubs.ts';
import { createSessionBench, OPEN, screenAfter, settle } from '../../testing/session-bench.ts';
import { questionOf } from './customer-view.ts';
import { limitsOf } from './patience.ts';

type Bench = ReturnType<typeof createSessionBench>;
const [USUAL, SLOW] = [limitsOf('handOver', false), limitsOf('handOver', true)];
assert.ok(USUAL !== undefined && SLOW !== undefined);
const SECOND_MS = 1000;

describe('a car that stands at an open bay with nobody there', () => {
  let b: Bench;
  beforeEach(async () => {
    b = createSessionBench();
    await b.toDelivery();
    b.send({ type: 'handOver.told', answer: answered(sampleHandOver) });
    b.withCollection({ phase: 'handover', person: 'present' });
    b.withCollection({ phase: 'handover', person: 'none' });
    assert.equal(screenAfter(b), 'K25');
  });
  afterEach(() => { b.actor.stop(); });

  const question = () => questionOf(b.actor.getSnapshot());
  const pass = (seconds: number): void => {
    for (let i = 0; i < seconds; i += 1) b.clock.advance(SECOND_MS);
  };

  it('is asked about after five minutes, counts down a minute, and then the staff are called; nothing ends', async () => {
    b.clock.advance(USUAL.idleMs - 1);
    assert.equal(question(), undefined);
    b.clock.advance(1);
    assert.deepEqual(question(), { secondsLeft: USUAL.countdownS, bay: 'A' });
    pass(USUAL.countdownS - 1);
    assert.deepEqual([question()?.secondsLeft, b.callStaff.callCount], [1, 0]);
    pass(1);
    await settle();
    assert.deepEqual([question(), screenAfter(b), b.callStaff.firstCall.args[0].screen], [undefined, 'K61', 'K25']);
    assert.equal(b.actor.getSnapshot().context.recognition?.maskedName, '王*', 'the car stays theirs');
    pass(2 * USUAL.idleMs / SECOND_MS);
    sinon.assert.calledOnce(b.callStaff);
  });

  it('is asked about again and again, as often as somebody says that they are there', () => {
    for (let i = 0; i < 12; i += 1) {
      b.clock.advance(USUAL.idleMs);
      assert.ok(question() !== undefined);
      b.send({ type: 'person.active' });
      assert.equal(question(), undefined);
    }
    sinon.assert.notCalled(b.callStaff);
  });

  it('is asked about three times as late where more time was asked for', () => {
    b.send({ type: 'display.set', display: { size: 'xl', skin: 'auto' } });
    b.clock.advance(SLOW.idleMs - 1);
    assert.equal(question(), undefined);
    b.clock.advance(1);
    assert.equal(question()?.secondsLeft, USUAL.countdownS);
  });

  it('is never asked about while somebody is in the bay, or nobody knows', () => {
    for (const person of ['present', 'unknown'] as const) {
      b.withCollection({ phase: 'handover', person });
      b.clock.advance(3 * USUAL.idleMs);
      assert.equal(question(), undefined, person);
    }
    b.withCollection({ phase: 'handover', person: 'none' });
    b.clock.advance(USUAL.idleMs - 1);
    assert.equal(question(), undefined, 'the time begins when the bay is seen empty');
    b.clock.advance(1);
    b.withCollection({ phase: 'handover', person: 'present' });
    assert.equal(question(), undefined, 'whoever goes in has answered');
  });

  it('is not asked about while anything moves, and the count begins anew when it stands', () => {
    b.tower({ ...b.actor.getSnapshot().context.tower, stillness: 'moving' });
    b.clock.advance(USUAL.idleMs + SECOND_MS);
    assert.equal(question(), undefined);
    b.tower({ ...b.actor.getSnapshot().context.tower, stillness: 'still' });
    pass(10);
    assert.equal(question()?.secondsLeft, USUAL.countdownS - 10);
    b.tower({ ...b.actor.getSnapshot().context.tower, stillness: 'moving' });
    assert.equal(question(), undefined);
    b.tower({ ...b.actor.getSnapshot().context.tower, stillness: 'still' });
    assert.equal(question()?.secondsLeft, USUAL.countdownS);
  });

  it('is not asked about without a connection, nor over help', () => {
    b.tower({ ...b.actor.getSnapshot().context.tower, service: 'unheard', stillness: 'unknown' });
    b.clock.advance(2 * USUAL.idleMs);
    assert.equal(question(), undefined);
    b.withCollection({ phase: 'handover', person: 'none' });
    b.clock.advance(USUAL.idleMs - SECOND_MS);
    b.send({ type: 'help.opened', screen: 'K25' });
    pass(10);
    assert.deepEqual([question(), screenAfter(b)], [undefined, 'K60']);
  });

  it('whose customer calls the staff at once is not asked about once more', async () => {
    b.clock.advance(USUAL.idleMs);
    b.send({ type: 'staff.called', screen: 'K25' });
    await settle();
    assert.equal(screenAfter(b), 'K61');
    b.send({ type: 'help.closed' });
    b.clock.advance(2 * USUAL.idleMs);
    assert.equal(question(), undefined);
    sinon.assert.calledOnce(b.callStaff);
  });

  it('shows the way out to whoever comes back to it, and the call goes on', async () => {
    b.clock.advance(USUAL.idleMs);
    pass(USUAL.countdownS);
    await settle();
    assert.equal(screenAfter(b), 'K61');
    b.withCollection({ phase: 'handover', person: 'present' });
    assert.equal(screenAfter(b), 'K25');
    sinon.assert.notCalled(b.hangUp);
  });

  it('is still watched over when its customer has found all well, and no more when it has left', () => {
    b.send({ type: 'handOver.accepted' });
    assert.equal(screenAfter(b), 'K26');
    b.clock.advance(USUAL.idleMs);
    assert.ok(question() !== undefined);
    b.withCollection({ phase: 'proving', person: 'none' });
    assert.equal(question(), undefined);
    b.withCollection({ phase: 'closing', person: 'none' });
    b.tower(OPEN);
    b.clock.advance(2 * USUAL.idleMs);
    assert.equal(screenAfter(b), 'K01');
    sinon.assert.notCalled(b.callStaff);
  });
});
