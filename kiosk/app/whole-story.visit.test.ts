import assert from 'node:assert/strict';
import { loadSite, loadStock } from '../../config/load-site.ts';
import type { BookingView } from '../../controller/api/contract/index.ts';
import { startUp, untilReady, type RunningUp } from '../../controller/shell/up/testing/running-up.ts';
import { visit, type TowerVisit } from '../../controller/shell/up/testing/tower-visit.ts';
import { until } from '../../controller/shell/up/testing/until.ts';
import { createFakeMedia, type FakeMedia } from '../testing/fake-video.ts';
import { launchChromium, type ChromiumSession, type LaunchOptions } from '../testing/launch-chromium.ts';
import { filmPass } from './testing/pass-film.ts';
import { inTheSandbox, picture, reader, signIn, type Reader } from './testing/story-people.ts';

/** Virtual time passes this much faster, so that there and back again does not make the test wait for minutes. */
const SPEED = '12';
const WAY_TIMEOUT_MS = 180_000;
const HOUR_MS = 3_600_000;
const [FIRST, SECOND, LATE] = ['SH-05', 'SH-11', 'SH-03'];
type Booked = Pick<BookingView, 'bookingId' | 'code' | 'pass' | 'returnByUtcMs'>;
const PHONE = { width: 412, height: 915 } as const;

/** Half an hour of grace, and two hours that are begun. */
const LATE_HOURS = 2;

const [site, stock] = [loadSite('tmall-shanghai'), loadStock('tmall-shanghai')];
assert.ok(site.ok && stock.ok);
/** An amount of fen as both pages write it. */
const yuan = (minor: number): RegExp => new RegExp(`(?:¥|CN¥)\\s?${String(minor / 100)}(?:\\.00)?\\b`, 'u');
const vinOf = (carId: string): string => stock.value.cars.find(({ id }) => id === carId)?.vin ?? '';

describe('the whole story, phone and kiosk side by side', function () {
  this.timeout(420_000);
  let up: RunningUp;
  let tower: TowerVisit;
  let media: FakeMedia;
  let phone: Reader;
  let kiosk: Reader;
  let sandbox: string;
  const sessions: ChromiumSession[] = [];
  const problems: string[] = [];

  before(async () => {
    media = await createFakeMedia();
    up = startUp(['--headless', '--no-demo', '--port', '0', '--speed', SPEED]);
    await untilReady(up);
    tower = await visit(up);
    sandbox = up.told('backend') ?? '';
    const videoPath = await media.film({ kind: 'people', people: ['anna'] });
    phone = await browse({ camera: { kind: 'video', videoPath }, viewport: PHONE });
    kiosk = await browse({ camera: { kind: 'video', videoPath } });
    await kiosk.page.goto(up.told('kiosk') ?? '');
  });
  after(async () => {
    await Promise.all(sessions.map((session) => session.close()));
    await media.close();
    await up.stop();
  });
  afterEach(() => {
    assert.deepEqual(problems.splice(0), []);
  });

  async function browse(options: LaunchOptions): Promise<Reader> {
    const session = await launchChromium(options);
    sessions.push(session);
    session.page.on('pageerror', (error) => problems.push(error.message));
    return reader(session.page);
  }
  const show = (step: string): Promise<void> => picture(step, { phone: phone.page, kiosk: kiosk.page });
  const isOutside = (carId: string) => until(`${carId} has left`, WAY_TIMEOUT_MS, async () => ((await tower.truth()).cars[carId]?.place === 'outside' ? true : undefined));
  const isIdle = () => until('nothing is under way', WAY_TIMEOUT_MS, async () => ((await tower.snapshot()).orders.length === 0 ? true : undefined));
  const phoneAt = (fragment: string): string => `${new URL(up.told('phone page') ?? '').origin}/phone/${fragment}`;

  /** From the car to the pass; the code that stands on it. */
  async function book(way: 'face' | 'code', pays: 'at once' | 'in the sandbox'): Promise<Booked> {
    const { page, press, screen } = phone;
    await screen('P04');
    await show('eligibility');
    await press('eligibility-next');
    await screen('P05');
    if (way === 'face') {
      await page.locator('[data-action="consent"]').click();
      await press('face-live');
      await press('face-next');
    } else {
      await press('face-none');
    }
    await screen('P06');
    await press('window-next');
    await screen('P07');
    await show('price');
    const booked = page.waitForResponse((response) => response.request().method() === 'POST' && response.url().endsWith('/api/v1/bookings'));
    await press('book');
    const { bookingId, code, pass, returnByUtcMs } = (await (await booked).json()) as Booked;
    if (pays === 'in the sandbox') {
      await show('checkout');
      await inTheSandbox(phone, 'checkout', 'agree');
    }
    await screen('P08');
    await press('show-pass');
    await screen('P09');
    await show('pass');
    assert.equal(await page.locator('[data-code]').getAttribute('data-code'), code);
    return { bookingId, code, pass, returnByUtcMs };
  }
  /** Recognised, asked whether this is the car, and it comes; until it has left and the tower is idle. */
  async function takeOver(at: Reader, carId: string): Promise<void> {
    await at.screen('K17', 60_000);
    await show(`found-${carId}`);
    await at.press('car-yes');
    await at.screen('K19');
    await at.hold('hold', 'K21');
    await show(`coming-${carId}`);
    await isOutside(carId);
    await show(`left-${carId}`);
    await isIdle();
  }
  async function byCode(at: Reader, task: 'collect' | 'bring-back', code: string): Promise<void> {
    await at.screen('K01', WAY_TIMEOUT_MS);
    await at.press('start');
    await at.press(task);
    await at.press('way-code');
    await at.screen('K16');
    await at.page.keyboard.type(code);
    await at.press('code-submit');
  }
  /** Drives in, gets out, and sees it taken in. */
  async function bringBack(code: string, look: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    await byCode(kiosk, 'bring-back', code);
    await kiosk.screen('K30');
    await look();
    await kiosk.press('people-1');
    await kiosk.screen('K36', WAY_TIMEOUT_MS);
    await show('taken-in');
    await kiosk.press('finish');
    await isIdle();
  }
  /** A page of a booking, from the member's own list. */
  async function open(page: 'P13' | 'P15', { bookingId }: Booked): Promise<void> {
    await phone.press('go-home');
    await phone.press(`booking-${bookingId}`);
    await phone.press(`page-${page}`);
    await phone.screen(page);
  }

  let first: Booked;
  let second: Booked;

  it('scans a car, sees what is asked of a member, and books it with a face', async () => {
    await phone.page.goto(phoneAt(`#car=${vinOf(FIRST)}`));
    await phone.screen('P02');
    await show('car');
    await phone.press('car-next');
    await signIn(phone, sandbox, 'demo');
    first = await book('face', 'at once');
    assert.match(first.code, /^[0-9A-HJKMNP-TV-Z]{8}$/u);
  });

  it('collects it by face', async () => {
    await kiosk.screen('K01');
    for (const action of ['start', 'collect', 'way-face', 'consent-yes']) await kiosk.press(action);
    await takeOver(kiosk, FIRST);
    const [truth, { cells }] = [await tower.truth(), await tower.snapshot()];
    assert.equal(truth.pallets['P05']?.place, 'cell:2-1L');
    assert.deepEqual(cells['2-1L'], { state: 'occupied', palletId: 'P05' });
    assert.deepEqual(truth.collisions, []);
  });

  it('extends the drive by a day', async () => {
    await open('P13', first);
    await show('drive');
    await phone.press('extend');
    await phone.screen('extend');
    await phone.press('offer-1');
    await show('extend');
    await phone.press('extend-go');
    await phone.press('extended');
    await show('extended');
  });

  it('swaps: books the next car, brings the first one back, and collects the second by pass', async () => {
    await open('P13', first);
    await phone.press('swap');
    await phone.screen('swap');
    await show('swap');
    await phone.press('swap-go');
    await phone.press(`car-${SECOND}`);
    await phone.screen('P02');
    await phone.press('car-next');
    second = await book('code', 'at once');
    await bringBack(first.code);
    const film = await filmPass(second.pass);
    const other = await browse({ camera: { kind: 'video', videoPath: film.videoPath } });
    await other.page.goto(up.told('kiosk') ?? '');
    await other.screen('K01');
    for (const action of ['start', 'collect', 'way-pass']) await other.press(action);
    await takeOver(other, SECOND);
    await film.remove();
  });

  it('buys the car that it drives, which leaves the inventory', async () => {
    await open('P13', second);
    await phone.press('buy');
    await phone.screen('buy');
    await show('buy');
    await phone.press('reserve');
    await phone.press('contract');
    await show('contract');
    await inTheSandbox(phone, 'sign', 'sign');
    const catalogue = async () => (await (await fetch(phoneAt('').replace('/phone/', '/api/v1/catalogue'))).json()) as { readonly vehicles: readonly { readonly carId: string }[] };
    await until('the car has left the inventory', 60_000, async () => ((await catalogue()).vehicles.some(({ carId }) => carId === SECOND) ? undefined : true));
    await show('bought');
    assert.deepEqual((await tower.truth()).collisions, []);
  });

  it('is another one for whoever pays in the sandbox, collects by code and comes back late: the fee is told before, and stands on the receipt', async () => {
    phone = await browse({ viewport: PHONE });
    const { page, press } = phone;
    await page.goto(phoneAt(`#car=${vinOf(LATE)}`));
    await press('car-next');
    await signIn(phone, sandbox, 'demo-pays');
    const booked = await book('code', 'in the sandbox');
    await byCode(kiosk, 'collect', booked.code);
    await takeOver(kiosk, LATE);

    const aheadMs = booked.returnByUtcMs - tower.wall.utcMs() + LATE_HOURS * HOUR_MS;
    await tower.hands.act('pass-time', { ms: aheadMs });
    await page.clock.setSystemTime(tower.wall.utcMs() + aheadMs);
    await page.goto('about:blank');
    await page.goto(phoneAt(''));
    await press('my-bookings');
    await signIn(phone, sandbox, 'demo-pays');
    await open('P13', booked);
    await show('late');
    const fee = LATE_HOURS * site.value.booking.beyond.lateFeeMinor;
    assert.match(await phone.text(), yuan(fee));
    await bringBack(booked.code, async () => {
      await show('late-at-the-kiosk');
      assert.match(await kiosk.text(), yuan(fee));
    });
    await open('P15', booked);
    await until('the receipt shows the fee', 60_000, async () => (yuan(fee).test(await phone.text()) ? true : undefined), () => sandbox);
    await show('receipt');
    assert.deepEqual((await tower.truth()).collisions, []);
  });
});
