import type { Dice } from '../campaign/dice.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Somebody who comes to the tower. */
export interface Visit {
  readonly atMs: number;
  /** `collect`: a car is asked for · `bringBack`: one that is out comes back. */
  readonly kind: 'collect' | 'bringBack';
}

/** How busy a tower is. */
export interface Profile {
  /** Cars per hour, out and back together, in the busiest hour. */
  readonly peakPerHour: number;
  readonly opensHour: number;
  readonly closesHour: number;
}

/** Three profiles: a quiet town, a showroom in a mall, an opening week. */
export const PROFILES = {
  quiet: { peakPerHour: 4, opensHour: 9, closesHour: 21 },
  mall: { peakPerHour: 12, opensHour: 9, closesHour: 21 },
  rush: { peakPerHour: 40, opensHour: 9, closesHour: 21 },
} as const satisfies Readonly<Record<string, Profile>>;
export type ProfileName = keyof typeof PROFILES;

/** The last customers come this long before the tower closes. */
const LAST_CALL_MS = HOUR_MS / 2;

/** Share of the peak at an hour of the day: nothing at night, a hump at noon, the peak after work. */
function shareAt(hour: number, { opensHour, closesHour }: Profile): number {
  if (hour < opensHour || hour * HOUR_MS >= closesHour * HOUR_MS - LAST_CALL_MS) return 0;
  const through = (hour - opensHour) / (closesHour - opensHour);
  const hump = (centre: number, height: number): number => height * Math.exp(-(((through - centre) / 0.16) ** 2));
  return Math.min(1, 0.15 + hump(0.3, 0.55) + hump(0.72, 0.85));
}

/**
 * Visits of so many days from midnight on, in order: a Poisson process of changing rate, drawn by thinning (Lewis and Shedler 1979).
 * Bringing back is as frequent as collecting.
 */
export function trafficOf(profile: Profile, days: number, dice: Dice): readonly Visit[] {
  const visits: Visit[] = [];
  const meanGapMs = HOUR_MS / profile.peakPerHour;
  let atMs = 0;
  for (;;) {
    atMs += -Math.log(1 - dice.next()) * meanGapMs;
    if (atMs >= days * DAY_MS) return visits;
    const isKept = dice.next() < shareAt((atMs % DAY_MS) / HOUR_MS, profile);
    const kind = dice.next() < 0.5 ? 'collect' : 'bringBack';
    if (isKept) visits.push({ atMs, kind });
  }
}
