/** A person that a face is compared with: the templates of one booking, all of one version. */
export interface Candidate {
  readonly bookingId: string;
  readonly version: string;
  readonly vectors: readonly (readonly number[])[];
}

/** One measured face of the person at the kiosk. */
export interface Probe {
  readonly version: string;
  readonly vector: readonly number[];
}

/** Limits of a match. */
export interface MatchLimits {
  /** Largest distance that still is the same person. */
  readonly matchDistance: number;
  /** The second best person must be at least this much farther away. */
  readonly secondBestMargin: number;
}

/** How far the nearest person is and whether that is a match. Distances never leave this room with a name. */
export type MatchVerdict =
  | { readonly kind: 'match'; readonly bookingId: string; readonly distance: number }
  /** `nearest` is whom an attempt counts against. */
  | { readonly kind: 'none'; readonly nearest: { readonly bookingId: string; readonly distance: number } | undefined };

/** Probes that must agree: one frame may be a fluke. */
export const LEAST_PROBES = 2;

/** Euclidean distance. */
export function distance(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2;
  return Math.sqrt(sum);
}

/** The mean of several templates of a person: the biggest single gain against false refusals. */
export function meanVector(vectors: readonly (readonly number[])[]): readonly number[] {
  const [first = []] = vectors;
  return first.map((_, i) => vectors.reduce((sum, vector) => sum + (vector[i] ?? 0), 0) / vectors.length);
}

interface Score {
  readonly bookingId: string;
  /** Mean over the probes. */
  readonly distance: number;
  /** Probes that are within the match distance by themselves. */
  readonly agreeing: number;
}

function scoreOf(candidate: Candidate, probes: readonly Probe[], limits: MatchLimits): Score | undefined {
  const comparable = probes.filter((probe) => probe.version === candidate.version);
  if (comparable.length < LEAST_PROBES || candidate.vectors.length === 0) return undefined;
  const enrolled = meanVector(candidate.vectors);
  const distances = comparable.map((probe) => distance(probe.vector, enrolled));
  return {
    bookingId: candidate.bookingId,
    distance: distances.reduce((sum, each) => sum + each, 0) / distances.length,
    agreeing: distances.filter((each) => each <= limits.matchDistance).length,
  };
}

/**
 * Finds the one person of a small gallery whom the probes show, or nobody. The mean distance must be within the limit, at least
 * two probes must agree by themselves, and the second best must be clearly farther: in doubt it is nobody.
 */
export function matchFace(probes: readonly Probe[], gallery: readonly Candidate[], limits: MatchLimits): MatchVerdict {
  const scores = gallery
    .map((candidate) => scoreOf(candidate, probes, limits))
    .filter((score) => score !== undefined)
    .sort((a, b) => a.distance - b.distance);
  const [best, second] = scores;
  if (best === undefined) return { kind: 'none', nearest: undefined };
  const isNear = best.distance <= limits.matchDistance && best.agreeing >= LEAST_PROBES;
  const isAlone = second === undefined || second.distance - best.distance >= limits.secondBestMargin;
  if (isNear && isAlone) return { kind: 'match', bookingId: best.bookingId, distance: best.distance };
  return { kind: 'none', nearest: { bookingId: best.bookingId, distance: best.distance } };
}
