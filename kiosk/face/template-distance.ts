/**
 * Euclidean distance of two templates; infinite when their versions differ,
 * because such numbers mean nothing together.
 */
import type { FaceTemplate } from './face.port.ts';

export function templateDistance(one: FaceTemplate, other: FaceTemplate): number {
  if (one.version !== other.version || one.vector.length !== other.vector.length) return Number.POSITIVE_INFINITY;
  return Math.hypot(...one.vector.map((part, index) => part - (other.vector[index] ?? Number.NaN)));
}
