import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import type { Sight } from './deeds.ts';

/** A page that is watched for every way out of it, and for every way to die. */
export interface GuardedPage {
  /** What somebody in front of it could press. */
  readonly look: (code: string | undefined) => Promise<Sight>;
  /** What is not as it must be at this moment, and what has happened since the last time. */
  readonly findings: () => Promise<readonly string[]>;
  /** After a collection of garbage: bytes of scripts, and nodes that are held. */
  readonly memory: () => Promise<{ readonly heapMb: number; readonly nodes: number }>;
  /** How often the page was loaded anew. */
  readonly reloads: () => number;
}

/** Runs in the page. */
function lookInPage(): Omit<Sight, 'code'> {
  const controls = [...document.querySelectorAll<HTMLElement>('[data-action]:not([disabled])')].flatMap((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const isThere = width > 0 && x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
    return isThere ? [{ action: element.dataset['action'] ?? '', x, y }] : [];
  });
  return { screen: document.querySelector<HTMLElement>('[data-screen]')?.dataset['screen'], widthPx: innerWidth, heightPx: innerHeight, controls };
}

/** Runs in the page: what is wrong with it. */
function wrongInPage(): readonly string[] {
  const shown = document.querySelector<HTMLElement>('[data-screen]');
  const frames = document.querySelectorAll('iframe, object, embed, webview').length;
  return [
    ...(shown === null || shown.innerText.trim() === '' ? ['the page is blank'] : []),
    ...(frames > 0 ? ['there is a frame in the page'] : []),
    ...(document.fullscreenElement !== null ? ['an element took the whole screen'] : []),
    ...(document.pointerLockElement !== null ? ['the pointer is locked'] : []),
    ...(document.designMode === 'on' || document.querySelector('[contenteditable]') !== null ? ['the page can be edited'] : []),
    ...(!document.hasFocus() ? ['the page has lost the focus'] : []),
    ...(getSelection()?.toString() ? ['text is selected'] : []),
    ...((visualViewport?.scale ?? 1) !== 1 ? ['the page is zoomed'] : []),
    ...(history.length > 1 ? ['there is a way back'] : []),
  ];
}

const MOST_TRIES = 20;

/** The answer of the page that stands, or of the next one where it is loaded anew at this moment. */
async function asked<T>(page: Page, ask: () => T): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await page.evaluate(ask);
    } catch (error) {
      if (tries === MOST_TRIES || !/context was destroyed|Cannot find context/u.test(String(error))) throw error;
      await page.waitForLoadState('load');
    }
  }
}

const isNoise = (text: string): boolean => /Failed to load resource|WebSocket connection/u.test(text);

/** Watches a page that has just been opened at its address. */
export function guardPage(context: BrowserContext, page: Page, session: CDPSession): GuardedPage {
  const happened: string[] = [];
  let loads = 0;
  const home = new URL(page.url());
  context.on('page', (other) => happened.push(`a second page was opened: ${other.url()}`));
  page.on('dialog', (dialog) => {
    happened.push(`a dialog was opened: ${dialog.type()}`);
    void dialog.dismiss();
  });
  page.on('download', (download) => happened.push(`a download was begun: ${download.url()}`));
  page.on('filechooser', () => happened.push('a file was asked for'));
  page.on('crash', () => happened.push('the page crashed'));
  page.on('pageerror', (error) => happened.push(`an error nobody caught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isNoise(message.text())) happened.push(`an error on the console: ${message.text()}`);
  });
  page.on('framenavigated', (frame) => {
    loads += 1;
    const at = new URL(frame.url());
    if (frame !== page.mainFrame() || at.origin !== home.origin || at.pathname !== home.pathname) happened.push(`the page went to ${frame.url()}`);
  });
  return {
    reloads: () => loads,
    look: async (code) => ({ ...(await asked(page, lookInPage)), code }),
    findings: async () => {
      // First: what happens while it is asked is told as well.
      const wrong = await asked(page, wrongInPage);
      const others = context.pages().length - 1;
      return [...happened.splice(0), ...(others > 0 ? [`${String(others)} further pages are open`] : []), ...wrong];
    },
    memory: async () => {
      await session.send('HeapProfiler.collectGarbage');
      const { metrics } = await session.send('Performance.getMetrics');
      const of = (name: string): number => metrics.find((each) => each.name === name)?.value ?? NaN;
      return { heapMb: of('JSHeapUsedSize') / 1_048_576, nodes: of('Nodes') };
    },
  };
}
