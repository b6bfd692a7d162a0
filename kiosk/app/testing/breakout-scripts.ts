import { chord, play, run } from './breakout-bench.ts';
import type { Breakout } from './breakout-bench.ts';

/** As something on the page would: a link that is pressed. */
const link = (href: string, more = '') => run(`{ const a = Object.assign(document.createElement('a'), { href: ${JSON.stringify(href)}${more} }); document.body.append(a); a.click(); a.remove(); }`);

const ADDRESSES = ['javascript:document.body.remove()', 'data:text/html,<h1>out</h1>', 'file:///etc/passwd', 'mailto:a@b.c', 'tel:112', 'chrome://settings/', 'view-source:about:blank', 'about:blank', 'https://example.org/', 'intent://x', 'ms-settings:', '//example.org/'];

/** What a script on the page might do, if one ever got there. What only a window can refuse (a file that is asked for, bytes that are saved) is refused there: `watch-page`, and the shell. */
export const SCRIPTS: readonly Breakout[] = [
  ...ADDRESSES.map((address): Breakout => [`window.open ${address}`, run(`open(${JSON.stringify(address)})?.close()`)]),
  ...ADDRESSES.map((address): Breakout => [`a link in a new window to ${address}`, link(address, ", target: '_blank'")]),
  ['a download', link('data:application/octet-stream,x', ", download: 'x.exe'")],
  ['print', run('print()')],
  ['a frame', run("{ const f = Object.assign(document.createElement('iframe'), { src: 'https://example.org/' }); document.body.append(f); f.remove(); }")],
  ['a script from elsewhere', run("{ const s = Object.assign(document.createElement('script'), { src: 'https://example.org/x.js' }); document.head.append(s); s.remove(); }")],
  ['a script in the page', run("{ const s = document.createElement('script'); s.textContent = 'document.body.remove()'; document.head.append(s); s.remove(); }")],
  ['a form that is sent elsewhere', run("{ const f = Object.assign(document.createElement('form'), { action: 'https://example.org/' }); document.body.append(f); f.submit(); f.remove(); }")],
  ['a request elsewhere', run("fetch('https://example.org/').catch(() => undefined)")],
  ['a socket elsewhere', run("{ try { new WebSocket('wss://example.org/'); } catch { } }")],
  ...['notifications', 'geolocation', 'midi'].map((name): Breakout => [`the permission for ${name}`, run(
    name === 'geolocation' ? 'new Promise((done) => { navigator.geolocation.getCurrentPosition(() => done("granted"), () => done("denied")); })'
      : name === 'midi' ? 'navigator.requestMIDIAccess?.().catch(() => undefined)' : 'Notification.requestPermission().catch(() => undefined)')]),
  ['a microphone', run('navigator.mediaDevices.getUserMedia({ audio: true }).then((s) => { for (const t of s.getTracks()) t.stop(); }, () => undefined)')],
  ['the whole screen', run('document.documentElement.requestFullscreen().catch(() => undefined)')],
  ['the keyboard', run('navigator.keyboard?.lock?.().catch(() => undefined)')],
  ['the screen as a film', run('navigator.mediaDevices.getDisplayMedia?.({ video: true }).catch(() => undefined)')],
  ['a serial port', run('navigator.serial?.requestPort().catch(() => undefined)')],
  ['a USB device', run('navigator.usb?.requestDevice({ filters: [] }).catch(() => undefined)')],
  ['a worker of a service', run("navigator.serviceWorker?.register('/x.js').catch(() => undefined)")],
];

/** What comes out of a scanner that types, or out of a clipboard. */
const PAYLOADS: readonly (readonly [string, string])[] = [
  ['an address', 'https://example.org/?x=1'], ['four thousand characters', 'A'.repeat(4096)], ['text from right to left', '\u202Emoc.elpmaxe\u202C ﷺ'], ['control characters', '\u0000\u0007\u0008\u001B[2J\u007F'],
  ['HTML', '<img src=x onerror=document.body.remove()>'], ['SQL', "'; DROP TABLE bookings; --"], ['a script', 'javascript:document.body.remove()'], ['a template', '${7*7}{{7*7}}'],
];

/** Typed as fast as a scanner types, and pasted. */
export const INPUTS: readonly Breakout[] = [
  ...PAYLOADS.map(([name, text]): Breakout => [`${name}, typed by a scanner`, play({ kind: 'text', text: text.slice(0, 400) }, chord(0, 'Enter'))]),
  ...PAYLOADS.map(([name, text]): Breakout => [`${name}, pasted`, ({ page }) => page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    (document.activeElement ?? document.body).dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text)]),
];
