import type { BrowserContext, Page } from 'playwright-core';
import { FACE_ASSETS_PATH } from '../../../face/face-assets.ts';
import type { Reply } from '../fake-reply.ts';
import { SAMPLE_KEY, sampleRecognition } from '../fake-tower.ts';
import type { FakeTower } from '../fake-tower.ts';
import type { Hands } from './hands.ts';
import { sampleSite } from '../sample-tower.ts';

const PATIENCE_MS = 30_000;
/** Less than the silence after which a page takes its connection for lost, ms. */
const TURN_MS = 1000;

/** Somebody at the kiosk of a scripted tower, who does everything with one kind of hands. */
export interface Visit {
  readonly tower: FakeTower;
  readonly page: Page;
  readonly hands: Hands;
  /** Waits for this screen. */
  readonly on: (screen: string) => Promise<void>;
  readonly sees: (selector: string) => Promise<void>;
  /** The screen says this, in its own words. */
  readonly reads: (text: string) => Promise<void>;
  /** Nobody does anything for so long, by the clock of the page. */
  readonly wait: (ms: number) => Promise<void>;
  /** The page ends and starts again, as after a crash. */
  readonly reload: () => Promise<void>;
  /** The next request to this path is refused. */
  readonly refuseOnce: (path: string, reply: Reply) => Promise<void>;
}

/** One journey: told once, made with every kind of hands. */
export interface Journey {
  /** What the customer does, and what comes between. */
  readonly tells: string;
  readonly make: (visit: Visit) => Promise<void>;
}

/**
 * Goes to the kiosk; the context has a clock of Playwright's where somebody waits. Where nobody comes with a face, the nets that would look for one are
 * left out: to warm them takes longer than a journey.
 */
export async function goTo(context: BrowserContext, page: Page, tower: FakeTower, hands: Hands, comes: 'with a face' | 'without' = 'without'): Promise<Visit> {
  const has = (selector: string): Promise<void> => page.locator(selector).first().waitFor({ timeout: PATIENCE_MS });
  tower.site = { ...sampleSite, screen: { ...sampleSite.screen, watchesPresence: false } };
  tower.missing = comes === 'without' ? [FACE_ASSETS_PATH] : [];
  await page.goto(`${tower.origin}/kiosk/#key=${SAMPLE_KEY}`, { waitUntil: 'commit' });
  await has('.kiosk[data-screen="K01"]');
  return {
    tower, page, hands,
    on: (screen) => has(`.kiosk[data-screen="${screen}"]`),
    sees: has,
    reads: (text) => page.getByText(text).first().waitFor({ timeout: PATIENCE_MS }),
    wait: async (ms) => {
      // In turns, for the tower must answer in between: whoever hears nothing for seconds has no connection.
      for (let passedMs = 0; passedMs < ms; passedMs += TURN_MS) {
        const answered = page.evaluate(() => fetch('/api/v1/site').then(({ ok }) => ok));
        await context.clock.runFor(TURN_MS);
        await answered;
      }
    },
    reload: async () => { await page.reload({ waitUntil: 'commit' }); },
    refuseOnce: async (path, { status, body }) => { await page.route(`**${path}`, (route) => route.fulfill({ status, json: body }), { times: 1 }); },
  };
}

/** From the first touch to whoever was recognised by a code, for one of the tiles of the first screen. */
export async function recognisedByCode({ hands, on }: Visit, tile: 'collect' | 'bring-back' | 'my-car', code: string): Promise<void> {
  await hands.press('start');
  await on('K02');
  await hands.press(tile);
  await on('K10');
  await hands.press('way-code');
  await on('K16');
  await hands.type(code);
  await hands.press('code-submit');
}

/** The member whose car is out. */
export const onDrive = { ...(({ cell: _cell, ...known }) => known)(sampleRecognition), errand: 'bringBack' as const };
