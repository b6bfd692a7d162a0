import type { BookingView, CatalogueView, PurchaseView } from '../../../../../controller/api/contract/index.ts';

/**
 * What the page of buying shows: the offer, a purchase under way, one that has ended, or the bought car. settling: the tower is about to say how the
 * buyer gets it · toFetch: it stands in the tower, and a booking waits for its buyer · yours: it is with its buyer.
 */
export type BuyView =
  | { readonly kind: 'asking' }
  | { readonly kind: 'noOffer' }
  | { readonly kind: 'offer'; readonly priceMinor: number; readonly currency: string }
  | { readonly kind: 'underWay' | 'over'; readonly purchase: PurchaseView }
  | { readonly kind: 'bought'; readonly purchase: PurchaseView; readonly car: 'settling' | 'yours' }
  | { readonly kind: 'bought'; readonly purchase: PurchaseView; readonly car: 'toFetch'; readonly fetchBookingId: string };

const UNDER_WAY: readonly PurchaseView['state'][] = ['reserved', 'handedOff', 'signed', 'sold'];

/** The member's own purchase of the car: one that goes on before one that is over, the newest of those. */
function ownPurchase(purchases: readonly PurchaseView[], carId: string): PurchaseView | undefined {
  const own = purchases.filter((each) => each.carId === carId);
  return own.find(({ state }) => UNDER_WAY.includes(state)) ?? own.toSorted((a, b) => b.createdUtcMs - a.createdUtcMs)[0];
}

/** A signed purchase names the drive on which the car is out until it names the booking that fetches it. */
function boughtView(purchase: PurchaseView, thisBookingId: string): BuyView {
  const { state, bookingId } = purchase;
  if (state === 'sold') return { kind: 'bought', purchase, car: 'yours' };
  return bookingId === undefined || bookingId === thisBookingId ? { kind: 'bought', purchase, car: 'settling' } : { kind: 'bought', purchase, car: 'toFetch', fetchBookingId: bookingId };
}

/** The view. `looksAgain`: the member has seen that the last one is over and wants to see the offer. */
export function buyViewOf(
  { bookingId, carId }: Pick<BookingView, 'bookingId' | 'carId'>,
  known: { readonly purchases: readonly PurchaseView[] | undefined; readonly catalogue: CatalogueView | undefined; readonly looksAgain: boolean },
): BuyView {
  const { purchases, catalogue, looksAgain } = known;
  if (purchases === undefined) return { kind: 'asking' };
  const purchase = ownPurchase(purchases, carId);
  if (purchase?.state === 'signed' || purchase?.state === 'sold') return boughtView(purchase, bookingId);
  if (purchase !== undefined && UNDER_WAY.includes(purchase.state)) return { kind: 'underWay', purchase };
  if (purchase !== undefined && !looksAgain) return { kind: 'over', purchase };
  if (catalogue === undefined) return { kind: 'asking' };
  const vehicle = catalogue.vehicles.find((each) => each.carId === carId);
  return vehicle === undefined ? { kind: 'noOffer' } : { kind: 'offer', priceMinor: vehicle.priceMinor, currency: catalogue.currency };
}
