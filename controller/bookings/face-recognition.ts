import type { FaceTemplate } from '../api/contract/index.ts';
import { statement } from '../journal/statements.ts';
import { ok } from '../ports.ts';
import type { Result, StoreRow } from '../ports.ts';
import { pausing } from './attempts.ts';
import type { AttemptRule } from './attempts.ts';
import type { BookingParts } from './booking-parts.ts';
import { templateAbout } from './making.ts';
import { LEAST_PROBES, matchFace } from './matching.ts';
import type { Candidate, MatchVerdict } from './matching.ts';
import { refuse, storeRefused } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { templateFromBytes } from './template-codec.ts';
import { judgeTemplates } from './template-rules.ts';

/**
 * Within this distance an attempt counts against the booking that it came nearest to (the library's own limit for "the same
 * person"). A stranger farther away has tried nobody's booking, and cannot close the way to its owner.
 */
const ATTEMPT_DISTANCE = 0.6;

const subjectOf = (bookingId: string): string => `face:${bookingId}`;

function toCandidates(parts: BookingParts, rows: readonly StoreRow[]): readonly Candidate[] {
  const byBooking = new Map<string, { version: string; vectors: (readonly number[])[] }>();
  for (const row of rows) {
    const bookingId = String(row['bookingId']);
    const { sealedTemplate } = row;
    const plain = sealedTemplate instanceof Uint8Array ? parts.seal.open(sealedTemplate, templateAbout(bookingId, Number(row['number']))) : undefined;
    // Sealed with keys that are gone: this booking has pass and code.
    if (plain === undefined) continue;
    const candidate = byBooking.get(bookingId) ?? { version: String(row['version']), vectors: [] };
    candidate.vectors.push(templateFromBytes(plain));
    byBooking.set(bookingId, candidate);
  }
  return [...byBooking].map(([bookingId, { version, vectors }]) => ({ bookingId, version, vectors }));
}

/** Everybody whose car is due at this tower now: the small gallery in which a face is looked for. */
async function dueNow(parts: BookingParts): Promise<Result<readonly Candidate[], Refusal>> {
  const graceMs = parts.site.booking.graceMinutes * 60_000;
  const now = parts.wall.utcMs();
  const read = await parts.store.read(statement('template.due', { latestFromUtcMs: now + graceMs, earliestUntilUtcMs: now - graceMs }));
  return read.ok ? ok(toCandidates(parts, read.value)) : storeRefused(read.error);
}

interface Gallery {
  readonly open: readonly Candidate[];
  /** Rest of the booking that opens next; 0 when none rests. */
  readonly retryAfterMs: number;
}

/** Leaves out bookings whose way by face rests. */
async function withoutResting(parts: BookingParts, gallery: readonly Candidate[], rule: AttemptRule): Promise<Result<Gallery, Refusal>> {
  const open: Candidate[] = [];
  const rests: number[] = [];
  for (const candidate of gallery) {
    const rest = await parts.attempts.restingMs(subjectOf(candidate.bookingId), rule);
    if (!rest.ok) return storeRefused(rest.error);
    if (rest.value > 0) rests.push(rest.value);
    else open.push(candidate);
  }
  return ok({ open, retryAfterMs: rests.length === 0 ? 0 : Math.min(...rests) });
}

const NOT_RECOGNISED = 'We did not recognise you. Please try again, or use your pass or your code.';

/** Counts against the booking that the face came nearest to, durably, before the verdict is told to anybody. */
async function tell(parts: BookingParts, verdict: MatchVerdict, rule: AttemptRule): Promise<Result<string, Refusal>> {
  const near = verdict.kind === 'match' ? verdict : verdict.nearest;
  if (near === undefined || near.distance > ATTEMPT_DISTANCE) return refuse('notRecognised', NOT_RECOGNISED);
  const subject = subjectOf(near.bookingId);
  const turn = await parts.attempts.take(subject, rule);
  if (!turn.ok) return storeRefused(turn.error);
  if (!turn.value.granted) return refuse('faceLocked', 'Recognition by face is paused. Please use your pass or your code.', { retryAfterMs: turn.value.retryAfterMs });
  if (verdict.kind === 'none') return refuse('notRecognised', NOT_RECOGNISED, { attemptsLeft: turn.value.attemptsLeft });
  const forgiven = await parts.attempts.forgive(subject);
  return forgiven.ok ? ok(verdict.bookingId) : storeRefused(forgiven.error);
}

/** The booking whose member stands at the kiosk. Errors: `templateWrong`, `notRecognised`, `faceLocked`, `storeUnavailable`. */
export async function recogniseFace(parts: BookingParts, templates: readonly FaceTemplate[]): Promise<Result<string, Refusal>> {
  const usable = judgeTemplates(templates);
  if (!usable.ok) return usable;
  // Nobody was compared with anything, so nothing is counted.
  if (templates.length < LEAST_PROBES) return refuse('notRecognised', 'One picture is not enough to recognise anybody. Please look at the camera a little longer.');
  const due = await dueNow(parts);
  if (!due.ok) return due;
  const rule = pausing(parts.site.identity.faceAttempts, parts.site.identity.lockoutMs);
  const gallery = await withoutResting(parts, due.value, rule);
  if (!gallery.ok) return gallery;
  const { open, retryAfterMs } = gallery.value;
  if (open.length === 0 && retryAfterMs > 0) return refuse('faceLocked', 'Recognition by face is paused. Please use your pass or your code.', { retryAfterMs });
  return tell(parts, matchFace(templates, open, parts.site.identity), rule);
}
