import assert from 'node:assert/strict';
import { holdPage, isForBrowser } from './hold-page.ts';

const press = (key: string, more: object = {}) => ({ key, ctrlKey: false, altKey: false, metaKey: false, ...more });

describe('a public page in plain Chromium', () => {
  it('keeps the keys of forms, of scanners and of its own page of keys', () => {
    for (const key of ['a', 'Z', '7', '京', '@', ' ', 'Enter', 'Tab', 'Escape', 'Backspace', 'ArrowDown', 'Home', 'PageUp', 'Shift', 'F1', '?']) assert.equal(isForBrowser(press(key)), false, key);
  });
  it('keeps every chord and every key with a meaning of its own from the browser', () => {
    for (const key of ['p', 'r', 'w', 't', 'n', 'o', 's', 'u', '+', '-', '0', 'Tab', 'ArrowLeft', 'Enter']) {
      for (const modifier of ['ctrlKey', 'altKey', 'metaKey']) assert.equal(isForBrowser(press(key, { [modifier]: true })), true, `${modifier} ${key}`);
    }
    for (const key of ['F2', 'F3', 'F5', 'F6', 'F7', 'F10', 'F11', 'F12', 'F24', 'BrowserBack', 'BrowserRefresh', 'BrowserHome', 'LaunchMail', 'ContextMenu', 'PrintScreen']) assert.equal(isForBrowser(press(key)), true, key);
  });
  for (const [type, fields, isRefused] of [
    ['contextmenu', {}, true], ['dragstart', {}, true], ['drop', {}, true], ['paste', {}, true], ['selectstart', {}, true], ['auxclick', {}, true], ['submit', {}, true], ['click', {}, false],
    ['mousedown', { button: 0 }, false], ['mousedown', { button: 1 }, true], ['mousedown', { button: 3 }, true], ['mouseup', { button: 4 }, true], ['mouseup', { button: 2 }, false],
    ['wheel', { ctrlKey: true }, true], ['wheel', { ctrlKey: false }, false], ['touchmove', { touches: [1] }, false], ['touchmove', { touches: [1, 2] }, true],
  ] as const) {
    it(`${isRefused ? 'refuses' : 'lets through'} ${type} ${JSON.stringify(fields)}`, () => {
      const page = Object.assign(new EventTarget(), { open: () => null });
      holdPage(page);
      const event = Object.assign(new Event(type, { cancelable: true }), fields);
      page.dispatchEvent(event);
      assert.equal(event.defaultPrevented, isRefused);
    });
  }
  it('leaves alone what can no longer be refused, as a second finger while the page scrolls under the first: the browser calls that an error', () => {
    const page = Object.assign(new EventTarget(), { open: () => null });
    holdPage(page);
    let refused = 0;
    page.dispatchEvent(Object.assign(new Event('touchmove', { cancelable: false }), { touches: [1, 2], preventDefault: () => { refused += 1; } }));
    assert.equal(refused, 0);
  });
  it('opens no window', () => {
    const page = Object.assign(new EventTarget(), { open: (): Window | null => globalThis as unknown as Window });
    holdPage(page);
    assert.equal(page.open(), null);
  });
});
