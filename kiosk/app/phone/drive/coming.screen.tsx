import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import { bookingWord } from '../flow/booking-state.ts';
import type { BookingPageProps } from '../pages/mounted-page.ts';
import { Step } from '../screens/step.tsx';
import { AskTwice, OfflineNote, ofTower, thenBooking, useFreshBooking } from './page-parts.tsx';
import { useDeed } from './use-tower-asks.ts';

/** P10. Two notices, each once; the car itself is asked for at the tower only. */
export function ComingPage(props: BookingPageProps) {
  const { booking, client, onOpen, onPass } = props;
  const { say, sayTime, sayClock } = useWords();
  const { refusal } = useFreshBooking(props);
  const arrive = useDeed(props, (stage: 'coming' | 'here') => thenBooking(props, booking.bookingId, client.arrive(booking.bookingId, stage)));
  const cancel = useDeed(props, (bookingId: string, requestId) => thenBooking(props, bookingId, client.cancelBooking(bookingId, requestId)));
  const { arrival, state } = booking;
  const line = state === 'booked' ? say('arrival.line') : say(bookingWord(booking));
  return (
    <Step title={say('arrival.title')} line={line} refusal={ofTower(arrive.refusal ?? cancel.refusal)}>
      <p>{booking.bought === undefined ? say('arrival.window', { from: sayTime(booking.fromUtcMs), until: sayClock(booking.untilUtcMs) }) : say('phone.pass.bought')}</p>
      <p className="arrival-told" role="status">
        {arrival?.stage === 'coming' && say('arrival.comingTold', { time: sayClock(arrival.utcMs) })}
        {arrival?.stage === 'here' && say('arrival.hereTold')}
      </p>
      <OfflineNote refusal={arrive.refusal ?? refusal} />
      <div className="stack">
        {state === 'collecting' && <ActionButton kind="main" id="watch" onPress={() => { onOpen('P11'); }}>{say('arrival.watch')}</ActionButton>}
        {state === 'booked' && arrival === undefined && <ActionButton kind="main" id="coming" isDisabled={arrive.isBusy} onPress={() => { arrive.ask('coming'); }}>{say('arrival.coming')}</ActionButton>}
        {state === 'booked' && arrival?.stage !== 'here' && (
          <ActionButton kind={arrival === undefined ? 'side' : 'main'} id="here" isDisabled={arrive.isBusy} onPress={() => { arrive.ask('here'); }}>{say('arrival.here')}</ActionButton>
        )}
        {state === 'booked' && <ActionButton kind={arrival?.stage === 'here' ? 'main' : 'side'} id="show-pass" onPress={onPass}>{say('arrival.pass')}</ActionButton>}
        {state === 'booked' && booking.bought === undefined && (
          <AskTwice
            id="cancel" isBusy={cancel.isBusy} onYes={() => { cancel.ask(booking.bookingId); }}
            words={{ open: 'arrival.cancel', ask: 'arrival.cancelAsk', yes: 'arrival.cancelYes', no: 'arrival.cancelNo' }}
          />
        )}
      </div>
    </Step>
  );
}
