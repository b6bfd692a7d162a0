import assert from 'node:assert/strict';
import { readAddress } from './address.ts';

const codeOf = (url: string | undefined): string => {
  const result = readAddress({ CARILLON_URL: url });
  return result.ok ? 'ok' : result.error.code;
};

describe("the controller's address", () => {
  it('gives the shell’s own page with its fragment, which only the page reads', () => {
    const result = readAddress({ CARILLON_URL: 'http://127.0.0.1:8123/#key=abc', CARILLON_KIOSK_KEY: 'abc' });
    assert.deepEqual(result, {
      ok: true,
      value: { url: 'app://kiosk/kiosk/#key=abc', origin: 'http://127.0.0.1:8123', key: 'abc' },
    });
  });
  it('is taken on any loopback name', () => {
    assert.deepEqual(['http://localhost:1/', 'http://[::1]:1/'].map(codeOf), ['ok', 'ok']);
  });
  it('is refused when it is missing or no address', () => {
    assert.deepEqual([undefined, '', 'tower', '/kiosk'].map(codeOf), ['missing', 'missing', 'malformed', 'malformed']);
  });
  it('is refused when it is not this machine, however it is written', () => {
    const foreign = ['http://192.168.1.4:80/', 'http://example.org/', 'http://127.0.0.1.example.org/', 'http://0.0.0.0/'];
    assert.deepEqual(foreign.map(codeOf), foreign.map(() => 'notLoopback'));
  });
  it('is refused with another scheme or with a user in it', () => {
    const odd = ['https://127.0.0.1/', 'file:///etc/passwd', 'javascript:alert(1)', 'http://me@127.0.0.1/', 'data:text/html,x'];
    assert.deepEqual(odd.map(codeOf), odd.map(() => 'malformed'));
  });
  it('says in its refusal what is safe and what to do', () => {
    const result = readAddress({});
    assert.match(result.ok ? '' : result.error.message, /tower is not affected.*Set CARILLON_URL/);
  });
});
