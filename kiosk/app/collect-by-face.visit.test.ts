import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { createFakeMedia, type FakeMedia, type Scene } from '../testing/fake-video.ts';
import { launchChromium, type ChromiumSession } from '../testing/launch-chromium.ts';
import { bookOnPhone } from '../testing/book-on-phone.ts';
import { startUp, untilReady, type RunningUp } from '../../controller/shell/up/testing/running-up.ts';
import { until } from '../../controller/shell/up/testing/until.ts';
import { visit, type TowerVisit } from '../../controller/shell/up/testing/tower-visit.ts';

/** Virtual time passes this much faster, so that a delivery of two minutes does not make the test wait for it. */
const SPEED = '8';
const CAR = 'SH-05';

/** That it brings the car to the enrolled person is played in `whole-story.visit.test.ts`. */
describe('whoever is not recognised by the face', () => {
  let media: FakeMedia;
  let up: RunningUp;
  let tower: TowerVisit;
  const sessions: ChromiumSession[] = [];

  before(async () => {
    media = await createFakeMedia();
    up = startUp(['--headless', '--no-demo', '--port', '0', '--speed', SPEED]);
    await untilReady(up);
    tower = await visit(up);
    const phone = await browse({ kind: 'people', people: ['anna'] }, { width: 412, height: 915 });
    const [, memberId = '', signInCode = ''] = /^(\S+), sign-in code (\S+)/u.exec(up.told('member') ?? '') ?? [];
    const booked = await bookOnPhone(phone, new URL(up.told('phone page') ?? '').origin, { memberId, signInCode }, { carId: CAR, face: true });
    assert.match(booked.code, /^[0-9A-HJKMNP-TV-Z]{8}$/u);
  });

  after(async () => {
    await Promise.all(sessions.map((session) => session.close()));
    await media.close();
    await up.stop();
  });

  /** A browser of its own, with a camera that shows `scene`. */
  async function browse(scene: Scene | undefined, viewport = { width: 1080, height: 1920 }): Promise<Page> {
    const camera = scene ? ({ kind: 'video', videoPath: await media.film(scene) } as const) : ({ kind: 'none' } as const);
    const session = await launchChromium({ camera, viewport });
    sessions.push(session);
    return session.page;
  }

  /** A kiosk in front of which `scene` is seen, on the screen that asks how to recognise the customer. */
  async function kioskAt(scene: Scene | undefined): Promise<Page> {
    const page = await browse(scene);
    await page.goto(up.told('kiosk') ?? '');
    await screen(page, 'K01');
    await press(page, 'start');
    await press(page, 'collect');
    await screen(page, 'K10');
    return page;
  }

  const press = (page: Page, action: string): Promise<void> => page.locator(`[data-action="${action}"]:not([disabled])`).click({ timeout: 30_000 });
  const screen = (page: Page, id: string, timeout = 30_000): Promise<void> => page.locator(`[data-screen="${id}"]`).waitFor({ timeout });

  async function lookIntoTheCamera(page: Page): Promise<void> {
    await press(page, 'way-face');
    await press(page, 'consent-yes');
  }

  it('does not let another person have it, and offers the other ways', async () => {
    const page = await kioskAt({ kind: 'people', people: ['bella'] });
    await lookIntoTheCamera(page);
    await screen(page, 'K14', 60_000);
    assert.equal(await page.locator('[data-action="way-code"]').isEnabled(), true);
    assert.deepEqual((await tower.snapshot()).collections, []);
  });

  for (const [name, scene] of [['black', { kind: 'black' }], ['frozen', { kind: 'still', person: 'anna' }]] as const) {
    it(`offers the other ways when the camera is ${name}`, async () => {
      const page = await kioskAt(scene);
      await lookIntoTheCamera(page);
      await until('another way is offered', 60_000, async () => ((await page.locator('[data-action="way-code"]').count()) > 0 ? true : undefined));
      await press(page, 'way-code');
      await screen(page, 'K16');
      assert.deepEqual((await tower.snapshot()).collections, []);
    });
  }

  it('does not offer the face at all when there is no camera, and offers the code', async () => {
    const page = await kioskAt(undefined);
    assert.equal(await page.locator('[data-action="way-face"]').isEnabled(), false);
    assert.equal(await page.locator('[data-action="way-code"]').isEnabled(), true);
  });

  it('moves nothing for a code that is wrong five times, and then closes that way', async () => {
    const page = await kioskAt(undefined);
    const wayIsOpen = async (): Promise<boolean> => page.locator('[data-action="way-code"]').isEnabled();
    let refusals = 0;
    // After a few wrong codes the screen shows the other ways; typing may be chosen again until the controller closes it.
    while (await wayIsOpen()) {
      assert.ok(refusals < 5, 'codes must be closed after the fifth wrong one');
      await press(page, 'way-code');
      await screen(page, 'K16');
      while ((await page.locator('[data-screen="K16"]').count()) > 0) {
        for (const key of '00000000') await press(page, `key-${key}`);
        const answered = page.waitForResponse((response) => response.url().endsWith('/recognitions'));
        await press(page, 'code-submit');
        await answered;
        refusals += 1;
        await until('the screen has taken the answer', 30_000, async () => {
          const left = (await page.locator('[data-screen="K16"]').count()) === 0;
          // Counted, not waited for: the screen may go between one look and the other, and its keys with it.
          return left || (await page.locator('[data-action="key-0"]:not([disabled])').count()) > 0 ? true : undefined;
        });
      }
    }
    assert.equal(refusals, 5);
    assert.deepEqual((await tower.snapshot()).collections, []);
  });
});
