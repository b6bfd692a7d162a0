import type { CDPSession, Page } from 'playwright-core';
import { launchChromium } from '../../../testing/launch-chromium.ts';
import { builtPages } from '../built-pages.ts';
import { SAMPLE_KEY, startFakeTower } from '../fake-tower.ts';
import type { FakeTower } from '../fake-tower.ts';
import { restingTower } from '../sample-tower.ts';
import { installFastTime } from './fast-time.ts';
import { GUESTS } from './guests.ts';
import type { Screen } from './guests.ts';
import { growthShare, HELD, readHeld } from './held-memory.ts';
import type { Held } from './held-memory.ts';

/** What is asked for. */
export interface DayAsked {
  readonly hours: number;
}

/** What became of it. */
export interface DayReport {
  readonly hours: number;
  readonly visits: number;
  /** Once an hour, from the end of the first. */
  readonly held: readonly Held[];
  /** Growth from the first reading to the last by a straight line, as a share of the mean. */
  readonly growth: Readonly<Record<(typeof HELD)[number], number>>;
  readonly findings: readonly string[];
}

const START_UTC_MS = Date.UTC(2026, 2, 14, 4);
const HOUR_MS = 3_600_000;
/** A visit begins this often: 288 of them in a day. */
const VISIT_EVERY_MS = 300_000;
const QUIET_MS = 60_000;
const TRIES = 400;

/** Runs in the page: where a finger would meet the control, once what comes in has come; nothing while it is not there. */
async function spotInPage(action: string): Promise<{ readonly x: number; readonly y: number } | undefined> {
  await Promise.all(document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity).map(({ finished }) => finished.catch(() => undefined)));
  for (const each of document.querySelectorAll<HTMLElement>(`[data-action="${action}"]:not([disabled])`)) {
    const { left, top, width, height } = each.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    if (width > 0 && each.contains(document.elementFromPoint(x, y))) return { x, y };
  }
  return undefined;
}

/** Runs in the page. */
const shownInPage = (): string | undefined => document.querySelector<HTMLElement>('.kiosk[data-screen]')?.dataset['screen'];

function screenOf(page: Page, session: CDPSession, tower: FakeTower, spend: (ms: number) => void): Screen {
  const pass = async (ms: number): Promise<void> => {
    spend(ms);
    await page.evaluate((each) => fastTime.pass(each), ms);
  };
  const touch = async (action: string, heldMs: number): Promise<void> => {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const spot = await page.evaluate(spotInPage, action);
      if (spot !== undefined) {
        await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [spot] });
        await pass(heldMs);
        await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
        await pass(50);
        return;
      }
      await pass(50);
    }
    throw new Error(`nobody can press "${action}" on ${String(await page.evaluate(shownInPage))}`);
  };
  return {
    tower, pass,
    press: (action) => touch(action, 50),
    hold: touch,
    on: async (screen) => {
      for (let attempt = 0; attempt < TRIES; attempt += 1) {
        if ((await page.evaluate(shownInPage)) === screen) return;
        await pass(50);
      }
      throw new Error(`${screen} does not come after ${String(await page.evaluate(shownInPage))}`);
    },
  };
}

/** Lets the hours pass, a visit every five minutes, and looks once an hour at what the page holds. */
export async function liveADay({ hours }: DayAsked, tell: (line: string) => void): Promise<DayReport> {
  const tower = await startFakeTower(await builtPages());
  const chromium = await launchChromium({ viewport: { width: 720, height: 1280 }, besideTower: false });
  try {
    const { page, context } = chromium;
    const findings: string[] = [];
    page.on('pageerror', ({ message }) => findings.push(message));
    page.on('crash', () => findings.push('the page crashed'));
    await context.addInitScript(installFastTime, START_UTC_MS);
    await page.goto(`${tower.origin}/kiosk/#key=${SAMPLE_KEY}`, { waitUntil: 'load' });
    const session = await context.newCDPSession(page);
    let passedMs = 0;
    const screen = screenOf(page, session, tower, (ms) => { passedMs += ms; });
    await screen.on('K01');
    const held: Held[] = [];
    let visits = 0;
    while (passedMs < hours * HOUR_MS) {
      const guest = GUESTS[visits % GUESTS.length];
      visits += 1;
      await guest?.visit(screen).catch((error: unknown) => findings.push(`somebody ${guest.name}: ${String(error)}`));
      tower.show(restingTower);
      while (passedMs < visits * VISIT_EVERY_MS) await screen.pass(QUIET_MS);
      await screen.on('K01').catch((error: unknown) => findings.push(`after somebody ${guest?.name ?? ''}: ${String(error)}`));
      if (passedMs >= (held.length + 1) * HOUR_MS) {
        held.push(await readHeld(session, page, passedMs / HOUR_MS));
        tell(`${JSON.stringify(held.at(-1))} ${[...new Set(findings)].join('; ')}`);
      }
    }
    const growth = Object.fromEntries(HELD.map((what) => [what, growthShare(held.map((each) => ({ at: each.hour, value: each[what] })))])) as DayReport['growth'];
    return { hours, visits, held, growth, findings: [...new Set(findings)] };
  } finally {
    await chromium.close();
    await tower.close();
  }
}
