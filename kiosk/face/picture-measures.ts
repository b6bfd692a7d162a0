/** Light, sharpness and sameness of pixels: pure functions over RGBA bytes. */

/** Brightness of a picture. */
export interface Light {
  /** 0 to 255. */
  readonly meanLuma: number;
  /** Luma under which 99 % of the pixels are. */
  readonly brightLuma: number;
  /** Share of pixels of luma 250 and more. */
  readonly burntShare: number;
}

const BURNT_LUMA = 250;

/** Luma (ITU-R BT.601) of each pixel. */
export function lumaOf(rgba: Uint8ClampedArray): Uint8ClampedArray {
  const luma = new Uint8ClampedArray(rgba.length / 4);
  for (let pixel = 0, at = 0; pixel < luma.length; pixel += 1, at += 4) {
    luma[pixel] = 0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0);
  }
  return luma;
}

/** Brightness figures of a luma picture. An empty picture counts as black. */
export function lightOf(luma: Uint8ClampedArray): Light {
  if (luma.length === 0) return { meanLuma: 0, brightLuma: 0, burntShare: 0 };
  const histogram = new Uint32Array(256);
  let sum = 0;
  let burnt = 0;
  for (const value of luma) {
    sum += value;
    histogram[value] = (histogram[value] ?? 0) + 1;
    if (value >= BURNT_LUMA) burnt += 1;
  }
  let brightLuma = 0;
  let upToBright = histogram[0] ?? 0;
  while (upToBright < luma.length * 0.99 && brightLuma < 255) {
    brightLuma += 1;
    upToBright += histogram[brightLuma] ?? 0;
  }
  return { meanLuma: sum / luma.length, brightLuma, burntShare: burnt / luma.length };
}

/**
 * Edge energy against contrast: variance of the Laplacian over variance of the luma, of the middle of a square picture
 * (the rim shows hair and background). Light and skin cancel out; blur lowers it. 0 for a picture without contrast.
 */
export function sharpnessOf(luma: Uint8ClampedArray, sizePx: number): number {
  const rim = Math.round(sizePx * 0.2);
  const laplacian = createVariance();
  const contrast = createVariance();
  for (let y = rim; y < sizePx - rim; y += 1) {
    for (let x = rim; x < sizePx - rim; x += 1) {
      const at = y * sizePx + x;
      const centre = luma[at] ?? 0;
      const beside = (luma[at - 1] ?? 0) + (luma[at + 1] ?? 0);
      laplacian.add(beside + (luma[at - sizePx] ?? 0) + (luma[at + sizePx] ?? 0) - 4 * centre);
      contrast.add(centre);
    }
  }
  // Below a variance of 4 (a spread of 2 grey levels) there is no face to be sharp.
  return contrast.value() < 4 ? 0 : laplacian.value() / contrast.value();
}

/** 32-bit FNV-1a over the bytes: equal pictures give equal numbers, and one changed bit gives another. */
export function contentHashOf(bytes: Uint8ClampedArray): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** Mean of two vectors of the same length. */
export function meanVector(first: ArrayLike<number>, second: ArrayLike<number>): number[] {
  return Array.from(first, (value, index) => (value + (second[index] ?? Number.NaN)) / 2);
}

function createVariance(): { readonly add: (value: number) => void; readonly value: () => number } {
  let count = 0;
  let sum = 0;
  let squares = 0;
  return {
    add: (value) => {
      count += 1;
      sum += value;
      squares += value * value;
    },
    value: () => (count === 0 ? 0 : squares / count - (sum / count) ** 2),
  };
}
