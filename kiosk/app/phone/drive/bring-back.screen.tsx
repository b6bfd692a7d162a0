import { grouped } from '../../customer/flow/booking-code.ts';
import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import type { BookingPageProps } from '../pages/mounted-page.ts';
import { QrCode } from '../../look/qr-code.tsx';
import { Facts, Step } from '../screens/step.tsx';
import { useFreshBooking } from './page-parts.tsx';

/** P14. The pass for the way back, where and until when, and what to do before the door. */
export function BringBackPage(props: BookingPageProps) {
  const { booking, site, onOpen } = props;
  const { say, sayTime, language } = useWords();
  useFreshBooking(props);
  const { openFrom, openUntil } = site.booking;
  return (
    <Step title={say('bringBack.title')} line={say('bringBack.line')}>
      <QrCode text={booking.pass} label={say('phone.pass.qr')} />
      <p className="code-line"><span className="muted">{say('phone.pass.code')}</span> <strong data-code={booking.code}>{grouped(booking.code)}</strong></p>
      <Facts rows={[
        [say('bringBack.by'), sayTime(booking.returnByUtcMs)],
        [say('bringBack.where'), site.name[language]],
        [say('bringBack.hours'), say('bringBack.hoursLine', { from: openFrom, until: openUntil })],
      ]} />
      <h2>{say('bringBack.before')}</h2>
      <ul className="terms">
        <li>{say('bringBack.before1')}</li>
        <li>{say('bringBack.before2')}</li>
        <li>{say('bringBack.before3')}</li>
      </ul>
      <ActionButton id="photos" onPress={() => { onOpen('P12'); }}>{say('bringBack.photos')}</ActionButton>
    </Step>
  );
}
