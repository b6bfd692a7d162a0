import assert from 'node:assert/strict';
import { contentHashOf, lightOf, lumaOf, meanVector, sharpnessOf } from './picture-measures.ts';

const SIZE_PX = 60;

/** Luma of a square whose pixels follow `at`. */
function square(at: (x: number, y: number) => number): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: SIZE_PX * SIZE_PX }, (_, i) => at(i % SIZE_PX, Math.floor(i / SIZE_PX)));
}

/** Mean over a neighbourhood of `radius` pixels: blur. */
function blurred(luma: Uint8ClampedArray, radius: number): Uint8ClampedArray {
  return square((x, y) => {
    let sum = 0;
    let count = 0;
    for (let dy = -radius; dy <= radius; dy += 1) {
      for (let dx = -radius; dx <= radius; dx += 1) {
        const value = luma[(y + dy) * SIZE_PX + x + dx];
        if (value === undefined) continue;
        sum += value;
        count += 1;
      }
    }
    return sum / count;
  });
}

const CHECKED = square((x, y) => ((x >> 2) + (y >> 2)) % 2 === 0 ? 60 : 180);

describe('light', () => {
  it('weighs green most and blue least', () => {
    const luma = lumaOf(Uint8ClampedArray.of(255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255));
    assert.deepEqual([...luma], [76, 150, 29]);
  });

  it('gives the mean, the level under which 99 of 100 pixels are, and the burnt share', () => {
    const luma = Uint8ClampedArray.from({ length: 1000 }, (_, i) => (i < 980 ? 10 : 255));
    const light = lightOf(luma);
    assert.ok(Math.abs(light.meanLuma - 14.9) < 1e-9);
    assert.equal(light.brightLuma, 255);
    assert.ok(Math.abs(light.burntShare - 0.02) < 1e-9);
    assert.equal(lightOf(Uint8ClampedArray.from({ length: 1000 }, (_, i) => (i < 995 ? 10 : 255))).brightLuma, 10);
  });

  it('takes a picture without pixels for black', () => {
    assert.deepEqual(lightOf(new Uint8ClampedArray()), { meanLuma: 0, brightLuma: 0, burntShare: 0 });
  });
});

describe('sharpness', () => {
  it('falls with blur', () => {
    const sharp = sharpnessOf(CHECKED, SIZE_PX);
    const soft = sharpnessOf(blurred(CHECKED, 1), SIZE_PX);
    const softer = sharpnessOf(blurred(CHECKED, 3), SIZE_PX);
    assert.ok(sharp > 3 * soft && soft > softer, `${sharp} ${soft} ${softer}`);
  });

  it('does not change with the light', () => {
    const dimmed = square((x, y) => CHECKED[y * SIZE_PX + x]! / 2);
    assert.ok(Math.abs(sharpnessOf(dimmed, SIZE_PX) / sharpnessOf(CHECKED, SIZE_PX) - 1) < 0.02);
  });

  it('is nothing where there is no contrast', () => {
    assert.equal(sharpnessOf(square(() => 120), SIZE_PX), 0);
  });
});

describe('content hash', () => {
  it('is equal for equal pictures and differs when one bit of one pixel does', () => {
    const other = CHECKED.slice();
    other[1234] = other[1234]! ^ 1;
    assert.equal(contentHashOf(CHECKED), contentHashOf(CHECKED.slice()));
    assert.notEqual(contentHashOf(CHECKED), contentHashOf(other));
  });
});

describe('mean vector', () => {
  it('is the mean of each pair', () => {
    assert.deepEqual(meanVector([1, 2, 3], [3, 2, 1]), [2, 2, 2]);
  });
});
