import assert from 'node:assert/strict';
import { backendSchema } from './backend.schema.ts';

const key = (kid: string) => ({ kid, x: 'A'.repeat(43) });
const backend = (change: object = {}) => ({ url: 'https://backend.example/tower', issuer: 'operator', keys: [key('key-1')], secretPath: 'backend.secret', ...change });
const isTaken = (change: object): boolean => backendSchema.safeParse(backend(change)).success;

describe('the backend in the file of a site', () => {
  it('has its pauses from the schema when nothing is said', () => {
    const { pollMs, timeoutMs } = backendSchema.parse(backend());
    assert.deepEqual([pollMs, timeoutMs], [5000, 8000]);
  });
  it('is reached by TLS, unless it stands on the same machine', () => {
    for (const url of ['http://127.0.0.1:8470', 'http://localhost:8470/', 'http://[::1]:1', 'https://10.0.0.1']) assert.ok(isTaken({ url }), url);
    for (const url of ['http://backend.example', 'http://127.0.0.1.example', 'http://10.0.0.1', 'ftp://127.0.0.1', 'file:///etc/passwd', 'https://backend.example/?q=1', 'backend.example', '']) assert.ok(!isTaken({ url }), url);
  });
  it('has one to three keys, each with a name of its own', () => {
    assert.ok(isTaken({ keys: [key('a'), key('b'), key('c')] }));
    for (const keys of [[], [key('a'), key('a')], [key('a'), key('b'), key('c'), key('d')], [{ kid: 'a', x: 'short' }]]) assert.ok(!isTaken({ keys }), JSON.stringify(keys));
  });
});
