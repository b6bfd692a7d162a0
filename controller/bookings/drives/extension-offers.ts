import type { ExtensionOffer, ProblemCode } from '../../api/contract/index.ts';
import type { BookingRecord } from '../booking-record.ts';
import type { RuleFacts } from '../rules/rule-facts.ts';
import { overlap } from '../window-rules.ts';

const DAY_MS = 86_400_000;

/** What an extension is judged on: the drive, and the facts of the rules about it. */
export interface ExtensionFacts {
  readonly drive: Pick<BookingRecord, 'bookingId' | 'state' | 'returnByUtcMs' | 'extensionDays'>;
  readonly facts: Omit<RuleFacts, 'moment' | 'wish'>;
}

/** Who has booked the car, or waits with a swap for it to be back, comes first. */
function laterBooking({ drive, facts }: ExtensionFacts, returnByUtcMs: number): ProblemCode | undefined {
  const longer = { fromUtcMs: drive.returnByUtcMs, untilUtcMs: returnByUtcMs };
  const isLater = ({ bookingId, state }: RuleFacts['own'][number]): boolean => bookingId !== drive.bookingId && (state === 'booked' || state === 'collecting' || state === 'out');
  const suffers = (had: RuleFacts['own'][number]): boolean => isLater(had) && overlap({ fromUtcMs: had.fromUtcMs, untilUtcMs: had.returnByUtcMs }, longer);
  if (facts.claims.some(suffers)) return 'extensionTaken';
  if (facts.promisedTo === 'buyer') return 'carReserved';
  // The car of a swap is fetched when this one is back: it suffers once its own window would be over by then.
  const successor = facts.own.find((had) => isLater(had) && had.afterBookingId === drive.bookingId);
  if (successor?.untilUtcMs !== undefined && returnByUtcMs > successor.untilUtcMs) return 'oneAtATime';
  return facts.own.some((had) => had !== successor && had.isFetch !== true && suffers(had)) ? 'oneAtATime' : undefined;
}

function member({ standing, rules }: ExtensionFacts['facts'], returnByUtcMs: number): ProblemCode | undefined {
  if (standing === undefined) return 'standingUnknown';
  if (standing.isBlocked) return 'memberBlocked';
  if (!rules.rules.licence) return undefined;
  if (standing.licenceUntilUtcMs === undefined) return 'licenceMissing';
  return standing.licenceUntilUtcMs < returnByUtcMs ? 'licenceExpires' : undefined;
}

function codeOf(about: ExtensionFacts, days: number, returnByUtcMs: number, feeMinor: number): ProblemCode | undefined {
  const { drive, facts } = about;
  if (drive.state !== 'out') return 'notOut';
  if (facts.clockDoubtful) return 'clockDoubtful';
  if (drive.extensionDays + days > facts.rules.beyond.mostExtensionDays) return 'extensionTooLong';
  if (returnByUtcMs <= facts.nowUtcMs) return 'windowPast';
  return laterBooking(about, returnByUtcMs) ?? member(facts, returnByUtcMs) ?? (feeMinor > 0 && !facts.canPay ? 'paymentUnavailable' : undefined);
}

/** One extension by whole days: its price, and the first reason against it. Pure. */
export function offerOf(about: ExtensionFacts, days: number): ExtensionOffer {
  const returnByUtcMs = about.drive.returnByUtcMs + days * DAY_MS;
  const feeMinor = days * about.facts.rules.beyond.extensionFeeMinor;
  const code = codeOf(about, days, returnByUtcMs, feeMinor);
  return { days, returnByUtcMs, feeMinor, possible: code === undefined, ...(code !== undefined && { code }) };
}
