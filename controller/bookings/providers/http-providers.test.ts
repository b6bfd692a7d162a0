import assert from 'node:assert/strict';
import { countingRng } from '../../api/testing/manual-rim.ts';
import { SITE, granted, refusal, standingWall } from '../../journal/testing/journal-bench.ts';
import { fault, ok } from '../../ports.ts';
import type { HttpRequest, OutboundHttp } from '../../ports.ts';
import { openBackend } from '../backend/open-backend.ts';
import { accessFor } from '../backend/testing/backend-hand.ts';

const HELD = { state: 'held', providerRef: 'ref-1' };

describe('providers behind the backend', () => {
  let asked: HttpRequest[];
  let says: { readonly status: number; readonly body: unknown } | 'nothing';
  const http: OutboundHttp = async (request) => {
    asked.push(request);
    return says === 'nothing' ? fault('unreachable', 'no answer') : ok({ status: says.status, headers: {}, body: Buffer.from(typeof says.body === 'string' ? says.body : JSON.stringify(says.body)) });
  };
  const { payments, messages, contracts, recogniser } = granted(openBackend({ access: accessFor({ url: 'https://backend.example/at/' }), towerId: SITE, http: (request) => http(request), wall: standingWall(), rng: countingRng() })).providers;
  const last = (): string => `${asked.at(-1)?.method ?? ''} ${asked.at(-1)?.url.replace('https://backend.example/at', '') ?? ''} ${Buffer.from(asked.at(-1)?.body ?? []).toString()}`;
  beforeEach(() => {
    asked = [];
    says = { status: 200, body: HELD };
  });

  it('are asked at the addresses of the document, with what it wants to know', async () => {
    assert.deepEqual(granted(await payments.hold({ paymentId: 'y-1', payer: 'm-1', purpose: 'deposit', amountMinor: 300_000, currency: 'CNY' })), HELD);
    assert.equal(last(), 'POST /v1/payments {"paymentId":"y-1","payer":"m-1","purpose":"deposit","amountMinor":300000,"currency":"CNY"}');
    granted(await payments.capture('y-1', 5));
    assert.equal(last(), 'POST /v1/payments/y-1/captures {"amountMinor":5}');
    granted(await payments.release('y-1'));
    assert.equal(last(), 'POST /v1/payments/y-1/releases {}');
    granted(await payments.look('../x?y'));
    assert.equal(last(), 'GET /v1/payments/..%2Fx%3Fy ');
    says = { status: 200, body: { messageId: 'g-1', state: 'sent' } };
    granted(await messages.send({ messageId: 'g-1', memberId: 'm-1', language: 'zh', text: '您好' }));
    assert.equal(last(), 'POST /v1/messages {"messageId":"g-1","memberId":"m-1","language":"zh","text":"您好"}');
    says = { status: 200, body: { state: 'offered', contractRef: 'c', signUrl: 'https://sign.example/1' } };
    assert.equal(granted(await contracts.look('p-1')).signUrl, 'https://sign.example/1');
    says = { status: 200, body: { state: 'declined', contractRef: 'c', signUrl: 'https://sign.example/1' } };
    granted(await contracts.withdraw('p-1'));
    assert.equal(last(), 'POST /v1/contracts/p-1/withdrawals {}');
    says = { status: 200, body: { candidates: [{ variantId: 'v-1' }] } };
    assert.deepEqual(granted(await recogniser.name(Uint8Array.from([255, 216]))), [{ variantId: 'v-1' }]);
    assert.deepEqual([asked.at(-1)?.headers['content-type'], [...(asked.at(-1)?.body ?? [])]], ['image/jpeg', [255, 216]]);
  });

  it('refuse only by what the document calls a refusal of the request; everything else is asked again', async () => {
    const heard = async (answer: typeof says): Promise<string> => {
      says = answer;
      return refusal(await payments.look('y-1'));
    };
    const problem = (code: string) => ({ type: `urn:carillon:backend:${code}`, title: code, status: 400, code, detail: 'why' });
    for (const code of ['paymentUnknown', 'idConflict', 'paymentState', 'requestInvalid']) assert.equal(await heard({ status: 409, body: problem(code) }), 'refused', code);
    // A clock that is off, a secret that changes, a proxy in between: no deposit is declined because of those.
    for (const code of ['signatureInvalid', 'towerUnknown', 'notFound']) assert.equal(await heard({ status: 401, body: problem(code) }), 'unreachable', code);
    for (const [status, body] of [[500, problem('storeFailed')], [503, problem('idConflict')], [429, 'slow down'], [404, '<html>'], [200, '<html>'], [200, {}], [200, { ...HELD, state: 'paid' }], [204, ''], [302, '']] as const) assert.equal(await heard({ status, body }), 'unreachable', `${String(status)} ${JSON.stringify(body)}`);
    assert.equal(await heard('nothing'), 'unreachable');
  });

  it('have taken a contract back only when it stands as declined: a signed one binds, whatever the status of the answer', async () => {
    for (const state of ['offered', 'signed']) {
      says = { status: 200, body: { state, contractRef: 'c', signUrl: 'https://sign.example/1' } };
      assert.equal(refusal(await contracts.withdraw('p-1')), 'refused', state);
    }
  });

  it('send people to pages of the web only', async () => {
    says = { status: 200, body: { state: 'asked', providerRef: 'r', checkoutUrl: 'javascript:alert(1)' } };
    assert.equal(refusal(await payments.look('y-1')), 'unreachable');
    says = { status: 200, body: { state: 'asked', providerRef: 'r', checkoutUrl: 'https://pay.example/1' } };
    assert.equal(granted(await payments.look('y-1')).checkoutUrl, 'https://pay.example/1');
  });
});
