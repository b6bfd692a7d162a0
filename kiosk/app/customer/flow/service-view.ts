import type { WordId } from '../../../../config/words/index.ts';
import { isPageWordId } from '../../../../config/words/page-words.ts';
import type { CarPlace } from './car-place.ts';
import { isOnlyHeard } from './kiosk-parts.ts';
import type { KioskPart } from './kiosk-parts.ts';
import { reasonWords } from './pause-view.ts';
import type { ReasonWords } from './pause-view.ts';
import { onlyHalf, wallOf } from './service-causes.ts';
import type { HoldingEvent, LeavingEvent, OpenHalf } from './service-causes.ts';
import type { SessionContext } from './session-context.ts';
import type { Offer, TowerDigest } from './tower-digest.ts';

type Stillness = TowerDigest['stillness'];

/** What is told beside an open half of the service: on K01 and K02 as a line, and as a screen to whoever asks. */
export type ServiceNotice =
  /** `isResting`: nobody has touched the screen; it stands in the place of K01. */
  | { readonly screen: 'K70'; readonly opensAtUtcMs: number | undefined; readonly isResting: boolean }
  | { readonly screen: 'K71'; readonly open: OpenHalf | 'none'; readonly why: Offer['why']; readonly reason: ReasonWords | undefined }
  | { readonly screen: 'K72'; readonly canPay: boolean }
  | { readonly screen: 'K77'; readonly broken: readonly KioskPart[] };

/** A screen on which nobody is served. */
export type ServiceScreen =
  | ServiceNotice
  | { readonly screen: 'K73'; readonly event: HoldingEvent; readonly isOver: boolean; readonly wind: TowerDigest['wind'] }
  | { readonly screen: 'K74'; readonly reason: ReasonWords; readonly stillness: Stillness }
  | { readonly screen: 'K75'; readonly event: LeavingEvent; readonly isOver: boolean }
  | { readonly screen: 'K76'; readonly untilUtcMs: number | undefined }
  | { readonly screen: 'K78'; readonly isFirstSearch: boolean }
  | { readonly screen: 'K79'; readonly reason: ReasonWords; readonly stillness: Stillness; readonly resetBy: 'operator' | 'technician' }
  | { readonly screen: 'K82'; readonly stillness: Stillness; readonly own: CarPlace | undefined };

const isLeaving = (event: string): event is LeavingEvent => event === 'fire' || event === 'gas' || event === 'earthquake';

const offerReason = ({ reason }: Offer): ReasonWords | undefined =>
  (reason !== undefined && isPageWordId(reason.customer) ? { word: reason.customer, bay: reason.bay } : undefined);

const neither = ({ offers: { collect } }: TowerDigest): ServiceNotice => ({ screen: 'K71', open: 'none', why: collect.why, reason: offerReason(collect) });

const resetBy = ({ resetNeeded, reason }: TowerDigest): 'operator' | 'technician' => ((resetNeeded ?? reason?.reset) === 'technician' ? 'technician' : 'operator');

/** The screen before which nothing else is shown, in the middle of whatever is under way: people leave. */
export function leavingView({ tower }: Pick<SessionContext, 'tower'>): ServiceScreen | undefined {
  const wall = wallOf(tower);
  return wall?.cause === 'leave' ? { screen: 'K75', event: wall.event, isOver: false } : undefined;
}

/** The screen of a tower that serves nobody; undefined while it serves. */
export function wallView(context: Pick<SessionContext, 'tower' | 'stop'>): ServiceScreen | undefined {
  const { tower } = context;
  const wall = wallOf(tower);
  switch (wall?.cause) {
    case undefined:
      return undefined;
    case 'leave':
      return { screen: 'K75', event: wall.event, isOver: false };
    case 'inspection':
      return isLeaving(wall.event) ? { screen: 'K75', event: wall.event, isOver: true } : { screen: 'K73', event: wall.event, isOver: true, wind: undefined };
    case 'held':
      return { screen: 'K73', event: wall.event, isOver: false, wind: wall.event === 'storm' ? tower.wind : undefined };
    case 'unheard':
      return { screen: 'K78', isFirstSearch: tower.carCount === 0 };
    case 'maintenance':
      return { screen: 'K76', untilUtcMs: tower.maintenanceUntilUtcMs };
    case 'safetyStop':
      return { screen: 'K74', reason: reasonWords(context), stillness: tower.stillness };
    case 'recovering':
      return { screen: 'K82', stillness: tower.stillness, own: undefined };
    case 'stopped':
      return { screen: 'K79', reason: reasonWords(context), stillness: tower.stillness, resetBy: resetBy(tower) };
    case 'neither':
      return neither(tower);
  }
}

/** Everything that is told beside an open half, what matters most first. */
export function noticesOf({ tower, brokenParts }: Pick<SessionContext, 'tower' | 'brokenParts'>): readonly ServiceNotice[] {
  const half = onlyHalf(tower);
  const { isClosed, opensAtUtcMs, isBackendLost, canPay } = tower.outside;
  return [
    ...(half === undefined ? [] : [{ screen: 'K71', open: half.open, why: half.closed.why, reason: offerReason(half.closed) } as const]),
    ...(isClosed ? [{ screen: 'K70', opensAtUtcMs, isResting: false } as const] : []),
    ...(isBackendLost ? [{ screen: 'K72', canPay } as const] : []),
    // What is only heard is told to who asks about another part.
    ...(brokenParts.some((part) => !isOnlyHeard(part)) ? [{ screen: 'K77', broken: brokenParts } as const] : []),
  ];
}

/** What cannot be chosen on the first screen, each with the line that says why. */
export interface TileBars {
  readonly collect?: WordId;
  readonly bringBack?: WordId;
  /** A car that nobody has booked: also needs opening hours and somebody who takes its deposit. */
  readonly walkUp?: WordId;
}

const barOf = ({ possible, why = 'notReady' }: Offer): WordId | undefined => (possible ? undefined : `K71.bar.${why}`);

/** The tiles of K02 that are out of reach now. */
export function barsOf({ tower: { offers, outside } }: Pick<SessionContext, 'tower'>): TileBars {
  const [collect, bringBack] = [barOf(offers.collect), barOf(offers.bringBack)];
  const walkUp = collect ?? (outside.isClosed ? 'K70.bar' : !outside.canPay ? 'K72.bar' : undefined);
  return { ...(collect && { collect }), ...(bringBack && { bringBack }), ...(walkUp && { walkUp }) };
}
