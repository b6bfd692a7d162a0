import assert from 'node:assert/strict';
import { launchChromium } from '../testing/launch-chromium.ts';
import type { ChromiumSession } from '../testing/launch-chromium.ts';
import { builtPages } from './testing/built-pages.ts';
import { SAMPLE_KEY, sampleRecognition, startFakeTower } from './testing/fake-tower.ts';
import type { FakeTower } from './testing/fake-tower.ts';
import { filmPass } from './testing/pass-film.ts';

const PAYLOAD = 'CARILLON1:A-PASS-THAT-ONLY-THE-CONTROLLER-UNDERSTANDS';

describe('a QR pass in front of the camera', function () {
  this.timeout(120_000);
  let tower: FakeTower;
  let chromium: ChromiumSession;
  let film: Awaited<ReturnType<typeof filmPass>>;

  before(async () => {
    film = await filmPass(PAYLOAD);
    tower = await startFakeTower(await builtPages());
    chromium = await launchChromium({ camera: { kind: 'video', videoPath: film.videoPath } });
  });
  after(async () => {
    await chromium.close();
    await tower.close();
    await film.remove();
  });

  it('is read without a touch, asked about as it stands, and the camera goes off', async () => {
    tower.recognise = (request) =>
      request.by === 'pass' && request.payload === PAYLOAD
        ? { status: 201, body: sampleRecognition }
        : { status: 403, body: { type: 'about:blank', title: 'passWrong', status: 403, code: 'passWrong', detail: 'passWrong' } };
    const { page } = chromium;
    await page.goto(`${tower.origin}/kiosk/#key=${SAMPLE_KEY}`);
    for (const action of ['start', 'collect', 'way-pass']) await page.locator(`[data-action="${action}"]`).click();
    await page.waitForSelector('[data-screen="K15"] video');
    const stream = await page.evaluateHandle(() => new Promise<MediaStream>((resolve) => {
      const wait = (): void => {
        const source = document.querySelector('video')?.srcObject;
        if (source instanceof MediaStream) resolve(source);
        else requestAnimationFrame(wait);
      };
      wait();
    }));
    await page.waitForSelector('[data-screen="K17"]', { timeout: 30_000 });
    assert.deepEqual(tower.asked.filter(({ path }) => path === '/api/v1/recognitions').map(({ body }) => body), [{ by: 'pass', payload: PAYLOAD }]);
    assert.deepEqual(await stream.evaluate((live) => live.getTracks().map(({ readyState }) => readyState)), ['ended']);
  });
});
