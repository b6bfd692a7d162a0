import type { CDPSession } from 'playwright-core';
import type { Deed, Point } from './deeds.ts';

/** Plays deeds on a page as real input, not as events of a script. */
export interface Hand {
  /** One after the other, as fast as the browser takes them; resolves when the page has taken all. */
  readonly play: (deeds: readonly Deed[]) => Promise<void>;
}

const MODIFIER_KEYS = [[1, 'Alt'], [2, 'Control'], [4, 'Meta'], [8, 'Shift']] as const;
const VIRTUAL: Readonly<Record<string, number>> = {
  Enter: 13, Tab: 9, ' ': 32, Escape: 27, Backspace: 8, Delete: 46, Insert: 45, Home: 36, End: 35, PageUp: 33, PageDown: 34, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39,
  ArrowDown: 40, ContextMenu: 93, PrintScreen: 44, BrowserBack: 166, BrowserForward: 167, BrowserRefresh: 168, BrowserHome: 172,
};

/** Windows' code of a key, which decides what a browser makes of it. */
function virtualOf(key: string): number {
  const named = VIRTUAL[key];
  if (named !== undefined) return named;
  const fn = /^F(?<n>\d+)$/u.exec(key)?.groups?.['n'];
  return fn === undefined ? (key.toUpperCase().codePointAt(0) ?? 0) : 111 + Number(fn);
}

const codeOf = (key: string): string => (/^[a-z]$/iu.test(key) ? `Key${key.toUpperCase()}` : /^\d$/u.test(key) ? `Digit${key}` : key === ' ' ? 'Space' : key);

type Send = (method: 'Input.dispatchTouchEvent' | 'Input.dispatchKeyEvent' | 'Input.dispatchMouseEvent', params: object) => void;

const touch = (send: Send, type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly Point[]): void => {
  send('Input.dispatchTouchEvent', { type, touchPoints: points.map(({ x, y }, id) => ({ x, y, id })) });
};

function along(send: Send, ways: readonly (readonly Point[])[]): void {
  const longest = Math.max(...ways.map(({ length }) => length));
  for (let step = 0; step < longest; step += 1) {
    touch(send, step === 0 ? 'touchStart' : 'touchMove', ways.map((way) => way[Math.min(step, way.length - 1)] ?? { x: 0, y: 0 }));
  }
  touch(send, 'touchEnd', []);
}

function press(send: Send, key: string, modifiers: number): void {
  const held = MODIFIER_KEYS.filter(([bit]) => (modifiers & bit) !== 0);
  for (const [, name] of held) send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: name, code: `${name}Left`, modifiers });
  const one = { key, code: codeOf(key), windowsVirtualKeyCode: virtualOf(key), modifiers };
  const isText = modifiers === 0 && (key === 'Enter' || Array.from(key).length === 1);
  send('Input.dispatchKeyEvent', { type: isText ? 'keyDown' : 'rawKeyDown', ...one, ...(isText && { text: key === 'Enter' ? '\r' : key }) });
  send('Input.dispatchKeyEvent', { type: 'keyUp', ...one });
  for (const [, name] of held) send('Input.dispatchKeyEvent', { type: 'keyUp', key: name, code: `${name}Left` });
}

function play(send: Send, deed: Exclude<Deed, { kind: 'hold' }>): void {
  switch (deed.kind) {
    case 'tap':
      { along(send, [[deed.at]]); return; }
    case 'drag':
      { along(send, [deed.way]); return; }
    case 'fingers':
      { along(send, deed.ways); return; }
    case 'click':
      for (const type of ['mousePressed', 'mouseReleased']) send('Input.dispatchMouseEvent', { type, ...deed.at, button: deed.button, clickCount: 1, modifiers: deed.modifiers });
      return;
    case 'wheel':
      send('Input.dispatchMouseEvent', { type: 'mouseWheel', x: deed.at.x, y: deed.at.y, deltaX: 0, deltaY: deed.by, modifiers: deed.modifiers });
      return;
    case 'key':
      { press(send, deed.key, deed.modifiers); return; }
    case 'text':
      for (const letter of deed.text) press(send, letter, 0);
  }
}

/** A hand on this page. `wait` lets real time pass, for a finger that stays. */
export function createHand(session: CDPSession, wait: (ms: number) => Promise<void>): Hand {
  return {
    play: async (deeds) => {
      let sent: Promise<unknown>[] = [];
      // The protocol takes them in order; waiting for each answer would cost a picture of the screen each.
      const send: Send = (method, params) => { sent.push(session.send(method, params as never)); };
      const taken = async (): Promise<void> => {
        await Promise.all(sent);
        sent = [];
      };
      for (const deed of deeds) {
        if (deed.kind !== 'hold') {
          play(send, deed);
          continue;
        }
        touch(send, 'touchStart', [deed.at]);
        await taken();
        await wait(deed.ms);
        touch(send, 'touchEnd', []);
      }
      await taken();
    },
  };
}
