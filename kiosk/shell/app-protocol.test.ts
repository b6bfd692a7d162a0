import assert from 'node:assert/strict';
import fc from 'fast-check';
import sinon from 'sinon';
import { createAppHandler } from './app-protocol.ts';
import { LIMITS } from './forward.ts';
import type { Fetch } from './forward.ts';
import { manifestOf } from './pages.ts';

const CONTROLLER = 'http://127.0.0.1:8123';
const bytes = (text: string) => new TextEncoder().encode(text);
const PAGES = manifestOf([
  ['/kiosk/index.html', bytes('<!doctype html><title>Carillon</title>')], ['/assets/main-1.js', bytes('1')], ['/assets/face-2.wasm', bytes('2')],
  ['/phone/index.html', bytes('phone')], ['/maintenance/index.html', bytes('bench')],
])!;

function bench(answer: () => Response | Promise<Response> = () => Response.json({ ok: true })) {
  const fetch = sinon.stub<Parameters<Fetch>, ReturnType<Fetch>>().callsFake(async () => answer());
  const handle = createAppHandler({ pages: PAGES, controllerOrigin: CONTROLLER, fetch });
  const ask = (url: string, init?: RequestInit): Promise<Response> => handle(new Request(url, init));
  return { fetch, ask };
}

describe('pages under app://kiosk', () => {
  it('are served from memory with their kind, a hash of their bytes, and the policy', async () => {
    const { ask, fetch } = bench();
    const page = await ask('app://kiosk/kiosk/?x=1#key=k');
    assert.equal(page.status, 200);
    assert.equal(await page.text(), '<!doctype html><title>Carillon</title>');
    assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.match(page.headers.get('etag') ?? '', /^"[0-9a-f]{64}"$/u);
    assert.equal((await ask('app://kiosk/assets/face-2.wasm')).headers.get('content-type'), 'application/wasm');
    sinon.assert.notCalled(fetch);
  });
  it('carry a policy that lets them speak to the shell and to the live channel, and to nobody else', async () => {
    const policy = (await bench().ask('app://kiosk/kiosk/')).headers.get('content-security-policy') ?? '';
    const parts = new Map(policy.split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1)]));
    assert.deepEqual(parts.get('connect-src'), ["'self'", 'ws://127.0.0.1:8123']);
    for (const name of ['default-src', 'frame-src', 'object-src', 'base-uri', 'form-action', 'frame-ancestors']) assert.deepEqual(parts.get(name), ["'none'"], name);
    assert.deepEqual(parts.get('script-src'), ["'self'", "'wasm-unsafe-eval'"]);
    assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|\*|https?:/u);
  });
  it('are the customer’s alone', async () => {
    for (const path of ['/phone/', '/phone/index.html', '/maintenance/', '/maintenance/index.html', '/', '/kiosk', '/kiosk/../phone/index.html', '/assets/', '/etc/passwd', '//etc/passwd', '/assets/main-1.js/', '/kiosk/%69ndex.html']) {
      const answer = await bench().ask(`app://kiosk${path}`);
      assert.equal(answer.status, 404, path);
      assert.ok(answer.headers.get('content-security-policy'), path);
    }
  });
  it('take no other method than reading', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) assert.equal((await bench().ask('app://kiosk/kiosk/', { method })).status, 405, method);
    const head = await bench().ask('app://kiosk/kiosk/', { method: 'HEAD' });
    assert.deepEqual([head.status, await head.text()], [200, '']);
  });
  it('are not served under another host', async () => {
    for (const url of ['app://other/kiosk/', 'app://kiosk.example.org/kiosk/', 'app://kiosk:80/kiosk/', 'http://kiosk/kiosk/']) assert.equal((await bench().ask(url)).status, 404, url);
  });
  it('never leave the manifest, whatever is asked', async () => {
    const { ask, fetch } = bench();
    await fc.assert(fc.asyncProperty(fc.webPath(), async (path) => {
      if (path.startsWith('/api/')) return;
      const { pathname } = new URL(`app://kiosk${path.startsWith('/') ? path : `/${path}`}`);
      const { status } = await ask(`app://kiosk${path.startsWith('/') ? path : `/${path}`}`);
      assert.equal(status === 200, PAGES.has(pathname), path);
    }));
    sinon.assert.notCalled(fetch);
  });
});

describe('what the page asks of the controller', () => {
  it('is forwarded to its loopback address, with listed headers and the kiosk’s origin', async () => {
    const { ask, fetch } = bench();
    const headers = { authorization: 'Bearer t', 'idempotency-key': 'k-1', 'content-type': 'application/json', 'x-forwarded-for': '10.0.0.1', 'x-anything': '1', accept: 'application/json' };
    const answer = await ask('app://kiosk/api/v1/collections', { method: 'POST', headers, body: '{"ticket":"t"}' });
    assert.deepEqual([answer.status, await answer.json()], [200, { ok: true }]);
    const [url, init] = fetch.firstCall.args;
    assert.equal(url, `${CONTROLLER}/api/v1/collections`);
    assert.deepEqual(init.headers, { accept: 'application/json', authorization: 'Bearer t', 'content-type': 'application/json', 'idempotency-key': 'k-1', origin: 'app://kiosk' });
    assert.deepEqual([init.method, init.redirect, init.credentials], ['POST', 'error', 'omit']);
    assert.equal(new TextDecoder().decode(init.body as Uint8Array), '{"ticket":"t"}');
  });
  it('keeps its query and its encoded names', async () => {
    const { ask, fetch } = bench();
    await ask('app://kiosk/api/v1/why?motion=lift.move');
    await ask('app://kiosk/api/v1/collections/c%C3%A4r/resumptions', { method: 'POST' });
    assert.deepEqual(fetch.args.map(([url]) => url), [`${CONTROLLER}/api/v1/why?motion=lift.move`, `${CONTROLLER}/api/v1/collections/c%C3%A4r/resumptions`]);
  });
  for (const method of ['PATCH', 'OPTIONS', 'HEAD', 'PROPFIND']) {
    it(`is not forwarded as ${method}`, async () => {
      const { ask, fetch } = bench();
      assert.equal((await ask('app://kiosk/api/v1/tower', { method })).status, 405);
      sinon.assert.notCalled(fetch);
    });
  }
  for (const path of ['/api/', '/api/v2/tower', '/api/v1//tower', '/api/v1/a%2fb', '/api/v1/a%5cb', '/api/v1/a%00', '/api/v1/%2e%2e/x'.replaceAll('%2e', '%2E%2F'), '/api/v1/live', '/api/v1/live?x=1', `/api/v1/${'a'.repeat(LIMITS.targetChars)}`, '/api/v1/a@b', '/api/v1/a;b', '/api/v1/tower?x=;y']) {
    it(`is not forwarded to ${path.slice(0, 40)}`, async () => {
      const { ask, fetch } = bench();
      assert.equal((await ask(`app://kiosk${path}`)).status, 404);
      sinon.assert.notCalled(fetch);
    });
  }
  it('reaches no other host, however it is written', async () => {
    const { ask, fetch } = bench();
    await fc.assert(fc.asyncProperty(fc.string({ maxLength: 60 }), async (tail) => {
      await ask(new URL(`app://kiosk/api/v1/${tail}`).href).catch(() => undefined);
    }));
    for (const [url] of fetch.args) {
      assert.equal(new URL(url).origin, CONTROLLER);
      assert.ok(new URL(url).pathname.startsWith('/api/v1/'), url);
    }
  });
  it('is not forwarded when it is too long', async () => {
    const { ask, fetch } = bench();
    const answer = await ask('app://kiosk/api/v1/sessions', { method: 'POST', body: new Uint8Array(LIMITS.requestBytes + 1) });
    assert.equal(answer.status, 413);
    sinon.assert.notCalled(fetch);
  });
  it('is answered with a problem when the controller is gone, redirects, or says too much', async () => {
    const tooLong = new ReadableStream<Uint8Array>({ pull: (controller) => { controller.enqueue(new Uint8Array(1024 * 1024)); } });
    for (const answer of [() => { throw new TypeError('fetch failed'); }, () => new Response(tooLong)]) {
      const heard = await bench(answer).ask('app://kiosk/api/v1/tower');
      assert.deepEqual([heard.status, heard.headers.get('content-type')], [502, 'application/problem+json']);
    }
  });
  it('hands back the status and the listed headers, and sets no cookie', async () => {
    const answer = await bench(() => new Response('{}', { status: 429, headers: { 'content-type': 'application/problem+json', 'retry-after': '3', 'set-cookie': 'a=b', server: 'x', location: 'https://example.org/' } })).ask('app://kiosk/api/v1/tower');
    assert.deepEqual([answer.status, Object.fromEntries(answer.headers)], [429, { 'content-type': 'application/problem+json', 'retry-after': '3' }]);
  });
  it('may be answered with nothing', async () => {
    assert.equal((await bench(() => new Response(null, { status: 204 })).ask('app://kiosk/api/v1/stop', { method: 'POST', body: '{}' })).status, 204);
  });
});

describe('the manifest of the pages', () => {
  it('is refused without the customer’s page, or with a file of an unknown kind', () => {
    assert.equal(manifestOf([['/assets/a.js', bytes('1')]]), null);
    assert.equal(manifestOf([['/kiosk/index.html', bytes('1')], ['/assets/a.exe', bytes('1')]]), null);
  });
});
