import assert from 'node:assert/strict';
import { createCameraHealth, HEALTH_LIMITS } from './camera-health.ts';
import type { CameraHealth, CameraIllness } from './camera-health.ts';

const FRAME_MS = 33;
const LIT = { meanLuma: 110, brightLuma: 200 };
const COVERED = { meanLuma: 3, brightLuma: 9 };

/** Plays virtual frames for `ms`; returns the illness and when it was noticed. */
function play(
  health: CameraHealth,
  ms: number,
  frame: (index: number) => { readonly meanLuma: number; readonly brightLuma: number; readonly contentHash: number },
  timestampUs: (index: number) => number | null = (index) => index * 33_333,
): { readonly illness: CameraIllness | null; readonly atMs: number } {
  for (let index = 0; index * FRAME_MS <= ms; index += 1) {
    const illness = health.observe(frame(index), timestampUs(index), index * FRAME_MS);
    if (illness !== null) return { illness, atMs: index * FRAME_MS };
  }
  return { illness: null, atMs: ms };
}

describe('camera health', () => {
  it('finds nothing wrong with a noisy camera, however still the scene', () => {
    const { illness } = play(createCameraHealth(0), 60_000, (index) => ({ ...LIT, contentHash: index }));
    assert.equal(illness, null);
  });

  it('calls a camera frozen whose pixels stay the same, though its frames keep coming', () => {
    const found = play(createCameraHealth(0), 60_000, () => ({ ...LIT, contentHash: 7 }));
    assert.equal(found.illness, 'cameraFrozen');
    assert.ok(found.atMs >= HEALTH_LIMITS.stillMs && found.atMs < HEALTH_LIMITS.stillMs + 2 * FRAME_MS);
  });

  it('forgives a short standstill', () => {
    const hash = (index: number): number => (index % 100 === 0 ? index : Math.floor(index / 100));
    assert.equal(play(createCameraHealth(0), 60_000, (index) => ({ ...LIT, contentHash: hash(index) })).illness, null);
  });

  it('calls a camera frozen whose timestamps stand still, even if its pixels differ', () => {
    const health = createCameraHealth(0);
    const found = play(health, 10_000, (index) => ({ ...LIT, contentHash: index }), () => 1_000);
    assert.equal(found.illness, 'cameraFrozen');
  });

  it('calls a covered camera black, not frozen, whether or not its noise moves', () => {
    for (const hash of [() => 7, (index: number) => index]) {
      const found = play(createCameraHealth(0), 60_000, (index) => ({ ...COVERED, contentHash: hash(index) }));
      assert.equal(found.illness, 'cameraBlack');
      assert.ok(found.atMs >= HEALTH_LIMITS.blackMs && found.atMs < HEALTH_LIMITS.blackMs + 2 * FRAME_MS);
    }
  });

  it('does not call a dark room with one light in it black', () => {
    const dim = { meanLuma: 8, brightLuma: 90 };
    assert.equal(play(createCameraHealth(0), 60_000, (index) => ({ ...dim, contentHash: index })).illness, null);
  });

  it('starts the darkness anew after one lit frame', () => {
    const frame = (index: number) => ({ ...(index % 60 === 59 ? LIT : COVERED), contentHash: index });
    assert.equal(play(createCameraHealth(0), 60_000, frame).illness, null);
  });

  it('waits longer for the first frame than for the next', () => {
    const health = createCameraHealth(1000);
    assert.equal(health.patienceMs(1000), HEALTH_LIMITS.firstFrameMs);
    health.observe({ ...LIT, contentHash: 1 }, 0, 2000);
    assert.equal(health.patienceMs(2000), HEALTH_LIMITS.silenceMs);
    assert.equal(health.patienceMs(2000 + HEALTH_LIMITS.silenceMs + 1), 0);
  });

  it('loses patience with a camera that repeats one frame', () => {
    const health = createCameraHealth(0);
    health.observe({ ...LIT, contentHash: 1 }, 5, 0);
    health.observe({ ...LIT, contentHash: 1 }, 5, 2000);
    assert.equal(health.patienceMs(2000), HEALTH_LIMITS.silenceMs - 2000);
  });
});
