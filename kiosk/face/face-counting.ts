/** Which of the detector's boxes matter: pure. */
import { SECOND_FACE_SHARE } from './capture-limits.ts';
import type { FaceBox } from './face-nets.ts';
import type { Square } from './pose-measures.ts';

/** The largest face as a square, and how many faces are big enough against it to count. */
export function countFaces(boxes: readonly FaceBox[]): { readonly count: number; readonly largest: Square | null } {
  const widths = boxes.map((box) => box.width);
  const widest = Math.max(0, ...widths);
  const largest = boxes.find((box) => box.width === widest);
  if (largest === undefined) return { count: 0, largest: null };
  const size = Math.max(largest.width, largest.height);
  return {
    count: widths.filter((width) => width >= widest * SECOND_FACE_SHARE).length,
    largest: { x: largest.x + (largest.width - size) / 2, y: largest.y + (largest.height - size) / 2, size },
  };
}
