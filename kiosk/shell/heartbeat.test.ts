import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createHeartbeatSender } from './controller-client.ts';
import { createPageWatch, FIRST_BEAT_MS, REPORT_MS, reportToController, SILENCE_MS } from './heartbeat.ts';
import { createFakeClock, settle } from './testing/fake-clock.ts';

describe('watching the page', () => {
  function bench() {
    const clock = createFakeClock();
    const onSilence = sinon.stub();
    return { clock, onSilence, watch: createPageWatch(clock, onSilence) };
  }
  it('hears a page that beats, for as long as it beats', () => {
    const { clock, onSilence, watch } = bench();
    watch.expect();
    for (let beat = 0; beat < 100; beat += 1) {
      clock.advance(SILENCE_MS - 1);
      watch.beat();
    }
    sinon.assert.notCalled(onSilence);
    assert.equal(watch.isSilent(), false);
  });
  it('notices a page that falls silent, once', () => {
    const { clock, onSilence, watch } = bench();
    watch.beat();
    clock.advance(SILENCE_MS);
    assert.equal(watch.isSilent(), true);
    clock.advance(SILENCE_MS * 10);
    sinon.assert.calledOnce(onSilence);
  });
  it('notices a page that never beats, but gives it time to load', () => {
    const { clock, onSilence, watch } = bench();
    watch.expect();
    clock.advance(FIRST_BEAT_MS - 1);
    sinon.assert.notCalled(onSilence);
    clock.advance(1);
    sinon.assert.calledOnce(onSilence);
  });
  it('expects nothing of the out-of-service page', () => {
    const { clock, onSilence, watch } = bench();
    watch.expect();
    watch.rest();
    clock.advance(FIRST_BEAT_MS * 2);
    sinon.assert.notCalled(onSilence);
  });
});

describe('telling the controller', () => {
  const report = { page: 'alive', recoveries: 0 } as const;

  it('reports at once and then every two seconds, one at a time', async () => {
    const clock = createFakeClock();
    const send = sinon.stub().resolves(true);
    reportToController({ clock, send, state: () => report, log: sinon.stub() });
    for (let round = 0; round < 3; round += 1) {
      await settle();
      clock.advance(REPORT_MS);
    }
    assert.equal(send.callCount, 4);
  });
  it('says once that it is not heard, and once that it is heard again', async () => {
    const clock = createFakeClock();
    const send = sinon.stub().resolves(false);
    const log = sinon.stub();
    reportToController({ clock, send, state: () => report, log });
    for (let round = 0; round < 6; round += 1) {
      await settle();
      if (round === 3) send.resolves(true);
      clock.advance(REPORT_MS);
    }
    assert.deepEqual(log.args.flat(), ['controller does not take the heartbeat', 'controller hears the heartbeat again']);
  });
});

describe('the session of the shell', () => {
  const address = { url: 'http://127.0.0.1:8123/', origin: 'http://127.0.0.1:8123', key: 'k' };
  const session = { status: 201, body: { token: 't1', role: 'kiosk', expiresInMs: 1000 } };
  const report = { page: 'alive', recoveries: 2 } as const;

  it('is opened with the key of this window and carried by every heartbeat', async () => {
    const post = sinon.stub();
    post.onFirstCall().resolves(session).resolves({ status: 204, body: null });
    const send = createHeartbeatSender(address, post);
    assert.deepEqual([await send(report), await send(report)], [true, true]);
    assert.deepEqual(post.args[0], [`${address.origin}/api/v1/sessions`, { origin: address.origin }, { role: 'kiosk', key: 'k' }]);
    assert.deepEqual(post.args[2], [
      `${address.origin}/api/v1/kiosk/heartbeat`,
      { origin: address.origin, authorization: 'Bearer t1' },
      report,
    ]);
    assert.equal(post.callCount, 3);
  });
  it('is opened anew when the controller was restarted and knows it no more', async () => {
    const post = sinon.stub();
    post.onCall(0).resolves(session);
    post.onCall(1).resolves({ status: 401, body: null });
    post.onCall(2).resolves({ ...session, body: { ...session.body, token: 't2' } });
    post.onCall(3).resolves({ status: 204, body: null });
    assert.equal(await createHeartbeatSender(address, post)(report), true);
    assert.equal(post.args[3]?.[1].authorization, 'Bearer t2');
  });
  const failures: readonly (readonly [string, unknown])[] = [
    ['does not answer', null],
    ['refuses', { status: 403, body: null }],
    ['does not know the session', { status: 401, body: null }],
    ['answers nonsense', { status: 201, body: { token: 5 } }],
  ];
  for (const [what, answer] of failures.slice(0, 3)) {
    it(`reports as not heard when the controller ${what}`, async () => {
      assert.equal(await createHeartbeatSender(address, sinon.stub().resolves(answer))(report), false);
    });
  }
  it('goes without a session when the answer to the key makes no sense', async () => {
    const post = sinon.stub();
    post.onFirstCall().resolves(failures[3]?.[1]).resolves({ status: 401, body: null });
    assert.equal(await createHeartbeatSender(address, post)(report), false);
    assert.deepEqual(post.args[1]?.[1], { origin: address.origin });
  });
});
