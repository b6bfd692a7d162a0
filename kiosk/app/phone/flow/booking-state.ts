import type { WordId } from '../../../../config/words/index.ts';
import type { BookingView } from '../../../../controller/api/contract/index.ts';

/** How a booking stands, in words. Of a car that was bought nobody says that it is to come back. */
export function bookingWord({ state, bought }: Pick<BookingView, 'state' | 'bought'>): WordId {
  if (bought === undefined || state === 'collecting') return `phone.home.state.${state}`;
  return bought === 'fetch' && state === 'booked' ? 'phone.home.state.toFetch' : 'phone.home.state.bought';
}
