import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { HttpOutcome, HttpRequest } from '../rim/rim.port.ts';
import { sampleCollection, sampleSite } from '../testing/sample-tower.ts';
import { createTowerClient } from './api-client.ts';

const ok = (body: unknown, status = 200): HttpOutcome => ({ kind: 'answered', status, body });
const problem = (status: number, code: string, more: object = {}): HttpOutcome =>
  ok({ type: 'about:blank', title: code, status, code, detail: `detail of ${code}`, ...more }, status);
const session = ok({ token: 't-1', role: 'kiosk', expiresInMs: 1000 }, 201);
/** A collection that has begun, as whoever was recognised is told of it. */
const begun = { ...sampleCollection, handOverKey: 'key-1' };

function bench() {
  const http = sinon.stub<[HttpRequest], Promise<HttpOutcome>>();
  return { http, client: createTowerClient(http) };
}

describe('tower client', () => {
  it('sends the token of its session, and the key of a request that must not be done twice', async () => {
    const { http, client } = bench();
    http.onFirstCall().resolves(session);
    http.onSecondCall().resolves(ok(begun, 201));
    assert.ok((await client.openSession({ role: 'kiosk', key: 'k' })).ok);
    const answer = await client.collect('ticket', 'request-1');
    assert.deepEqual(answer, { ok: true, value: begun });
    assert.deepEqual(http.secondCall.args[0].headers, { authorization: 'Bearer t-1', 'idempotency-key': 'request-1' });
  });
  it('opens a session that has run out again, once, and asks again with the same key', async () => {
    const { http, client } = bench();
    http.onCall(0).resolves(session);
    http.onCall(1).resolves(problem(401, 'noSession'));
    http.onCall(2).resolves(ok({ token: 't-2', role: 'kiosk', expiresInMs: 1000 }, 201));
    http.onCall(3).resolves(ok(begun, 201));
    assert.ok((await client.openSession({ role: 'kiosk', key: 'k' })).ok);
    assert.equal((await client.collect('ticket', 'request-1')).ok, true);
    assert.deepEqual(http.getCall(3).args[0].headers, { authorization: 'Bearer t-2', 'idempotency-key': 'request-1' });
  });
  it('waits three seconds for a stop and no longer: the person must then take the red button', async () => {
    const { http, client } = bench();
    http.resolves({ kind: 'unreachable', message: 'TimeoutError' });
    assert.equal((await client.stop()).ok, false);
    assert.equal(http.firstCall.args[0].timeoutMs, 3000);
  });
  it('waits five seconds for a call of the staff, so that whoever needs help learns soon that nobody has heard it', async () => {
    const { http, client } = bench();
    http.resolves({ kind: 'unreachable', message: 'TimeoutError' });
    const answer = await client.callStaff('K22', 'request-1');
    assert.ok(!answer.ok && answer.error.code === 'offline');
    const { body, headers, timeoutMs } = http.firstCall.args[0];
    assert.deepEqual([body, headers['idempotency-key'], timeoutMs], [{ screen: 'K22' }, 'request-1', 5000]);
  });
  it('does not ask for ever when a fresh session is refused as well', async () => {
    const { http, client } = bench();
    http.onFirstCall().resolves(session);
    http.resolves(problem(401, 'noSession'));
    assert.ok((await client.openSession({ role: 'kiosk', key: 'k' })).ok);
    const answer = await client.stop();
    assert.ok(!answer.ok && answer.error.code === 'noSession');
    sinon.assert.callCount(http, 3);
  });
  it('hands on the code of a problem, the tries left and the pause', async () => {
    const { http, client } = bench();
    http.resolves(problem(403, 'codeWrong', { attemptsLeft: 2, retryAfterMs: 500 }));
    const answer = await client.recognise({ by: 'code', code: 'AB12CD34' });
    assert.deepEqual(answer, { ok: false, error: { code: 'codeWrong', message: 'detail of codeWrong', attemptsLeft: 2, retryAfterMs: 500 } });
  });
  it('says "offline" when nobody answers', async () => {
    const { http, client } = bench();
    http.resolves({ kind: 'unreachable', message: 'refused' });
    const answer = await client.site();
    assert.ok(!answer.ok && answer.error.code === 'offline');
  });
  it('takes no answer that the contract does not know', async () => {
    const { http, client } = bench();
    http.onFirstCall().resolves(ok({ ...sampleSite, screen: 'large' }));
    http.onSecondCall().resolves(ok('<html>', 502));
    http.onThirdCall().resolves(problem(418, 'teapot'));
    for (const answer of [await client.site(), await client.cars(), await client.stop()]) assert.ok(!answer.ok && answer.error.code === 'badAnswer');
  });
  it('takes an answer without a body where none is promised', async () => {
    const { http, client } = bench();
    http.resolves(ok(undefined, 204));
    assert.deepEqual(await client.resume('c/1'), { ok: true, value: undefined });
    assert.equal(http.firstCall.args[0].path, '/api/v1/collections/c%2F1/resumptions');
  });
});
