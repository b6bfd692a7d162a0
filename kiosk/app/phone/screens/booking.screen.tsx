import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
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
  const hasPass = booking.state === 'booked' || booking.state === 'collecting' || booking.state === 'out';
  return (
    <Step title={carName(booking.carId)} line={say(`phone.home.state.${booking.state}`)} refusal={refusal}>
      {paymentOf(booking).step !== 'none' && <ActionButton kind="main" id="pay" onPress={() => { send({ type: 'pay' }); }}>{say('phone.home.payNow')}</ActionButton>}
      <Facts rows={[
        [say('phone.confirm.window'), `${sayTime(booking.fromUtcMs)} – ${sayClock(booking.untilUtcMs)}`],
        [say('phone.confirm.returnBy'), sayTime(booking.returnByUtcMs)],
      ]} />
      <div className="stack">
        {hasPass && <ActionButton kind="main" id="show-pass" onPress={() => { send({ type: 'next' }); }}>{say('phone.confirmed.pass')}</ActionButton>}
        {offered.map(({ id, name }) => <ActionButton key={id} id={`page-${id}`} onPress={() => { send({ type: 'page.opened', page: id }); }}>{say(name)}</ActionButton>)}
      </div>
    </Step>
  );
}
