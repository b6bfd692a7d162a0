import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { TOWER, openBackendBench } from './testing/backend-bench.ts';
import type { Heard } from './testing/backend-bench.ts';
import { driveOf } from './testing/sample-events.ts';

const text = readFileSync(new URL('../../config/backend/openapi.yaml', import.meta.url), 'utf8').replaceAll('#/components/schemas/', '#/$defs/');
const { components } = parse(text) as { components: { schemas: Record<string, object> } };

/** A schema of the document, as a program that is not ours reads it. */
const documented = (name: string): z.ZodType => z.fromJSONSchema({ ...components.schemas[name], $defs: components.schemas } as Parameters<typeof z.fromJSONSchema>[0]);

function fits(name: string, heard: Heard, status = 200): void {
  assert.equal(heard.status, status, heard.text);
  const judged = documented(name).safeParse(heard.body);
  assert.ok(judged.success, `${name}: ${judged.success ? '' : z.prettifyError(judged.error)}`);
}

const offer = { purchaseId: 'c-1', buyer: 'demo', vin: 'LAYE5S1B0SH000001', variantId: 'aurora-e5', amountMinor: 20_990_000, currency: 'CNY' };
const hold = { paymentId: 'p-1', payer: 'demo-pays', purpose: 'deposit', amountMinor: 300_000, currency: 'CNY' };

describe('backend: its document', () => {
  it('says what is answered', async () => {
    const bench = openBackendBench({ decodeJpeg: async () => ({ width: 1, height: 1, data: Uint8Array.of(200, 68, 43, 255) }), colours: [{ variantId: 'aurora-e5', colour: '#C8442B' }] });
    assert.ok(bench.core.wish(TOWER, { op: 'cancel', bookingId: 'b-1' }).ok);
    fits('TokenPage', await bench.ask('GET', `/v1/towers/${TOWER}/tokens`));
    fits('Taken', await bench.ask('POST', `/v1/towers/${TOWER}/events`, driveOf('b-1', 'SH-01')));
    fits('Payment', await bench.ask('POST', '/v1/payments', hold));
    fits('Payment', await bench.ask('POST', '/v1/payments', { ...hold, paymentId: 'p-2', payer: 'demo' }));
    fits('Payment', await bench.ask('POST', '/v1/payments/p-2/captures', { amountMinor: 1 }));
    fits('Payment', await bench.ask('POST', '/v1/payments/p-1/releases', {}));
    fits('Message', await bench.ask('POST', '/v1/messages', { messageId: 'm-1', memberId: 'demo', language: 'zh', text: '您好' }));
    fits('Contract', await bench.ask('POST', '/v1/contracts', offer));
    fits('Contract', await bench.ask('POST', '/v1/contracts/c-1/withdrawals'));
    const seen = await bench.ask('POST', '/v1/car-recognitions', Uint8Array.of(1), { 'content-type': 'image/jpeg' });
    fits('Candidates', seen);
    assert.deepEqual(seen.body, { candidates: [{ variantId: 'aurora-e5' }] });
  });

  it('says how it is refused', async () => {
    const bench = openBackendBench();
    fits('Problem', await bench.ask('GET', '/v1/payments/p-9'), 404);
    fits('Problem', await bench.ask('POST', '/v1/payments', {}), 400);
    fits('Problem', await bench.browse('GET', '/v1/payments/p-9'), 401);
    fits('Problem', await bench.ask('POST', '/v1/car-recognitions', Uint8Array.of(1), { 'content-type': 'image/jpeg' }), 422);
    fits('Problem', await bench.ask('POST', '/v1/car-recognitions', Uint8Array.of(1), { 'content-type': 'image/png' }), 415);
    fits('Problem', await bench.ask('POST', '/v1/messages', new Uint8Array(4 * 1024 * 1024 + 1)), 413);
  });

  it('takes what it says is asked, and refuses what it does not', async () => {
    for (const [name, target, good] of [['PaymentRequest', '/v1/payments', hold], ['ContractRequest', '/v1/contracts', offer]] as const) {
      for (const key of Object.keys(good)) {
        for (const value of [undefined, '', -1, 'x y', 1.5, null]) {
          const body = { ...good, [key]: value };
          const isRight = documented(name).safeParse(JSON.parse(JSON.stringify(body))).success;
          assert.equal((await openBackendBench().ask('POST', target, body)).status === 200, isRight, JSON.stringify(body));
        }
      }
    }
  });
});
