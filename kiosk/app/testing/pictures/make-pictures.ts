import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleNames } from '../../customer/gallery/samples.ts';
import { openGallery, walkGallery } from './gallery-room.ts';
import { EVERYTHING, looksOf, nameOf } from './looks.ts';
import type { Axes, Picture } from './looks.ts';
import { writeIndex, writeSheets } from './picture-book.ts';
import type { Taken } from './picture-book.ts';

/** What is asked for, as the one argument of this program, in JSON. */
export interface PictureOrder {
  /** Where the pictures go; without it the screens are only checked. */
  readonly out?: string;
  readonly screens?: readonly string[];
  readonly samples?: readonly string[];
  readonly axes: Axes;
  /** Axes of which nothing is said have all their values, and not the usual ones. */
  readonly every?: boolean;
  /** Asked of axe as well: most of the time of a check. */
  readonly withAxe: boolean;
  /** Pages of the one Chromium that draw side by side. */
  readonly pages: number;
}

/** What came of it, as one JSON object on stdout. */
export interface PictureReport {
  readonly ok: boolean;
  readonly pictures: number;
  readonly flaws: readonly { readonly picture: string; readonly check: string; readonly what: string }[];
}

/** The pictures of an order. Throws when it names a screen or a sample that does not exist. */
export function picturesOf({ screens, samples, axes, every = false }: Pick<PictureOrder, 'screens' | 'samples' | 'axes' | 'every'>): readonly Picture[] {
  const unknown = (screens ?? []).find((screen) => !sampleNames.some(([known]) => known === screen));
  if (unknown !== undefined) throw new Error(`There is no screen "${unknown}". There are ${[...new Set(sampleNames.map(([screen]) => screen))].join(', ')}.`);
  const chosen = sampleNames.filter(([screen, sample]) => (screens?.includes(screen) ?? true) && (samples?.includes(sample) ?? true));
  if (chosen.length === 0) throw new Error(`No such screen has a sample named ${samples?.join(' or ') ?? ''}.`);
  return looksOf(every ? { ...EVERYTHING, ...axes } : axes).flatMap((look) => chosen.map(([screen, sample]) => ({ screen, sample, look })));
}

/** Draws, checks and, where there is a folder, photographs everything that is asked for. */
export async function makePictures(order: PictureOrder): Promise<PictureReport> {
  const pictures = picturesOf(order);
  const { out } = order;
  if (out !== undefined) await mkdir(out, { recursive: true });
  const room = await openGallery(order.pages);
  const taken: Taken[] = [];
  try {
    await walkGallery(room, pictures, () => ({ withAxe: order.withAxe, withPng: out !== undefined }), async (picture, { flaws, png }) => {
      taken.push({ picture, flaws });
      if (out !== undefined && png !== undefined) await writeFile(join(out, `${nameOf(picture)}.png`), png);
      if (taken.length % 50 === 0) process.stderr.write(`${String(taken.length)} of ${String(pictures.length)}\n`);
    });
    if (out !== undefined) {
      await writeIndex(out, taken);
      await writeSheets(out, taken, room);
    }
  } finally {
    await room.close();
  }
  const flaws = taken.flatMap(({ picture, flaws: found }) => found.map(({ check, what }) => ({ picture: nameOf(picture), check, what })));
  return { ok: flaws.length === 0, pictures: taken.length, flaws };
}

/** Says on stdout what came of an order, or why nothing did. */
async function answer(order: PictureOrder): Promise<PictureReport | { readonly error: string }> {
  try {
    return await makePictures(order);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

if (process.argv[1] === import.meta.filename) process.stdout.write(`${JSON.stringify(await answer(JSON.parse(process.argv[2] ?? '{}') as PictureOrder))}\n`);
