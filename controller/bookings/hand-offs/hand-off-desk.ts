import type { HandOffErrand } from '../../api/contract/index.ts';
import type { Clock, Rng } from '../../ports.ts';
import type { TimeWindow } from '../window-rules.ts';
import type { Had } from '../rules/rule-facts.ts';

const MINUTE_MS = 60_000;
/** So long a code waits for a phone, and once more from when a phone has opened it: signing in may need a code by message. */
export const UNCLAIMED_MS = 5 * MINUTE_MS;
/** So long a member who has signed in may take over the rest: licence, face, deposit. As long as a deposit may take at most sites. */
export const CLAIMED_MS = 15 * MINUTE_MS;
/** Longer than this no hand-off lives before something is booked with it. */
export const LONGEST_MS = 2 * UNCLAIMED_MS + CLAIMED_MS;

/** What a hand-off is about. */
export interface HandOffSubject {
  readonly errand: HandOffErrand;
  readonly language: 'zh' | 'en';
  readonly carId: string;
  /** Of a walk-up: what is held, from when to when the car must be back, and the end of the window. UTC ms. */
  readonly hold: (TimeWindow & { readonly returnByUtcMs: number }) | undefined;
  /** Of `buy` and `pay`: the booking of the person that was recognised, and whose it is. */
  readonly booking: { readonly bookingId: string; readonly memberId: string } | undefined;
}

/** A live hand-off. */
export interface HandOff extends HandOffSubject {
  readonly handOffId: string;
  readonly token: string;
  readonly kiosk: string;
  /** Monotonic ms. */
  readonly endsAtMs: number;
  readonly isOpened: boolean;
  readonly claim: Claim | undefined;
}

/** Who has taken it over on a phone. `before`: what this member had booked or bought until then; what comes after is of this hand-off. */
export interface Claim {
  readonly memberId: string;
  readonly before: ReadonlySet<string>;
}

/** Hand-offs that live, in memory. Times are monotonic. */
export interface HandOffDesk {
  /** Ends the last one of the kiosk. */
  readonly begin: (kiosk: string, handOffId: string, subject: HandOffSubject) => HandOff;
  readonly byId: (handOffId: string) => HandOff | undefined;
  readonly byToken: (token: string) => HandOff | undefined;
  readonly open: (handOff: HandOff) => HandOff;
  /** Undefined when another member has claimed it meanwhile. */
  readonly claim: (handOff: HandOff, claim: Claim) => HandOff | undefined;
  /** Takes a claim back that could not be written down: it is as before. */
  readonly unclaim: (before: HandOff) => void;
  readonly end: (handOffId: string) => void;
  readonly endOf: (kiosk: string) => void;
  readonly leftMs: (handOff: HandOff) => number;
  /** What is held of a car, as the rules see it; nothing of what this member has claimed. */
  readonly claimsOn: (carId: string, memberId: string | undefined) => readonly Had[];
}

const holdOf = ({ handOffId, carId, hold }: HandOff): readonly Had[] => (hold === undefined ? [] : [{ bookingId: handOffId, carId, ...hold, state: 'booked' }]);

/** A desk without hand-offs. */
export function createHandOffDesk(clock: Pick<Clock, 'nowMs'>, rng: Rng): HandOffDesk {
  const live = new Map<string, HandOff>();
  const all = (): readonly HandOff[] => {
    for (const [id, { endsAtMs }] of live) if (endsAtMs <= clock.nowMs()) live.delete(id);
    return [...live.values()];
  };
  const keep = (handOff: HandOff): HandOff => {
    live.set(handOff.handOffId, handOff);
    return handOff;
  };
  const present = ({ handOffId }: HandOff): HandOff | undefined => all().find((one) => one.handOffId === handOffId);
  const endOf = (kiosk: string): void => {
    for (const one of all()) if (one.kiosk === kiosk) live.delete(one.handOffId);
  };
  return {
    endOf,
    begin: (kiosk, handOffId, subject) => {
      endOf(kiosk);
      const token = Buffer.from(rng.bytes(24)).toString('base64url');
      return keep({ ...subject, handOffId, token, kiosk, endsAtMs: clock.nowMs() + UNCLAIMED_MS, isOpened: false, claim: undefined });
    },
    byId: (handOffId) => all().find((one) => one.handOffId === handOffId),
    byToken: (token) => all().find((one) => one.token === token),
    open: (handOff) => {
      const now = present(handOff) ?? handOff;
      return now.isOpened ? now : keep({ ...now, isOpened: true, endsAtMs: clock.nowMs() + UNCLAIMED_MS });
    },
    claim: (handOff, claim) => {
      const now = present(handOff);
      if (now?.claim !== undefined) return now.claim.memberId === claim.memberId ? now : undefined;
      return now === undefined ? undefined : keep({ ...now, isOpened: true, claim, endsAtMs: clock.nowMs() + CLAIMED_MS });
    },
    unclaim: (before) => {
      if (present(before) !== undefined) keep(before);
    },
    end: (handOffId) => void live.delete(handOffId),
    leftMs: ({ endsAtMs }) => Math.max(0, endsAtMs - clock.nowMs()),
    claimsOn: (carId, memberId) => all().filter((one) => one.carId === carId && (memberId === undefined || one.claim?.memberId !== memberId)).flatMap(holdOf),
  };
}
