import assert from 'node:assert/strict';
import sinon from 'sinon';
import { answered, refused } from '../../tower-client/answer.ts';
import { checked, createSessionBench, ofReturn, OPEN, recognition, RETURN, screenAfter, settle, stoppedBy } from '../../testing/session-bench.ts';
import { FLOW_TIMES } from './session-setup.ts';
import { questionOf } from './customer-view.ts';
import { unheardTower } from './tower-digest.ts';

const HOUR_MS = 3_600_000;

describe('bringing a car back', () => {
  it('leads from the touch to the receipt, screen by screen', async () => {
    const b = createSessionBench();
    await b.toWelcome();
    assert.equal(screenAfter(b), 'K30');
    sinon.assert.notCalled(b.bringBack);
    b.send({ type: 'people.told', people: 3 });
    assert.equal(screenAfter(b), 'K30');
    await settle();
    sinon.assert.calledOnceWithExactly(b.bringBack, 'ticket-1', 3);
    const seen = [screenAfter(b)];
    for (const change of [
      { phase: 'queued' }, { phase: 'fetching' }, { phase: 'opening' },
      checked('comeIn'), checked('guiding'), checked('measuring'), checked('mending'), checked('gettingOut'), checked('allClear'), checked('proving'),
      { ...checked('closing'), phase: 'closing' }, { ...checked('settling'), phase: 'checking' }, { phase: 'storing' },
    ] as const) {
      b.withReturn(change);
      seen.push(screenAfter(b));
    }
    assert.deepEqual(seen, ['K38', 'K38', 'K38', 'K38', 'K31', 'K31', 'K31', 'K31', 'K32', 'K33', 'K33', 'K35', 'K35', 'K35']);
    b.tower({ ...OPEN, storedOn: { [RETURN.carId]: '3' } });
    const receipt = b.view();
    assert.ok(receipt.screen === 'K36' && receipt.level === '3');
    b.clock.advance(30_000);
    assert.ok(questionOf(b.actor.getSnapshot()) !== undefined, 'whoever has left is asked for, and forgotten');
    b.clock.advance(60_000);
    assert.equal(screenAfter(b), 'K01');
    assert.equal(b.actor.getSnapshot().context.allClearKey, undefined);
  });

  it('follows from the booking, whatever was chosen on the first screen', async () => {
    const b = createSessionBench();
    b.send({ type: 'start' }, { type: 'bringBack.chosen' }, { type: 'way.chosen', way: 'code' });
    await b.enterCode();
    assert.equal(screenAfter(b), 'K17', 'a car that is in the tower is collected');
  });

  it('does not offer the face, which was deleted when the car left, and offers it again to who collects', () => {
    const b = createSessionBench();
    b.send({ type: 'start' }, { type: 'bringBack.chosen' }, { type: 'way.chosen', way: 'face' });
    const ways = b.view();
    assert.ok(ways.screen === 'K10' && ways.errand === 'bringBack' && ways.closedWays.includes('face'));
    b.send({ type: 'back' }, { type: 'collect.chosen' }, { type: 'way.chosen', way: 'face' });
    assert.equal(screenAfter(b), 'K11');
  });

  it('says why the tower does not take it now, and begins nothing', async () => {
    const b = createSessionBench();
    b.bringBack.resolves(refused('noEmptyPallet', ''));
    await b.toReturn();
    const view = b.view();
    assert.ok(view.screen === 'K37' && view.refusal.code === 'noEmptyPallet');
    b.tower({ ...OPEN, offers: { collect: { possible: true }, bringBack: { possible: false, why: 'noPallet' } } });
    assert.deepEqual(b.view(), { ...view, isPossible: false });
    b.tower(OPEN);
    assert.deepEqual(b.view(), { ...view, isPossible: true }, 'there is room again');
    b.send({ type: 'back' });
    assert.equal(screenAfter(b), 'K30');
  });

  describe('on a screen that has started again', () => {
    const restarted = () => {
      const b = createSessionBench();
      b.withReturn(checked('allClear'));
      const view = b.view();
      assert.ok(view.screen === 'K33' && !view.hasKey);
      b.recognise.resolves(answered(ofReturn));
      return b;
    };
    it('is proven once more by code, and the same return goes on with its key; how many came is not asked twice', async () => {
      const b = restarted();
      b.send({ type: 'identify.again' }, { type: 'way.chosen', way: 'code' });
      assert.equal(screenAfter(b), 'K16');
      await b.enterCode();
      sinon.assert.calledOnce(b.bringBack);
      const view = b.view();
      assert.ok(view.screen === 'K33' && view.hasKey);
    });
    it('stays where it was for who turns back, or walks away', () => {
      const b = restarted();
      b.send({ type: 'identify.again' }, { type: 'back' });
      assert.equal(screenAfter(b), 'K33');
      b.send({ type: 'identify.again' });
      b.clock.advance(600_000);
      assert.equal(screenAfter(b), 'K33');
    });
    it('asks nobody who is known, and nobody while the car still comes in', () => {
      const b = createSessionBench();
      b.withReturn(checked('guiding'));
      b.send({ type: 'identify.again' });
      assert.equal(screenAfter(b), 'K31');
    });
  });

  it('asks to be recognised again when the ticket has run out', async () => {
    const b = createSessionBench();
    b.bringBack.resolves(refused('ticketWrong', ''));
    await b.toReturn();
    assert.equal(screenAfter(b), 'K10');
  });

  it('asks once more, and gets the same return, when the answer was lost and the tower takes the car all the same', async () => {
    const b = createSessionBench();
    b.bringBack.onFirstCall().resolves(refused('offline', ''));
    await b.toReturn();
    assert.equal(screenAfter(b), 'K37');
    b.withReturn({ carId: 'somebody-elses' });
    assert.equal(screenAfter(b), 'K37');
    b.withReturn({});
    sinon.assert.calledOnce(b.bringBack);
    b.clock.advance(FLOW_TIMES.askAgainMs);
    await settle();
    sinon.assert.calledTwice(b.bringBack);
    assert.equal(screenAfter(b), 'K38');
    assert.equal(b.actor.getSnapshot().context.allClearKey, 'key-1');
  });

  it('asks for nothing while the tower is stopped', async () => {
    const b = createSessionBench();
    await b.toWelcome();
    b.tower(stoppedBy('operator'));
    b.send({ type: 'people.told', people: 1 });
    await settle();
    sinon.assert.notCalled(b.bringBack);
  });

  describe('the all-clear', () => {
    it('is given from this screen by the person that was recognised, only when it is asked for', async () => {
      const b = createSessionBench();
      await b.toReturn();
      b.withReturn(checked('gettingOut'));
      b.send({ type: 'hold.completed' });
      await settle();
      sinon.assert.notCalled(b.allClear);
      b.withReturn(checked('allClear', { given: ['left'] }));
      b.send({ type: 'hold.completed' });
      const giving = b.view();
      assert.ok(giving.screen === 'K33' && giving.isGiving && giving.given.includes('left'));
      await settle();
      sinon.assert.calledOnceWithExactly(b.allClear, { returnId: 'r-1', allClearKey: 'key-1' });
    });
    it('tells what the tower has against it', async () => {
      const b = createSessionBench();
      b.allClear.resolves(refused('somebodyPresent', ''));
      await b.toReturn();
      b.withReturn(checked('allClear'));
      b.send({ type: 'hold.completed' });
      await settle();
      const view = b.view();
      assert.ok(view.screen === 'K33' && view.frame.refusal?.code === 'somebodyPresent' && !view.isGiving);
    });
    it('is left to the two buttons beside the door when this screen has started again', async () => {
      const b = createSessionBench();
      b.withReturn(checked('allClear'));
      const view = b.view();
      assert.ok(view.screen === 'K33' && !view.hasKey);
      b.send({ type: 'hold.completed' });
      await settle();
      sinon.assert.notCalled(b.allClear);
    });
  });

  describe('what goes wrong', () => {
    it('shows each measurement with its place and what to do', async () => {
      const b = createSessionBench();
      await b.toReturn();
      const findings = [{ code: 'tooLong', at: 'rear', mend: 'shutTailgate', by: 240, unit: 'mm' }] as const;
      b.withReturn(checked('mending', { findings: [...findings] }));
      const view = b.view();
      assert.ok(view.screen === 'K31');
      assert.deepEqual(view.findings, findings);
      b.withReturn(checked('guiding', { findings: [...findings] }));
      const driving = b.view();
      assert.ok(driving.screen === 'K31' && driving.findings.length === 0, 'a car that drives in is not told what it still may mend');
    });
    it('sends everybody back to the car that rolls, and says why the door opens again', async () => {
      const b = createSessionBench();
      await b.toReturn();
      b.withReturn(checked('braking'));
      const rolls = b.view();
      assert.ok(rolls.screen === 'K32' && rolls.kind === 'brake');
      b.withReturn({ phase: 'opening', refusal: 'somebodyInside' });
      const again = b.view();
      assert.ok(again.screen === 'K32' && again.kind === 'reopening' && again.frame.again === 'somebodyInside');
    });
    it('leads a car that is refused out again, and then says that it stays with its customer', async () => {
      const b = createSessionBench();
      await b.toReturn();
      b.withReturn(checked('mending'));
      b.withReturn({ phase: 'leaving', refusal: 'tooHeavy' });
      const going = b.view();
      assert.ok(going.screen === 'K39' && !going.isOver && going.frame.again === 'tooHeavy');
      b.send({ type: 'session.end' });
      assert.equal(screenAfter(b), 'K39', 'somebody is in the bay');
      b.withReturn({ phase: 'shutting', refusal: 'tooHeavy' });
      const over = b.view();
      assert.ok(over.screen === 'K39' && over.isOver);
      b.send({ type: 'session.end' });
      assert.equal(screenAfter(b), 'K81');
    });
    it('takes the car out again at the wish of its customer, where the tower lets it', async () => {
      const b = createSessionBench();
      await b.toReturn();
      b.withReturn({ ...checked('guiding'), ways: [] });
      b.send({ type: 'withdraw.chosen' });
      await settle();
      sinon.assert.notCalled(b.withdraw);
      b.withReturn({ ...checked('guiding'), ways: ['reverse'] });
      b.send({ type: 'withdraw.chosen' });
      await settle();
      sinon.assert.calledOnceWithExactly(b.withdraw, { returnId: 'r-1', allClearKey: 'key-1' });
    });
    it('calls it stored only when the inventory has the car in a cell', async () => {
      const b = createSessionBench();
      await b.toReturn();
      b.withReturn({ phase: 'storing' });
      b.tower(OPEN);
      assert.equal(screenAfter(b), 'K23');
      const other = createSessionBench();
      await other.toReturn();
      other.withReturn({ phase: 'returning' });
      other.tower(OPEN);
      assert.equal(screenAfter(other), 'K39');
    });
  });

  describe('a pause', () => {
    it('shows the interlock’s own sentence and where the car is, and lets the customer go on only where a customer may', async () => {
      const b = createSessionBench();
      await b.toReturn();
      b.withReturn(checked('gettingOut'));
      b.withReturn({ ...checked('gettingOut'), paused: true }, stoppedBy('operator'));
      const view = b.view();
      assert.ok(view.screen === 'K22');
      assert.deepEqual([view.pause.reason.word, view.pause.next, view.pause.carAt.kind], ['interlock.IL-12.customer', 'operator', 'bay']);
      b.send({ type: 'hold.completed' });
      await settle();
      sinon.assert.notCalled(b.resumeReturn);
      b.withReturn({ ...checked('gettingOut'), paused: true }, stoppedBy('customer'));
      b.send({ type: 'hold.completed' });
      await settle();
      sinon.assert.calledOnceWithExactly(b.resumeReturn, 'r-1');
      sinon.assert.notCalled(b.resume);
    });
    it('does not take a hold that goes on for an all-clear', async () => {
      const b = createSessionBench();
      await b.toReturn();
      b.withReturn({ ...checked('allClear'), paused: true }, stoppedBy('customer'));
      b.send({ type: 'hold.completed' });
      await settle();
      sinon.assert.notCalled(b.allClear);
    });
    it('takes Stop at any time, also while the tower is being asked for something else, and says when it was not taken', async () => {
      const b = createSessionBench();
      b.allClear.returns(new Promise(() => undefined));
      await b.toReturn();
      b.withReturn(checked('allClear'));
      b.send({ type: 'hold.completed' }, { type: 'stop.pressed' }, { type: 'stop.pressed' });
      await settle();
      sinon.assert.calledOnce(b.stop);
      b.stop.resolves(refused('offline', ''));
      b.send({ type: 'stop.pressed' });
      await settle();
      const view = b.view();
      assert.ok(view.screen === 'K33' && view.frame.stop === 'failed');
    });
    it('keeps its screen when the controller is not heard, says that it starts again, and goes on', async () => {
      const b = createSessionBench();
      await b.toReturn();
      b.withReturn(checked('gettingOut'));
      b.tower(unheardTower);
      assert.equal(screenAfter(b), 'K32');
      b.withReturn({ ...checked('gettingOut'), checkIn: undefined, paused: true }, { ...OPEN, service: 'recovering' });
      assert.equal(screenAfter(b), 'K82');
      b.withReturn(checked('gettingOut'));
      assert.equal(screenAfter(b), 'K32');
    });
    it('is in the hands of staff when a controller that has started again knows nothing of it', async () => {
      const b = createSessionBench();
      await b.toReturn();
      b.tower({ ...OPEN, service: 'recovering' });
      b.withReturn(checked('gettingOut'), { ...OPEN, service: 'recovering' });
      b.tower(OPEN);
      assert.equal(screenAfter(b), 'K23');
    });
  });

  describe('somebody who walks away', () => {
    it('is never timed out while the bay is open or anything moves', async () => {
      const b = createSessionBench();
      await b.toReturn();
      for (const change of [{ phase: 'fetching' }, checked('comeIn'), checked('gettingOut'), checked('allClear'), { phase: 'storing' }, { phase: 'leaving' }] as const) {
        b.withReturn(change);
        const before = screenAfter(b);
        b.clock.advance(HOUR_MS);
        assert.equal(questionOf(b.actor.getSnapshot()), undefined);
        assert.equal(screenAfter(b), before);
      }
    });
    it('is asked and forgotten on the screen that has the name on it', async () => {
      const b = createSessionBench();
      await b.toWelcome();
      b.clock.advance(30_000);
      assert.notEqual(questionOf(b.actor.getSnapshot()), undefined);
      b.clock.advance(20_000);
      assert.equal(screenAfter(b), 'K81');
    });
    it('may go while the car goes to its place, and the screen is free for the next', async () => {
      const b = createSessionBench();
      await b.toReturn();
      b.withReturn({ phase: 'checking' });
      b.send({ type: 'session.end' });
      assert.equal(screenAfter(b), 'K35', 'not before it is known that nobody is in it');
      b.withReturn({ phase: 'storing' });
      b.send({ type: 'session.end' });
      b.clock.advance(FLOW_TIMES.closedMs);
      assert.equal(screenAfter(b), 'K01');
      b.recognise.resolves(answered(recognition));
      b.toKeypad();
      await b.enterCode();
      assert.equal(screenAfter(b), 'K17');
    });
    it('is taken up by a screen that starts in the middle, until the car needs nobody', () => {
      const b = createSessionBench();
      b.withReturn(checked('guiding'));
      assert.equal(screenAfter(b), 'K31');
      const late = createSessionBench();
      late.withReturn({ phase: 'storing' });
      assert.equal(screenAfter(late), 'K01');
    });
  });
});
