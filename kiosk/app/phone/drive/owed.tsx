import { Link } from 'react-aria-components/Link';
import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import { owedOf } from '../flow/owed.ts';
import type { Owed } from '../flow/owed.ts';
import type { BookingPageProps } from '../pages/mounted-page.ts';
import { RefusalLine } from '../screens/step.tsx';
import { OfflineNote, ofTower } from './page-parts.tsx';
import { useDeed } from './use-tower-asks.ts';

function OwedAmount({ owed, isBusy, onAsk }: { readonly owed: Owed; readonly isBusy: boolean; readonly onAsk: () => void }) {
  const { say, sayMoney } = useWords();
  const { kind, amountMinor, currency, paymentId } = owed.payment;
  const gaps = { what: say(`payment.${kind}`), amount: sayMoney(amountMinor, currency) };
  return (
    <li data-owed={paymentId}>
      <p>{say(owed.kind === 'agree' ? 'owed.agree' : 'owed.declined', gaps)}</p>
      {owed.kind === 'agree'
        ? <Link className="button main" href={owed.checkoutUrl} target="_blank" rel="noopener" data-action="checkout">{say('phone.paying.open')}</Link>
        : <ActionButton kind="main" id="pay-again" isDisabled={isBusy} onPress={onAsk}>{say(isBusy ? 'phone.sending' : 'phone.paying.again')}</ActionButton>}
    </li>
  );
}

/** What is still to be paid for a booking, with the way to it: the provider's own page, or asking once more. `onAsked`: the tower has been asked again. */
export function StillOwed({ payments, onAsked, ...props }: Pick<BookingPageProps, 'booking' | 'client' | 'clock' | 'newRequestId'> & {
  readonly payments: Parameters<typeof owedOf>[0];
  readonly onAsked: () => void;
}) {
  const { booking, client } = props;
  const { say } = useWords();
  const askAgain = useDeed(props, async (bookingId: string, requestId) => {
    const answer = await client.askPayments(bookingId, requestId);
    onAsked();
    return answer;
  });
  const all = owedOf(payments);
  if (all.length === 0) return null;
  return (
    <section className="owed" aria-label={say('owed.title')}>
      <h2>{say('owed.title')}</h2>
      <ul>{all.map((owed) => <OwedAmount key={owed.payment.paymentId} owed={owed} isBusy={askAgain.isBusy} onAsk={() => { askAgain.ask(booking.bookingId); }} />)}</ul>
      <RefusalLine refusal={ofTower(askAgain.refusal)} />
      <OfflineNote refusal={askAgain.refusal} />
      {all.some(({ kind }) => kind === 'agree') && <p className="muted">{say('owed.goesOn')}</p>}
    </section>
  );
}
