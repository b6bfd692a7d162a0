import assert from 'node:assert/strict';
import sinon from 'sinon';
import { CHANNELS } from './channels.ts';
import { answerPage } from './ipc.ts';
import { outOfServiceUrl } from './out-of-service.ts';

const ORIGIN = 'app://kiosk';
const LAST_PAGE = outOfServiceUrl([]);

function bench() {
  const handle = sinon.stub();
  const actions = { cameraStep: sinon.stub(), heartbeat: sinon.stub() };
  const mainFrame = { url: `${ORIGIN}/` };
  const page = { mainFrame };
  const options = { page: sinon.stub().returns(page), actions };
  answerPage({ handle }, options);
  const event = { sender: page, senderFrame: mainFrame };
  const call = (channel: string, from: object, ...said: readonly unknown[]): unknown =>
    handle.getCalls().find((registered) => registered.args[0] === channel)?.args[1](from, ...said);
  return { handle, actions, mainFrame, page, options, event, call };
}

describe('what the page may say to its shell', () => {
  it('says that a camera step begins and ends', () => {
    const { call, event, actions } = bench();
    call(CHANNELS.cameraStep, event, true);
    call(CHANNELS.cameraStep, event, false);
    assert.deepEqual(actions.cameraStep.args, [[true], [false]]);
  });
  it('says that it lives', () => {
    const { call, event, actions } = bench();
    call(CHANNELS.heartbeat, event);
    sinon.assert.calledOnce(actions.heartbeat);
  });
  it('is heard on the two channels of the list and on no other', () => {
    assert.deepEqual(bench().handle.args.map(([channel]) => channel).sort(), Object.values(CHANNELS).sort());
  });
});

describe('who else may not', () => {
  const strangers: readonly (readonly [who: string, from: (b: ReturnType<typeof bench>) => object])[] = [
    ['a frame that is gone', ({ page }) => ({ sender: page, senderFrame: null })],
    ['a frame within the page', ({ page }) => ({ sender: page, senderFrame: { url: `${ORIGIN}/` } })],
    ['another window', () => ({ sender: { mainFrame: {} }, senderFrame: { url: `${ORIGIN}/` } })],
    ['another window that borrowed our frame', ({ mainFrame }) => ({ sender: { mainFrame }, senderFrame: mainFrame })],
  ];
  for (const channel of Object.values(CHANNELS)) {
    for (const [who, from] of strangers) {
      it(`refuses ${who} on ${channel}`, () => {
        const b = bench();
        assert.throws(() => b.call(channel, from(b), true), /refused/);
        sinon.assert.notCalled(b.actions.cameraStep);
        sinon.assert.notCalled(b.actions.heartbeat);
      });
    }
    for (const url of ['https://example.org/', LAST_PAGE, 'about:blank', '']) {
      it(`refuses our own frame on ${channel} once it shows ${url.slice(0, 24) || 'nothing'}`, () => {
        const b = bench();
        b.mainFrame.url = url;
        assert.throws(() => b.call(channel, b.event, true), /refused/);
      });
    }
    it(`refuses everyone on ${channel} while there is no window`, () => {
      const b = bench();
      b.options.page.returns(null);
      assert.throws(() => b.call(channel, b.event, true), /refused/);
    });
  }
});

describe('what does not fit its channel', () => {
  const misfits: readonly (readonly unknown[])[] = [[], ['true'], [1], [null], [{ active: true }], [true, true]];
  for (const said of misfits) {
    it(`refuses cameraStep(${JSON.stringify(said).slice(1, -1)})`, () => {
      const { call, event, actions } = bench();
      assert.throws(() => call(CHANNELS.cameraStep, event, ...said), /refused/);
      sinon.assert.notCalled(actions.cameraStep);
    });
  }
  it('refuses a heartbeat that carries something', () => {
    const { call, event, actions } = bench();
    assert.throws(() => call(CHANNELS.heartbeat, event, { x: 1 }), /refused/);
    sinon.assert.notCalled(actions.heartbeat);
  });
});
