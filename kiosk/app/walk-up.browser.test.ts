import assert from 'node:assert/strict';
import { launchChromium } from '../testing/launch-chromium.ts';
import type { ChromiumSession } from '../testing/launch-chromium.ts';
import { builtPages } from './testing/built-pages.ts';
import { SAMPLE_KEY, sampleRecognition, startFakeTower } from './testing/fake-tower.ts';
import type { FakeTower } from './testing/fake-tower.ts';
import { ok } from './testing/fake-reply.ts';
import { sampleWalkUp } from './testing/sample-walk-up.ts';
import { reader } from './testing/story-people.ts';

const [car, other] = sampleWalkUp.cars;
const [window] = sampleWalkUp.windows;

describe('a car that is taken now, at the kiosk and on a phone beside it', function () {
  this.timeout(240_000);
  let tower: FakeTower;
  let chromium: ChromiumSession;
  before(async () => {
    tower = await startFakeTower(await builtPages());
    chromium = await launchChromium();
  });
  after(async () => {
    await chromium.close();
    await tower.close();
  });

  it('goes from the wall over the phone to the press, while the screen says how far the phone is', async () => {
    assert.ok(car !== undefined && other !== undefined && window !== undefined);
    tower.recognise = () => ok({ ...sampleRecognition, car: { ...sampleRecognition.car, carId: car.carId } });
    const kiosk = reader(chromium.page);
    await kiosk.page.goto(`${tower.origin}/kiosk/#key=${SAMPLE_KEY}`, { waitUntil: 'commit', timeout: 90_000 });
    await kiosk.screen('K01');
    await kiosk.press('start');
    await kiosk.press('take-now');
    await kiosk.page.locator(`[data-action="car-${other.carId}"]`).waitFor();
    tower.walkUp.taken = [other.carId];
    await kiosk.page.locator(`[data-action="car-${other.carId}"]`).waitFor({ state: 'detached' });
    await kiosk.press(`car-${car.carId}`);
    await kiosk.screen('K41');
    await kiosk.press('take');
    await kiosk.press(`until-${String(window.untilUtcMs)}`);
    await kiosk.screen('K43');
    const begun = tower.asked.findLast(({ path }) => path === '/api/v1/hand-offs');
    assert.deepEqual(begun?.body, { errand: 'walkUp', carId: car.carId, untilUtcMs: window.untilUtcMs, language: 'en' });

    const phone = reader(await (await chromium.browser.newContext({ viewport: { width: 390, height: 844 } })).newPage());
    await phone.page.goto(`${tower.origin}/phone/#take=token-of-the-sample-hand-off-0001`, { waitUntil: 'commit', timeout: 90_000 });
    await phone.screen('take');
    await kiosk.page.getByText('The page is open on a phone').waitFor();
    await phone.press('take-next');
    await phone.screen('P03');
    await phone.page.fill('input[name=member]', 'demo');
    await phone.page.fill('input[name=code]', '123456');
    await phone.press('sign-in');
    await phone.screen('P04');
    await kiosk.page.getByText('J. W. has signed in').waitFor();
    await phone.press('eligibility-next');
    await phone.press('face-none');
    await phone.screen('P07');
    await phone.press('book');
    await phone.page.getByText('Go on at the screen of the tower').waitFor();

    await kiosk.screen('K44');
    await kiosk.press('accept');
    await kiosk.screen('K19');
    await kiosk.hold('hold', 'K21');
    assert.equal(tower.asked.filter(({ path, method }) => path === '/api/v1/collections' && method === 'POST').length, 1);
  });
});
