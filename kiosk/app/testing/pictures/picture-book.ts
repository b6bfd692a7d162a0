import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Flaw } from '../../customer/gallery/checks/flaw.ts';
import type { GalleryRoom } from './gallery-room.ts';
import { nameOf } from './looks.ts';
import type { Picture } from './looks.ts';

/** A picture that was taken, and what is wrong with it. */
export interface Taken {
  readonly picture: Picture;
  readonly flaws: readonly Flaw[];
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const STYLE = 'body{font:14px sans-serif;margin:16px;background:#e8eaed}h2{margin:24px 0 8px}.row{display:flex;flex-wrap:wrap;gap:12px}figure{margin:0;width:max-content}img{display:block;border:1px solid #888}'
  + 'figcaption{max-width:420px}.flawed img{outline:4px solid #c4001a}.portrait img{height:420px}.landscape img{width:420px}li{color:#a1000b}';

function figure({ picture, flaws }: Taken, folder: string): string {
  const name = nameOf(picture);
  const list = flaws.map(({ check, what }) => `<li>${check}: ${escaped(what)}</li>`).join('');
  return `<figure class="${picture.look.orientation}${flaws.length > 0 ? ' flawed' : ''}"><a href="${folder}${name}.png"><img src="${folder}${name}.png" loading="eager" alt="${name}"></a><figcaption>${name}${list === '' ? '' : `<ul>${list}</ul>`}</figcaption></figure>`;
}

const page = (title: string, body: string): string => `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style><body>${body}</body></html>\n`;

function byScreen(taken: readonly Taken[]): ReadonlyMap<string, readonly Taken[]> {
  const screens = [...new Set(taken.map(({ picture }) => picture.screen))].toSorted();
  return new Map(screens.map((screen) => [screen, taken.filter(({ picture }) => picture.screen === screen).toSorted((a, b) => (nameOf(a.picture) < nameOf(b.picture) ? -1 : 1))]));
}

/** Writes `index.html`, which shows every picture of a folder with its flaws. */
export async function writeIndex(folder: string, taken: readonly Taken[]): Promise<void> {
  const body = [...byScreen(taken)].map(([screen, all]) => `<h2 id="${screen}">${screen}</h2><div class="row">${all.map((one) => figure(one, '')).join('')}</div>`).join('\n');
  await writeFile(join(folder, 'index.html'), page('Carillon: every screen', body));
}

/** Writes one contact sheet for each screen into `sheets`, all its pictures side by side. */
export async function writeSheets(folder: string, taken: readonly Taken[], room: GalleryRoom): Promise<void> {
  const sheets = join(folder, 'sheets');
  await mkdir(sheets, { recursive: true });
  for (const [screen, all] of byScreen(taken)) {
    const html = join(sheets, `${screen}.html`);
    await writeFile(html, page(screen, `<h2>${screen}</h2><div class="row">${all.map((one) => figure(one, '../')).join('')}</div>`));
    await writeFile(join(sheets, `${screen}.png`), await room.photograph(html));
  }
}
