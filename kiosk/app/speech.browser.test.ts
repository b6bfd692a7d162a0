/** What is heard at the built kiosk, in Chromium: the real synthesiser, the real tones, headphones that are told of by the browser. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { launchChromium } from '../testing/launch-chromium.ts';
import type { ChromiumSession } from '../testing/launch-chromium.ts';
import { builtPages } from './testing/built-pages.ts';
import { SAMPLE_CODE, SAMPLE_KEY, startFakeTower } from './testing/fake-tower.ts';
import type { FakeTower } from './testing/fake-tower.ts';
import { flawsOf, NO_FLAWS, settled } from './testing/page-flaws.ts';
import { restingTower } from './testing/sample-tower.ts';

/** What the page has played since it was opened, and outputs that can be plugged in. */
interface Ear {
  readonly spoken: { readonly seconds: number; readonly loudness: number }[];
  readonly tones: { readonly hz: number; readonly afterTouchMs: number }[];
  cut: number;
  outputs: { readonly kind: string; readonly deviceId: string; readonly label: string }[];
}
declare global {
  var ear: Ear;
}

/** Runs in the page before its own code. */
function listen(): void {
  const ear: Ear = { spoken: [], tones: [], cut: 0, outputs: [{ kind: 'audiooutput', deviceId: '1', label: 'HDMI' }] };
  globalThis.ear = ear;
  let touchedMs = 0;
  addEventListener('pointerdown', () => { touchedMs = performance.now(); }, { capture: true });
  const { start, stop } = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function play(...when: Parameters<typeof start>): void {
    const samples = this.buffer?.getChannelData(0) ?? new Float32Array(1);
    ear.spoken.push({ seconds: this.buffer?.duration ?? 0, loudness: Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length) });
    start.apply(this, when);
  };
  AudioBufferSourceNode.prototype.stop = function cut(...when: Parameters<typeof stop>): void {
    ear.cut += 1;
    stop.apply(this, when);
  };
  const sound = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function play(...when: Parameters<typeof sound>): void {
    ear.tones.push({ hz: this.frequency.value, afterTouchMs: performance.now() - touchedMs });
    sound.apply(this, when);
  };
  // An empty page has none.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (devices !== undefined) devices.enumerateDevices = async () => ear.outputs as unknown as MediaDeviceInfo[];
}

/** Loading the program takes seconds where eight browsers share the machine. */
const PATIENCE_MS = 60_000;
const tap = (page: Page, action: string): Promise<void> => page.locator(`[data-action="${action}"]`).click();
const caption = (page: Page): Promise<string | null> => page.locator('.caption-text').textContent({ timeout: PATIENCE_MS });

describe('what is heard at the kiosk', function () {
  this.timeout(240_000);
  let tower: FakeTower;
  let chromium: ChromiumSession;
  let page: Page;
  const problems: string[] = [];

  before(async () => {
    tower = await startFakeTower(await builtPages());
    chromium = await launchChromium();
    page = chromium.page;
    await page.addInitScript(listen);
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/u.test(message.text())) problems.push(message.text());
    });
    tower.show(restingTower);
    await page.goto(`${tower.origin}/kiosk/#key=${SAMPLE_KEY}`, { timeout: PATIENCE_MS });
  });
  after(async () => {
    await chromium.close();
    await tower.close();
  });
  afterEach(() => assert.deepEqual(problems.splice(0), []));

  const onScreen = async (screen: string): Promise<void> => {
    await page.waitForSelector(`[data-screen="${screen}"]`, { timeout: PATIENCE_MS });
    await settled(page);
  };
  /** From wherever the page is to the first screen: its program stays loaded. */
  const toStart = async (): Promise<void> => {
    for (let i = 0; i < 5 && (await page.locator('[data-screen="K01"]').count()) === 0; i += 1) {
      await page.keyboard.press('Escape');
      await settled(page);
    }
    await onScreen('K01');
  };
  const begin = async (): Promise<void> => {
    await toStart();
    await page.mouse.click(540, 500);
    await onScreen('K02');
  };
  const until = (what: () => boolean): Promise<unknown> => page.waitForFunction(what, undefined, { timeout: PATIENCE_MS });
  /** Waits for so many sentences more. */
  const hear = async (more: number): Promise<void> => {
    const least = more + (await page.evaluate(() => ear.spoken.length));
    await page.waitForFunction((count) => ear.spoken.length >= count, least, { timeout: PATIENCE_MS });
  };
  const speakUp = async (): Promise<void> => {
    await tap(page, 'display');
    await Promise.all([hear(1), tap(page, 'speech-on')]);
    await tap(page, 'display-done');
  };

  it('answers a touch with a tone within a tenth of a second, and says it in a caption', async () => {
    await begin();
    await tap(page, 'collect');
    const tones = await page.evaluate(() => ear.tones);
    assert.ok(tones.length >= 1, 'no tone');
    // The first one waits for the browser to let a touched page sound.
    assert.ok(tones.at(-1)!.afterTouchMs < 100, `${String(tones.at(-1)!.afterTouchMs)} ms`);
    assert.match(await caption(page) ?? '', /touched/u);
    assert.deepEqual(await page.evaluate(() => ear.spoken), [], 'nobody has asked for speech');
  });

  it('speaks when it is asked to, in both languages, so that it can be heard', async () => {
    await begin();
    await speakUp();
    await Promise.all([hear(2), tap(page, 'language-zh')]);
    assert.match(await caption(page) ?? '', /\p{Script=Han}/u);
    const spoken = await page.evaluate(() => ear.spoken);
    for (const { seconds, loudness } of spoken) assert.ok(seconds > 0.1 && loudness > 0.02, JSON.stringify({ seconds, loudness }));
    await tap(page, 'language-en');
  });

  it('is cut off by a touch, and says the screen again when it is asked to', async () => {
    await begin();
    await speakUp();
    await hear(1);
    await page.mouse.click(20, 20);
    await until(() => ear.cut > 0);
    await Promise.all([hear(2), page.keyboard.press('F2')]);
  });

  it('says the control that a key goes to', async () => {
    await begin();
    await speakUp();
    // While the program that speaks is still being loaded the screen has the first word, whatever is pressed.
    await hear(1);
    await page.keyboard.press('Tab');
    await until(() => (document.querySelector('.caption-text')?.textContent ?? '').includes(', button'));
  });

  it('makes the screen dark, and a touch brings it back and presses nothing', async () => {
    await begin();
    await speakUp();
    await tap(page, 'speech-dark');
    await page.waitForSelector('.dark-screen');
    const box = await page.locator('[data-action="collect"]').boundingBox();
    await page.mouse.click(box!.x + box!.width / 2, box!.y + box!.height / 2);
    await page.waitForSelector('.dark-screen', { state: 'detached' });
    await onScreen('K02');
  });

  it('begins to speak when headphones are plugged in, and to nobody when they are taken out', async () => {
    await toStart();
    const plug = (labels: readonly string[]): Promise<void> => page.evaluate((names) => {
      ear.outputs = names.map((label, i) => ({ kind: 'audiooutput', deviceId: String(i + 1), label }));
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    }, labels);
    await plug(['HDMI', 'USB Headset']);
    await onScreen('K02');
    await page.waitForSelector('.speech-buttons');
    await plug(['HDMI']);
    await page.waitForSelector('.speech-buttons', { state: 'detached' });
  });

  it('keeps its buttons and captions clear of everything else, on the fullest screen', async () => {
    await begin();
    await speakUp();
    await tap(page, 'collect');
    await tap(page, 'way-code');
    await onScreen('K16');
    assert.deepEqual(await flawsOf(page, { targetMm: 20, scrolls: false }), NO_FLAWS);
    for (const key of SAMPLE_CODE) await tap(page, `key-${key}`);
    const told = await page.evaluate(() => document.querySelector('.caption-text')?.textContent ?? '');
    assert.ok(!told.includes(SAMPLE_CODE), told);
  });
});
