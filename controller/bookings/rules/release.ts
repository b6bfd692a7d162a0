import { done, ok } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';
import type { BookingRecord } from '../booking-record.ts';
import type { Refusal } from '../refusal.ts';
import { judgeDue } from '../window-rules.ts';
import { brokenCodes, firstBroken } from './broken-rule.ts';
import type { Judge } from './judging.ts';

/** A car may be handed over. */
export interface Release {
  /** The clock was not believed, so the window was not judged; for the audit. */
  readonly clockDoubtful: boolean;
}

/**
 * Whether the car of a booking may be handed over now: within its window, and by the rules about the person and the money. A doubtful clock
 * says nothing about a window, and keeps no car in.
 */
export type JudgeRelease = (booking: BookingRecord) => Promise<Result<Release, Refusal>>;

/** Releases at one tower. */
export function createJudgeRelease(parts: Pick<BookingParts, 'site' | 'wall'>, judge: Judge): JudgeRelease {
  return async (booking) => {
    const judged = await judge('release', booking.memberId, booking);
    if (!judged.ok) return judged;
    const { clockDoubtful } = judged.value.facts;
    const due = clockDoubtful ? done : judgeDue(booking, parts.site.booking, parts.wall.utcMs());
    // Who comes too early still has time for everything else that is missing.
    if (!due.ok) return { ok: false, error: { ...due.error, also: brokenCodes(judged.value) } };
    const allowed = firstBroken(judged.value);
    return allowed.ok ? ok({ clockDoubtful }) : allowed;
  };
}
