import assert from 'node:assert/strict';
import { compactVerify, importJWK } from 'jose';
import { Webhook } from 'standardwebhooks';
import { PUBLIC_X, SECRET, TOWER, openBackendBench } from './testing/backend-bench.ts';
import type { BackendBench } from './testing/backend-bench.ts';
import { eventOf } from './testing/sample-events.ts';

const DAY_MS = 86_400_000;
const member = { op: 'member', memberId: 'demo', memberName: 'Lin Xiao', language: 'zh', tier: 'super', creditScore: 720, licenceUntilUtcMs: null, isBlocked: false } as const;

interface Page {
  readonly tokens: readonly { readonly cursor: string; readonly token: string }[];
  readonly next: string;
}

async function tokensAfter(bench: BackendBench, after: string): Promise<Page> {
  const { status, body } = await bench.ask('GET', `/v1/towers/${TOWER}/tokens?after=${after}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body as unknown as Page;
}

async function claimsOf(token: string): Promise<Record<string, unknown>> {
  const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x: PUBLIC_X }, 'EdDSA');
  const { payload, protectedHeader } = await compactVerify(token, key);
  assert.deepEqual(protectedHeader, { alg: 'EdDSA', typ: 'tower-booking+jwt', kid: 'k1' });
  return JSON.parse(Buffer.from(payload).toString('utf8')) as Record<string, unknown>;
}

const code = (heard: { readonly body: Readonly<Record<string, unknown>> }): unknown => heard.body['code'];

describe('backend: who asks', () => {
  it('takes what the public package has signed, and refuses what it has signed with another secret', async () => {
    const bench = openBackendBench();
    const sign = (secret: string): Record<string, string> => {
      const timestamp = new Date(bench.now.utcMs);
      return { 'webhook-id': 'm1', 'webhook-timestamp': String(bench.now.utcMs / 1000), 'webhook-signature': new Webhook(secret).sign('m1', timestamp, '') };
    };
    const target = `/v1/towers/${TOWER}/tokens`;
    assert.equal((await bench.browse('GET', target, '', sign(SECRET))).status, 200);
    const forged = await bench.browse('GET', target, '', sign(`whsec_${Buffer.from('another one').toString('base64')}`));
    assert.equal(forged.status, 401);
    assert.equal(code(forged), 'signatureInvalid');
  });

  it('refuses a body that was changed on the way, a stale one, and one without a signature', async () => {
    const bench = openBackendBench();
    const body = { messageId: 'm-1', memberId: 'demo', language: 'zh', text: 'hello' };
    const signed = new Webhook(SECRET).sign('m1', new Date(bench.now.utcMs), JSON.stringify(body));
    const headers = { 'webhook-id': 'm1', 'webhook-timestamp': String(bench.now.utcMs / 1000), 'webhook-signature': signed };
    assert.equal((await bench.browse('POST', '/v1/messages', JSON.stringify({ ...body, text: 'hullo' }), headers)).status, 401);
    bench.now.utcMs += 301_000;
    assert.equal((await bench.browse('POST', '/v1/messages', JSON.stringify(body), headers)).status, 401);
    assert.equal((await bench.browse('POST', '/v1/messages', JSON.stringify(body))).status, 401);
    assert.doesNotMatch((await bench.browse('GET', '/sandbox/?language=en')).text, /hello|hullo/u);
  });

  it('lets a tower ask for itself only', async () => {
    assert.equal(code(await openBackendBench().ask('GET', '/v1/towers/another/tokens')), 'towerUnknown');
  });

  it('says of an address that it does not have that there is none', async () => {
    const bench = openBackendBench();
    for (const target of ['/v1/nothing', '/v1/towers', '/v1/payments/a/b/c', '/v1/%zz']) assert.equal((await bench.ask('GET', target)).status, 404, target);
  });
});

describe('backend: tokens', () => {
  it('are signed for one tower, for a week at most, with a seq that rises for each member', async () => {
    const bench = openBackendBench();
    assert.ok(bench.core.wish(TOWER, member).ok);
    assert.ok(bench.core.wish(TOWER, { ...member, creditScore: 699 }).ok);
    const { tokens } = await tokensAfter(bench, '');
    const [first, second] = await Promise.all(tokens.map(({ token }) => claimsOf(token)));
    assert.ok(first !== undefined && second !== undefined);
    assert.equal(first['aud'], TOWER);
    assert.equal(first['iss'], 'urn:test:backend');
    assert.equal(Number(first['exp']) - Number(first['iat']), 604_800);
    assert.ok(Number(second['seq']) > Number(first['seq']));
    assert.notEqual(first['jti'], second['jti']);
    assert.equal(second['creditScore'], 699);
  });

  it('come after the cursor, and from the beginning for a cursor that is not known', async () => {
    const bench = openBackendBench();
    for (const memberId of ['a', 'b', 'c']) assert.ok(bench.core.wish(TOWER, { ...member, memberId }).ok);
    const all = await tokensAfter(bench, '');
    assert.equal(all.tokens.length, 3);
    assert.deepEqual((await tokensAfter(bench, all.tokens[0]!.cursor)).tokens, all.tokens.slice(1));
    assert.deepEqual(await tokensAfter(bench, all.next), { tokens: [], next: all.next });
    assert.deepEqual(await tokensAfter(bench, '2.0000000000000000'), all);
  });

  it('hold at most a hundred at a time, and lose none between two pages', async () => {
    const bench = openBackendBench();
    for (let n = 0; n < 250; n += 1) assert.ok(bench.core.wish(TOWER, { ...member, memberId: `m-${String(n)}` }).ok);
    const seen: string[] = [];
    for (let after = ''; ;) {
      const { tokens, next } = await tokensAfter(bench, after);
      assert.ok(tokens.length <= 100);
      if (tokens.length === 0) break;
      seen.push(...tokens.map(({ token }) => token));
      after = next;
    }
    assert.equal(new Set(seen).size, 250);
  });

  it('that attest are made anew when they have run out; a booking whose time is over is not', async () => {
    const bench = openBackendBench();
    assert.ok(bench.core.wish(TOWER, member).ok);
    assert.ok(bench.core.wish(TOWER, { op: 'book', bookingId: 'b-1', memberId: 'demo', memberName: 'Lin Xiao', carId: 'SH-01', fromUtcMs: 1, untilUtcMs: 2, language: 'zh' }).ok);
    const before = await tokensAfter(bench, '');
    bench.now.utcMs += 30 * DAY_MS;
    const after = await tokensAfter(bench, '');
    assert.equal(after.tokens.length, 1);
    const [old, anew] = await Promise.all([claimsOf(before.tokens[0]!.token), claimsOf(after.tokens[0]!.token)]);
    assert.equal(anew['memberId'], 'demo');
    assert.ok(Number(anew['seq']) > Number(old['seq']));
  });

  it('of a member whom the tower has forgotten are not made anew', async () => {
    const bench = openBackendBench();
    assert.ok(bench.core.wish(TOWER, member).ok);
    await bench.ask('POST', `/v1/towers/${TOWER}/events`, [eventOf(1, 'member.erased', { memberId: 'demo' })]);
    bench.now.utcMs += 30 * DAY_MS;
    assert.deepEqual((await tokensAfter(bench, '')).tokens, []);
  });

  it('of a backend that was restored from an older copy stand above those that the tower has seen', async () => {
    const bench = openBackendBench();
    assert.ok(bench.core.wish(TOWER, member).ok);
    const copy = bench.file.text;
    bench.now.utcMs += 1000;
    assert.ok(bench.core.wish(TOWER, { ...member, creditScore: 600 }).ok);
    const lost = await tokensAfter(bench, '');
    bench.now.utcMs += 1000;
    const restored = bench.restart(copy);
    assert.ok(restored.core.wish(TOWER, { ...member, creditScore: 800 }).ok);
    const page = await tokensAfter(restored, lost.next);
    const last = await claimsOf(page.tokens.at(-1)!.token);
    assert.equal(last['creditScore'], 800, 'passed over nothing, although the cursor is of the other history');
    assert.ok(Number(last['seq']) > Number((await claimsOf(lost.tokens.at(-1)!.token))['seq']));
  });
});

describe('backend: payments and contracts', () => {
  const hold = { paymentId: 'p-1', payer: 'demo', purpose: 'deposit', amountMinor: 300_000, currency: 'CNY' } as const;

  it('hold at once, capture less than what is held, and once', async () => {
    const bench = openBackendBench();
    assert.deepEqual((await bench.ask('POST', '/v1/payments', hold)).body, { state: 'held', providerRef: 'sandbox-p-1' });
    assert.equal((await bench.ask('POST', '/v1/payments', hold)).status, 200, 'said twice has one effect');
    assert.equal(code(await bench.ask('POST', '/v1/payments', { ...hold, amountMinor: 1 })), 'idConflict');
    assert.equal(code(await bench.ask('POST', '/v1/payments/p-1/captures', { amountMinor: 300_001 })), 'paymentState');
    for (let n = 0; n < 2; n += 1) assert.equal((await bench.ask('POST', '/v1/payments/p-1/captures', { amountMinor: 9900 })).body['state'], 'captured');
    assert.equal(code(await bench.ask('POST', '/v1/payments/p-1/captures', { amountMinor: 9901 })), 'idConflict');
    assert.equal(code(await bench.ask('POST', '/v1/payments/p-1/releases')), 'paymentState');
  });

  it('give back what is held, twice over', async () => {
    const bench = openBackendBench();
    await bench.ask('POST', '/v1/payments', hold);
    for (let n = 0; n < 2; n += 1) assert.equal((await bench.ask('POST', '/v1/payments/p-1/releases', {})).body['state'], 'released');
    assert.equal(code(await bench.ask('POST', '/v1/payments/p-1/captures', { amountMinor: 1 })), 'paymentState');
  });

  it('know nothing of a payment that was never asked for', async () => {
    assert.equal(code(await openBackendBench().ask('GET', '/v1/payments/p-9')), 'paymentUnknown');
    assert.equal(code(await openBackendBench().ask('GET', '/v1/contracts/c-9')), 'contractUnknown');
  });

  it('a contract that is signed cannot be taken back; one that is only offered can', async () => {
    const bench = openBackendBench();
    const offer = (purchaseId: string) => bench.ask('POST', '/v1/contracts', { purchaseId, buyer: 'demo', vin: 'LAYE5S1B0SH000001', variantId: 'aurora-e5', amountMinor: 20_990_000, currency: 'CNY' });
    assert.equal((await offer('c-1')).body['state'], 'offered');
    assert.equal((await offer('c-2')).body['state'], 'offered');
    assert.equal((await bench.browse('POST', '/sandbox/contracts/c-1', 'answer=sign')).status, 303);
    assert.equal((await bench.ask('GET', '/v1/contracts/c-1')).body['state'], 'signed');
    assert.equal(code(await bench.ask('POST', '/v1/contracts/c-1/withdrawals')), 'contractSigned');
    assert.equal((await bench.ask('POST', '/v1/contracts/c-2/withdrawals')).body['state'], 'declined');
  });

  it('what a restart finds is what was acknowledged', async () => {
    const bench = openBackendBench();
    await bench.ask('POST', '/v1/payments', hold);
    await bench.ask('POST', '/v1/payments/p-1/captures', { amountMinor: 9900 });
    assert.equal((await bench.restart().ask('GET', '/v1/payments/p-1')).body['state'], 'captured');
  });
});
