/* eslint no-restricted-properties: off -- a measurement of the real clock */
import { fileURLToPath } from 'node:url';
import { faceAssets } from '../face/face-assets.vite.ts';
import type { FaceRoom } from '../face/face.harness.ts';
import { createFakeMedia } from './fake-video.ts';
import { launchChromium } from './launch-chromium.ts';
import { servePage } from './serve-page.ts';

// Browser part of the benchmarks, a process of its own: prints one JSON object. Argument: address of a running kiosk.

declare global {
  var faceRoom: FaceRoom;
}

const RUNS = 5;

/** Median time from navigation to the first shown screen, each run in a new profile; and of an empty page of the same server. */
async function firstScreen(kioskUrl: string): Promise<{ readonly firstScreenMs: number; readonly emptyPageMs: number }> {
  const [screens, empties]: [number[], number[]] = [[], []];
  for (let run = 0; run < RUNS; run += 1) {
    const session = await launchChromium();
    const startedMs = performance.now();
    await session.page.goto(kioskUrl, { waitUntil: 'commit' });
    await session.page.locator('[data-screen="K01"]').waitFor();
    screens.push(performance.now() - startedMs);
    const emptyMs = performance.now();
    await session.page.goto(new URL('/api/v1/health', kioskUrl).href);
    empties.push(performance.now() - emptyMs);
    await session.close();
  }
  return { firstScreenMs: median(screens), emptyPageMs: median(empties) };
}

/** Time to the first template with a film of a face for a camera, and the rate of the screen meanwhile and without it. */
async function face(): Promise<{ readonly templateMs: number; readonly faceFps: number; readonly emptyFps: number }> {
  const media = await createFakeMedia();
  const served = await servePage(fileURLToPath(new URL('../face/face.harness.ts', import.meta.url)), [faceAssets()]);
  const session = await launchChromium({ camera: { kind: 'video', videoPath: await media.film({ kind: 'people', people: ['anna'] }) }, viewport: { width: 800, height: 600 } });
  await session.page.goto(served.url);
  await session.page.waitForFunction(() => 'faceRoom' in window);
  const emptyFps = await session.page.evaluate(countFrames, 3000);
  const warm = await session.page.evaluate(() => faceRoom.watch({ templates: 1, ms: 60_000 }));
  const watched = await session.page.evaluate(() => faceRoom.watch({ templates: 4, ms: 60_000 }));
  if (warm.fault !== null || watched.fault !== null) throw new Error(`the camera failed: ${String(warm.fault ?? watched.fault)}`);
  const once = await session.page.evaluate(() => faceRoom.watch({ templates: 1, ms: 60_000 }));
  await session.close();
  await served.close();
  await media.close();
  return { templateMs: once.ms, faceFps: watched.screen.fps, emptyFps };
}

/** Runs in the page. */
function countFrames(ms: number): Promise<number> {
  return new Promise((resolve) => {
    const startedMs = performance.now();
    let frames = 0;
    const next = (): void => {
      frames += 1;
      const passedMs = performance.now() - startedMs;
      if (passedMs < ms) requestAnimationFrame(next);
      else resolve((frames * 1000) / passedMs);
    };
    requestAnimationFrame(next);
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

process.stdout.write(`${JSON.stringify({ ...(await firstScreen(process.argv[2] ?? '')), ...(await face()) })}\n`);
