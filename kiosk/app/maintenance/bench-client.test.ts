import assert from 'node:assert/strict';
import { everyDeed } from '../testing/every-deed.ts';
import type { HttpOutcome, HttpRequest } from '../rim/rim.port.ts';
import { createBenchClient, wireOf } from './bench-client.ts';

const session = { token: 'token-1', role: 'technician', expiresInMs: 600_000 };

/** A client whose requests are written down, and answered one after the other. */
function bench(...answers: HttpOutcome[]) {
  const asked: HttpRequest[] = [];
  const saved: { path: string; headers: Readonly<Record<string, string>> }[] = [];
  let ids = 0;
  const client = createBenchClient({
    http: (request) => {
      asked.push(request);
      return Promise.resolve(answers.shift() ?? { kind: 'answered', status: 204, body: undefined });
    },
    download: (path, headers) => {
      saved.push({ path, headers });
      return Promise.resolve(true);
    },
    newRequestId: () => `request-${String((ids += 1))}`,
  });
  return { client, asked, saved };
}

const signedIn = { kind: 'answered', status: 201, body: session } as const;
/** Only what was sent is looked at. */
const sent = async (answer: Promise<{ readonly ok: boolean }>): Promise<void> => { assert.equal(typeof (await answer).ok, 'boolean'); };
const problem = (status: number, code: string): HttpOutcome => ({ kind: 'answered', status, body: { type: 'about:blank', title: code, status, code, detail: code } });

describe('what a technician asks of the controller', () => {
  for (const [kind, { deed, schema }] of Object.entries(everyDeed)) {
    it(`keeps to the contract: ${kind}`, () => {
      const { body } = wireOf(deed);
      if (schema !== undefined) assert.deepEqual(schema.safeParse(body).error?.issues, undefined);
    });
  }
  it('carries the session of who has signed in, and none after they have signed out', async () => {
    const { client, asked } = bench(signedIn);
    await sent(client.signIn('123456'));
    await sent(client.act({ kind: 'reset' }));
    client.signOut();
    await sent(client.act({ kind: 'reset' }));
    assert.deepEqual(asked.map(({ headers }) => headers['authorization']), [undefined, 'Bearer token-1', undefined]);
  });
  it('never signs in again by itself', async () => {
    const { client, asked } = bench(signedIn, problem(401, 'noSession'));
    await sent(client.signIn('123456'));
    const answer = await client.act({ kind: 'reset' });
    assert.equal(answer.ok ? undefined : answer.error.code, 'noSession');
    assert.equal(asked.length, 2);
  });
  it('gives an order an id, so that a lost answer begins no second one', async () => {
    const { client, asked } = bench();
    await sent(client.act({ kind: 'endOfDay' }));
    assert.equal(asked[0]?.headers['idempotency-key'], 'request-1');
  });
  it('waits minutes for what moves, and a moment for what does not', async () => {
    const { client, asked } = bench();
    await sent(client.act({ kind: 'home', axis: 'lift' }));
    await sent(client.act({ kind: 'reset' }));
    await sent(client.stop());
    const [home = 0, reset = 0, stop = 0] = asked.map(({ timeoutMs }) => timeoutMs);
    assert.ok(home > 60_000 && reset < 10_000 && stop < reset, asked.map(({ timeoutMs }) => timeoutMs).join());
  });
  it('acknowledges a cascade to its end, though one of it has become normal, and stops at a refusal', async () => {
    const all = bench({ kind: 'answered', status: 204, body: undefined }, problem(404, 'alarmUnknown'));
    assert.ok((await all.client.act({ kind: 'acknowledgeMany', alarmIds: ['a', 'b', 'c'] })).ok);
    assert.equal(all.asked.length, 3);
    const refusing = bench(problem(503, 'towerUnavailable'));
    assert.equal((await refusing.client.act({ kind: 'acknowledgeMany', alarmIds: ['a', 'b'] })).ok, false);
    assert.equal(refusing.asked.length, 1);
  });
  it('searches and saves with the same filter', async () => {
    const { client, asked, saved } = bench(signedIn, { kind: 'answered', status: 200, body: { rows: [], next: null } });
    await sent(client.signIn('123456'));
    await sent(client.history({ text: 'lift', priority: undefined, before: 7 }));
    await client.exportHistory({ text: 'lift', before: 7 }, 'csv');
    assert.equal(asked[1]?.path, '/api/v1/alarms/history?text=lift&before=7');
    assert.deepEqual(saved, [{ path: '/api/v1/alarms/export?text=lift&format=csv', headers: { authorization: 'Bearer token-1' } }]);
  });
});
