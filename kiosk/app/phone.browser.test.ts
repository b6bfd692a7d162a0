import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { launchChromium } from '../testing/launch-chromium.ts';
import type { ChromiumSession } from '../testing/launch-chromium.ts';
import { builtPages } from './testing/built-pages.ts';
import { SAMPLE_CODE, startFakeTower } from './testing/fake-tower.ts';
import type { FakeTower } from './testing/fake-tower.ts';
import { flawsOf, NO_FLAWS, settled } from './testing/page-flaws.ts';

/** The smallest picture. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
/** 48 CSS pixels, as phones measure. */
const PHONE = { targetMm: 48 / 2.55, scrolls: true } as const;

describe('the booking page in a browser', function () {
  this.timeout(180_000);
  let tower: FakeTower;
  let chromium: ChromiumSession;
  let page: Page;
  const problems: string[] = [];
  const tap = (action: string): Promise<void> => page.locator(`[data-action="${action}"]`).click();
  const check = async (screen: string): Promise<void> => {
    await page.waitForSelector(`[data-screen="${screen}"]`);
    // The language is changed on every page, and what was chosen or typed is still there afterwards.
    for (const language of ['zh', 'en']) {
      await tap(`language-${language}`);
      await settled(page);
      assert.deepEqual(await flawsOf(page, PHONE), NO_FLAWS, `${screen} ${language}`);
    }
  };

  before(async () => {
    tower = await startFakeTower(await builtPages());
    chromium = await launchChromium({ viewport: { width: 390, height: 844 } });
    page = chromium.page;
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) problems.push(message.text());
    });
  });
  after(async () => {
    await chromium.close();
    await tower.close();
  });
  afterEach(() => {
    assert.deepEqual(problems.splice(0), []);
  });

  it('books by code, from the landing to the pass', async () => {
    await page.goto(`${tower.origin}/phone/`);
    await check('P00');
    await tap('find');
    await check('P01');
    await page.fill('input[name=vin]', 'LAYE7S1B1TH102866');
    await page.getByText('The check digit does not fit').waitFor();
    assert.ok(await page.locator('[data-action="vin-go"]').isDisabled(), 'a number that cannot be one');
    await check('P01');
    await tap('scan');
    await page.getByText('There is no camera here.').waitFor();
    await page.setInputFiles('input[type=file]', { name: 'car.png', mimeType: 'image/png', buffer: Buffer.from(PIXEL, 'base64') });
    await page.getByText('Is it one of these?').waitFor();
    await check('P01');
    await tap('none-of-these');
    await page.fill('input[name=vin]', 'laye7s1b0th102866');
    await tap('vin-go');
    await check('P02');
    await tap('other-car');
    await tap('car-SH-14');
    await check('P02');
    await tap('car-next');
    await check('P03');
    await page.fill('input[name=member]', 'm-1');
    await tap('ask-code');
    await page.fill('input[name=code]', 'wrong');
    await tap('sign-in');
    await page.getByText('Member number or sign-in code is not right.').waitFor();
    await check('P03');
    await page.fill('input[name=code]', '123456');
    await tap('sign-in');
    await check('P04');
    await tap('eligibility-next');
    await check('P05');
    assert.ok(await page.locator('[data-action="face-live"]').isDisabled(), 'a camera without consent');
    await tap('consent');
    await tap('face-live');
    await page.getByText('There is no camera here.').waitFor();
    await check('P05');
    await tap('face-none');
    await check('P06');
    await tap('window-next');
    await check('P07');
    await tap('book');
    await check('P08');
    await tap('show-pass');
    await check('P09');
    assert.equal(await page.locator('[data-code]').getAttribute('data-code'), SAMPLE_CODE);
    const asked = tower.asked.filter(({ method, path }) => method === 'POST' && path === '/api/v1/bookings');
    assert.equal(asked.length, 1);
    assert.equal((asked[0]?.body as { face?: unknown }).face, undefined);
    // The phone's own back button.
    await page.goBack();
    await check('booking');
    await tap('go-home');
    await check('home');
  });

  it('finds the car of a poster by its link, waits for the payment, and shows a kept pass without the tower', async () => {
    tower.phone.payments = [{ paymentId: 'p', kind: 'deposit', amountMinor: 300_000, currency: 'CNY', state: 'asked', checkoutUrl: `${tower.origin}/pay`, askedUtcMs: 1, changedUtcMs: 1 }];
    await page.goto('about:blank');
    await page.goto(`${tower.origin}/phone/#car=LAYE7S1B0TH102866`);
    await check('P02');
    await tap('car-next');
    await page.fill('input[name=member]', 'm-1');
    await page.fill('input[name=code]', '123456');
    await tap('sign-in');
    await tap('eligibility-next');
    await tap('face-none');
    await tap('window-next');
    await tap('book');
    await page.locator('[data-action="checkout"]').waitFor();
    await check('P07');
    tower.phone.bookings = tower.phone.bookings.map((booking) => ({ ...booking, payments: booking.payments.map((payment) => ({ ...payment, state: 'held' as const })) }));
    await page.locator('[data-action="show-pass"]').click();
    await tap('keep-pass');
    tower.setReachable(false);
    await page.reload();
    await page.waitForSelector('[data-screen="P09"]');
    assert.equal(await page.locator('[data-code]').getAttribute('data-code'), SAMPLE_CODE);
    tower.setReachable(true);
    await tap('kept-pass');
    await tap('keep-pass');
    await page.waitForSelector('[data-screen="P00"]');
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  });

  it('signs in by the link of a message, and leaves nothing of it in the address or the storage', async () => {
    await page.goto('about:blank');
    await page.goto(`${tower.origin}/phone/#member=m-1&code=123456`);
    await page.waitForSelector('[data-screen="home"]');
    assert.equal(new URL(page.url()).hash, '');
    assert.deepEqual(await page.evaluate(() => [Object.keys(sessionStorage), Object.keys(localStorage), document.cookie]), [[], [], '']);
  });
});
