import type { CDPSession } from 'playwright-core';
import { chord, play } from './breakout-bench.ts';
import type { Breakout } from './breakout-bench.ts';
import { INPUTS, SCRIPTS } from './breakout-scripts.ts';

const [ALT, CONTROL, META, SHIFT] = [1, 2, 4, 8];
const CENTRE = { x: 360, y: 640 };
const CHORDS: readonly (readonly [string, number, string])[] = [
  ...Array.from('posntwrujhdfglbakexz0+-=').map((key) => [`Ctrl+${key}`, CONTROL, key] as const),
  ...Array.from('ijcntpmro').map((key) => [`Ctrl+Shift+${key}`, CONTROL + SHIFT, key] as const),
  ...['Tab', 'F4', 'F5', 'Escape', 'Enter', 'Home', 'PageDown'].map((key) => [`Ctrl+${key}`, CONTROL, key] as const),
  ...['F4', 'Tab', ' ', 'ArrowLeft', 'ArrowRight', 'Home', 'd', 'f', 'e'].map((key) => [`Alt+${key}`, ALT, key] as const),
  ...['l', 'r', 'd', 'Tab'].map((key) => [`Super+${key}`, META, key] as const),
  ...['Delete', 't', 'F1', 'F2', 'F7'].map((key) => [`Ctrl+Alt+${key}`, CONTROL + ALT, key] as const),
  ['Shift+Escape (task manager)', SHIFT, 'Escape'], ['Shift+F10 (menu)', SHIFT, 'F10'],
];
const KEYS = [...Array.from({ length: 11 }, (_, i) => `F${String(i + 2)}`), 'BrowserBack', 'BrowserForward', 'BrowserRefresh', 'BrowserHome', 'ContextMenu', 'PrintScreen'];

const GESTURES: readonly Breakout[] = [
  ['a long press', play({ kind: 'hold', at: CENTRE, ms: 1200 })],
  ['a right click', play({ kind: 'click', at: CENTRE, button: 'right', modifiers: 0 })],
  ['a middle click', play({ kind: 'click', at: CENTRE, button: 'middle', modifiers: 0 })],
  ['a middle click with Ctrl', play({ kind: 'click', at: CENTRE, button: 'middle', modifiers: CONTROL })],
  ['a selection by mouse', async ({ page }) => {
    await page.mouse.move(40, 900);
    await page.mouse.down();
    await page.mouse.move(680, 1200, { steps: 5 });
    await page.mouse.up();
  }],
  ['a selection by double click', ({ page }) => page.mouse.dblclick(360, 1000)],
  ['a drag of a finger', play({ kind: 'drag', way: [CENTRE, { x: 700, y: 100 }] })],
  ['a swipe from the left edge (history)', play({ kind: 'drag', way: [{ x: 0, y: 600 }, { x: 300, y: 600 }, { x: 700, y: 600 }] })],
  ['a swipe from the right edge (history)', play({ kind: 'drag', way: [{ x: 719, y: 600 }, { x: 300, y: 600 }, { x: 10, y: 600 }] })],
  ['a pull from the top', play({ kind: 'drag', way: [{ x: 360, y: 0 }, { x: 360, y: 900 }] })],
  ['a pinch', play({ kind: 'fingers', ways: [[{ x: 300, y: 600 }, { x: 30, y: 200 }], [{ x: 420, y: 680 }, { x: 690, y: 1100 }]] })],
  ['a double tap', play({ kind: 'tap', at: { x: 5, y: 5 } }, { kind: 'tap', at: { x: 5, y: 5 } })],
  ['five fingers', play({ kind: 'fingers', ways: Array.from({ length: 5 }, (_, i) => [{ x: 100 + i * 100, y: 900 }, { x: 100 + i * 100, y: 200 }] as const) })],
  ['a wheel with Ctrl (zoom)', play({ kind: 'wheel', at: CENTRE, by: -600, modifiers: CONTROL })],
  ['a file that is dropped', ({ session }) => drop(session, { items: [], files: ['/etc/passwd'], dragOperationsMask: 1 })],
  ['an address that is dropped', ({ session }) => drop(session, { items: [{ mimeType: 'text/uri-list', data: 'https://example.org/' }], dragOperationsMask: 1 })],
];

async function drop(session: CDPSession, data: object): Promise<void> {
  for (const type of ['dragEnter', 'dragOver', 'drop']) await session.send('Input.dispatchDragEvent', { type, ...CENTRE, data } as never);
}

/** Every way of the list, as far as a page can be asked. */
export const BREAKOUTS: readonly Breakout[] = [
  ...CHORDS.map(([name, modifiers, key]): Breakout => [name, play(chord(modifiers, key))]),
  ...KEYS.map((key): Breakout => [key, play(chord(0, key))]),
  ['Shift five times (sticky keys)', play(...Array.from({ length: 5 }, () => chord(0, 'Shift')))],
  ...GESTURES,
  ...SCRIPTS,
  ...INPUTS,
];
