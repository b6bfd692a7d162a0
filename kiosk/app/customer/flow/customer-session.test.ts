import assert from 'node:assert/strict';
import sinon from 'sinon';
import { answered, refused } from '../../tower-client/answer.ts';
import { createSessionBench, OPEN, screenAfter, settle, stoppedBy } from '../../testing/session-bench.ts';
import { sampleCollection } from '../../testing/sample-tower.ts';
import { FLOW_TIMES } from './session-setup.ts';
import { unheardTower } from './tower-digest.ts';

describe('customer session', () => {
  it('leads from the touch to the car by code, screen by screen', async () => {
    const b = createSessionBench();
    assert.equal(screenAfter(b), 'K01');
    b.send({ type: 'start' });
    assert.equal(screenAfter(b), 'K02');
    b.send({ type: 'collect.chosen' });
    assert.equal(screenAfter(b), 'K10');
    b.send({ type: 'way.chosen', way: 'code' });
    assert.equal(screenAfter(b), 'K16');
    await b.enterCode();
    assert.equal(screenAfter(b), 'K17');
    b.send({ type: 'car.confirmed' });
    assert.equal(screenAfter(b), 'K19');
    sinon.assert.notCalled(b.collect);
    b.send({ type: 'hold.completed' });
    await settle();
    sinon.assert.calledOnceWithExactly(b.collect, 'ticket-1');
    const seen: string[] = [];
    for (const phase of ['queued', 'finding', 'taking', 'coming', 'presenting', 'opening', 'handover'] as const) {
      b.withCollection({ phase });
      seen.push(screenAfter(b));
    }
    b.withCollection({ phase: 'handover', person: 'present' });
    seen.push(screenAfter(b));
    b.withCollection({ phase: 'handover', person: 'none' });
    seen.push(screenAfter(b));
    for (const phase of ['proving', 'closing'] as const) {
      b.withCollection({ phase });
      seen.push(screenAfter(b));
    }
    assert.deepEqual(seen, ['K20', 'K21', 'K21', 'K21', 'K21', 'K24', 'K24', 'K26', 'K26', 'K26', 'K27']);
    b.clock.advance(FLOW_TIMES.goodbyeMs);
    assert.equal(screenAfter(b), 'K01');
    assert.equal(b.actor.getSnapshot().context.recognition, undefined);
  });
  describe('asking for the car', () => {
    it('asks once, however often the button is held', async () => {
      const b = createSessionBench();
      b.toKeypad();
      await b.enterCode();
      b.send({ type: 'car.confirmed' }, { type: 'hold.completed' }, { type: 'hold.completed' });
      await settle();
      b.send({ type: 'hold.completed' });
      await settle();
      sinon.assert.calledOnce(b.collect);
    });
    it('asks to be recognised again when the ticket has run out', async () => {
      const b = createSessionBench();
      b.collect.resolves(refused('ticketWrong', ''));
      await b.toDelivery();
      const view = b.view();
      assert.ok(view.screen === 'K10' && view.refusal?.code === 'ticketWrong');
    });
    it('keeps the screen and says why when the tower refuses', async () => {
      const b = createSessionBench();
      b.collect.resolves(refused('notPermitted', ''));
      await b.toDelivery();
      const view = b.view();
      assert.ok(view.screen === 'K19' && view.refusal?.code === 'notPermitted');
    });
    it('follows a car that the tower brings although its answer was lost', async () => {
      const b = createSessionBench();
      b.collect.resolves(refused('offline', ''));
      await b.toDelivery();
      assert.equal(screenAfter(b), 'K19');
      b.withCollection({ carId: 'somebody-elses' });
      assert.equal(screenAfter(b), 'K19');
      b.withCollection({});
      const view = b.view();
      assert.ok(view.screen === 'K21' && b.actor.getSnapshot().context.refusal === undefined);
      assert.equal(b.actor.getSnapshot().context.recognition?.bookingId, 'booking-1');
    });
    it('does not ask while the tower is stopped', async () => {
      const b = createSessionBench();
      b.toKeypad();
      await b.enterCode();
      b.send({ type: 'car.confirmed' });
      b.tower(stoppedBy('operator'));
      b.send({ type: 'hold.completed' });
      await settle();
      sinon.assert.notCalled(b.collect);
    });
  });
  describe('where a coin starts the delivery', () => {
    const COIN = { ...OPEN, startsByCoin: true };
    const toCoin = async (b: ReturnType<typeof createSessionBench>): Promise<void> => {
      b.tower(COIN);
      b.toKeypad();
      await b.enterCode();
      b.send({ type: 'car.confirmed' });
    };
    it('waits for it without a press, never times out meanwhile, and follows the car that it brings', async () => {
      const b = createSessionBench();
      let comes = (_answer: Awaited<ReturnType<typeof b.collect>>): void => undefined;
      b.collect.returns(new Promise((resolve) => { comes = resolve; }));
      await toCoin(b);
      const waits = b.view();
      assert.ok(waits.screen === 'K19' && waits.isStarting && waits.coin === 'resting');
      b.tower({ ...COIN, coin: 'verifying' });
      const lies = b.view();
      assert.ok(lies.screen === 'K19' && lies.coin === 'verifying');
      b.clock.advance(110_000);
      assert.equal(screenAfter(b), 'K19');
      comes(answered(sampleCollection));
      await settle();
      assert.equal(screenAfter(b), 'K21');
      sinon.assert.calledOnceWithExactly(b.collect, 'ticket-1');
    });
    it('says that none came, and asks again only when it is told to', async () => {
      const b = createSessionBench();
      b.collect.resolves(refused('noCoin', ''));
      await toCoin(b);
      await settle();
      const none = b.view();
      assert.ok(none.screen === 'K19' && !none.isStarting && none.refusal?.code === 'noCoin');
      b.tower({ ...COIN, carCount: 15 });
      await settle();
      sinon.assert.calledOnce(b.collect);
      b.send({ type: 'hold.completed' });
      await settle();
      sinon.assert.calledTwice(b.collect);
    });
    it('asks for no coin while the tower is stopped', async () => {
      const b = createSessionBench();
      b.tower(COIN);
      b.toKeypad();
      await b.enterCode();
      b.tower({ ...stoppedBy('operator'), startsByCoin: true });
      b.send({ type: 'car.confirmed' });
      await settle();
      sinon.assert.notCalled(b.collect);
    });
  });
  describe('a pause', () => {
    it('shows the interlock’s own sentence and lets a customer go on only where a customer may', async () => {
      const b = createSessionBench();
      await b.toDelivery();
      b.withCollection({ paused: true }, stoppedBy('operator'));
      const view = b.view();
      assert.ok(view.screen === 'K22');
      assert.deepEqual([view.pause.reason, view.pause.next], [{ word: 'interlock.IL-12.customer', bay: 'A' }, 'operator']);
      b.send({ type: 'hold.completed' });
      await settle();
      sinon.assert.notCalled(b.resume);
      b.withCollection({ paused: true }, stoppedBy('customer'));
      b.send({ type: 'hold.completed' });
      await settle();
      sinon.assert.calledOnceWithExactly(b.resume, sampleCollection.collectionId);
    });
    it('says that it cannot go on yet when the cause is still there', async () => {
      const b = createSessionBench();
      b.resume.resolves(refused('stillUnsafe', ''));
      await b.toDelivery();
      b.withCollection({ paused: true }, stoppedBy('customer'));
      b.send({ type: 'hold.completed' });
      await settle();
      const view = b.view();
      assert.ok(view.screen === 'K22' && view.pause.refusal?.code === 'stillUnsafe');
    });
    it('lets the customer give the fresh command once the staff have released the stop', async () => {
      const b = createSessionBench();
      await b.toDelivery();
      const released = { ...stoppedBy('operator').reason!, interlockId: 'stop.paused', customer: 'stop.paused.customer' };
      b.withCollection({ paused: true }, { ...OPEN, service: 'stopped', reason: released });
      const view = b.view();
      assert.ok(view.screen === 'K22' && view.pause.next === 'customer' && view.pause.reason.word === 'stop.paused.customer');
      b.send({ type: 'hold.completed' });
      await settle();
      sinon.assert.calledOnce(b.resume);
    });
    it('leaves a pause of an inner cause to the staff, though nothing is latched', async () => {
      const b = createSessionBench();
      await b.toDelivery();
      b.withCollection({ paused: true }, { ...OPEN, service: 'stopped', reason: { ...stoppedBy('operator').reason!, interlockId: 'stop.bay' } });
      b.send({ type: 'hold.completed' });
      await settle();
      sinon.assert.notCalled(b.resume);
    });
    it('has words for a reason that this screen does not know', async () => {
      const b = createSessionBench();
      await b.toDelivery();
      const digest = stoppedBy('technician');
      b.withCollection({ paused: true }, { ...digest, reason: { ...digest.reason!, customer: 'interlock.IL-999.customer' } });
      const view = b.view();
      assert.ok(view.screen === 'K22');
      assert.equal(view.pause.reason.word, 'K22.unknownReason');
    });
    it('says that it is telling the tower to stop until the tower has answered', async () => {
      const b = createSessionBench();
      await b.toDelivery();
      b.withCollection({ phase: 'coming' });
      b.send({ type: 'stop.pressed' });
      const telling = b.view();
      assert.ok(telling.screen === 'K21' && telling.stop === 'telling');
      await settle();
      const told = b.view();
      assert.ok(told.screen === 'K21' && told.stop === 'asked');
    });
    it('follows a press of Stop, and says when the tower has not taken it', async () => {
      const b = createSessionBench();
      await b.toDelivery();
      b.withCollection({ phase: 'coming' });
      b.stop.resolves(refused('offline', ''));
      b.send({ type: 'stop.pressed' });
      await settle();
      const view = b.view();
      assert.ok(view.screen === 'K21' && view.stop === 'failed');
    });
  });
  describe('the tower and this screen', () => {
    it('keeps the drawing when the connection is lost on the way, and shows no connection before', async () => {
      const b = createSessionBench();
      b.tower(unheardTower);
      assert.equal(screenAfter(b), 'K78');
      b.tower(OPEN);
      await b.toDelivery();
      b.withCollection({ phase: 'coming' });
      b.tower({ ...unheardTower });
      assert.equal(screenAfter(b), 'K21');
    });
    for (const [service, screen] of [['recovering', 'K82'], ['safetyStop', 'K74'], ['stopped', 'K79'], ['maintenance', 'K76']] as const) {
      it(`starts nobody while the tower is ${service}`, () => {
        const b = createSessionBench();
        b.tower({ ...OPEN, service });
        b.send({ type: 'start' });
        assert.equal(screenAfter(b), screen);
        b.tower(OPEN);
        assert.equal(screenAfter(b), 'K01');
      });
    }
    it('takes up a collection that was under way when the screen started', () => {
      const b = createSessionBench();
      b.withCollection({ phase: 'coming' });
      assert.equal(screenAfter(b), 'K21');
    });
    it('does not take up one whose car has left', () => {
      const b = createSessionBench();
      b.withCollection({ phase: 'puttingAway' });
      assert.equal(screenAfter(b), 'K01');
    });
    it('calls it stalled when the tower no longer knows of the collection', async () => {
      const b = createSessionBench();
      await b.toDelivery();
      b.withCollection({ phase: 'coming' });
      b.tower(OPEN);
      assert.equal(screenAfter(b), 'K23');
    });
    it('waits for the tower to name a collection that it has just accepted', async () => {
      const b = createSessionBench();
      await b.toDelivery();
      b.tower({ ...OPEN, carCount: 15 });
      assert.equal(screenAfter(b), 'K21');
    });
    it('calls it stalled when the tower restarts before it has named the collection, and then knows nothing of it', async () => {
      const b = createSessionBench();
      await b.toDelivery();
      b.tower({ ...OPEN, service: 'recovering' });
      b.tower(OPEN);
      assert.equal(screenAfter(b), 'K23');
    });
    it('says of a tower that starts again only what is measured: whether something moves', () => {
      const b = createSessionBench();
      for (const stillness of ['still', 'moving', 'unknown'] as const) {
        b.tower({ ...OPEN, service: 'recovering', stillness });
        assert.deepEqual(b.view(), { screen: 'K82', stillness, own: undefined });
      }
    });
    it('says that the tower is starting again when the controller restarts on the way', async () => {
      const b = createSessionBench();
      await b.toDelivery();
      b.withCollection({ phase: 'coming' });
      b.tower({ ...OPEN, service: 'recovering' });
      assert.equal(screenAfter(b), 'K82');
    });
  });
  describe('language', () => {
    it('changes anywhere and keeps what was entered', () => {
      const b = createSessionBench();
      b.toKeypad();
      b.type('AB1');
      b.send({ type: 'language.set', language: 'zh' });
      const view = b.view();
      assert.ok(view.screen === 'K16' && view.code === 'AB1');
      assert.equal(b.actor.getSnapshot().context.language, 'zh');
    });
    it('is the booking’s once the customer is known, unless the customer has chosen here', async () => {
      const untouched = createSessionBench();
      untouched.toKeypad();
      await untouched.enterCode();
      assert.equal(untouched.actor.getSnapshot().context.language, 'zh');
      const chosen = createSessionBench();
      chosen.toKeypad();
      chosen.send({ type: 'language.set', language: 'en' });
      await chosen.enterCode();
      assert.equal(chosen.actor.getSnapshot().context.language, 'en');
    });
  });
});
