import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isOwnPage, isOwnRequest, PAGE_ORIGIN } from './own-urls.ts';

const CONTROLLER = 'http://127.0.0.1:8123';

describe('what belongs to the shell', () => {
  it('takes every address of its own pages', () => {
    for (const path of ['/', '/kiosk/', '/kiosk/?x=1#key', '/assets/a-1.js', '/api/v1/tower']) assert.ok(isOwnPage(PAGE_ORIGIN + path), path);
  });
  const foreign = [
    `${CONTROLLER}/`, `${CONTROLLER}/kiosk/`, 'http://127.0.0.1:8124/', 'https://127.0.0.1:8123/', 'http://kiosk/', 'https://kiosk/kiosk/',
    'app://kiosk.example.org/', 'app://kiosk@example.org/', 'app://me@kiosk/', 'app://kiosk:80/', 'app://other/kiosk/', 'app:kiosk', 'app:///kiosk/', 'apps://kiosk/', 'APP://KIOSK/',
    'file:///etc/passwd', 'data:text/html,x', 'javascript:alert(1)', 'about:blank', 'chrome://gpu', `view-source:${PAGE_ORIGIN}/`,
    `blob:${PAGE_ORIGIN}/6f`, `filesystem:${PAGE_ORIGIN}/x`, 'devtools://devtools/x', 'mailto:a@b.c', 'ws://127.0.0.1:8123/', '', 'x',
  ];
  for (const url of foreign) {
    it(`refuses the page ${url === '' ? '(empty)' : url}`, () => { assert.equal(isOwnPage(url), false); });
    it(`refuses to load it into the window: ${url === '' ? '(empty)' : url}`, () => { assert.equal(isOwnRequest({ url, resourceType: 'mainFrame' }, CONTROLLER), false); });
  }
  it('refuses whatever address does not begin with the shell’s own', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => {
        assert.equal(isOwnPage(url), false);
        assert.equal(isOwnRequest({ url, resourceType: 'xhr' }, CONTROLLER), false);
      }),
    );
  });
});

describe('requests of the session', () => {
  const ask = (url: string, resourceType: string): boolean => isOwnRequest({ url, resourceType }, CONTROLLER);

  it('may open the live channel of the controller, and no other socket', () => {
    assert.equal(ask('ws://127.0.0.1:8123/api/v1/live', 'webSocket'), true);
    for (const url of ['ws://127.0.0.1:8123/', 'ws://127.0.0.1:8123/api/v1/live/x', 'ws://127.0.0.1:8124/api/v1/live', 'wss://127.0.0.1:8123/api/v1/live', 'wss://example.org/', 'ws://me@127.0.0.1:8123/api/v1/live']) {
      assert.equal(ask(url, 'webSocket'), false, url);
    }
    assert.equal(ask('ws://127.0.0.1:8123/api/v1/live', 'xhr'), false);
  });
  it('may not go to the controller past the shell', () => {
    for (const type of ['xhr', 'script', 'image', 'mainFrame', 'subFrame', 'ping']) assert.equal(ask(`${CONTROLLER}/api/v1/tower`, type), false, type);
  });
  it('may read bytes that the page made, but not as a document', () => {
    assert.equal(ask(`blob:${PAGE_ORIGIN}/6f`, 'image'), true);
    assert.equal(ask('data:image/png;base64,AA', 'image'), true);
    assert.equal(ask(`blob:${PAGE_ORIGIN}/6f`, 'subFrame'), false);
    assert.equal(ask('data:text/html,x', 'object'), false);
    assert.equal(ask('blob:http://example.org/6f', 'image'), false);
    assert.equal(ask(`blob:${CONTROLLER}/6f`, 'image'), false);
  });
});
