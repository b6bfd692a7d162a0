import assert from 'node:assert/strict';
import fc from 'fast-check';
import sinon from 'sinon';
import { Webhook } from 'standardwebhooks';
import { NOON_UTC_MS, granted, refusal } from '../../journal/testing/journal-bench.ts';
import { sharedSecret } from './testing/backend-hand.ts';
import { isWebhookSigned, signWebhook, webhookSecrets } from './webhook-signature.ts';

const [OLD, NEW] = [sharedSecret('one'), sharedSecret('two')];
const secretsOf = (...texts: readonly string[]): readonly Uint8Array[] => granted(webhookSecrets(texts.join('\n')));
const BODY = Buffer.from('{"type":"io.carillon.payment.changed.v1","data":{"paymentId":"y-1"}}');

describe('the signature of a webhook', () => {
  it('is the one that the public package makes and verifies, whatever is signed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'grapheme' }), fc.stringMatching(/^[\w-]{1,40}$/u), fc.integer({ min: 0, max: 4_000_000_000 }), (text, id, seconds) => {
        const ours = signWebhook(secretsOf(OLD), { id, utcMs: seconds * 1000, body: Buffer.from(text) });
        assert.equal(ours['webhook-signature'], new Webhook(OLD).sign(id, new Date(seconds * 1000), text));
      }),
    );
    const machine = sinon.useFakeTimers({ now: NOON_UTC_MS, toFake: ['Date'] });
    try {
      const headers = signWebhook(secretsOf(OLD), { id: 'm-1', utcMs: NOON_UTC_MS, body: BODY });
      assert.deepEqual(new Webhook(OLD).verify(BODY.toString(), { ...headers }), JSON.parse(BODY.toString()));
    } finally {
      machine.restore();
    }
  });

  it('is taken from the package, and from either secret while both are known', () => {
    const at = new Date(NOON_UTC_MS);
    const headers = (signature: string) => ({ 'webhook-id': 'm-1', 'webhook-timestamp': String(NOON_UTC_MS / 1000), 'webhook-signature': signature });
    const [byOld, byNew] = [OLD, NEW].map((secret) => new Webhook(secret).sign('m-1', at, BODY.toString())) as [string, string];
    const taken = (signature: string, ...known: readonly string[]): boolean => isWebhookSigned(secretsOf(...known), headers(signature), BODY, NOON_UTC_MS);
    assert.deepEqual([taken(byOld, OLD), taken(byNew, OLD), taken(byOld, NEW, OLD), taken(byNew, NEW, OLD), taken(`${byOld} ${byNew}`, NEW)], [true, false, true, true, true]);
    assert.deepEqual([taken('', OLD), taken('v1,', OLD), taken(byOld.replace('v1,', 'v1a,'), OLD), taken(byOld.slice(3), OLD), taken(byOld.slice(0, -4), OLD)], [false, false, false, false, false]);
  });

  it('signs with both secrets while they change, so that either side may be first', () => {
    const headers = signWebhook(secretsOf(NEW, OLD), { id: 'm-1', utcMs: NOON_UTC_MS, body: BODY });
    for (const secret of [OLD, NEW]) assert.ok(isWebhookSigned(secretsOf(secret), headers, BODY, NOON_UTC_MS));
  });

  it('holds for five minutes to both sides, to the second', () => {
    const headers = signWebhook(secretsOf(OLD), { id: 'm-1', utcMs: NOON_UTC_MS, body: BODY });
    const at = (offsetMs: number): boolean => isWebhookSigned(secretsOf(OLD), headers, BODY, NOON_UTC_MS + offsetMs);
    assert.deepEqual([at(-300_001), at(-300_000), at(300_000), at(300_001)], [false, true, true, false]);
  });

  it('covers the id, the time and every byte of the body', () => {
    const headers = signWebhook(secretsOf(OLD), { id: 'm-1', utcMs: NOON_UTC_MS, body: BODY });
    const taken = (change: object, body: Uint8Array = BODY): boolean => isWebhookSigned(secretsOf(OLD), { ...headers, ...change }, body, NOON_UTC_MS);
    assert.ok(taken({}));
    // A full stop would let one text be read as two different messages.
    assert.ok(!taken({ 'webhook-id': 'm-1.1' }));
    assert.ok(!taken({ 'webhook-id': 'm-2' }) && !taken({ 'webhook-timestamp': String(NOON_UTC_MS / 1000 + 1) }) && !taken({ 'webhook-timestamp': `0${String(NOON_UTC_MS / 1000)}` }));
    fc.assert(
      fc.property(fc.nat(BODY.length - 1), fc.integer({ min: 1, max: 255 }), (at, bits) => {
        const altered = Buffer.from(BODY);
        altered[at] = (altered[at] ?? 0) ^ bits;
        assert.ok(!taken({}, altered));
      }),
    );
  });

  it('needs a secret that nobody can guess', () => {
    const weak = ['', 'whsec_', 'secret', OLD.slice('whsec_'.length), `whsec_${Buffer.alloc(23, 'abcdefghijklmnopqrstuvw').toString('base64')}`, `whsec_${Buffer.alloc(32, 'a').toString('base64')}`, `${OLD} weak`, [OLD, NEW, OLD, NEW].join(' ')];
    for (const text of weak) assert.equal(refusal(webhookSecrets(text)), 'secretWeak', text);
    assert.equal(granted(webhookSecrets(`${OLD}\n${NEW}\n`)).length, 2);
  });
});
