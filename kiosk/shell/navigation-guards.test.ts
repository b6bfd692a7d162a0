import assert from 'node:assert/strict';
import sinon from 'sinon';
import { guardContents } from './navigation-guards.ts';
import { asContents, stubContents, stubEvent } from './testing/electron-stub.ts';
import type { ContentsStub } from './testing/electron-stub.ts';

const ORIGIN = 'app://kiosk';
const OWN = `${ORIGIN}/kiosk/`;
const ELSEWHERE = ['https://example.org/', 'file:///etc/passwd', 'javascript:alert(1)', 'data:text/html,x', `blob:${ORIGIN}/6f`, 'mailto:a@b.c', 'chrome://gpu', 'about:blank', 'http://127.0.0.1:8123/', 'app://other/kiosk/', 'https://kiosk/kiosk/'];

function bench(): ContentsStub {
  const contents = stubContents();
  guardContents(asContents(contents));
  return contents;
}

function isPrevented(name: string, fields: object, ...args: readonly unknown[]): boolean {
  const event = stubEvent(fields);
  assert.ok(bench().emit(name, event, ...args), `nobody listens to ${name}`);
  return event.preventDefault.called;
}

describe('navigation of the kiosk', () => {
  it('opens no second window, whatever its address', () => {
    const [handler] = bench().setWindowOpenHandler.firstCall.args;
    for (const url of [OWN, ...ELSEWHERE]) assert.deepEqual(handler({ url }), { action: 'deny' });
  });
  for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
    it(`lets the page move within its own pages (${name})`, () => {
      assert.equal(isPrevented(name, { url: OWN, isMainFrame: true }), false);
    });
    for (const url of ELSEWHERE) {
      it(`does not leave for ${url} (${name})`, () => assert.equal(isPrevented(name, { url, isMainFrame: true }), true));
    }
  }
  it('loads no frame within the page, not even one of the controller', () => {
    assert.equal(isPrevented('will-frame-navigate', { url: OWN, isMainFrame: false }), true);
    assert.equal(isPrevented('will-redirect', { url: OWN, isMainFrame: false }), true);
  });
  it('attaches no webview', () => assert.equal(isPrevented('will-attach-webview', {}, {}, {}), true));
  it('shows no context menu', () => assert.equal(isPrevented('context-menu', {}, {}), true));
  it('holds the zoom of fingers at one', () => {
    sinon.assert.calledOnceWithExactly(bench().setVisualZoomLevelLimits, 1, 1);
  });
});

describe('keys of the kiosk', () => {
  const press = (key: string, modifiers: object = {}) =>
    isPrevented('before-input-event', {}, { key, control: false, alt: false, meta: false, shift: false, ...modifiers });

  it('lets through what a form, a scanner or a reader of the screen needs', () => {
    for (const key of ['a', 'Z', '7', ' ', '-', '车', '𠮷', 'Enter', 'Tab', 'Backspace', 'ArrowLeft', 'Escape']) {
      assert.equal(press(key), false, key);
    }
  });
  it('refuses every key that does something to a browser or a system', () => {
    const keys = ['F2', 'F5', 'F11', 'F12', 'F24', 'ContextMenu', 'PrintScreen', 'BrowserBack', 'BrowserHome', 'LaunchMail', 'Pause', 'ScrollLock', 'Alt', 'Control', 'Meta', 'ZoomIn', 'MediaPlayPause', ''];
    for (const key of keys) assert.equal(press(key), true, key);
  });
  it('refuses every chord, whatever its key', () => {
    for (const modifier of ['control', 'alt', 'meta']) {
      for (const key of ['p', 'o', 's', 'n', 't', 'w', 'r', 'u', 'j', 'h', 'i', '+', '-', '0', 'Tab', 'F4', ' ', 'Escape', 'ArrowLeft', 'Delete']) {
        assert.equal(press(key, { [modifier]: true }), true, `${modifier} ${key}`);
      }
    }
  });
});
