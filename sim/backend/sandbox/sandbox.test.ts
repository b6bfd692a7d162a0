import assert from 'node:assert/strict';
import { Webhook } from 'standardwebhooks';
import { SECRET, TOWER, openBackendBench } from '../testing/backend-bench.ts';

const hold = { paymentId: 'p-1', payer: 'demo-pays', purpose: 'deposit', amountMinor: 300_000, currency: 'CNY' };

describe('backend: pages for people', () => {
  it('let a person agree to a payment, and tell the tower to look', async () => {
    const bench = openBackendBench();
    bench.core.tellWhere(TOWER, 'http://tower.test');
    const asked = await bench.ask('POST', '/v1/payments', hold);
    assert.equal(asked.body['state'], 'asked');
    const address = new URL(String(asked.body['checkoutUrl'])).pathname;
    const page = await bench.browse('GET', address, '', { 'accept-language': 'en-GB' });
    assert.match(page.text, /lang="en"/u);
    assert.match(page.text, /CN¥3,000\.00/u);
    assert.equal((await bench.browse('POST', address, 'answer=agree', { origin: 'http://127.0.0.1:8470' })).status, 303);
    assert.equal((await bench.ask('GET', '/v1/payments/p-1')).body['state'], 'held');
    assert.equal((await bench.ask('GET', '/v1/payments/p-1')).body['checkoutUrl'], undefined);
    const [notice] = bench.sent;
    assert.equal(notice?.url, 'http://tower.test/api/v1/backend/notices');
    assert.deepEqual(JSON.parse(Buffer.from(notice.body ?? []).toString()).data, { paymentId: 'p-1' });
  });

  it('sign each notice as the public package does', async () => {
    const bench = openBackendBench();
    bench.core.tellWhere(TOWER, 'http://tower.test');
    await bench.ask('POST', '/v1/contracts', { purchaseId: 'c-1', buyer: 'demo', vin: 'LAYE5S1B0SH000001', variantId: 'aurora-e5', amountMinor: 1, currency: 'CNY' });
    await bench.browse('POST', '/sandbox/contracts/c-1', 'answer=sign');
    const [notice] = bench.sent;
    assert.ok(notice?.body !== undefined);
    const id = notice.headers['webhook-id'] ?? '';
    assert.equal(notice.headers['webhook-signature'], new Webhook(SECRET).sign(id, new Date(bench.now.utcMs), Buffer.from(notice.body).toString()));
    assert.equal(notice.headers['webhook-timestamp'], String(bench.now.utcMs / 1000));
    assert.equal((JSON.parse(Buffer.from(notice.body).toString()) as { id: string }).id, id);
  });

  it('send a notice that nobody takes five times, and no more', async () => {
    let tries = 0;
    const bench = openBackendBench({ http: async () => {
      tries += 1;
      return { ok: false, error: { code: 'unreachable', message: 'nobody' } };
    } });
    bench.core.tellWhere(TOWER, 'http://tower.test');
    await bench.ask('POST', '/v1/payments', hold);
    await bench.browse('POST', '/sandbox/payments/p-1', 'answer=decline');
    await bench.runFor(3_600_000);
    assert.equal(tries, 5);
    assert.equal((await bench.ask('GET', '/v1/payments/p-1')).body['state'], 'declined');
  });

  it('take no answer from a form of another site', async () => {
    const bench = openBackendBench();
    await bench.ask('POST', '/v1/payments', hold);
    for (const headers of [{ origin: 'https://elsewhere.test' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]) {
      await bench.browse('POST', '/sandbox/payments/p-1', 'answer=agree', headers);
      assert.equal((await bench.ask('GET', '/v1/payments/p-1')).body['state'], 'asked', JSON.stringify(headers));
    }
  });

  it('a second answer changes nothing', async () => {
    const bench = openBackendBench();
    await bench.ask('POST', '/v1/payments', hold);
    await bench.browse('POST', '/sandbox/payments/p-1', 'answer=decline');
    assert.equal((await bench.browse('POST', '/sandbox/payments/p-1', 'answer=agree')).status, 200);
    assert.equal((await bench.ask('GET', '/v1/payments/p-1')).body['state'], 'declined');
  });

  it('show messages as text, whatever stands in them, and those of an erased member no more', async () => {
    const bench = openBackendBench();
    await bench.ask('POST', '/v1/messages', { messageId: 'm-1', memberId: 'demo', language: 'en', text: 'Code 123456 <script>alert(1)</script>' });
    const page = await bench.browse('GET', '/sandbox/?language=en');
    assert.match(page.text, /Code 123456 &lt;script&gt;/u);
    assert.match(page.headers['content-security-policy'] ?? '', /default-src 'none'/u);
    const erased = { specversion: '1.0', id: `${TOWER}/b/1`, source: `/towers/${TOWER}`, type: 'io.carillon.member.erased.v1', subject: 'member/demo', time: '2026-01-01T00:00:00Z', bootid: 'b', seq: 1, data: { memberId: 'demo' } };
    assert.equal((await bench.ask('POST', `/v1/towers/${TOWER}/events`, [erased])).status, 200);
    assert.doesNotMatch((await bench.browse('GET', '/sandbox/')).text, /123456/u);
  });

  it('say in both languages that there is nothing, with every list empty', async () => {
    const bench = openBackendBench();
    assert.match((await bench.browse('GET', '/sandbox/?language=zh')).text, /尚无支付请求。/u);
    assert.match((await bench.browse('GET', '/sandbox/?language=en')).text, /No payment has been asked for\./u);
    for (const target of ['/sandbox/payments/none', '/sandbox/contracts/none', '/sandbox/else', '/sandbox/payments/__proto__']) assert.equal((await bench.browse('GET', target)).status, 404, target);
  });
});
