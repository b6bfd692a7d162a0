import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { BookingView, CollectionView } from '../../controller/api/contract/index.ts';
import { launchChromium } from '../testing/launch-chromium.ts';
import type { ChromiumSession } from '../testing/launch-chromium.ts';
import { builtPages } from './testing/built-pages.ts';
import { createDriveScript } from './testing/drive-script.ts';
import { startFakeTower } from './testing/fake-tower.ts';
import type { FakeTower } from './testing/fake-tower.ts';
import { flawsOf, NO_FLAWS, settled } from './testing/page-flaws.ts';
import { sampleTerms } from './testing/phone-script.ts';
import { restingTower, sampleCollection } from './testing/sample-tower.ts';

/** The smallest picture. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
/** 48 CSS pixels, as phones measure. */
const PHONE = { targetMm: 48 / 2.55, scrolls: true } as const;
const HOUR_MS = 3_600_000;

describe('the pages of a drive in a browser', function () {
  this.timeout(180_000);
  let tower: FakeTower;
  let chromium: ChromiumSession;
  let page: Page;
  let now: number;
  const problems: string[] = [];
  const tap = (action: string): Promise<void> => page.locator(`[data-action="${action}"]`).click();
  const inLanguage = async (language: 'zh' | 'en'): Promise<void> => {
    const button = page.locator(`[data-action="language-${language}"]`).first();
    if (await page.evaluate(() => document.documentElement.lang.startsWith('zh') ? 'zh' : 'en') !== language) await button.click();
  };
  /** Nothing is wrong with the screen, in either language. */
  const check = async (screen: string): Promise<void> => {
    await page.waitForSelector(`[data-screen="${screen}"]`);
    for (const language of ['zh', 'en'] as const) {
      await inLanguage(language);
      await settled(page);
      assert.deepEqual(await flawsOf(page, PHONE), NO_FLAWS, `${screen} ${language}`);
    }
  };
  const booking = (state: BookingView['state'], more: Partial<BookingView> = {}): BookingView => ({
    bookingId: 'booking-7f3a', carId: 'SH-14', fromUtcMs: now - HOUR_MS, untilUtcMs: now + HOUR_MS, returnByUtcMs: now + 50 * HOUR_MS, code: 'AB12CD34', pass: 'CVT1:SAMPLE', hasFace: true,
    state, extensionDays: 0, terms: sampleTerms, payments: [], ...more,
  });
  const become = (state: BookingView['state'], more: Partial<BookingView> = {}): void => { tower.phone.bookings = [booking(state, more)]; };
  const collecting = (more: Partial<CollectionView> = {}): void => { tower.show({ ...restingTower, state: 'execute', collections: [{ ...sampleCollection, ...more }] }); };
  const open = async (...pages: readonly string[]): Promise<void> => {
    await tap('go-home');
    await tap('booking-booking-7f3a');
    for (const each of pages) await tap(each);
  };
  const sent = (method: string, end: string) => tower.asked.filter((each) => each.method === method && each.path.endsWith(end));

  before(async () => {
    tower = await startFakeTower(await builtPages());
    chromium = await launchChromium({ viewport: { width: 360, height: 780 } });
    page = chromium.page;
    now = await page.evaluate(() => Date.now());
    tower.drive = createDriveScript(tower.phone, now);
    become('booked');
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/^Failed to load resource|WebSocket connection/u.test(message.text())) problems.push(message.text());
    });
    await page.goto(`${tower.origin}/phone/#member=m-1&code=123456`);
    await page.waitForSelector('[data-screen="home"]');
    await inLanguage('en');
  });
  after(async () => {
    await chromium.close();
    await tower.close();
  });
  afterEach(() => {
    assert.deepEqual(problems.splice(0), []);
  });

  it('tells the tower that its customer comes, once and also over a lost network', async () => {
    await open('page-P10');
    await check('P10');
    tower.setReachable(false);
    await tap('coming');
    await page.getByText('No connection just now').waitFor();
    tower.setReachable(true);
    await page.getByText(/you are coming/u).waitFor();
    await tap('here');
    await page.getByText('You are here.', { exact: false }).waitFor();
    await check('P10');
    await tap('cancel');
    await check('P10');
    await tap('cancel-no');
  });
  it('shows the car come as far as it is measured, and says how old that is when the tower is not heard', async () => {
    become('collecting');
    collecting({ phase: 'queued', ahead: 3 });
    await open('page-P11');
    await page.getByText('3 cars are before yours').waitFor();
    await check('P11');
    collecting({ phase: 'coming' });
    await page.getByText('Coming down').waitFor();
    await check('P11');
    collecting({ phase: 'coming', paused: true });
    await page.getByText('The tower has paused').waitFor();
    collecting({ phase: 'handover' });
    await page.getByText('Your car is at bay A').waitFor();
    await check('P11');
    tower.setReachable(false);
    await page.getByText(/What you see is \d+ s old/u).waitFor();
    tower.setReachable(true);
    await tap('photos');
  });
  it('sends photos one by one, later where the network is away, and takes none along that is no picture', async () => {
    await check('P12');
    const put = (position: string, name: string, data: Buffer): Promise<void> => page.locator(`input[type=file]`).nth(['front', 'rear', 'left'].indexOf(position)).setInputFiles({ name, mimeType: 'image/png', buffer: data });
    tower.setReachable(false);
    await put('front', 'front.png', Buffer.from(PIXEL, 'base64'));
    await page.locator('[data-action="photo-front"][data-state="waiting"]').waitFor();
    await put('left', 'left.png', Buffer.from('no picture'));
    await page.locator('[data-action="photo-left"][data-state="unreadable"]').waitFor();
    await check('P12');
    tower.setReachable(true);
    await page.locator('[data-action="photo-front"][data-state="sent"]').waitFor();
    assert.equal(sent('PUT', 'photos/handOver/front')[0]?.headers['content-type'], 'image/jpeg');
    await tap('photos-done');
  });
  it('says how much time is left, and makes the drive longer under one key', async () => {
    become('out');
    await open('page-P13');
    await page.getByText(/2 days [12] h/u).waitFor();
    for (const fold of await page.locator('summary').all()) await fold.click();
    await check('P13');
    await tap('extend');
    await page.locator('[data-action="offer-1"]').waitFor();
    assert.ok(await page.locator('[data-action="offer-3"]').isDisabled());
    await tap('offer-1');
    await check('extend');
    tower.setReachable(false);
    await tap('extend-go');
    await page.getByText('No connection just now').waitFor();
    tower.setReachable(true);
    await page.getByText('Your drive is extended').waitFor();
    await check('extend');
    assert.equal(new Set(sent('POST', '/extensions').map(({ headers }) => headers['idempotency-key'])).size, 1);
  });
  it('tells what being late costs now', async () => {
    become('out', { returnByUtcMs: now - 90 * 60_000, late: { sinceUtcMs: now - 90 * 60_000, feeMinor: 9900, nextRiseUtcMs: now + 30 * 60_000 } });
    await open('page-P13');
    await page.getByText('The late fee is', { exact: false }).waitFor();
    await check('P13');
    await tap('swap');
    await page.locator('.free-cars li').first().waitFor();
    await check('swap');
  });
  it('reserves the car, hands it to who makes the contract, and gives it up after a second question only', async () => {
    become('out');
    await open('page-P13', 'buy', 'reserve');
    await page.getByText('Reserved for you').waitFor();
    await check('buy');
    await tap('contract');
    await page.locator('[data-action="sign"]').waitFor();
    assert.equal(await page.locator('[data-action="go-home"]').getAttribute('aria-current'), 'page', 'a page of a booking stands under the bookings');
    await tap('no-buy');
    await check('buy');
    await tap('no-buy-yes');
    await page.getByText('Reservation given up').waitFor();
    await check('buy');
  });
  it('says that it is bought as soon as both sides have signed, and how its buyer gets it', async () => {
    const deposit: BookingView['payments'][number] = { paymentId: 'pay-1', kind: 'deposit', amountMinor: 300_000, currency: 'CNY', state: 'held', wanted: 'release', askedUtcMs: now, changedUtcMs: now };
    become('out', { payments: [deposit] });
    await open('page-P13', 'buy', 'buy-again', 'reserve', 'contract');
    await page.getByText('Waiting for your signature').waitFor();
    const [handedOff] = tower.drive!.purchases;
    become('closed', { bought: 'drive', payments: [deposit] });
    tower.drive!.purchases = [{ ...handedOff!, state: 'sold', bookingId: 'booking-7f3a' }];
    await page.getByText('The car is yours').waitFor({ timeout: 2500 });
    await page.getByText('is given back', { exact: false }).waitFor();
    await check('buy');
    tower.drive!.purchases = [{ ...handedOff!, state: 'signed', bookingId: 'booking-fetch' }];
    tower.phone.bookings = [booking('closed', { payments: [deposit] }), booking('booked', { bookingId: 'booking-fetch', bought: 'fetch', returnByUtcMs: now + 876_000 * HOUR_MS, untilUtcMs: now + 876_000 * HOUR_MS })];
    await page.getByText('It stands in the tower', { exact: false }).waitFor();
    await check('buy');
    await tap('fetch');
    await check('booking');
    await tap('show-pass');
    await page.getByText('You have bought this car', { exact: false }).waitFor();
    await check('P09');
    tower.drive!.purchases = [];
  });
  it('shows the way back, and the receipt with every amount', async () => {
    become('out');
    await open('page-P14');
    await check('P14');
    become('closed', { extensionDays: 1 });
    await open('page-P15');
    await page.locator('.amounts li').nth(2).waitFor();
    await check('P15');
  });
  it('says what is still to be paid wherever the booking is, and leads to where it is agreed to', async () => {
    const late: BookingView['payments'][number] = { paymentId: 'pay-9', kind: 'late', amountMinor: 19_800, currency: 'CNY', state: 'declined', mayAskAgain: true, askedUtcMs: now, changedUtcMs: now };
    become('closed', { payments: [late] });
    await tap('go-home');
    await page.getByText('Not paid yet').waitFor();
    await open('owed');
    await check('P15');
    tower.setReachable(false);
    await tap('pay-again');
    await page.getByText('No connection just now').first().waitFor();
    tower.setReachable(true);
    await page.locator('[data-action="checkout"]').waitFor();
    await check('P15');
    assert.equal(new Set(sent('POST', '/payments').map(({ headers }) => headers['idempotency-key'])).size, 1);
    become('out', { payments: [{ ...late, kind: 'extension', state: 'asked', checkoutUrl: 'http://127.0.0.1/pay' }] });
    await open('page-P13');
    assert.equal(await page.locator('[data-action="checkout"]').getAttribute('href'), 'http://127.0.0.1/pay');
    await check('P13');
  });
  it('puts the look on this page at once and tells it to the tower; the largest letters fit the narrowest phone', async () => {
    await tap('go-preferences');
    await page.locator('[data-action="size-xl"]').waitFor();
    await tap('size-xl');
    await page.getByText('Saved.').waitFor();
    assert.deepEqual(tower.drive?.me.preferences?.textSize, 'xl');
    await page.setViewportSize({ width: 320, height: 640 });
    await check('P17');
    for (const [state, pages, screen] of [['booked', ['page-P10'], 'P10'], ['out', ['page-P13'], 'P13'], ['out', ['page-P13', 'extend'], 'extend'], ['out', ['page-P12'], 'P12'], ['closed', ['page-P15'], 'P15']] as const) {
      become(state);
      await open(...pages);
      await check(screen);
    }
    await tap('go-preferences');
    await tap('size-m');
    await page.setViewportSize({ width: 430, height: 900 });
  });
  it('shows what is kept, gives it as a file, deletes the face, and erases everything after a second question', async () => {
    await tap('go-myData');
    await page.getByText('Super Member').waitFor();
    await check('P16');
    const download = page.waitForEvent('download');
    await tap('export');
    assert.equal((await download).suggestedFilename(), 'carillon-my-data.json');
    await tap('erase-face');
    await page.getByText('Your face is deleted.', { exact: false }).waitFor();
    await tap('erase');
    await check('P16');
    assert.equal(sent('DELETE', '/api/v1/me').length, 0);
    await tap('erase-yes');
    await page.getByText('Everything of you is erased').waitFor();
    await check('P16');
    await tap('erased');
    await page.waitForSelector('[data-screen="P00"]');
  });
});
