/** Where a face's upright, equally large picture ("chip") lies in the frame: pure geometry. */
import { FIRST_ALIGNED_LANDMARK, MEAN_FACE_SHAPE } from './mean-face-shape.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * A similarity (turn, scale, shift; no mirror): x' = a x - b y + tx, y' = b x + a y + ty.
 * As a canvas transform: `setTransform(a, b, -b, a, tx, ty)`.
 */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly tx: number;
  readonly ty: number;
}

/** Edge of the square chip in pixels: what the net was trained on. */
export const CHIP_SIZE_PX = 150;
/** Margin round the mean face, as a fraction of its extent. */
export const CHIP_PADDING = 0.25;
/** Number of landmarks that the landmark net gives. */
export const LANDMARK_COUNT = 68;

/** Where the 51 points of the mean face lie in the chip, in chip pixels. */
export const CHIP_POINTS: readonly Point[] = MEAN_FACE_SHAPE.map(({ x, y }) => ({
  x: ((x + CHIP_PADDING) / (1 + 2 * CHIP_PADDING)) * CHIP_SIZE_PX,
  y: ((y + CHIP_PADDING) / (1 + 2 * CHIP_PADDING)) * CHIP_SIZE_PX,
}));

/**
 * The similarity from frame pixels to chip pixels that lays the landmarks on the mean face with the least squared error
 * (closed form; Umeyama 1991, restricted to the plane). Null when the landmarks are not 68 finite points or coincide.
 */
export function chipTransformOf(landmarks: readonly Point[]): Similarity | null {
  if (landmarks.length !== LANDMARK_COUNT) return null;
  return fitSimilarity(landmarks.slice(FIRST_ALIGNED_LANDMARK), CHIP_POINTS);
}

/** Least-squares similarity from `from` onto `to` (same length). Null when `from` has no extent or is not finite. */
export function fitSimilarity(from: readonly Point[], to: readonly Point[]): Similarity | null {
  const fromMean = meanOf(from);
  const toMean = meanOf(to);
  let spread = 0;
  let along = 0;
  let across = 0;
  from.forEach((point, index) => {
    const target = to[index];
    if (target === undefined) return;
    const fx = point.x - fromMean.x;
    const fy = point.y - fromMean.y;
    const gx = target.x - toMean.x;
    const gy = target.y - toMean.y;
    spread += fx * fx + fy * fy;
    along += fx * gx + fy * gy;
    across += fx * gy - fy * gx;
  });
  if (!(spread > 1e-9) || !Number.isFinite(along + across)) return null;
  const a = along / spread;
  const b = across / spread;
  return { a, b, tx: toMean.x - (a * fromMean.x - b * fromMean.y), ty: toMean.y - (b * fromMean.x + a * fromMean.y) };
}

/** Applies a similarity to a point. */
export function applySimilarity(transform: Similarity, point: Point): Point {
  return {
    x: transform.a * point.x - transform.b * point.y + transform.tx,
    y: transform.b * point.x + transform.a * point.y + transform.ty,
  };
}

/** Centre of gravity; NaN for no points. */
export function meanOf(points: readonly Point[]): Point {
  const sum = points.reduce((total, point) => ({ x: total.x + point.x, y: total.y + point.y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}
