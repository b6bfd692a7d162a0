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

/** Deeds of a hand, as real input. */
export const play = (...deeds: readonly Deed[]) => ({ page, session }: Bench): Promise<void> => createHand(session, (ms) => page.waitForTimeout(ms)).play(deeds);
/** A key, with others held: the sum of 1 Alt, 2 Ctrl, 4 Super, 8 Shift. */
export const chord = (modifiers: number, key: string): Deed => ({ kind: 'key', key, modifiers });
/** What a script on the page might do, if one ever got there. */
export const run = (script: string) => ({ page }: Bench): Promise<unknown> => page.evaluate(script);
