import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import { bookingWord } from '../flow/booking-state.ts';
import { owedOf } from '../flow/owed.ts';
import { paymentOf } from '../flow/payment.ts';
import { bookingPages } from '../pages/pages.ts';
import { usePhone } from '../phone-services.tsx';
import { Facts, Step } from './step.tsx';

/** One booking: how it stands, and the pages that help with it now. */
export function BookingScreen() {
  const { say, sayTime, sayClock } = useWords();
  const { send, clock, carName, snapshot: { context: { booking, refusal } } } = usePhone();
  if (booking === undefined) return null;
  const offered = bookingPages.filter((page) => page.isOffered(booking, clock.utcMs()));
  const isToPay = paymentOf(booking).step !== 'none';
  const isOwed = booking.state !== 'booked' && owedOf(booking.payments).length > 0;
  const hasPass = booking.state === 'booked' || booking.state === 'collecting' || booking.state === 'out';
  return (
    <Step title={carName(booking.carId)} line={say(bookingWord(booking))} refusal={refusal}>
      {isToPay && <ActionButton kind="main" id="pay" onPress={() => { send({ type: 'pay' }); }}>{say('phone.home.payNow')}</ActionButton>}
      {isOwed && <ActionButton kind="main" id="owed" onPress={() => { send({ type: 'page.opened', page: 'P15' }); }}>{say('phone.home.payNow')}</ActionButton>}
      {booking.bought === 'fetch' && <p>{say('buy.fetchHow')}</p>}
      {booking.bought !== 'fetch' && (
        <Facts rows={[
          [say('phone.confirm.window'), `${sayTime(booking.fromUtcMs)} – ${sayClock(booking.untilUtcMs)}`],
          ...(booking.bought === undefined ? [[say('phone.confirm.returnBy'), sayTime(booking.returnByUtcMs)] as const] : []),
        ]} />
      )}
      <div className="stack">
        {hasPass && <ActionButton kind="main" id="show-pass" onPress={() => { send({ type: 'next' }); }}>{say('phone.confirmed.pass')}</ActionButton>}
        {offered.map(({ id, name }) => <ActionButton key={id} id={`page-${id}`} onPress={() => { send({ type: 'page.opened', page: id }); }}>{say(name)}</ActionButton>)}
      </div>
    </Step>
  );
}
