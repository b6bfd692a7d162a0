import type { WordId } from '../../../../config/words/index.ts';
import type { Refusal } from '../../tower-client/answer.ts';

/** What helps after a refusal whose own sentence does not say it. */
const NEXT: Readonly<Partial<Record<Refusal['code'], WordId>>> = {
  tooEarly: 'K18.do.wait', tooLate: 'K18.do.bookAgain', bookingDone: 'K18.do.bookAgain', bookingUnknown: 'K18.do.compare', passUsed: 'K18.do.bookAgain',
  outsideHours: 'K18.do.wait', carNotHere: 'K18.do.staff', alreadyCollecting: 'K18.do.bay', carTaken: 'K18.do.staff', carReserved: 'K18.do.staff',
  depositMissing: 'K18.do.phone', paymentDeclined: 'K18.do.phone', swapNotReady: 'K18.do.bringBack', oneAtATime: 'K18.do.bringBack',
};

/** The customer may have any other car, only not this one at this time. */
const ANOTHER_HELPS: readonly Refusal['code'][] = ['carNotHere', 'carTaken', 'carReserved', 'tooLate', 'passUsed', 'bookingDone', 'bookingUnknown'];
const ON_PHONE: readonly (WordId | undefined)[] = ['K18.do.phone', 'K18.do.bookAgain'];
/** A member is written to an hour before the car can be collected. */
const WRITTEN_BEFORE_MS = 3_600_000;

/** Whether another car would help against everything that stands in the way. */
export const anotherCarHelps = ({ code, also = [] }: Refusal): boolean => [code, ...also].every((each) => ANOTHER_HELPS.includes(each));

/** Whether something can be put right on the customer's own phone. */
export const phoneHelps = (refusal: Refusal): boolean => notNowReasons(refusal).some(({ next }) => ON_PHONE.includes(next));

/** When the way opens: on the page's own clock, for what counts down, and as a clock time. */
export interface Opening {
  readonly atMs: number;
  readonly utcMs: number;
}

const openings = new WeakMap<Refusal, Opening>();

/** When the way opens after a refusal, from when it was first shown: help that lies over it for a while makes nothing later. Undefined where the tower has said no time. */
export function openingOf(refusal: Refusal, now: { readonly nowMs: () => number; readonly utcMs: () => number }): Opening | undefined {
  const { retryAfterMs } = refusal;
  if (retryAfterMs === undefined) return undefined;
  const opening = openings.get(refusal) ?? { atMs: now.nowMs() + retryAfterMs, utcMs: now.utcMs() + retryAfterMs };
  openings.set(refusal, opening);
  return opening;
}

/** Whether a message is still to come before the car can be collected. */
export const isWrittenTo = ({ code, retryAfterMs = 0 }: Refusal): boolean => code === 'tooEarly' && retryAfterMs > WRITTEN_BEFORE_MS;

/** One thing that stands in the way, and what helps. */
export interface NotNowReason {
  readonly code: Refusal['code'];
  readonly word: WordId;
  readonly next: WordId | undefined;
}

/** Everything that stands in the way, the first reason first; each once. */
export function notNowReasons({ code, also = [] }: Refusal): readonly NotNowReason[] {
  return [...new Set<Refusal['code']>([code, ...also])].map((each) => ({ code: each, word: `problem.${each}`, next: NEXT[each] }));
}
