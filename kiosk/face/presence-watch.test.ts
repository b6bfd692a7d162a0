import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createManualClock } from '../testing/manual-clock.ts';
import type { CameraFrame } from './browser-camera.ts';
import { reading } from './face-fixtures.ts';
import type { FaceEngine } from './face.port.ts';
import { GONE_AFTER_MS } from './presence-judge.ts';
import type { Presence } from './presence-judge.ts';
import { watchPresence } from './presence-watch.ts';

/** A watch on a virtual camera; `faces` says how many are seen at a time. */
function setUp(faces: (nowMs: number) => number, options: { readonly cameraOpens?: boolean; readonly framesUntilMs?: number } = {}) {
  const clock = createManualClock();
  const stopTrack = sinon.spy();
  const told: [Presence, number][] = [];
  const describes: boolean[] = [];
  const look: FaceEngine['look'] = async (_frame, { describe }) => {
    describes.push(describe);
    return { ok: true, value: reading({ faceCount: faces(clock.nowMs()) }) };
  };
  const watch = watchPresence({
    engine: { start: async () => ({ ok: true, value: undefined }), look },
    clock,
    openCamera: async () => (options.cameraOpens === false
      ? { ok: false, error: { code: 'cameraMissing', message: 'no camera' } }
      : { ok: true, value: { getTracks: () => [{ stop: stopTrack }] } as unknown as MediaStream }),
    openFrames: () => ({
      next: async (): Promise<CameraFrame | null> =>
        clock.nowMs() >= (options.framesUntilMs ?? Number.POSITIVE_INFINITY) ? null : { image: { close: () => undefined } as unknown as ImageBitmap, timestampUs: 0 },
      close: () => undefined,
    }),
    onChange: (presence) => told.push([presence, clock.nowMs()]),
  });
  return { clock, watch, told, stopTrack, describes };
}

describe('presence in front of the screen', () => {
  it('says that somebody has gone three seconds after the last face, and that somebody is back at once', async () => {
    const { clock, told } = setUp((nowMs) => (nowMs < 2000 || nowMs >= 9000 ? 1 : 0));
    await clock.pass(10_000);
    assert.deepEqual(told.map(([presence]) => presence), ['there', 'gone', 'there']);
    const [, goneAtMs] = told[1]!;
    assert.ok(goneAtMs >= 1500 + GONE_AFTER_MS && goneAtMs <= 2000 + GONE_AFTER_MS + 500, String(goneAtMs));
  });
  it('takes nobody for gone whom it has never seen', async () => {
    const { clock, told } = setUp(() => 0);
    await clock.pass(60_000);
    assert.deepEqual(told, []);
  });
  it('does not take a look aside for leaving', async () => {
    const { clock, told } = setUp((nowMs) => (nowMs % 4000 < 1500 ? 1 : 0));
    await clock.pass(30_000);
    assert.deepEqual(told.map(([presence]) => presence), ['there']);
  });
  it('measures no face: no look asks for a template', async () => {
    const { clock, describes } = setUp(() => 1);
    await clock.pass(5000);
    assert.ok(describes.length > 5);
    assert.ok(describes.every((describe) => !describe));
  });
  it('turns the camera off when it is stopped, and tells nothing after that', async () => {
    const { clock, watch, told, stopTrack } = setUp((nowMs) => (nowMs < 1000 ? 1 : 0));
    await clock.pass(1000);
    watch.stop();
    await clock.pass(10_000);
    await watch.ended;
    assert.equal(stopTrack.callCount, 1);
    assert.deepEqual(told.map(([presence]) => presence), ['there']);
  });
  it('is not sure any more when the camera ends, and covers nothing where there is none', async () => {
    const ending = setUp(() => 1, { framesUntilMs: 2000 });
    await ending.clock.pass(4000);
    assert.deepEqual(ending.told.map(([presence]) => presence), ['there', 'unknown']);
    const without = setUp(() => 0, { cameraOpens: false });
    await without.clock.pass(10_000);
    assert.deepEqual(without.told, []);
  });
});
