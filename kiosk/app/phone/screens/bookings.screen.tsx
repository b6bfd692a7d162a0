import { Button } from 'react-aria-components/Button';
import type { BookingView } from '../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import { bookingWord } from '../flow/booking-state.ts';
import { owedOf } from '../flow/owed.ts';
import { paymentOf } from '../flow/payment.ts';
import { usePhone } from '../phone-services.tsx';
import { Step } from './step.tsx';

const OPEN: readonly BookingView['state'][] = ['booked', 'collecting', 'out'];

function BookingTile({ booking }: { readonly booking: BookingView }) {
  const { say, sayTime, sayClock } = useWords();
  const { send, carName } = usePhone();
  const owes = paymentOf(booking).step !== 'none' || owedOf(booking.payments).length > 0;
  return (
    <Button className="booking-tile" onPress={() => { send({ type: 'booking.opened', booking }); }} data-action={`booking-${booking.bookingId}`}>
      <strong>{carName(booking.carId)}</strong>
      {booking.bought !== 'fetch' && <span>{`${sayTime(booking.fromUtcMs)} – ${sayClock(booking.untilUtcMs)}`}</span>}
      <span className={owes || booking.late !== undefined ? 'state warn' : 'state'}>{say(owes ? 'phone.home.toPay' : booking.late !== undefined ? 'phone.home.late' : bookingWord(booking))}</span>
    </Button>
  );
}

/** The member's own bookings: what is to come first, what was below. */
export function BookingsScreen() {
  const { say } = useWords();
  const { send, snapshot } = usePhone();
  const { bookings, refusal } = snapshot.context;
  const isLoading = snapshot.matches({ home: 'loading' });
  const open = bookings.filter(({ state }) => OPEN.includes(state)).toSorted((a, b) => a.fromUtcMs - b.fromUtcMs);
  const over = bookings.filter(({ state }) => !OPEN.includes(state)).toSorted((a, b) => b.fromUtcMs - a.fromUtcMs);
  return (
    <Step title={say('phone.home.title')} refusal={refusal}>
      {open.length === 0 && <p role="status">{say(isLoading ? 'phone.sending' : 'phone.home.none')}</p>}
      <div className="stack">{open.map((booking) => <BookingTile key={booking.bookingId} booking={booking} />)}</div>
      <ActionButton kind="main" id="book-a-car" onPress={() => { send({ type: 'go', to: 'finding' }); }}>{say('phone.home.book')}</ActionButton>
      {refusal !== undefined && !isLoading && <ActionButton id="again" onPress={() => { send({ type: 'again' }); }}>{say('phone.again')}</ActionButton>}
      {over.length > 0 && <h2>{say('phone.home.over')}</h2>}
      <div className="stack">{over.map((booking) => <BookingTile key={booking.bookingId} booking={booking} />)}</div>
    </Step>
  );
}
