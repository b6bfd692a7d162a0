import type { Page } from 'playwright-core';
import { launchChromium } from '../../../testing/launch-chromium.ts';
import type { ChromiumSession } from '../../../testing/launch-chromium.ts';
import type { Flaw } from '../../customer/gallery/checks/flaw.ts';
import { startFakeTower } from '../fake-tower.ts';
import { buildGallery } from './build-gallery.ts';
import { fragmentOf } from './looks.ts';
import type { Look, Picture } from './looks.ts';


/** Pixels of the sample site's screen. */
const PORTRAIT = { width: 1080, height: 1920 } as const;
const VIEWPORTS: Readonly<Record<Look['orientation'], { readonly width: number; readonly height: number }>> = {
  portrait: PORTRAIT, landscape: { width: PORTRAIT.height, height: PORTRAIT.width },
};
/** How long a step may take on a machine that does much else. */
const PATIENCE_MS = 180_000;

/** What came of one picture. */
export interface Looked {
  readonly flaws: readonly Flaw[];
  readonly png: Buffer | undefined;
}

/** One page of the gallery, which draws one picture after the other. */
export interface Easel {
  readonly draw: (picture: Picture, how: { readonly withAxe: boolean; readonly withPng: boolean }) => Promise<Looked>;
}

export interface GalleryRoom {
  readonly easels: readonly Easel[];
  /** Draws a page of ours, as a sheet of pictures, and gives its picture. */
  readonly photograph: (html: string) => Promise<Buffer>;
  readonly close: () => Promise<void>;
}

/** What is on the page. Packed loosely: a thousand pictures are waited for, and thrown away again. */
async function photograph(page: Page): Promise<Buffer> {
  const wire = await page.context().newCDPSession(page);
  const { data } = await wire.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true });
  await wire.detach();
  return Buffer.from(data, 'base64');
}

function createEasel(page: Page): Easel {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/u.test(message.text())) problems.push(message.text());
  });
  let orientation: Look['orientation'] | undefined;
  return {
    draw: async (picture, { withAxe, withPng }) => {
      if (orientation !== picture.look.orientation) {
        orientation = picture.look.orientation;
        await page.setViewportSize(VIEWPORTS[orientation]);
      }
      const fragment = fragmentOf(picture);
      const flaws = await page.evaluate(async (asked) => ((await gallery.show(asked.fragment)) ? gallery.check(asked.fragment, asked.withAxe) : undefined), { fragment, withAxe });
      if (flaws === undefined) throw new Error(`There is no sample "${picture.sample}" of ${picture.screen}.`);
      const png = withPng ? await photograph(page) : undefined;
      return { flaws: [...flaws, ...problems.splice(0).map((what): Flaw => ({ check: 'page', what }))], png };
    },
  };
}

/** One more page of the gallery, in a context of its own: contexts have processes of their own, which draw side by side. */
async function openEasel({ browser }: ChromiumSession, address: string): Promise<Easel> {
  const context = await browser.newContext({ viewport: PORTRAIT, hasTouch: true });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(address);
  await page.waitForFunction(() => 'gallery' in globalThis);
  return createEasel(page);
}

/** Builds the gallery and opens it on some pages of one Chromium. */
export async function openGallery(pages: number): Promise<GalleryRoom> {
  const { folder, close: removeFolder } = await buildGallery();
  const tower = await startFakeTower(folder);
  const chromium = await launchChromium({ besideTower: false });
  const close = async (): Promise<void> => {
    await chromium.close();
    await tower.close();
    await removeFolder();
  };
  try {
    const easels: Easel[] = [];
    // One after the other: a machine that is busy loads one page in time, and not several.
    for (let i = 0; i < pages; i += 1) easels.push(await openEasel(chromium, `${tower.origin}/customer/gallery/`));
    return { easels, photograph: (html) => photographFile(chromium, html), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function photographFile({ context }: ChromiumSession, html: string): Promise<Buffer> {
  const page = await context.newPage();
  await page.goto(`file://${html}`, { timeout: PATIENCE_MS });
  const png = await page.screenshot({ fullPage: true, timeout: PATIENCE_MS });
  await page.close();
  return png;
}

/** Takes every picture, on all easels side by side; `onLooked` hears each with its number. */
export async function walkGallery(
  { easels }: GalleryRoom, pictures: readonly Picture[], how: (picture: Picture) => { readonly withAxe: boolean; readonly withPng: boolean },
  onLooked: (picture: Picture, looked: Looked) => void | Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(easels.map(async ({ draw }) => {
    for (let picture = pictures[next++]; picture !== undefined; picture = pictures[next++]) await onLooked(picture, await draw(picture, how(picture)));
  }));
}
