/** The whole room in Chromium, which on Linux has no voice of its own: real worker, real program, played by an audio context. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../testing/launch-chromium.ts';
import type { ChromiumSession } from '../testing/launch-chromium.ts';
import { servePage } from '../testing/serve-page.ts';
import type { ServedPage } from '../testing/serve-page.ts';
import { DATA_FILE, LICENCE_FILE, PROGRAM_FILE, VOICE_ASSETS_PATH } from './voice-assets.ts';
import { voiceAssets, voiceProgram } from './voice-assets.vite.ts';
import type { VoiceRoom } from './voice.harness.ts';

declare global {
  var voiceRoom: VoiceRoom;
}

describe('voice room in Chromium', function () {
  this.timeout(120_000);
  let served: ServedPage;
  let session: ChromiumSession;

  before(async () => {
    served = await servePage(fileURLToPath(new URL('voice.harness.ts', import.meta.url)), [voiceAssets()], [voiceProgram()]);
    session = await launchChromium({ viewport: { width: 800, height: 600 } });
    await session.page.goto(served.url);
    await session.page.waitForFunction(() => 'voiceRoom' in window);
  });
  after(async () => {
    await session.close();
    await served.close();
  });

  const hear = (text: string, voice: 'en' | 'cmn', wordsPerMinute = 150) => session.page.evaluate(([what, who, rate]) => voiceRoom.hear(what, who, rate), [text, voice, wordsPerMinute] as const);

  it('loads nothing of the program before something is to be spoken', () => {
    assert.deepEqual(served.requested().filter((path) => path.startsWith(VOICE_ASSETS_PATH)), []);
  });

  for (const [voice, text] of [['en', 'Your car is coming. Stay behind the line.'], ['cmn', '您的车正在下来，请在线后面等。']] as const) {
    it(`speaks ${voice} so that it can be heard`, async () => {
      const { fault, seconds, loudness, peak } = await hear(text, voice);
      assert.equal(fault, null);
      assert.ok(seconds > 1.5 && seconds < 10, `${String(seconds)} s`);
      assert.ok(loudness > 0.03, `loudness ${String(loudness)}`);
      assert.ok(peak > 0.2 && peak <= 1, `peak ${String(peak)}`);
    });
  }

  it('speaks faster when it is asked to', async () => {
    const [slow, fast] = [await hear('Your car is coming. Stay behind the line.', 'en', 110), await hear('Your car is coming. Stay behind the line.', 'en', 230)];
    assert.ok(slow.seconds > 1.5 * fast.seconds, `${String(slow.seconds)} s, ${String(fast.seconds)} s`);
  });

  it('takes what looks like an option of the program for text', async () => {
    assert.equal((await hear('--help', 'en')).fault, null);
  });

  it('ships the program unchanged, with its licence beside it', () => {
    assert.ok(served.requested().some((path) => path.endsWith(PROGRAM_FILE)));
    return Promise.all([PROGRAM_FILE, DATA_FILE, LICENCE_FILE].map(async (name) => {
      const reply = await fetch(new URL(`${VOICE_ASSETS_PATH}${name}`, served.url));
      assert.equal(reply.status, 200, name);
      if (name === LICENCE_FILE) assert.match(await reply.text(), /GNU GENERAL PUBLIC LICENSE/u);
      else await reply.body?.cancel();
    }));
  });

  it('says that the program is missing where it has been taken out', async () => {
    const { fault } = await session.page.evaluate(() => voiceRoom.hear('Hello', 'en', 150, '/not-shipped/'));
    assert.equal(fault, 'missing');
  });
});
