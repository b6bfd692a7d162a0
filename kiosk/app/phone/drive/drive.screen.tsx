import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import type { BookingPageProps } from '../pages/mounted-page.ts';
import { Step } from '../screens/step.tsx';
import { TermLines } from '../screens/terms.tsx';
import { driveTimeOf, spanWords } from './flow/drive-time.ts';
import { StillOwed } from './owed.tsx';
import { OfflineNote, shortReference, useFreshBooking, useNow } from './page-parts.tsx';

const HALF_MINUTE_MS = 30_000;

/** What being late costs now, and when it costs more. */
function LateLine({ booking }: Pick<BookingPageProps, 'booking'>) {
  const { say, sayTime, sayMoney } = useWords();
  if (booking.late === undefined) return null;
  const { feeMinor, nextRiseUtcMs } = booking.late;
  return (
    <p className="refusal" role="status">
      {feeMinor === 0 ? say('drive.lateFree') : say('drive.lateFee', { fee: sayMoney(feeMinor, booking.terms.currency) })}
      {nextRiseUtcMs !== undefined && ` ${say('drive.lateRises', { time: sayTime(nextRiseUtcMs) })}`}
    </p>
  );
}

/** P13. The time that is left, and everything that can be done meanwhile. */
export function DrivePage(props: BookingPageProps) {
  const { booking, clock, onOpen } = props;
  const { say, sayTime } = useWords();
  const { refusal, again } = useFreshBooking(props);
  const time = driveTimeOf(booking, useNow(clock, HALF_MINUTE_MS));
  const due = sayTime(booking.returnByUtcMs);
  const open = (id: 'extend' | 'swap' | 'buy' | 'P12') => () => { onOpen(id); };
  return (
    <Step title={say('drive.title')}>
      <p className={time.kind === 'late' ? 'time-left late' : 'time-left'}>
        <strong>{spanWords(say, time)}</strong> <span>{say(time.kind === 'late' ? 'drive.late' : 'drive.left', { time: due })}</span>
      </p>
      <LateLine booking={booking} />
      <OfflineNote refusal={refusal} />
      <StillOwed {...props} payments={booking.payments} onAsked={again} />
      <div className="stack">
        <ActionButton kind="main" id="bring-back" onPress={() => { onOpen('P14'); }}>{say('drive.bringBack')}</ActionButton>
        {booking.terms.mostExtensionDays > 0 && <ActionButton id="extend" onPress={open('extend')}>{say('drive.extend')}</ActionButton>}
        <ActionButton id="swap" onPress={open('swap')}>{say('drive.swap')}</ActionButton>
        <ActionButton id="buy" onPress={open('buy')}>{say('drive.buy')}</ActionButton>
        <ActionButton id="photos" onPress={open('P12')}>{say('photos.open')}</ActionButton>
      </div>
      <details className="fold">
        <summary>{say('drive.fees')}</summary>
        <TermLines terms={booking.terms} />
      </details>
      <details className="fold">
        <summary>{say('drive.help')}</summary>
        <ul className="terms">
          <li>{say('drive.helpAccident')}</li>
          <li>{say('drive.helpBreakdown')}</li>
          <li>{say('drive.helpTower', { reference: shortReference(booking.bookingId) })}</li>
        </ul>
      </details>
    </Step>
  );
}
