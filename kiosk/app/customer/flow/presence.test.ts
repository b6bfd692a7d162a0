import assert from 'node:assert/strict';
import { createSessionBench, screenAfter } from '../../testing/session-bench.ts';
import { questionOf } from './customer-view.ts';
import { FLOW_TIMES } from './session-setup.ts';

describe('patience', () => {
  it('asks after the idle time, counts down, wipes, and starts over', async () => {
    const b = createSessionBench();
    b.toKeypad();
    await b.enterCode();
    assert.equal(screenAfter(b), 'K17');
    b.clock.advance(30_000);
    assert.deepEqual(questionOf(b.actor.getSnapshot()), { secondsLeft: 20 });
    b.clock.advance(20_000);
    assert.equal(screenAfter(b), 'K81');
    assert.doesNotMatch(JSON.stringify(b.actor.getSnapshot().context), /王|booking-1|ticket-1|AB12/u);
    b.clock.advance(FLOW_TIMES.closedMs);
    assert.equal(screenAfter(b), 'K01');
  });
  it('takes back what a passer-by has changed on the attract screen', () => {
    const b = createSessionBench();
    const looks = (): { readonly language: string; readonly display: object; readonly session: number } => {
      const { language, display, session } = b.actor.getSnapshot().context;
      return { language, display, session };
    };
    const before = looks();
    b.send({ type: 'display.opened' }, { type: 'display.set', display: { size: 'xl', skin: 'hc-dark' } }, { type: 'language.set', language: 'zh' });
    b.clock.advance(FLOW_TIMES.passingByMs - 1);
    assert.notDeepEqual(looks(), before);
    assert.equal(screenAfter(b), 'K01');
    b.clock.advance(1);
    // A new session closes what the last one has left open.
    assert.deepEqual(looks(), { ...before, session: before.session + 1 });
  });
  it('keeps what the customer has changed before the first touch', () => {
    const b = createSessionBench();
    b.send({ type: 'language.set', language: 'zh' }, { type: 'start' });
    b.clock.advance(FLOW_TIMES.passingByMs);
    assert.equal(b.actor.getSnapshot().context.language, 'zh');
  });
  it('gives more time when the person answers', () => {
    const b = createSessionBench();
    b.toWays();
    b.clock.advance(45_000 + 15_000);
    assert.equal(questionOf(b.actor.getSnapshot())?.secondsLeft, 5);
    b.send({ type: 'person.active' });
    assert.equal(questionOf(b.actor.getSnapshot()), undefined);
    b.clock.advance(44_000);
    assert.equal(screenAfter(b), 'K10');
  });
  it('starts again with every key of the keypad', () => {
    const b = createSessionBench();
    b.toKeypad();
    for (const key of 'AB12') {
      b.clock.advance(80_000);
      b.send({ type: 'code.typed', key });
    }
    assert.equal(questionOf(b.actor.getSnapshot()), undefined);
  });
  it('waits three times as long for somebody who asked for larger text', () => {
    const b = createSessionBench();
    b.send({ type: 'start' }, { type: 'display.set', display: { size: 'xl', skin: 'auto' } });
    b.clock.advance(134_000);
    assert.equal(questionOf(b.actor.getSnapshot()), undefined);
    b.clock.advance(1_000);
    assert.equal(questionOf(b.actor.getSnapshot())?.secondsLeft, 30);
  });
  for (const phase of ['queued', 'finding', 'coming', 'opening', 'handover', 'proving', 'stalled'] as const) {
    it(`never runs out while the collection is ${phase}`, async () => {
      const b = createSessionBench();
      await b.toDelivery();
      b.withCollection({ phase });
      const before = screenAfter(b);
      b.clock.advance(4 * 3_600_000);
      assert.equal(questionOf(b.actor.getSnapshot()), undefined);
      assert.equal(screenAfter(b), before);
    });
  }
  it('never runs out while the tower is being asked for the car', async () => {
    const b = createSessionBench();
    b.collect.returns(new Promise(() => {}));
    await b.toDelivery();
    b.clock.advance(3_600_000);
    assert.equal(screenAfter(b), 'K19');
  });
});
