import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applySimilarity, CHIP_POINTS, CHIP_SIZE_PX, chipTransformOf, fitSimilarity, meanOf } from './chip-alignment.ts';
import type { Point, Similarity } from './chip-alignment.ts';
import { faceSquareOf, poseOf } from './pose-measures.ts';

const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
const scale = fc.double({ min: 0.2, max: 5, noNaN: true });
const shift = fc.double({ min: -2000, max: 2000, noNaN: true });
const similarity = fc.tuple(angle, scale, shift, shift).map(
  ([turn, size, tx, ty]): Similarity => ({ a: Math.cos(turn) * size, b: Math.sin(turn) * size, tx, ty }),
);

/** 68 landmarks that are the mean face itself, in chip pixels; the jaw, which alignment ignores, is a line. */
const MEAN_LANDMARKS: readonly Point[] = [...Array.from({ length: 17 }, (_, i) => ({ x: 9 * i, y: 140 })), ...CHIP_POINTS];

describe('chip alignment', () => {
  it('lays a turned, scaled and shifted mean face back onto the chip exactly', () => {
    fc.assert(
      fc.property(similarity, (moved) => {
        const landmarks = MEAN_LANDMARKS.map((point) => applySimilarity(moved, point));
        const back = chipTransformOf(landmarks);
        assert.ok(back !== null);
        CHIP_POINTS.forEach((expected, index) => {
          const found = applySimilarity(back, landmarks[17 + index]!);
          assert.ok(Math.hypot(found.x - expected.x, found.y - expected.y) < 1e-6);
        });
      }),
    );
  });

  it('finds a fit that no small change improves', () => {
    const points = fc.array(fc.record({ x: shift, y: shift }), { minLength: 3, maxLength: 51 });
    const nudge = fc.record({ a: fc.constantFrom(-1e-3, 0, 1e-3), b: fc.constantFrom(-1e-3, 0, 1e-3) });
    fc.assert(
      fc.property(points, nudge, (from, { a, b }) => {
        const to = CHIP_POINTS.slice(0, from.length);
        const best = fitSimilarity(from, to);
        fc.pre(best !== null);
        const other = { ...best, a: best.a + a, b: best.b + b };
        assert.ok(squaredError(best, from, to) <= squaredError(other, from, to) * (1 + 1e-9) + 1e-6);
      }),
    );
  });

  it('keeps the whole mean face inside the chip, with the padding round it', () => {
    for (const { x, y } of CHIP_POINTS) {
      assert.ok(x > 0.16 * CHIP_SIZE_PX && x < 0.84 * CHIP_SIZE_PX && y > 0.16 * CHIP_SIZE_PX && y < 0.84 * CHIP_SIZE_PX);
    }
  });

  it('refuses landmarks that make no face', () => {
    assert.equal(chipTransformOf([]), null);
    assert.equal(chipTransformOf(MEAN_LANDMARKS.slice(1)), null);
    assert.equal(chipTransformOf(MEAN_LANDMARKS.map(() => ({ x: 3, y: 3 }))), null);
    assert.equal(chipTransformOf(MEAN_LANDMARKS.map(() => ({ x: Number.NaN, y: 3 }))), null);
  });
});

describe('pose', () => {
  it('reads roll and eye distance off a moved mean face, and calls it straight', () => {
    const upright = poseOf(MEAN_LANDMARKS)!;
    fc.assert(
      fc.property(fc.double({ min: -60, max: 60, noNaN: true }), scale, shift, shift, (rollDeg, size, tx, ty) => {
        const turn = (rollDeg * Math.PI) / 180;
        const moved = { a: Math.cos(turn) * size, b: Math.sin(turn) * size, tx, ty };
        const pose = poseOf(MEAN_LANDMARKS.map((point) => applySimilarity(moved, point)))!;
        assert.ok(Math.abs(pose.rollDeg - upright.rollDeg - rollDeg) < 1e-6);
        assert.ok(Math.abs(pose.eyeDistancePx - upright.eyeDistancePx * size) < 1e-6 * size);
        assert.ok(Math.abs(pose.yaw) < 0.05);
        assert.ok(pose.pitch > 0.4 && pose.pitch < 0.8);
      }),
    );
  });

  it('shows a turn of the head as yaw to the side of the nose', () => {
    const turned = MEAN_LANDMARKS.map((point, index) => (index === 30 ? { x: point.x + 12, y: point.y } : point));
    assert.ok(poseOf(turned)!.yaw > 0.18);
  });

  it('gives no pose for points that fold into one', () => {
    assert.equal(poseOf(MEAN_LANDMARKS.map(() => ({ x: 1, y: 1 }))), null);
    assert.equal(poseOf(MEAN_LANDMARKS.slice(3)), null);
  });

  it('puts a square round all landmarks', () => {
    const square = faceSquareOf(MEAN_LANDMARKS);
    for (const { x, y } of MEAN_LANDMARKS) {
      assert.ok(x > square.x && x < square.x + square.size && y > square.y && y < square.y + square.size);
    }
  });
});

function squaredError(transform: Similarity, from: readonly Point[], to: readonly Point[]): number {
  // The best shift for any turn and scale takes the centre onto the centre.
  const centre = applySimilarity({ ...transform, tx: 0, ty: 0 }, meanOf(from));
  const target = meanOf(to);
  const centred = { ...transform, tx: target.x - centre.x, ty: target.y - centre.y };
  return from.reduce((sum, point, index) => {
    const found = applySimilarity(centred, point);
    return sum + (found.x - to[index]!.x) ** 2 + (found.y - to[index]!.y) ** 2;
  }, 0);
}
