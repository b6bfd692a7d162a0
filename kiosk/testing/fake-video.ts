/** Pictures and camera films of people, made from the photos that face-api.js ships, drawn by a browser. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from './launch-chromium.ts';

/** Four different people; the point midway between their eyes in the photo, in pixels. */
export const FAKE_PEOPLE = {
  anna: { photo: 'sample6.jpg', x: 372, y: 598 },
  bella: { photo: 'sample6.jpg', x: 1277, y: 428 },
  carla: { photo: 'sample6.jpg', x: 1579, y: 382 },
  diana: { photo: 'sample3.jpg', x: 672, y: 431 },
} as const;
export type FakePerson = keyof typeof FAKE_PEOPLE;

/**
 * What the fake camera sees. Films move a little in every frame, as a real camera's noise does, unless said otherwise.
 */
export type Scene =
  | { readonly kind: 'people'; readonly people: readonly [FakePerson, ...FakePerson[]] }
  /** One single frame for ever: a photo in front of a noiseless sensor, a frozen driver. */
  | { readonly kind: 'still'; readonly person: FakePerson }
  /** A lit room with nobody in it. */
  | { readonly kind: 'empty' }
  /** A covered lens. */
  | { readonly kind: 'black' };

/** How a still picture is taken. */
export interface PhotoLook {
  readonly people?: readonly [FakePerson, ...FakePerson[]];
  readonly widthPx?: number;
  readonly heightPx?: number;
  /** Width of the part of the original photo that is shown, in its pixels: smaller is closer. Default 700. */
  readonly extentPx?: number;
  /** Turns the person's head, clockwise. */
  readonly tiltDeg?: number;
  /** A CSS filter, as in `blur(6px)` or `brightness(0.2)`. */
  readonly filter?: string;
}

/** Makes films and photos; `close` ends its browser and deletes its files. */
export interface FakeMedia {
  /** Path of an endless 640 x 480 film for `launchChromium`. */
  readonly film: (scene: Scene) => Promise<string>;
  /** A JPEG. */
  readonly photo: (look: PhotoLook) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
}

interface Shot {
  readonly people: readonly { readonly photo: string; readonly x: number; readonly y: number }[];
  readonly widthPx: number;
  readonly heightPx: number;
  readonly extentPx: number;
  readonly tiltDeg: number;
  readonly shiftPx: { readonly x: number; readonly y: number };
  readonly filter: string;
  readonly background: string;
}

const FILM_FRAMES = 12;
const STILL: Shot = {
  people: [],
  widthPx: 640,
  heightPx: 480,
  extentPx: 560,
  tiltDeg: 0,
  shiftPx: { x: 0, y: 0 },
  filter: 'none',
  background: 'linear',
};

/** Starts a browser of its own for drawing. */
export async function createFakeMedia(): Promise<FakeMedia> {
  const session = await launchChromium();
  const folder = await mkdtemp(join(tmpdir(), 'carillon-fake-media-'));
  await loadPhotos(session.page);
  let films = 0;
  return {
    film: async (scene) => {
      const frames = await Promise.all(shotsOf(scene).map((shot) => draw(session.page, shot)));
      films += 1;
      const path = join(folder, `${scene.kind}-${String(films)}.mjpeg`);
      // Motion JPEG without a container is just one picture after the other.
      await writeFile(path, Buffer.concat(frames));
      return path;
    },
    photo: ({ people = [], ...look }) => {
      return draw(session.page, { ...STILL, extentPx: 700, ...look, people: people.map(placeOf) });
    },
    close: async () => {
      await session.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function shotsOf(scene: Scene): readonly Shot[] {
  switch (scene.kind) {
    case 'black':
      return [{ ...STILL, background: '#000' }];
    case 'still':
      return [{ ...STILL, people: [placeOf(scene.person)] }];
    case 'empty':
      return swaying(STILL);
    case 'people':
      return swaying({ ...STILL, people: scene.people.map(placeOf) });
  }
}

/** A person who stands: some two pixels and one degree of sway, light that flickers by one per cent. */
function swaying(shot: Shot): readonly Shot[] {
  return Array.from({ length: FILM_FRAMES }, (_, frame) => {
    const phase = (frame / FILM_FRAMES) * 2 * Math.PI;
    const brightness = (1 + 0.01 * Math.cos(phase)).toFixed(4);
    return {
      ...shot,
      tiltDeg: Math.sin(phase),
      shiftPx: { x: 2 * Math.sin(phase), y: 2 * Math.cos(phase) },
      filter: `brightness(${brightness})`,
    };
  });
}

function placeOf(person: FakePerson): Shot['people'][number] {
  return FAKE_PEOPLE[person];
}

async function loadPhotos(page: Page): Promise<void> {
  const folder = join(dirname(createRequire(import.meta.url).resolve('face-api.js/package.json')), 'demo');
  for (const name of new Set(Object.values(FAKE_PEOPLE).map(({ photo }) => photo))) {
    const base64 = (await readFile(join(folder, name))).toString('base64');
    await page.evaluate(keepPhoto, { name, base64 });
  }
}

async function draw(page: Page, shot: Shot): Promise<Uint8Array> {
  return Buffer.from(await page.evaluate(drawInPage, shot), 'base64');
}

/** Runs in the page. */
async function keepPhoto({ name, base64 }: { readonly name: string; readonly base64: string }): Promise<void> {
  const kept = globalThis as { photos?: Record<string, ImageBitmap> };
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  kept.photos = { ...kept.photos, [name]: await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' })) };
}

/** Runs in the page: the people side by side, each in a column of its own. */
async function drawInPage(shot: Shot): Promise<string> {
  const { photos = {} } = globalThis as { photos?: Record<string, ImageBitmap> };
  const canvas = new OffscreenCanvas(shot.widthPx, shot.heightPx);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  const room = context.createLinearGradient(0, shot.shiftPx.y, 0, shot.heightPx);
  room.addColorStop(0, '#8a8f96');
  room.addColorStop(1, '#5b6068');
  context.filter = shot.filter;
  context.fillStyle = shot.background === 'linear' ? room : shot.background;
  context.fillRect(0, 0, shot.widthPx, shot.heightPx);
  const columnPx = shot.widthPx / Math.max(1, shot.people.length);
  shot.people.forEach((person, column) => {
    const photo = photos[person.photo];
    if (photo === undefined) throw new Error(`no photo ${person.photo}`);
    context.save();
    context.beginPath();
    context.rect(column * columnPx, 0, columnPx, shot.heightPx);
    context.clip();
    context.translate((column + 0.5) * columnPx + shot.shiftPx.x, shot.heightPx * 0.45 + shot.shiftPx.y);
    context.rotate((shot.tiltDeg * Math.PI) / 180);
    context.scale(shot.widthPx / shot.extentPx, shot.widthPx / shot.extentPx);
    context.drawImage(photo, -person.x, -person.y);
    context.restore();
  });
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
