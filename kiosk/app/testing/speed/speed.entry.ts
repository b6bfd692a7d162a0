import { recordJourney } from '../../../../controller/shell/situations/testing/record-journey.ts';
import type { TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { launchChromium } from '../../../testing/launch-chromium.ts';
import { builtPages } from '../built-pages.ts';
import { startFakeTower } from '../fake-tower.ts';
import { timesOf } from './kiosk-figures.ts';
import type { KioskFigures } from './kiosk-figures.ts';
import { pageBytesOf } from './page-bytes.ts';
import { measureSceneAndFace } from './scene-and-face.ts';
import { measureStateToDrawing, measureStateToWords } from './state-to-pixel.ts';
import { measureTouchEcho } from './touch-echo.ts';

// Browser part of the benchmark, a process of its own: prints one JSON object.

const DELTAS = 240;

/** A stretch of a recorded delivery in which the customer's car is under way and everything else is at rest. */
async function underWay(): Promise<readonly TowerSnapshot[]> {
  const { told } = await recordJourney('tmall-shanghai');
  const moving = told.filter(({ collections, axes }) => ['taking', 'coming'].includes(collections[0]?.phase ?? '') && Object.values(axes).some(({ velocityMmPerS }) => velocityMmPerS !== 0));
  if (moving.length < DELTAS) throw new Error(`only ${String(moving.length)} messages of a delivery in motion`);
  return moving.slice(0, DELTAS);
}

async function measure(): Promise<KioskFigures> {
  const dist = await builtPages();
  const tower = await startFakeTower(dist);
  const recorded = await underWay();
  const { sceneAndFaceFps, emptyFps } = await measureSceneAndFace(tower);
  const chromium = await launchChromium();
  try {
    const { page } = chromium;
    const touchEcho = timesOf(await measureTouchEcho(page, tower));
    const fontBytes = await page.evaluate(() => performance.getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('.woff2')).reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0));
    const stateToDrawing = timesOf(await measureStateToDrawing(page, tower, recorded));
    const stateToWords = timesOf(await measureStateToWords(page, tower, DELTAS));
    return { touchEcho, stateToDrawing, stateToWords, sceneAndFaceFps, emptyFps, pageBytes: pageBytesOf(dist), fontBytes };
  } finally {
    await chromium.close();
    await tower.close();
  }
}

process.stdout.write(`${JSON.stringify(await measure())}\n`);
