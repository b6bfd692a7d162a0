/**
 * The whole room in Chromium: real worker, real nets, a fake camera. Distances are
 * between different pictures of a person.
 */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { createFakeMedia } from '../testing/fake-video.ts';
import type { FakeMedia, PhotoLook, Scene } from '../testing/fake-video.ts';
import { launchChromium } from '../testing/launch-chromium.ts';
import type { ChromiumSession, LaunchOptions } from '../testing/launch-chromium.ts';
import { servePage } from '../testing/serve-page.ts';
import type { ServedPage } from '../testing/serve-page.ts';
import { faceAssets } from './face-assets.vite.ts';
import type { FaceRoom, WatchLog, WatchUntil } from './face.harness.ts';
import { MATCH_DISTANCE, TEMPLATE_VERSION } from './face.port.ts';
import type { FaceTemplate } from './face.port.ts';
import { templateDistance } from './template-distance.ts';

type Camera = NonNullable<LaunchOptions['camera']>;

declare global {
  var faceRoom: FaceRoom;
}

describe('face room in Chromium', function () {
  // Crowded machines need most of it for unpacking and starting browsers.
  this.timeout(120_000);
  let served: ServedPage;
  let media: FakeMedia;
  let anna: FaceTemplate;
  /** A page without a camera, for pictures. */
  let still: ChromiumSession;

  before(async () => {
    served = await servePage(fileURLToPath(new URL('face.harness.ts', import.meta.url)), [faceAssets()]);
    media = await createFakeMedia();
    still = await launchChromium({ viewport: { width: 800, height: 600 } });
    await still.page.goto(served.url);
    await still.page.waitForFunction(() => 'faceRoom' in window);
    const enrolled = await picture({ people: ['anna'], tiltDeg: 4, filter: 'brightness(1.1)' });
    assert.ok(enrolled.ok, JSON.stringify(enrolled));
    anna = enrolled.value;
  });

  after(async () => {
    await still.close();
    await media.close();
    await served.close();
  });

  /** Opens the page with a camera, runs one question on it, and checks that the page complained of nothing. */
  async function onPage<T>(camera: Camera, ask: (page: ChromiumSession['page']) => Promise<T>): Promise<T> {
    const session = await launchChromium({ camera, viewport: { width: 800, height: 600 } });
    try {
      const complaints: string[] = [];
      session.page.on('pageerror', (error) => complaints.push(error.message));
      await session.page.goto(served.url);
      await session.page.waitForFunction(() => 'faceRoom' in window);
      const answer = await ask(session.page);
      assert.deepEqual(complaints, []);
      return answer;
    } finally {
      await session.close();
    }
  }

  async function watchCamera(camera: Camera, until: WatchUntil): Promise<WatchLog> {
    return onPage(camera, (page) => page.evaluate((how) => faceRoom.watch(how), until));
  }

  async function watchScene(scene: Scene, until: WatchUntil): Promise<WatchLog> {
    return watchCamera({ kind: 'video', videoPath: await media.film(scene) }, until);
  }

  async function pictureBytes(bytes: Uint8Array): ReturnType<FaceRoom['picture']> {
    return still.page.evaluate((base64) => faceRoom.picture(base64), Buffer.from(bytes).toString('base64'));
  }

  async function picture(look: PhotoLook): ReturnType<FaceRoom['picture']> {
    return pictureBytes(await media.photo({ widthPx: 900, heightPx: 900, ...look }));
  }

  it('measures the enrolled person at the camera well under the threshold, and everybody else over it', async () => {
    const same = await watchScene({ kind: 'people', people: ['anna'] }, { templates: 3, ms: 30_000 });
    assert.equal(same.templates.length, 3, JSON.stringify(same.hints));
    for (const probe of same.templates) {
      assert.equal(probe.version, TEMPLATE_VERSION);
      assert.ok(templateDistance(anna, probe) < MATCH_DISTANCE, `distance ${String(templateDistance(anna, probe))}`);
    }
    assert.equal(same.trackState, 'ended');
    // The same work on the page's own thread left 9 refreshes a second; in the worker there are 60 on a quiet machine.
    assert.ok(same.screen.fps > 20, `only ${same.screen.fps.toFixed(1)} screen refreshes a second`);
    const { fps, maxGapMs } = same.screen;
    process.stdout.write(`      screen: ${fps.toFixed(1)} fps, longest gap ${maxGapMs.toFixed(0)} ms\n`);
    for (const person of ['bella', 'carla', 'diana'] as const) {
      const other = await watchScene({ kind: 'people', people: [person] }, { templates: 1, ms: 30_000 });
      const [probe] = other.templates;
      assert.ok(probe !== undefined, `${person} gave no template: ${JSON.stringify(other.hints)}`);
      assert.ok(templateDistance(anna, probe) > MATCH_DISTANCE, `${person}: ${String(templateDistance(anna, probe))}`);
    }
  });

  it('measures by copies of a video element where the browser has no track processor', async () => {
    const videoPath = await media.film({ kind: 'people', people: ['anna'] });
    const log = await onPage({ kind: 'video', videoPath }, (page) =>
      page.evaluate(() => {
        Reflect.deleteProperty(globalThis, 'MediaStreamTrackProcessor');
        return faceRoom.watch({ templates: 1, ms: 30_000 });
      }),
    );
    const [probe] = log.templates;
    assert.ok(probe !== undefined, JSON.stringify(log));
    assert.ok(templateDistance(anna, probe) < MATCH_DISTANCE);
    assert.equal(log.trackState, 'ended');
  });

  it('collects a burst of five templates of one person', async () => {
    const videoPath = await media.film({ kind: 'people', people: ['bella'] });
    const burst = await onPage({ kind: 'video', videoPath }, (page) => page.evaluate(() => faceRoom.burst(5)));
    assert.ok(burst.ok, JSON.stringify(burst));
    assert.equal(burst.value.length, 5);
  });

  it('asks for one person when two stand there, and makes no template', async () => {
    const pair: Scene = { kind: 'people', people: ['bella', 'carla'] };
    const log = await watchScene(pair, { hint: 'moreThanOneFace', ms: 20_000 });
    assert.ok(log.hints.includes('moreThanOneFace'), JSON.stringify(log.hints));
    assert.equal(log.templates.length, 0);
  });

  it('says that nobody is seen in an empty room', async () => {
    const log = await watchScene({ kind: 'empty' }, { ms: 3_000 });
    assert.deepEqual(log.hints, ['noFace']);
    assert.equal(log.fault, null);
  });

  it('reports a covered camera as black', async () => {
    const log = await watchScene({ kind: 'black' }, { ms: 30_000 });
    assert.equal(log.fault, 'cameraBlack');
    assert.equal(log.trackState, 'ended');
  });

  it('reports a camera that repeats one picture as frozen, though there is a face in it', async () => {
    const log = await watchScene({ kind: 'still', person: 'anna' }, { ms: 30_000 });
    assert.equal(log.fault, 'cameraFrozen');
    assert.equal(log.trackState, 'ended');
  });

  it('reports a camera that is pulled out in mid-watch as frozen', async () => {
    const videoPath = await media.film({ kind: 'people', people: ['anna'] });
    const log = await onPage({ kind: 'video', videoPath }, (page) =>
      page.evaluate(() => {
        faceRoom.unplugAfterMs(3_000);
        return faceRoom.watch({ ms: 30_000 });
      }),
    );
    assert.equal(log.fault, 'cameraFrozen');
  });

  it('tells a missing camera from a refused one', async () => {
    assert.equal((await watchCamera({ kind: 'none' }, { ms: 20_000 })).fault, 'cameraMissing');
    assert.equal((await watchCamera({ kind: 'denied' }, { ms: 20_000 })).fault, 'cameraDenied');
  });

  it('refuses each kind of poor picture for its own reason', async () => {
    const looks: readonly (readonly [string, PhotoLook])[] = [
      ['noFace', {}],
      ['moreThanOneFace', { people: ['bella', 'carla'], extentPx: 900 }],
      ['tooSmall', { people: ['anna'], widthPx: 200, heightPx: 200, extentPx: 600 }],
      ['tooDark', { people: ['anna'], filter: 'brightness(0.25)' }],
      ['blurred', { people: ['anna'], filter: 'blur(6px)' }],
      ['turnedAway', { people: ['anna'], tiltDeg: 42 }],
    ];
    for (const [reason, look] of looks) {
      const outcome = await picture(look);
      assert.equal(outcome.ok ? 'accepted' : outcome.error.code, reason);
    }
    const noPicture = await pictureBytes(Buffer.from('this is a text, not a picture'));
    assert.equal(noPicture.ok ? 'accepted' : noPicture.error.code, 'notAPicture');
  });

  it('turns a selfie upright that a phone stored on its side', async () => {
    const sideways = await media.photo({ people: ['anna'], widthPx: 900, heightPx: 900, tiltDeg: -90 });
    const outcome = await pictureBytes(withExifOrientation(sideways, 6));
    assert.ok(outcome.ok, JSON.stringify(outcome));
    assert.ok(templateDistance(anna, outcome.value) < MATCH_DISTANCE);
  });

  it('asks its own origin for nothing but the page, the worker, one backend and three nets', () => {
    const names = new Set(served.requested().map((path) => path.slice(path.lastIndexOf('/') + 1)));
    assert.ok(names.has('tfjs-backend-wasm-simd.wasm'));
    assert.equal([...names].filter((name) => name.endsWith('.wasm')).length, 1);
    assert.equal([...names].filter((name) => name.endsWith('.bin')).length, 3);
  });
});

/** Puts an EXIF block with nothing but the orientation (1 to 8) into a JPEG. */
function withExifOrientation(jpeg: Uint8Array, orientation: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const body = [...Buffer.from('Exif\0\0', 'latin1'), ...tiff];
  const length = body.length + 2;
  const block = Buffer.from([0xff, 0xe1, length >> 8, length & 0xff, ...body]);
  return Buffer.concat([jpeg.subarray(0, 2), block, jpeg.subarray(2)]);
}
