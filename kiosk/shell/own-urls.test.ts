import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isOwnPage, isOwnRequest } from './own-urls.ts';

const ORIGIN = 'http://127.0.0.1:8123';

describe('what belongs to the controller', () => {
  it('takes every page of its origin', () => {
    for (const path of ['', '/', '/kiosk?x=1#key', '/phone/']) assert.ok(isOwnPage(ORIGIN + path, ORIGIN), path);
  });
  const foreign = [
    'http://127.0.0.1:8124/', 'http://127.0.0.1/', 'https://127.0.0.1:8123/', 'http://localhost:8123/',
    'http://127.0.0.1:8123@example.org/', 'http://me@127.0.0.1:8123/', 'http://127.0.0.1:8123.example.org/',
    'file:///etc/passwd', 'data:text/html,x', 'javascript:alert(1)', 'about:blank', 'chrome://gpu', 'view-source:http://127.0.0.1:8123/',
    'blob:http://127.0.0.1:8123/6f', 'filesystem:http://127.0.0.1:8123/x', 'devtools://devtools/x', 'mailto:a@b.c', 'ws://127.0.0.1:8123/', '', 'x',
  ];
  for (const url of foreign) {
    it(`refuses the page ${url === '' ? '(empty)' : url}`, () => assert.equal(isOwnPage(url, ORIGIN), false));
    it(`refuses to load it into the window: ${url === '' ? '(empty)' : url}`, () =>
      assert.equal(isOwnRequest({ url, resourceType: 'mainFrame' }, ORIGIN), false));
  }
  it('refuses whatever address does not begin with the origin', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => {
        assert.equal(isOwnPage(url, ORIGIN), false);
        assert.equal(isOwnRequest({ url, resourceType: 'xhr' }, ORIGIN), false);
      }),
    );
  });
});

describe('requests of the session', () => {
  const ask = (url: string, resourceType: string): boolean => isOwnRequest({ url, resourceType }, ORIGIN);

  it('may open a socket to the controller, and to nobody else', () => {
    assert.equal(ask('ws://127.0.0.1:8123/api/v1/live', 'webSocket'), true);
    assert.equal(ask('ws://127.0.0.1:8124/api/v1/live', 'webSocket'), false);
    assert.equal(ask('wss://example.org/', 'webSocket'), false);
    assert.equal(ask('ws://127.0.0.1:8123/', 'xhr'), false);
  });
  it('may read bytes that the page made, but not as a document', () => {
    assert.equal(ask('blob:http://127.0.0.1:8123/6f', 'image'), true);
    assert.equal(ask('data:image/png;base64,AA', 'image'), true);
    assert.equal(ask('blob:http://127.0.0.1:8123/6f', 'subFrame'), false);
    assert.equal(ask('data:text/html,x', 'object'), false);
    assert.equal(ask('blob:http://example.org/6f', 'image'), false);
  });
});
