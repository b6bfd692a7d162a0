import assert from 'node:assert/strict';
import type { CDPSession, Page } from 'playwright-core';
import { launchChromium } from '../../testing/launch-chromium.ts';
import type { ChromiumSession } from '../../testing/launch-chromium.ts';
import { builtPages } from '../testing/built-pages.ts';
import { ok } from '../testing/fake-reply.ts';
import { sampleRecognition, startFakeTower } from '../testing/fake-tower.ts';
import { keyHands, touchHands } from '../testing/journeys/hands.ts';
import type { FakeTower } from '../testing/fake-tower.ts';
import type { Hands } from '../testing/journeys/hands.ts';
import { goTo } from '../testing/journeys/visit.ts';
import { emptyFilm } from '../testing/pass-film.ts';
import { collectJourneys } from '../testing/journeys/collect.journey.ts';
import { helpJourneys } from '../testing/journeys/help.journey.ts';
import { myCarJourneys } from '../testing/journeys/my-car.journey.ts';
import { returnJourneys } from '../testing/journeys/return.journey.ts';
import { walkUpJourneys } from '../testing/journeys/walk-up.journey.ts';

/** What the page may notice of each kind of hands, of its pointers and keys. */
const HANDS: readonly (readonly [name: string, hands: (page: Page, session: CDPSession) => Hands, noticed: readonly string[]])[] = [
  ['by touch', touchHands, ['touch']], ['by keyboard alone', keyHands, ['key']],
];

/** Runs in the page, before its own scripts. */
function noteInputs(): void {
  const tell = (kind: string): void => { void (globalThis as unknown as { noteInput: (kind: string) => Promise<void> }).noteInput(kind); };
  document.addEventListener('pointerdown', ({ isTrusted, pointerType }) => { if (isTrusted) tell(pointerType); }, true);
  document.addEventListener('keydown', () => { tell('key'); }, true);
}

describe('a customer at the kiosk', function () {
  this.timeout(120_000);
  let chromium: ChromiumSession;
  let session: CDPSession;
  let film: Awaited<ReturnType<typeof emptyFilm>>;
  let tower: FakeTower;
  const problems: string[] = [];
  const inputs = new Set<string>();

  before(async () => {
    film = await emptyFilm();
    chromium = await launchChromium({ camera: { kind: 'video', videoPath: film.videoPath }, viewport: { width: 720, height: 1280 }, besideTower: false });
    const { page, context } = chromium;
    await film.draw(page, 'CARILLON1:A-PASS-THAT-ONLY-THE-CONTROLLER-UNDERSTANDS');
    await context.clock.install();
    await context.exposeFunction('noteInput', (kind: string) => { inputs.add(kind); });
    await context.addInitScript(noteInputs);
    session = await context.newCDPSession(page);
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      // A refused request and a lost connection are part of the journeys.
      if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/u.test(message.text())) problems.push(message.text());
    });
  });
  after(async () => {
    await chromium.close();
    await film.remove();
  });

  beforeEach(async () => {
    tower = await startFakeTower(await builtPages());
    tower.recognise = () => ok(sampleRecognition);
  });
  afterEach(() => tower.close());

  for (const { tells, make } of [...collectJourneys, ...returnJourneys, ...walkUpJourneys, ...myCarJourneys, ...helpJourneys]) {
    for (const [name, handsOf, noticed] of HANDS) {
      it(`${tells}: ${name}`, async () => {
        const { page, context } = chromium;
        inputs.clear();
        await make(await goTo(context, page, tower, handsOf(page, session))).catch(async (error: unknown) => {
          const shown = await page.evaluate(() => document.body.innerText).catch(String);
          throw new Error(`${String(error)}\non the screen: ${shown}`, { cause: error });
        });
        // Nobody asks a tower that is not there any more.
        await page.goto('about:blank');
        assert.deepEqual([...inputs], noticed);
        assert.deepEqual(problems.splice(0), []);
      });
    }
  }
});
