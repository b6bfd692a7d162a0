import assert from 'node:assert/strict';
import { createFakeMedia } from '../../testing/fake-video.ts';
import type { FakeMedia } from '../../testing/fake-video.ts';
import { launchChromium } from '../../testing/launch-chromium.ts';
import type { ChromiumSession } from '../../testing/launch-chromium.ts';
import { builtPages } from '../testing/built-pages.ts';
import { ok } from '../testing/fake-reply.ts';
import { sampleRecognition, startFakeTower } from '../testing/fake-tower.ts';
import type { FakeTower } from '../testing/fake-tower.ts';
import { faceJourney } from '../testing/journeys/collect.journey.ts';
import { keyHands, touchHands } from '../testing/journeys/hands.ts';
import { goTo } from '../testing/journeys/visit.ts';

describe('a customer with a face at the kiosk', function () {
  this.timeout(120_000);
  let media: FakeMedia;
  let chromium: ChromiumSession;
  let tower: FakeTower;
  const asked: string[] = [];

  before(async () => {
    media = await createFakeMedia();
    chromium = await launchChromium({
      camera: { kind: 'video', videoPath: await media.film({ kind: 'people', people: ['anna'] }) }, viewport: { width: 720, height: 1280 }, besideTower: false,
    });
  });
  after(async () => {
    await chromium.close();
    await media.close();
  });
  beforeEach(async () => {
    tower = await startFakeTower(await builtPages());
    tower.recognise = ({ by }) => {
      asked.push(by);
      return ok(sampleRecognition);
    };
  });
  afterEach(() => tower.close());

  for (const kind of ['touch', 'keyboard alone'] as const) {
    it(`${faceJourney.tells}: by ${kind}`, async () => {
      const { page, context } = chromium;
      const hands = kind === 'touch' ? touchHands(page, await context.newCDPSession(page)) : keyHands(page);
      await faceJourney.make(await goTo(context, page, tower, hands, 'with a face'));
      await page.goto('about:blank');
      assert.deepEqual(asked.splice(0), ['face']);
    });
  }
});
