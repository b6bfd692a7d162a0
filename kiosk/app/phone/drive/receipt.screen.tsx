import type { PaymentView, ReceiptView } from '../../../../controller/api/contract/index.ts';
import { useWords } from '../../words/words.tsx';
import { paymentWord } from '../flow/owed.ts';
import type { BookingPageProps } from '../pages/mounted-page.ts';
import { Facts, Step } from '../screens/step.tsx';
import { StillOwed } from './owed.tsx';
import { OfflineNote, ofTower, shortReference } from './page-parts.tsx';
import { spanWords } from './flow/drive-time.ts';
import { useReading } from './use-tower-asks.ts';

const LOOK_MS = 6000;

function Amount({ payment }: { readonly payment: PaymentView }) {
  const { say, sayMoney } = useWords();
  const { kind, amountMinor, currency } = payment;
  return (
    <li>
      <span className="amount-name">{say(`payment.${kind}`)}<span className="muted">{say(paymentWord(payment))}</span></span>
      <strong>{sayMoney(amountMinor, currency)}</strong>
    </li>
  );
}

function Totals({ receipt }: { readonly receipt: ReceiptView }) {
  const { say, sayMoney } = useWords();
  const { takenMinor, heldMinor, givenBackMinor, openMinor } = receipt.totals;
  const rows = ([['receipt.taken', takenMinor], ['receipt.held', heldMinor], ['receipt.givenBack', givenBackMinor], ['receipt.open2', openMinor]] as const)
    .filter(([word, amount]) => amount > 0 || word === 'receipt.taken')
    .map(([word, amount]) => [say(word), sayMoney(amount, receipt.currency)] as const);
  return <Facts rows={rows} />;
}

function timesOf(receipt: ReceiptView, { say, sayTime }: Pick<ReturnType<typeof useWords>, 'say' | 'sayTime'>): (readonly [string, string])[] {
  const { outUtcMs, endedUtcMs, extensionDays, lateMinutes, state, purchaseId } = receipt;
  const late = { kind: 'late' as const, days: Math.floor(lateMinutes / 1440), hours: Math.floor((lateMinutes % 1440) / 60), minutes: lateMinutes % 60 };
  return [
    [say('receipt.car'), `${receipt.brand} ${receipt.model}, ${receipt.plate}`],
    ...(outUtcMs === undefined ? [] : [[say('receipt.out'), sayTime(outUtcMs)] as const]),
    ...(endedUtcMs === undefined ? [] : [[say(state === 'closed' && purchaseId === undefined ? 'receipt.ended' : 'receipt.ending'), sayTime(endedUtcMs)] as const]),
    ...(extensionDays === 0 ? [] : [[say('receipt.extended'), say('receipt.days', { days: extensionDays })] as const]),
    ...(lateMinutes === 0 ? [] : [[say('receipt.lateBy'), spanWords(say, late)] as const]),
  ];
}

/** P15. Every amount with what became of it; the sums are the tower's own. */
export function ReceiptPage(props: BookingPageProps) {
  const { booking, client, clock } = props;
  const words = useWords();
  const { say } = words;
  const reading = useReading(clock, () => client.receipt(booking.bookingId), LOOK_MS);
  const receipt = reading.value;
  return (
    <Step title={say('receipt.title')} refusal={ofTower(reading.refusal)} {...(receipt !== undefined && { line: say(`phone.home.state.${receipt.state}`) })}>
      <OfflineNote refusal={reading.refusal} />
      {receipt !== undefined && (
        <>
          <StillOwed {...props} payments={receipt.payments} onAsked={reading.again} />
          <Facts rows={timesOf(receipt, words)} />
          <h2>{say('receipt.amounts')}</h2>
          {receipt.payments.length === 0
            ? <p>{say('receipt.none')}</p>
            : <><ul className="amounts">{receipt.payments.map((payment) => <Amount key={payment.paymentId} payment={payment} />)}</ul><Totals receipt={receipt} /></>}
        </>
      )}
      <details className="fold"><summary>{say('receipt.dispute')}</summary><p>{say('receipt.disputeLine', { reference: shortReference(booking.bookingId) })}</p></details>
    </Step>
  );
}
