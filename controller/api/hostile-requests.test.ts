import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createApiLog } from './api-log.ts';
import { openApiBench } from './testing/api-bench.ts';
import type { ApiBench, Heard } from './testing/api-bench.ts';

const ROUTES = [
  '/api/v1/sessions', '/api/v1/bookings', '/api/v1/recognitions', '/api/v1/collections', '/api/v1/collections/c-1/resumptions',
  '/api/v1/resets', '/api/v1/homings', '/api/v1/settlements', '/api/v1/stop', '/api/v1/kiosk/heartbeat',
] as const;

describe('hostile requests', () => {
  let bench: ApiBench;
  let tokens: readonly string[];
  before(async () => {
    bench = await openApiBench();
    tokens = [await bench.signIn('kiosk'), await bench.signIn('phone')];
  });
  after(() => bench.close());
  const send = (url: string, token: string, payload: string | Buffer): Promise<Heard> =>
    bench.ask({ method: 'POST', url, payload, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': 'hostile' } });
  const isCalm = (heard: Heard): boolean => heard.status < 500;

  it('of any JSON shape are refused, move nothing and break nothing', async () => {
    const body = fc.oneof(
      fc.jsonValue({ maxDepth: 4 }),
      fc.record({ role: fc.constantFrom('kiosk', 'phone', 'technician', 'backend'), key: fc.string(), pin: fc.string(), memberId: fc.string(), signInCode: fc.string() }, { requiredKeys: [] }),
      fc.record({ by: fc.constantFrom('face', 'code', 'pass'), code: fc.string(), payload: fc.string({ unit: 'binary' }), templates: fc.array(fc.jsonValue({ maxDepth: 2 })) }, { requiredKeys: ['by'] }),
      fc.record({ carId: fc.string(), fromUtcMs: fc.double(), untilUtcMs: fc.maxSafeInteger(), language: fc.string() }),
      fc.record({ ticket: fc.string() }),
    );
    const motions = (): readonly string[] => bench.tower.asked.filter((asked) => !asked.startsWith('stop'));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ROUTES), fc.nat(1), body, async (url, who, value) => {
        const heard = await send(url, tokens[who]!, JSON.stringify(value));
        assert.ok(isCalm(heard), JSON.stringify(heard.body));
        assert.deepEqual(motions(), []);
      }),
      { numRuns: 300 },
    );
  });
  it('of broken, deep or foreign bytes are refused', async () => {
    const deep = '['.repeat(30_000);
    const bytes = [Buffer.from([0xff, 0xfe, 0x00]), Buffer.from('{"ticket":"\uD800"}'), deep, deep + ']'.repeat(30_000), '{"a":'.repeat(9000) + '1' + '}'.repeat(9000), 'null', '"x"', '1e999'];
    for (const url of ROUTES) {
      for (const payload of bytes) {
        const heard = await send(url, tokens[0]!, payload);
        assert.ok(isCalm(heard) && (heard.status >= 400 || url === '/api/v1/stop' || url.endsWith('/resumptions')), `${url} ${String(payload).slice(0, 20)}: ${heard.status}`);
      }
    }
  });
  it('in the address are refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.webPath(), fc.string(), async (path, query) => {
        const heard = await bench.get(`${path === '' ? '/' : path}?motion=${encodeURIComponent(query)}`);
        assert.ok(isCalm(heard), path);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the log of the API', () => {
  it('never carries what could admit or identify somebody', () => {
    const lines: string[] = [];
    const log = createApiLog({ write: (line) => void lines.push(line) });
    const secrets = { token: 's1', pin: 's2', code: 's3', templates: ['s4'], plate: 's5', name: 's6', payload: 's7', vector: ['s8'] };
    log.info(secrets, 'flat');
    log.warn({ body: secrets }, 'nested');
    log.error({ request: { body: secrets }, reference: 'kept' }, 'deeper');
    assert.equal(lines.length, 3);
    assert.ok(lines.every((line) => !/"s\d"/u.test(line)), lines.join(''));
    assert.ok(lines.at(-1)?.includes('kept'));
  });
});
