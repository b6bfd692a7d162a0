import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createManualClock } from '../testing/manual-clock.ts';
import type { CameraFrame } from './browser-camera.ts';
import { HEALTH_LIMITS } from './camera-health.ts';
import { reading, template } from './face-fixtures.ts';
import type { FaceEngine, FaceWatchEvent, FrameReading } from './face.port.ts';
import { createFaceWatch } from './face-watch.ts';
import type { FaceWatchNeeds } from './face-watch.ts';

const FRAME_MS = 40;

/** A watch on a virtual camera of 25 frames a second; `look` says what each frame shows. */
function setUp(options: {
  readonly look?: (index: number, describe: boolean) => Partial<FrameReading>;
  readonly framesUntilMs?: number;
  readonly needs?: Partial<FaceWatchNeeds>;
}) {
  const clock = createManualClock();
  const stopTrack = sinon.spy();
  const closeFrames = sinon.spy();
  const stream = { getTracks: () => [{ stop: stopTrack }] } as unknown as MediaStream;
  const events: FaceWatchEvent[] = [];
  let frames = 0;
  const look: FaceEngine['look'] = async (_frame, { describe }) => {
    frames += 1;
    const shown = options.look?.(frames, describe) ?? {};
    return { ok: true, value: reading({ ...shown, template: describe ? (shown.template ?? template()) : null }) };
  };
  const next = async (): Promise<CameraFrame | null> =>
    new Promise((resolve) => {
      if (clock.nowMs() >= (options.framesUntilMs ?? Number.POSITIVE_INFINITY)) return;
      const image = { close: () => undefined } as unknown as ImageBitmap;
      clock.setTimeout(() => resolve({ image, timestampUs: clock.nowMs() * 1000 }), FRAME_MS);
    });
  const watch = createFaceWatch({
    engine: { start: async () => ({ ok: true, value: undefined }), look },
    clock,
    openCamera: async () => ({ ok: true, value: stream }),
    openFrames: () => ({ next, close: closeFrames }),
    onEvent: (event) => events.push(event),
    ...options.needs,
  });
  const kinds = (): readonly string[] =>
    events.map((event) => {
      if (event.kind === 'hint') return `hint ${event.hint ?? 'none'}`;
      return event.kind === 'fault' ? `fault ${event.fault.code}` : event.kind;
    });
  return { clock, watch, events, kinds, stopTrack, closeFrames };
}

describe('face watch', () => {
  it('shows the camera, says when all is well, and gives templates at the set spacing until stopped', async () => {
    const { clock, watch, kinds, stopTrack, closeFrames } = setUp({ needs: { templateSpacingMs: 500 } });
    await clock.pass(2000);
    watch.stop();
    await watch.ended;
    assert.deepEqual(kinds().slice(0, 3), ['live', 'hint none', 'template']);
    assert.equal(kinds().filter((kind) => kind === 'template').length, 4);
    assert.equal(stopTrack.callCount, 1);
    assert.equal(closeFrames.callCount, 1);
  });

  it('is over with a fault, and turns the camera off, when the browser cannot give its frames', async () => {
    const { watch, kinds, stopTrack } = setUp({
      needs: {
        openFrames: () => {
          throw new TypeError('no frames of this track');
        },
      },
    });
    await watch.ended;
    assert.deepEqual(kinds(), ['fault workerFailed']);
    assert.equal(stopTrack.callCount, 1);
  });

  it('tells nothing after it was stopped', async () => {
    const { clock, watch, events } = setUp({});
    await clock.pass(500);
    watch.stop();
    const before = events.length;
    await clock.pass(5000);
    await watch.ended;
    assert.equal(events.length, before);
    assert.equal(clock.pendingTimers(), 0);
  });

  it('takes no template from a picture that does not change, although the face in it is good', async () => {
    const { clock, watch, kinds } = setUp({ look: () => ({ contentHash: 7 }) });
    await clock.pass(HEALTH_LIMITS.stillMs + 1000);
    await watch.ended;
    assert.deepEqual(kinds().filter((kind) => kind === 'template'), []);
    assert.equal(kinds().at(-1), 'fault cameraFrozen');
  });

  it('asks for a template only after the face was good for some frames', async () => {
    const described: boolean[] = [];
    const { clock, watch } = setUp({
      look: (index, describe) => {
        described.push(describe);
        return index % 3 === 0 ? { face: null, faceCount: 0 } : {};
      },
    });
    await clock.pass(2000);
    watch.stop();
    await watch.ended;
    // Never more than two good frames in a row, and the third is not good: a request may be made, a template may not.
    described.forEach((isDescribed, index) => assert.equal(isDescribed, (index + 1) % 3 === 0 && index > 0));
  });

  it('takes no template from a frame on which the face is not good after all', async () => {
    const { clock, watch, kinds } = setUp({ look: (_i, describe) => (describe ? { faceCount: 2, template: template() } : {}) });
    await clock.pass(3000);
    watch.stop();
    await watch.ended;
    assert.equal(kinds().includes('template'), false);
    assert.ok(kinds().includes('hint moreThanOneFace'));
  });

  it('calls a camera frozen that stops sending frames, and turns it off', async () => {
    const { clock, watch, kinds, stopTrack } = setUp({ framesUntilMs: 1000 });
    await clock.pass(1000 + HEALTH_LIMITS.silenceMs + 2 * FRAME_MS);
    await watch.ended;
    assert.equal(kinds().at(-1), 'fault cameraFrozen');
    assert.equal(stopTrack.callCount, 1);
  });

  it('calls a camera frozen that never sends a frame', async () => {
    const { clock, watch, kinds } = setUp({ framesUntilMs: 0 });
    await clock.pass(HEALTH_LIMITS.firstFrameMs);
    await watch.ended;
    assert.deepEqual(kinds(), ['live', 'fault cameraFrozen']);
  });

  it('calls a camera frozen whose source fails in mid-stream', async () => {
    const { watch, clock, kinds } = setUp({
      needs: { openFrames: () => ({ next: async () => Promise.reject(new Error('device gone')), close: () => undefined }) },
    });
    await clock.pass(10);
    await watch.ended;
    assert.deepEqual(kinds(), ['live', 'fault cameraFrozen']);
  });

  it('calls a covered camera black', async () => {
    const { clock, watch, kinds } = setUp({ look: () => ({ meanLuma: 2, brightLuma: 5, face: null, faceCount: 0 }) });
    await clock.pass(HEALTH_LIMITS.blackMs + 3 * FRAME_MS);
    await watch.ended;
    assert.equal(kinds().at(-1), 'fault cameraBlack');
  });

  it('passes on why the camera did not open', async () => {
    const error = { code: 'cameraDenied', message: 'no' } as const;
    const { watch, kinds, clock } = setUp({ needs: { openCamera: async () => ({ ok: false, error }) } });
    await clock.pass(10);
    await watch.ended;
    assert.deepEqual(kinds(), ['fault cameraDenied']);
  });

  it('gives up a camera that never opens, and turns it off when it opens after all', async () => {
    const stopLate = sinon.spy();
    let open: () => void = () => undefined;
    const openCamera: FaceWatchNeeds['openCamera'] = async () =>
      new Promise((resolve) => {
        const value = { getTracks: () => [{ stop: stopLate }] } as unknown as MediaStream;
        open = () => resolve({ ok: true, value });
      });
    const { watch, kinds, clock } = setUp({ needs: { openCamera } });
    await clock.pass(60_000);
    await watch.ended;
    assert.deepEqual(kinds(), ['fault timeout']);
    open();
    await clock.pass(1);
    assert.equal(stopLate.callCount, 1);
  });

  it('ends with the worker\'s fault when a frame is never measured', async () => {
    const error = { code: 'timeout', message: 'hung' } as const;
    const { watch, kinds, clock, stopTrack } = setUp({
      needs: { engine: { start: async () => ({ ok: true, value: undefined }), look: async () => ({ ok: false, error }) } },
    });
    await clock.pass(1000);
    await watch.ended;
    assert.deepEqual(kinds(), ['live', 'fault timeout']);
    assert.equal(stopTrack.callCount, 1);
  });

  it('changes its hint at most every 800 ms while the scene flickers', async () => {
    const hintTimes: number[] = [];
    const { clock, watch } = setUp({
      look: (index) => (index % 2 === 0 ? { faceCount: 2 } : { faceCount: 0, face: null }),
      needs: {
        onEvent: (event) => {
          if (event.kind === 'hint') hintTimes.push(clock.nowMs());
        },
      },
    });
    await clock.pass(8000);
    watch.stop();
    await watch.ended;
    assert.ok(hintTimes.length > 5);
    hintTimes.slice(1).forEach((atMs, index) => assert.ok(atMs - hintTimes[index]! >= 800));
  });
});
