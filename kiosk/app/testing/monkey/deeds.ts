import type { SeededRng as Rng } from '../../../../sim/time/seeded-rng.ts';

/** A point of the screen, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One thing that a hand, or somebody with a keyboard, does to the screen. */
export type Deed =
  | { readonly kind: 'tap'; readonly at: Point }
  | { readonly kind: 'hold'; readonly at: Point; readonly ms: number }
  | { readonly kind: 'drag'; readonly way: readonly Point[] }
  /** Several fingers, each on its way, all going down and up together. */
  | { readonly kind: 'fingers'; readonly ways: readonly (readonly [Point, Point])[] }
  | { readonly kind: 'click'; readonly at: Point; readonly button: 'right' | 'middle'; readonly modifiers: number }
  | { readonly kind: 'wheel'; readonly at: Point; readonly by: number; readonly modifiers: number }
  | { readonly kind: 'key'; readonly key: string; readonly modifiers: number }
  | { readonly kind: 'text'; readonly text: string };

/** A control that stands on the screen. */
export interface Control extends Point {
  readonly action: string;
}

/** What the monkey sees before it reaches out. */
export interface Sight {
  readonly screen: string | undefined;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly controls: readonly Control[];
  /** The code that it holds in its hand, where it has one. */
  readonly code: string | undefined;
}

/** Bits of the protocol: alt 1, control 2, meta 4, shift 8. */
const [ALT, CONTROL, META, SHIFT] = [1, 2, 4, 8];
const NAMED = ['Enter', 'Tab', ' ', 'Escape', 'Backspace', 'Delete', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'];
const FORBIDDEN = ['F1', 'F3', 'F5', 'F6', 'F7', 'F10', 'F11', 'F12', 'BrowserBack', 'BrowserForward', 'BrowserRefresh', 'BrowserHome', 'ContextMenu', 'PrintScreen', 'Insert'];
const CHORDS: readonly (readonly [number, string])[] = [
  ...Array.from('abcdefghijklmnopqrstuvwxyz0123456789+-=').map((key) => [CONTROL, key] as const),
  ...Array.from('ijcnptrdm').map((key) => [CONTROL + SHIFT, key] as const),
  ...['ArrowLeft', 'ArrowRight', 'F4', 'Tab', ' ', 'Home', 'd', 'f', 'e'].map((key) => [ALT, key] as const),
  ...['Tab', 'F4', 'F5', 'Enter', 'Delete', 'Escape'].map((key) => [CONTROL, key] as const),
  ...['l', 'r', 'd', 'e', 'Tab'].map((key) => [META, key] as const),
  [SHIFT, 'F10'], [SHIFT, 'Tab'], [CONTROL + ALT, 'Delete'], [SHIFT, 'Escape'],
];
/** What people, scanners and the ill-meaning type. */
const TEXTS = [
  'AB12CD34', '沪A·12345', '12345678', ' ', 'https://example.org/', 'javascript:alert(1)', '<img src=x onerror=alert(1)>', "' OR 1=1 --", '\u202Eevil\u202C', '\u0000\u0007\u001B[2J', '🚗🚗🚗', 'ﷺ',
  'x'.repeat(300), '{"by":"code","code":"AB12CD34"}', '%00%0d%0a', 'CARILLON1.booking-1.forged',
];

const pick = <T>(rng: Rng, from: readonly T[]): T | undefined => from[Math.floor(rng.next() * from.length)];
const between = (rng: Rng, low: number, high: number): number => low + rng.next() * (high - low);
const anywhere = (rng: Rng, { widthPx, heightPx }: Sight): Point => ({ x: Math.floor(between(rng, 0, widthPx)), y: Math.floor(between(rng, 0, heightPx)) });
/** Mostly on something that can be pressed. */
const somewhere = (rng: Rng, sight: Sight): Point => (rng.next() < 0.6 ? (pick(rng, sight.controls) ?? anywhere(rng, sight)) : anywhere(rng, sight));

/** Which deeds, and how often of a thousand. */
const OFTEN: readonly (readonly [number, (rng: Rng, sight: Sight) => Deed])[] = [
  [470, (rng, sight) => ({ kind: 'tap', at: pick(rng, sight.controls) ?? anywhere(rng, sight) })],
  [150, (rng, sight) => ({ kind: 'tap', at: anywhere(rng, sight) })],
  [60, (rng, sight) => ({ kind: 'drag', way: [somewhere(rng, sight), anywhere(rng, sight), anywhere(rng, sight)] })],
  // From one edge inwards, where browsers go back and systems show their bars.
  [20, (rng, sight) => ({ kind: 'drag', way: [{ x: pick(rng, [0, sight.widthPx - 1]) ?? 0, y: anywhere(rng, sight).y }, anywhere(rng, sight)] })],
  [50, (rng, sight) => ({ kind: 'fingers', ways: Array.from({ length: 2 + Math.floor(rng.next() * 4) }, () => [somewhere(rng, sight), anywhere(rng, sight)] as const) })],
  [20, (rng, sight) => ({ kind: 'click', at: somewhere(rng, sight), button: rng.next() < 0.5 ? 'right' : 'middle', modifiers: pick(rng, [0, CONTROL, SHIFT]) ?? 0 })],
  [20, (rng, sight) => ({ kind: 'wheel', at: anywhere(rng, sight), by: between(rng, -600, 600), modifiers: pick(rng, [0, CONTROL]) ?? 0 })],
  [110, (rng) => ({ kind: 'key', key: pick(rng, NAMED) ?? 'Tab', modifiers: 0 })],
  [40, (rng) => ({ kind: 'key', key: pick(rng, Array.from('ABCDEFGHJKLMNPQRSTUVWXYZ0123456789')) ?? 'A', modifiers: 0 })],
  [20, (rng) => ({ kind: 'key', key: pick(rng, FORBIDDEN) ?? 'F5', modifiers: 0 })],
  [30, (rng) => {
    const [modifiers, key] = pick(rng, CHORDS) ?? [CONTROL, 'r'];
    return { kind: 'key', key, modifiers };
  }],
  [9, (rng) => ({ kind: 'text', text: pick(rng, TEXTS) ?? '' })],
  [1, (rng, sight) => ({ kind: 'hold', at: somewhere(rng, sight), ms: between(rng, 100, 700) })],
];
const SUM = OFTEN.reduce((sum, [often]) => sum + often, 0);

/** Long enough for a button that must be held. */
const HOLD_MS = 1500;
/** Such a button is held about once in a handful of looks: a finger that stays does nothing else. */
const HELD_OF_ALL = 0.01;

/**
 * What is done next. Mostly anything; now and then what a person with a code in hand would do, for whoever only stumbles never gets as far as
 * a tower that moves.
 */
export function nextDeed(rng: Rng, sight: Sight): Deed {
  const hold = sight.controls.find(({ action }) => action === 'hold');
  if (hold !== undefined && rng.next() < HELD_OF_ALL) return { kind: 'hold', at: hold, ms: HOLD_MS };
  if (sight.screen === 'K16' && sight.code !== undefined && rng.next() < 0.2) return { kind: 'text', text: sight.code };
  let left = rng.next() * SUM;
  for (const [often, make] of OFTEN) {
    left -= often;
    if (left < 0) return make(rng, sight);
  }
  return { kind: 'tap', at: anywhere(rng, sight) };
}
