import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { createHand } from './monkey/play-deed.ts';
import type { Deed } from './monkey/deeds.ts';

/** Where a breakout is tried. */
export interface Bench {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly session: CDPSession;
}

/** One way out that somebody may try, and how. */
export type Breakout = readonly [name: string, attempt: (bench: Bench) => Promise<unknown>];

const [ALT, CONTROL, META, SHIFT] = [1, 2, 4, 8];
const CENTRE = { x: 360, y: 640 };
const wait = (page: Page) => (ms: number) => page.waitForTimeout(ms);
const play = (...deeds: readonly Deed[]) => ({ page, session }: Bench): Promise<void> => createHand(session, wait(page)).play(deeds);
const chord = (modifiers: number, key: string): Deed => ({ kind: 'key', key, modifiers });
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
];

/** Chords, keys and gestures of one hand. */
export const BREAKOUTS: readonly Breakout[] = [
  ...CHORDS.map(([name, modifiers, key]): Breakout => [name, play(chord(modifiers, key))]),
  ...KEYS.map((key): Breakout => [key, play(chord(0, key))]),
  ['Shift five times (sticky keys)', play(...Array.from({ length: 5 }, () => chord(0, 'Shift')))],
  ...GESTURES,
];
