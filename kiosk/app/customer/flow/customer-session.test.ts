import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createActor, fromCallback, fromPromise } from 'xstate';
import type { CollectionView, Recognition, RecognitionRequest } from '../../../../controller/api/contract/index.ts';
import { answered, refused } from '../../tower-client/answer.ts';
import type { Answer } from '../../tower-client/answer.ts';
import { createManualClock } from '../../testing/manual-clock.ts';
import { sampleCars, sampleCollection } from '../../testing/sample-tower.ts';
import { customerSessionMachine } from './customer-session.machine.ts';
import { questionOf, viewOf } from './customer-view.ts';
import type { CustomerView } from './customer-view.ts';
import type { SessionEvent } from './session-context.ts';
import { FACE_ATTEMPTS, FLOW_TIMES, TEMPLATES_PER_ATTEMPT } from './session-setup.ts';
import { unheardTower } from './tower-digest.ts';
import type { CollectionDigest, TowerDigest } from './tower-digest.ts';

const OPEN: TowerDigest = { ...unheardTower, service: 'open', stillness: 'still', carCount: 16 };
const CODE = 'AB12CD34';
const { availableCar, recognition } = ((): { availableCar: Recognition['car']; recognition: Recognition } => {
  const { available: _available, ...car } = sampleCars[13]!;
  return {
    availableCar: car,
    recognition: {
      ticket: 'ticket-1', bookingId: 'booking-1', maskedName: '王*', language: 'zh', car, cell: '3-2R', returnByUtcMs: Date.UTC(2026, 2, 17, 4), secondFactor: false,
    },
  };
})();
const template = { version: 'v1', vector: Array.from({ length: 128 }, () => 0.1) };
const collection: CollectionDigest = {
  collectionId: sampleCollection.collectionId, carId: availableCar.carId, bay: 'A', phase: 'finding', paused: false, ahead: 0, carAt: { kind: 'lift' }, person: 'none',
};
const stoppedBy = (resetNeeded: NonNullable<TowerDigest['resetNeeded']>): TowerDigest => ({
  ...OPEN,
  service: 'stopped',
  resetNeeded,
  reason: {
    interlockId: 'IL-12', fact: 'A.innerClosedLocked', value: false, cause: 'confirmed', sinceMs: 1, sources: [], reset: resetNeeded, bay: 'A',
    customer: 'interlock.IL-12.customer', operator: 'interlock.IL-12.operator', technician: 'interlock.IL-12.technician',
  },
});

/** Lets promises of stubbed actors settle. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
};

function bench() {
  const clock = createManualClock();
  const recognise = sinon.stub<[RecognitionRequest], Promise<Answer<Recognition>>>().resolves(answered(recognition));
  const collect = sinon.stub<[string], Promise<Answer<CollectionView>>>().resolves(answered(sampleCollection));
  const resume = sinon.stub<[string], Promise<Answer<undefined>>>().resolves(answered(undefined));
  const stop = sinon.stub<[], Promise<Answer<undefined>>>().resolves(answered(undefined));
  const cameraOff = sinon.spy();
  const actor = createActor(
    customerSessionMachine.provide({
      actors: {
        recognise: fromPromise<Answer<Recognition>, RecognitionRequest>(({ input }) => recognise(input)),
        collect: fromPromise<Answer<CollectionView>, { readonly ticket: string }>(({ input }) => collect(input.ticket)),
        resume: fromPromise<Answer<undefined>, { readonly collectionId: string }>(({ input }) => resume(input.collectionId)),
        stop: fromPromise<Answer<undefined>>(() => stop()),
        watchFace: fromCallback<SessionEvent>(() => cameraOff),
        scanPass: fromCallback<SessionEvent>(() => cameraOff),
      },
    }),
    { clock, input: { tower: OPEN, defaults: { language: 'en', display: { size: 'm', skin: 'auto' } } } },
  );
  actor.start();
  const view = (): CustomerView => viewOf(actor.getSnapshot());
  const send = (...events: SessionEvent[]): void => events.forEach((event) => actor.send(event));
  const type = (code: string): void => [...code].forEach((key) => actor.send({ type: 'code.typed', key }));
  const tower = (digest: TowerDigest): void => actor.send({ type: 'tower.changed', tower: digest });
  const withCollection = (change: Partial<CollectionDigest>, base = OPEN): void => tower({ ...base, collections: [{ ...collection, ...change }] });
  const toWays = (): void => send({ type: 'start' }, { type: 'collect.chosen' });
  const toKeypad = (): void => (toWays(), send({ type: 'way.chosen', way: 'code' }));
  const toCapture = (): void => (toWays(), send({ type: 'way.chosen', way: 'face' }, { type: 'consent.given' }, { type: 'face.ready' }));
  const enterCode = async (code = CODE): Promise<void> => (type(code), send({ type: 'code.submitted' }), settle());
  const toDelivery = async (): Promise<void> => {
    toKeypad();
    await enterCode();
    send({ type: 'car.confirmed' }, { type: 'hold.completed' });
    await settle();
  };
  return { actor, clock, recognise, collect, resume, stop, cameraOff, view, send, type, tower, withCollection, toWays, toKeypad, toCapture, enterCode, toDelivery };
}
const screenAfter = (b: ReturnType<typeof bench>): string => b.view().screen;

describe('customer session', () => {
  it('leads from the touch to the car by code, screen by screen', async () => {
    const b = bench();
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

  describe('recognition', () => {
    it('asks with the templates of the face and goes on by itself', async () => {
      const b = bench();
      b.toCapture();
      assert.equal(screenAfter(b), 'K13');
      for (let i = 0; i < TEMPLATES_PER_ATTEMPT; i += 1) b.send({ type: 'camera.template', template });
      await settle();
      assert.equal(b.recognise.firstCall.args[0].by, 'face');
      assert.equal(screenAfter(b), 'K17');
      sinon.assert.calledOnce(b.cameraOff);
    });
    it('does not look at anybody before the consent', () => {
      const b = bench();
      b.toWays();
      b.send({ type: 'way.chosen', way: 'face' }, { type: 'face.ready' });
      assert.equal(screenAfter(b), 'K11');
      b.send({ type: 'consent.refused' });
      assert.equal(screenAfter(b), 'K10');
    });
    it('offers the other ways after three attempts that match nobody', async () => {
      const b = bench();
      b.recognise.resolves(refused('notRecognised', ''));
      b.toCapture();
      for (let attempt = 1; attempt <= FACE_ATTEMPTS; attempt += 1) {
        assert.equal(screenAfter(b), 'K13');
        for (let i = 0; i < TEMPLATES_PER_ATTEMPT; i += 1) b.send({ type: 'camera.template', template });
        await settle();
      }
      assert.deepEqual(b.view(), { screen: 'K14', from: 'face', word: 'problem.notRecognised', closedWays: [] });
      sinon.assert.callCount(b.recognise, FACE_ATTEMPTS);
    });
    it('offers the other ways when the camera sees nobody for three attempts', () => {
      const b = bench();
      b.toCapture();
      b.clock.advance(FLOW_TIMES.faceAttemptMs * FACE_ATTEMPTS);
      assert.equal(screenAfter(b), 'K14');
      sinon.assert.notCalled(b.recognise);
    });
    it('asks with what it has when an attempt ends with too few templates', async () => {
      const b = bench();
      b.toCapture();
      b.send({ type: 'camera.template', template });
      b.clock.advance(FLOW_TIMES.faceAttemptMs);
      await settle();
      assert.equal(screenAfter(b), 'K17');
    });
    for (const code of ['cameraMissing', 'cameraFrozen', 'cameraBlack'] as const) {
      it(`says so and keeps the code open when the camera is ill (${code})`, () => {
        const b = bench();
        b.toCapture();
        b.send({ type: 'camera.fault', code });
        assert.deepEqual(b.view(), { screen: 'K14', from: 'face', word: `face.fault.${code}`, closedWays: ['face', 'pass'] });
        b.send({ type: 'way.chosen', way: 'face' });
        assert.equal(screenAfter(b), 'K14');
        b.send({ type: 'way.chosen', way: 'code' });
        assert.equal(screenAfter(b), 'K16');
      });
    }
    it('closes the face for this session when the controller has paused it', async () => {
      const b = bench();
      b.recognise.resolves(refused('faceLocked', ''));
      b.toCapture();
      for (let i = 0; i < TEMPLATES_PER_ATTEMPT; i += 1) b.send({ type: 'camera.template', template });
      await settle();
      assert.deepEqual(b.view(), { screen: 'K14', from: 'face', word: 'problem.faceLocked', closedWays: ['face'] });
    });
    it('asks for the code as well where the site wants a second factor, and takes no other booking’s code', async () => {
      const b = bench();
      b.recognise.onFirstCall().resolves(answered({ ...recognition, secondFactor: true }));
      b.recognise.onSecondCall().resolves(answered({ ...recognition, bookingId: 'somebody-else', ticket: 'ticket-9' }));
      b.recognise.onThirdCall().resolves(answered({ ...recognition, ticket: 'ticket-2' }));
      b.toCapture();
      for (let i = 0; i < TEMPLATES_PER_ATTEMPT; i += 1) b.send({ type: 'camera.template', template });
      await settle();
      assert.equal(screenAfter(b), 'K16');
      await b.enterCode();
      assert.equal(screenAfter(b), 'K16');
      await b.enterCode();
      assert.equal(screenAfter(b), 'K17');
      assert.equal(b.actor.getSnapshot().context.recognition?.ticket, 'ticket-2');
    });
    it('reads a pass, and leads to the keypad when none is shown in half a minute', async () => {
      const b = bench();
      b.toWays();
      b.send({ type: 'way.chosen', way: 'pass' }, { type: 'pass.read', payload: 'p1' });
      await settle();
      assert.deepEqual(b.recognise.firstCall.args[0], { by: 'pass', payload: 'p1' });
      assert.equal(screenAfter(b), 'K17');
      b.send({ type: 'car.denied' }, { type: 'way.chosen', way: 'pass' });
      // Somebody touches the screen meanwhile, so that the question "still there?" is not what ends it.
      b.clock.advance(FLOW_TIMES.passMs - 1000);
      b.send({ type: 'person.active' });
      b.clock.advance(1000);
      assert.equal(screenAfter(b), 'K16');
    });
  });

  describe('code', () => {
    it('is not asked about before it has eight characters', async () => {
      const b = bench();
      b.toKeypad();
      await b.enterCode('AB12');
      sinon.assert.notCalled(b.recognise);
    });
    it('stays on the keypad after one wrong code, and offers another way after the second', async () => {
      const b = bench();
      b.recognise.resolves({ ok: false, error: { code: 'codeWrong', message: '', attemptsLeft: 4 } });
      b.toKeypad();
      await b.enterCode();
      const view = b.view();
      assert.ok(view.screen === 'K16' && view.refusal?.attemptsLeft === 4 && view.code === '');
      await b.enterCode();
      assert.deepEqual(b.view(), { screen: 'K14', from: 'code', word: 'problem.codeWrong', closedWays: [] });
    });
    it('is closed for this session when the controller has paused it', async () => {
      const b = bench();
      b.recognise.resolves(refused('codeLocked', ''));
      b.toKeypad();
      await b.enterCode();
      assert.deepEqual(b.view(), { screen: 'K14', from: 'code', word: 'problem.codeLocked', closedWays: ['code'] });
    });
    it('says when it is too early, which another way would not change', async () => {
      const b = bench();
      b.recognise.resolves(refused('tooEarly', ''));
      b.toKeypad();
      await b.enterCode();
      assert.equal(screenAfter(b), 'K18');
    });
  });

  describe('asking for the car', () => {
    it('asks once, however often the button is held', async () => {
      const b = bench();
      b.toKeypad();
      await b.enterCode();
      b.send({ type: 'car.confirmed' }, { type: 'hold.completed' }, { type: 'hold.completed' });
      await settle();
      b.send({ type: 'hold.completed' });
      await settle();
      sinon.assert.calledOnce(b.collect);
    });
    it('asks to be recognised again when the ticket has run out', async () => {
      const b = bench();
      b.collect.resolves(refused('ticketWrong', ''));
      await b.toDelivery();
      const view = b.view();
      assert.ok(view.screen === 'K10' && view.refusal?.code === 'ticketWrong');
    });
    it('keeps the screen and says why when the tower refuses', async () => {
      const b = bench();
      b.collect.resolves(refused('notPermitted', ''));
      await b.toDelivery();
      const view = b.view();
      assert.ok(view.screen === 'K19' && view.refusal?.code === 'notPermitted');
    });
    it('does not ask while the tower is stopped', async () => {
      const b = bench();
      b.toKeypad();
      await b.enterCode();
      b.send({ type: 'car.confirmed' });
      b.tower(stoppedBy('operator'));
      b.send({ type: 'hold.completed' });
      await settle();
      sinon.assert.notCalled(b.collect);
    });
  });

  describe('a pause', () => {
    it('shows the interlock’s own sentence and lets a customer go on only where a customer may', async () => {
      const b = bench();
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
      const b = bench();
      b.resume.resolves(refused('stillUnsafe', ''));
      await b.toDelivery();
      b.withCollection({ paused: true }, stoppedBy('customer'));
      b.send({ type: 'hold.completed' });
      await settle();
      const view = b.view();
      assert.ok(view.screen === 'K22' && view.pause.refusal?.code === 'stillUnsafe');
    });
    it('has words for a reason that this screen does not know', async () => {
      const b = bench();
      await b.toDelivery();
      const digest = stoppedBy('technician');
      b.withCollection({ paused: true }, { ...digest, reason: { ...digest.reason!, customer: 'interlock.IL-999.customer' } });
      const view = b.view();
      assert.ok(view.screen === 'K22');
      assert.equal(view.pause.reason.word, 'K22.unknownReason');
    });
    it('follows a press of Stop, and says when the tower has not taken it', async () => {
      const b = bench();
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
      const b = bench();
      b.tower(unheardTower);
      assert.equal(screenAfter(b), 'K70');
      b.tower(OPEN);
      await b.toDelivery();
      b.withCollection({ phase: 'coming' });
      b.tower({ ...unheardTower });
      assert.equal(screenAfter(b), 'K21');
    });
    for (const [service, screen] of [['recovering', 'K72'], ['safetyStop', 'K74'], ['stopped', 'K74'], ['maintenance', 'K76']] as const) {
      it(`starts nobody while the tower is ${service}`, () => {
        const b = bench();
        b.tower({ ...OPEN, service });
        b.send({ type: 'start' });
        assert.equal(screenAfter(b), screen);
        b.tower(OPEN);
        assert.equal(screenAfter(b), 'K01');
      });
    }
    it('takes up a collection that was under way when the screen started', () => {
      const b = bench();
      b.withCollection({ phase: 'coming' });
      assert.equal(screenAfter(b), 'K21');
    });
    it('does not take up one whose car has left', () => {
      const b = bench();
      b.withCollection({ phase: 'puttingAway' });
      assert.equal(screenAfter(b), 'K01');
    });
    it('calls it stalled when the tower no longer knows of the collection', async () => {
      const b = bench();
      await b.toDelivery();
      b.withCollection({ phase: 'coming' });
      b.tower(OPEN);
      assert.equal(screenAfter(b), 'K23');
    });
    it('waits for the tower to name a collection that it has just accepted', async () => {
      const b = bench();
      await b.toDelivery();
      b.tower({ ...OPEN, carCount: 15 });
      assert.equal(screenAfter(b), 'K21');
    });
    it('says that the tower is starting again when the controller restarts on the way', async () => {
      const b = bench();
      await b.toDelivery();
      b.withCollection({ phase: 'coming' });
      b.tower({ ...OPEN, service: 'recovering' });
      assert.equal(screenAfter(b), 'K72');
    });
  });

  describe('patience', () => {
    it('asks after the idle time, counts down, wipes, and starts over', async () => {
      const b = bench();
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
    it('gives more time when the person answers', () => {
      const b = bench();
      b.toWays();
      b.clock.advance(45_000 + 15_000);
      assert.equal(questionOf(b.actor.getSnapshot())?.secondsLeft, 5);
      b.send({ type: 'person.active' });
      assert.equal(questionOf(b.actor.getSnapshot()), undefined);
      b.clock.advance(44_000);
      assert.equal(screenAfter(b), 'K10');
    });
    it('starts again with every key of the keypad', () => {
      const b = bench();
      b.toKeypad();
      for (const key of 'AB12') {
        b.clock.advance(80_000);
        b.send({ type: 'code.typed', key });
      }
      assert.equal(questionOf(b.actor.getSnapshot()), undefined);
    });
    it('waits three times as long for somebody who asked for larger text', () => {
      const b = bench();
      b.send({ type: 'start' }, { type: 'display.set', display: { size: 'xl', skin: 'auto' } });
      b.clock.advance(134_000);
      assert.equal(questionOf(b.actor.getSnapshot()), undefined);
      b.clock.advance(1_000);
      assert.equal(questionOf(b.actor.getSnapshot())?.secondsLeft, 30);
    });
    for (const phase of ['queued', 'finding', 'coming', 'opening', 'handover', 'proving', 'stalled'] as const) {
      it(`never runs out while the collection is ${phase}`, async () => {
        const b = bench();
        await b.toDelivery();
        b.withCollection({ phase });
        const before = screenAfter(b);
        b.clock.advance(4 * 3_600_000);
        assert.equal(questionOf(b.actor.getSnapshot()), undefined);
        assert.equal(screenAfter(b), before);
      });
    }
    it('never runs out while the tower is being asked for the car', async () => {
      const b = bench();
      b.collect.returns(new Promise(() => {}));
      await b.toDelivery();
      b.clock.advance(3_600_000);
      assert.equal(screenAfter(b), 'K19');
    });
  });

  describe('language', () => {
    it('changes anywhere and keeps what was entered', () => {
      const b = bench();
      b.toKeypad();
      b.type('AB1');
      b.send({ type: 'language.set', language: 'zh' });
      const view = b.view();
      assert.ok(view.screen === 'K16' && view.code === 'AB1');
      assert.equal(b.actor.getSnapshot().context.language, 'zh');
    });
    it('is the booking’s once the customer is known, unless the customer has chosen here', async () => {
      const untouched = bench();
      untouched.toKeypad();
      await untouched.enterCode();
      assert.equal(untouched.actor.getSnapshot().context.language, 'zh');
      const chosen = bench();
      chosen.toKeypad();
      chosen.send({ type: 'language.set', language: 'en' });
      await chosen.enterCode();
      assert.equal(chosen.actor.getSnapshot().context.language, 'en');
    });
  });
});
