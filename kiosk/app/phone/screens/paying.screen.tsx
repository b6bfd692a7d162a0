import { Link } from 'react-aria-components/Link';
import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import { paymentOf } from '../flow/payment.ts';
import { usePhone } from '../phone-services.tsx';
import { Step } from './step.tsx';

/** P07 after the booking: the car is kept, the money waits for the provider or the member. */
export function PayingScreen() {
  const { say, sayMoney } = useWords();
  const { send, snapshot } = usePhone();
  const { booking, refusal } = snapshot.context;
  const { step, payment } = paymentOf(booking);
  if (booking === undefined) return null;
  const amount = payment === undefined ? '' : sayMoney(payment.amountMinor, payment.currency);
  const isAsking = snapshot.matches({ paying: 'asking' }) || snapshot.matches({ paying: 'asked' });
  const later = <ActionButton id="later" onPress={() => { send({ type: 'later' }); }}>{say('phone.paying.later')}</ActionButton>;
  if (step === 'declined') {
    return (
      <Step title={say('phone.paying.declined')} line={say('phone.paying.declinedLine', { amount, minutes: booking.terms.payWithinMinutes })} refusal={refusal}>
        <ActionButton kind="main" id="pay-again" isDisabled={isAsking} onPress={() => { send({ type: 'pay' }); }}>{say(isAsking ? 'phone.sending' : 'phone.paying.again')}</ActionButton>
        {later}
      </Step>
    );
  }
  return (
    <Step title={say('phone.paying.title')} line={say(payment?.checkoutUrl === undefined ? 'phone.paying.provider' : 'phone.paying.line', { amount, minutes: booking.terms.payWithinMinutes })} refusal={refusal}>
      {payment?.checkoutUrl !== undefined && (
        <Link className="button main" href={payment.checkoutUrl} target="_blank" rel="noopener" data-action="checkout">{say('phone.paying.open')}</Link>
      )}
      <p className="told" role="status">{say('phone.paying.waiting')}</p>
      {later}
    </Step>
  );
}
