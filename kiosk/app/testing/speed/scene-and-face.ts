import type { Page } from 'playwright-core';
import { createFakeMedia } from '../../../testing/fake-video.ts';
import { launchChromium } from '../../../testing/launch-chromium.ts';
import { deliveryAt } from '../delivery-script.ts';
import { ok } from '../fake-reply.ts';
import { SAMPLE_CODE, SAMPLE_KEY, sampleRecognition } from '../fake-tower.ts';
import type { FakeTower } from '../fake-tower.ts';
import { restingTower } from '../sample-tower.ts';

const MEASURE_MS = 6000;
const SETTLE_MS = 8000;
const TOLD_EVERY_MS = 50;

/** Runs in the page: frames a second over a while. */
function countFrames(ms: number): Promise<number> {
  return new Promise((resolve) => {
    let [first, frames] = [NaN, 0];
    const next = (atMs: number): void => {
      if (Number.isNaN(first)) first = atMs;
      else frames += 1;
      if (atMs - first < ms) requestAnimationFrame(next);
      else resolve((frames * 1000) / (atMs - first));
    };
    requestAnimationFrame(next);
  });
}

/** A tower that moves for somebody else: everything of a delivery but whose it is. */
const movingAt = (atS: number) => ({ ...deliveryAt(atS), state: restingTower.state, cells: restingTower.cells, carriage: restingTower.carriage, collections: [] });

/** Tells the page twenty times a second where everything is, until the work is done. */
async function whileMoving<T>(page: Page, tower: FakeTower, work: Promise<T>): Promise<T> {
  const during = { isOver: false };
  const ended = work.finally(() => { during.isOver = true; });
  for (let atMs = 0; !during.isOver; atMs = (atMs + TOLD_EVERY_MS) % 40_000) {
    tower.show(movingAt(atMs / 1000));
    await page.waitForTimeout(TOLD_EVERY_MS);
  }
  return ended;
}

/**
 * Frames a second while the scene moves and a face is looked for, and of an empty page before it, in one browser. On the screen of the car
 * that is found the tower stands above and the camera sees that somebody is there: with a film of a face it is checked again and again.
 */
export async function measureSceneAndFace(tower: FakeTower): Promise<{ readonly sceneAndFaceFps: number; readonly emptyFps: number }> {
  const media = await createFakeMedia();
  const chromium = await launchChromium({ camera: { kind: 'video', videoPath: await media.film({ kind: 'people', people: ['anna'] }) } });
  try {
    const { page, context } = chromium;
    await context.grantPermissions(['camera'], { origin: tower.origin });
    await page.goto(`${tower.origin}/api/v1/service`);
    const emptyFps = await page.evaluate(countFrames, MEASURE_MS);
    tower.recognise = () => ok(sampleRecognition);
    tower.show(restingTower);
    await page.goto(`${tower.origin}/kiosk/#key=${SAMPLE_KEY}`);
    const press = (action: string): Promise<void> => page.locator(`[data-action="${action}"]`).click();
    for (const action of ['start', 'collect', 'way-code', ...Array.from(SAMPLE_CODE, (key) => `key-${key}`), 'code-submit']) await press(action);
    await page.locator('.kiosk[data-screen="K17"]').waitFor();
    await whileMoving(page, tower, page.waitForTimeout(SETTLE_MS));
    const sceneAndFaceFps = await whileMoving(page, tower, page.evaluate(countFrames, MEASURE_MS));
    if ((await page.locator('.kiosk[data-screen="K17"]').count()) === 0) throw new Error('the screen of the found car went away');
    if (page.workers().length === 0) throw new Error('no worker looks for faces');
    return { sceneAndFaceFps, emptyFps };
  } finally {
    tower.show(restingTower);
    await chromium.close();
    await media.close();
  }
}
