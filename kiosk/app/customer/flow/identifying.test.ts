import assert from 'node:assert/strict';
import sinon from 'sinon';
import { answered, refused } from '../../tower-client/answer.ts';
import { CODE, createSessionBench, recognition, screenAfter, settle, template } from '../../testing/session-bench.ts';
import { notNowReasons } from './not-now.ts';
import { FACE_ATTEMPTS, FLOW_TIMES, TEMPLATES_PER_ATTEMPT } from './session-setup.ts';

describe('identifying a customer', () => {
  describe('recognition', () => {
    it('asks with the templates of the face and goes on by itself', async () => {
      const b = createSessionBench();
      b.toCapture();
      assert.equal(screenAfter(b), 'K13');
      for (let i = 0; i < TEMPLATES_PER_ATTEMPT; i += 1) b.send({ type: 'camera.template', template });
      await settle();
      assert.equal(b.recognise.firstCall.args[0].by, 'face');
      assert.equal(screenAfter(b), 'K17');
      sinon.assert.calledOnce(b.cameraOff);
    });
    it('does not look at anybody before the consent', () => {
      const b = createSessionBench();
      b.toWays();
      b.send({ type: 'way.chosen', way: 'face' }, { type: 'face.ready' });
      assert.equal(screenAfter(b), 'K11');
      b.send({ type: 'consent.refused' });
      assert.equal(screenAfter(b), 'K10');
    });
    it('offers the other ways after three attempts that match nobody', async () => {
      const b = createSessionBench();
      b.recognise.resolves(refused('notRecognised', ''));
      b.toCapture();
      for (let attempt = 1; attempt <= FACE_ATTEMPTS; attempt += 1) {
        assert.equal(screenAfter(b), 'K13');
        for (let i = 0; i < TEMPLATES_PER_ATTEMPT; i += 1) b.send({ type: 'camera.template', template });
        await settle();
      }
      assert.deepEqual(b.view(), { screen: 'K14', errand: 'collect', from: 'face', word: 'problem.notRecognised', closedWays: [] });
      sinon.assert.callCount(b.recognise, FACE_ATTEMPTS);
    });
    it('offers the other ways when the camera sees nobody for three attempts', () => {
      const b = createSessionBench();
      b.toCapture();
      b.clock.advance(FLOW_TIMES.faceAttemptMs * FACE_ATTEMPTS);
      assert.equal(screenAfter(b), 'K14');
      sinon.assert.notCalled(b.recognise);
    });
    it('asks with what it has when an attempt ends with too few templates', async () => {
      const b = createSessionBench();
      b.toCapture();
      b.send({ type: 'camera.template', template });
      b.clock.advance(FLOW_TIMES.faceAttemptMs);
      await settle();
      assert.equal(screenAfter(b), 'K17');
    });
    for (const code of ['cameraMissing', 'cameraFrozen', 'cameraBlack'] as const) {
      it(`says so and keeps the code open when the camera is ill (${code})`, () => {
        const b = createSessionBench();
        b.toCapture();
        b.send({ type: 'camera.fault', code });
        assert.deepEqual(b.view(), { screen: 'K14', errand: 'collect', from: 'face', word: `face.fault.${code}`, closedWays: ['face', 'pass'] });
        b.send({ type: 'way.chosen', way: 'face' });
        assert.equal(screenAfter(b), 'K14');
        b.send({ type: 'way.chosen', way: 'code' });
        assert.equal(screenAfter(b), 'K16');
      });
    }
    it('closes the face for this session when the controller has paused it', async () => {
      const b = createSessionBench();
      b.recognise.resolves(refused('faceLocked', ''));
      b.toCapture();
      for (let i = 0; i < TEMPLATES_PER_ATTEMPT; i += 1) b.send({ type: 'camera.template', template });
      await settle();
      assert.deepEqual(b.view(), { screen: 'K14', errand: 'collect', from: 'face', word: 'problem.faceLocked', closedWays: ['face'] });
    });
    it('asks for the code as well where the site wants a second factor, and takes no other booking’s code', async () => {
      const b = createSessionBench();
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
      const b = createSessionBench();
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
  it('never leads to a keypad that is paused: the pass screen says so and offers what is left', async () => {
    const b = createSessionBench();
    b.recognise.resolves(refused('codeLocked', ''));
    b.toKeypad();
    await b.enterCode();
    b.send({ type: 'way.chosen', way: 'pass' });
    const view = b.view();
    assert.ok(view.screen === 'K15' && !view.isCodeOpen);
    b.clock.advance(FLOW_TIMES.passMs - 1000);
    b.send({ type: 'person.active' });
    b.clock.advance(1000);
    assert.deepEqual(b.view(), { screen: 'K14', errand: 'collect', from: 'pass', word: 'K15.unseen', closedWays: ['code'] });
  });
  it('forgets the face that was seen when the customer starts over with another way', async () => {
    const b = createSessionBench();
    b.recognise.onFirstCall().resolves(answered({ ...recognition, secondFactor: true }));
    b.recognise.resolves(refused('codeWrong', ''));
    b.toCapture();
    for (let i = 0; i < TEMPLATES_PER_ATTEMPT; i += 1) b.send({ type: 'camera.template', template });
    await settle();
    await b.enterCode();
    await b.enterCode();
    assert.equal(screenAfter(b), 'K14');
    b.send({ type: 'back' });
    const ways = b.view();
    assert.ok(ways.screen === 'K10' && ways.refusal === undefined);
    b.send({ type: 'way.chosen', way: 'code' });
    const keypad = b.view();
    assert.ok(keypad.screen === 'K16' && !keypad.isSecond);
  });
  it('closes only the pass when its reader does not run, and both camera ways when the camera is ill', () => {
    for (const [code, word, closedWays] of [['workerFailed', 'K15.fault', ['pass']], ['cameraMissing', 'face.fault.cameraMissing', ['pass', 'face']]] as const) {
      const b = createSessionBench();
      b.toWays();
      b.send({ type: 'way.chosen', way: 'pass' }, { type: 'camera.fault', code });
      assert.deepEqual(b.view(), { screen: 'K14', errand: 'collect', from: 'pass', word, closedWays });
    }
  });

  describe('code', () => {
    it('is not asked about before it has eight characters', async () => {
      const b = createSessionBench();
      b.toKeypad();
      await b.enterCode('AB12');
      sinon.assert.notCalled(b.recognise);
    });
    it('stays on the keypad after one wrong code, and offers another way after the second', async () => {
      const b = createSessionBench();
      b.recognise.resolves({ ok: false, error: { code: 'codeWrong', message: '', attemptsLeft: 4 } });
      b.toKeypad();
      await b.enterCode();
      const view = b.view();
      assert.ok(view.screen === 'K16' && view.refusal?.attemptsLeft === 4 && view.code === '');
      await b.enterCode();
      assert.deepEqual(b.view(), { screen: 'K14', errand: 'collect', from: 'code', word: 'problem.codeWrong', closedWays: [] });
    });
    it('keeps what was typed when the tower could not be asked, and counts no wrong try', async () => {
      const b = createSessionBench();
      b.recognise.onFirstCall().resolves(refused('offline', ''));
      b.recognise.onSecondCall().rejects(new Error('broken'));
      b.recognise.resolves(refused('codeWrong', ''));
      b.toKeypad();
      await b.enterCode();
      const offline = b.view();
      assert.ok(offline.screen === 'K16' && offline.code === CODE && offline.refusal?.code === 'offline');
      b.send({ type: 'code.submitted' });
      const asking = b.view();
      assert.ok(asking.screen === 'K16' && asking.isChecking && asking.refusal === undefined);
      await settle();
      const broken = b.view();
      assert.ok(broken.screen === 'K16' && broken.code === CODE && broken.refusal?.code === 'internal');
      b.send({ type: 'code.submitted' });
      await settle();
      const wrong = b.view();
      assert.ok(wrong.screen === 'K16' && wrong.code === '' && wrong.refusal?.code === 'codeWrong');
    });
    it('is closed for this session when the controller has paused it', async () => {
      const b = createSessionBench();
      b.recognise.resolves(refused('codeLocked', ''));
      b.toKeypad();
      await b.enterCode();
      assert.deepEqual(b.view(), { screen: 'K14', errand: 'collect', from: 'code', word: 'problem.codeLocked', closedWays: ['code'] });
    });
    it('says when it is too early, which another way would not change', async () => {
      const b = createSessionBench();
      b.recognise.resolves(refused('tooEarly', ''));
      b.toKeypad();
      await b.enterCode();
      assert.equal(screenAfter(b), 'K18');
    });
  });

  describe('what a member prefers', () => {
    const preferences = { language: 'zh', textSize: 'xl', contrast: 'hc-dark', audio: false, reach: 'low', reducedMotion: true } as const;
    const look = (b: ReturnType<typeof createSessionBench>) => {
      const { language, display } = b.actor.getSnapshot().context;
      return { language, ...display };
    };
    const usual = { language: 'en', size: 'm', skin: 'auto' };
    const preferred = { language: 'zh', size: 'xl', skin: 'hc-dark', isLow: true, isStill: true, isSpoken: false };

    it('is applied when the member is recognised, and taken back when the session is wiped', async () => {
      const b = createSessionBench();
      b.recognise.resolves(answered({ ...recognition, language: 'en', preferences }));
      b.toKeypad();
      assert.deepEqual(look(b), usual);
      await b.enterCode();
      assert.equal(screenAfter(b), 'K17');
      assert.deepEqual(look(b), preferred);
      b.send({ type: 'session.abandoned' });
      assert.deepEqual(look(b), usual);
    });
    it('does not change what was chosen here', async () => {
      const b = createSessionBench();
      b.recognise.resolves(answered({ ...recognition, preferences }));
      b.toKeypad();
      b.send({ type: 'display.set', display: { size: 's', skin: 'light' } }, { type: 'language.set', language: 'en' });
      await b.enterCode();
      assert.deepEqual(look(b), { language: 'en', size: 's', skin: 'light' });
    });
    it('goes again when it was the car of somebody else', async () => {
      const b = createSessionBench();
      b.recognise.resolves(answered({ ...recognition, preferences }));
      b.toKeypad();
      await b.enterCode();
      b.send({ type: 'car.denied' });
      assert.deepEqual(look(b), usual);
    });
    it('stays while the same person is asked to identify once more', async () => {
      const b = createSessionBench();
      b.recognise.resolves(answered({ ...recognition, preferences }));
      b.collect.resolves(refused('ticketWrong', ''));
      await b.toDelivery();
      assert.equal(screenAfter(b), 'K10');
      assert.deepEqual(look(b), preferred);
    });
  });

  describe('a release that is refused', () => {
    const codes = ['depositMissing', 'licenceMissing', 'licenceExpires', 'swapNotReady', 'standingUnknown', 'memberBlocked', 'tierTooLow', 'carsExhausted', 'carHadBefore', 'oneAtATime', 'carReserved'] as const;
    for (const code of codes) {
      it(`tells a known customer why, instead of offering another way (${code})`, async () => {
        const b = createSessionBench();
        b.recognise.resolves(refused(code, ''));
        b.toKeypad();
        await b.enterCode();
        assert.equal(screenAfter(b), 'K18');
      });
    }
    it('names every reason once, each with its sentence and what helps', () => {
      const reasons = notNowReasons({ code: 'depositMissing', message: '', also: ['licenceMissing', 'depositMissing', 'swapNotReady'] });
      assert.deepEqual(reasons.map(({ word, next }) => [word, next]), [
        ['problem.depositMissing', 'K18.do.phone'], ['problem.licenceMissing', undefined], ['problem.swapNotReady', 'K18.do.bringBack'],
      ]);
    });
  });
});
