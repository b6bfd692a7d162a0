import { grouped } from '../../customer/flow/booking-code.ts';
import { useWords } from '../../words/words.tsx';
import { usePhone } from '../phone-services.tsx';
import { QrCode } from './qr-code.tsx';
import { Step } from './step.tsx';

/** P09. The pass: a QR code for the camera of the tower, and the code for its keypad. It is read without any network. */
export function PassScreen() {
  const { say, sayTime, sayClock } = useWords();
  const { snapshot: { context: { booking } } } = usePhone();
  if (booking === undefined) return null;
  return (
    <Step title={say('phone.pass.title')} line={say('phone.pass.line')}>
      <QrCode text={booking.pass} label={say('phone.pass.qr')} />
      <p className="code-line"><span className="muted">{say('phone.pass.code')}</span> <strong data-code={booking.code}>{grouped(booking.code)}</strong></p>
      {booking.hasFace && <p>{say('phone.pass.face')}</p>}
      <p>{say('phone.pass.window', { from: sayTime(booking.fromUtcMs), until: sayClock(booking.untilUtcMs) })}</p>
      <p className="muted">{say('phone.pass.returnBy', { time: sayTime(booking.returnByUtcMs) })}</p>
      <p className="muted">{say('phone.pass.bright')}</p>
    </Step>
  );
}
