import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { create } from 'qrcode';
import { launchChromium } from '../../testing/launch-chromium.ts';

/** A film for the fake camera: a phone that shows a QR code, held a little askew. A single JPEG is a film that loops. */
export async function filmPass(payload: string): Promise<{ readonly videoPath: string; readonly remove: () => Promise<void> }> {
  const session = await launchChromium();
  const film = await emptyFilm();
  await film.draw(session.page, payload).finally(session.close);
  return film;
}

/** A place for such a film: whoever has a browser already launches it with the path and has it drawn there, before the camera is opened. */
export async function emptyFilm() {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-pass-'));
  const videoPath = join(folder, 'pass.mjpeg');
  return {
    videoPath,
    draw: async (page: Page, payload: string): Promise<void> => {
      const { modules } = create(payload, { errorCorrectionLevel: 'M' });
      const base64 = await page.evaluate(drawPhone, { size: modules.size, dark: Array.from(modules.data) });
      await writeFile(videoPath, Buffer.from(base64, 'base64'));
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Runs in the page. */
async function drawPhone({ size, dark }: { readonly size: number; readonly dark: readonly number[] }): Promise<string> {
  const canvas = new OffscreenCanvas(640, 480);
  const ink = canvas.getContext('2d');
  if (ink === null) throw new Error('no canvas');
  ink.fillStyle = '#6b7280';
  ink.fillRect(0, 0, 640, 480);
  ink.translate(330, 235);
  ink.rotate(0.12);
  ink.fillStyle = '#ffffff';
  ink.fillRect(-130, -190, 260, 380);
  ink.fillStyle = '#000000';
  const step = 210 / size;
  dark.forEach((isDark, i) => {
    if (isDark === 1) ink.fillRect(-105 + (i % size) * step, -105 + Math.floor(i / size) * step, step + 0.5, step + 0.5);
  });
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
