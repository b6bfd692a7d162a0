import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { launchChromium } from '../../testing/launch-chromium.ts';
import { startUp, untilReady } from '../../../controller/shell/up/testing/running-up.ts';
import { visit, type TowerVisit } from '../../../controller/shell/up/testing/tower-visit.ts';

/** A motion of minutes: a relocation, or an axis that creeps to its reference. */
export const MOTION_MS = 240_000;
const SHORT_MS = 30_000;

/** Somebody at the maintenance page of a simulated tower, who reads it and presses what it offers. */
export interface BenchVisit {
  readonly tower: TowerVisit;
  readonly page: Page;
  /** PINs of this run: of who signs in, and of who signs as well. */
  readonly pin: string;
  readonly secondPin: string;
  /** Presses a button by its action, as soon as it may be pressed. */
  readonly press: (action: string, timeoutMs?: number) => Promise<void>;
  readonly seen: (selector: string, timeoutMs?: number) => Promise<void>;
  readonly open: (view: string) => Promise<void>;
  /** The page has said that the deed is done. */
  readonly done: (deed: string, timeoutMs?: number) => Promise<void>;
  /** Answers the question before a deed: the reason, where one is asked for, and the PIN of who signs as well. */
  readonly confirm: (reason?: string, secondPin?: string) => Promise<void>;
  /** Fails when the page has reported an error since the last time. */
  readonly noProblems: () => void;
  readonly close: () => Promise<void>;
}

/** Starts a tower with these arguments and opens its page, signed out, in a browser of this language. */
export async function visitBench(args: readonly string[], locale: string): Promise<BenchVisit> {
  const up = startUp(['--headless', '--no-demo', '--port', '0', ...args]);
  await untilReady(up);
  const tower = await visit(up);
  const chromium = await launchChromium({ viewport: { width: 1440, height: 900 }, touch: false, locale });
  const { page } = chromium;
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) problems.push(message.text());
  });
  await page.goto(new URL('/maintenance/', up.told('kiosk') ?? '').href, { timeout: 120_000 });
  const told = up.told('technician') ?? '';
  const press = (action: string, timeoutMs = SHORT_MS): Promise<void> => page.locator(`[data-action="${action}"]:not([disabled])`).first().click({ timeout: timeoutMs });
  const seen = (selector: string, timeoutMs = SHORT_MS): Promise<void> => page.locator(selector).first().waitFor({ timeout: timeoutMs });
  return {
    tower, page, press, seen,
    pin: /PIN (\d{6})/u.exec(told)?.[1] ?? '',
    secondPin: /signs with (\d{6})/u.exec(told)?.[1] ?? '',
    open: async (view) => {
      await press(`tab-${view}`);
      await seen(`[data-view="${view}"]`);
    },
    done: (deed, timeoutMs = SHORT_MS) => seen(`[data-deed="${deed}"][data-outcome="done"]`, timeoutMs),
    confirm: async (reason, secondPin) => {
      await seen('[data-view="ask"]');
      if (reason !== undefined) await page.fill('textarea', reason);
      if (secondPin !== undefined) await page.fill('input[name=second]', secondPin);
      await press('confirm');
    },
    noProblems: () => { assert.deepEqual(problems.splice(0), []); },
    close: async () => {
      tower.hands.close();
      await chromium.close();
      await up.stop();
    },
  };
}
