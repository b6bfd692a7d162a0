import { stationOf, type CarriagePosition } from '../../config/axes.ts';
import type { Place } from '../../config/places.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import { carriageDurationMs } from './carriage-move.ts';

/** Somebody who wants the carriage. */
export interface Candidate {
  readonly orderId: string;
  /** Where its journey begins. */
  readonly start: Place;
  /** Monotonic ms since when it waits. */
  readonly sinceMs: number;
}

/** After five minutes of waiting only age counts, so that no place waits for ever behind nearer ones. */
const AGE_LIMIT_MS = 300_000;

/**
 * Who gets the carriage next: whoever has waited longer than five minutes, the longest first; else the one whose journey begins
 * with the shortest empty ride, so that a car that comes in and a car that goes out share one round trip. Equal rides: first come.
 */
export function nextTurn(candidates: readonly Candidate[], at: CarriagePosition, nowMs: number, site: Site): Candidate | undefined {
  const byAge = [...candidates].sort((one, other) => one.sinceMs - other.sinceMs);
  const [oldest] = byAge;
  if (oldest && nowMs - oldest.sinceMs > AGE_LIMIT_MS) return oldest;
  const rideMs = ({ start }: Candidate) => carriageDurationMs(site, at, stationOf(site, start));
  return byAge.reduce<Candidate | undefined>((best, one) => (best === undefined || rideMs(one) < rideMs(best) ? one : best), undefined);
}
