import { useState } from 'react';
import type { WordId } from '../../../../config/words/index.ts';
import type { BookingView } from '../../../../controller/api/contract/index.ts';
import { grouped } from '../../customer/flow/booking-code.ts';
import { ActionButton } from '../../look/button.tsx';
import { passToKeep } from '../flow/kept-pass.ts';
import type { KeptPass } from '../flow/kept-pass.ts';
import { useWords } from '../../words/words.tsx';
import { usePhone } from '../phone-services.tsx';
import { QrCode } from '../../look/qr-code.tsx';
import { Step } from './step.tsx';

/** What the camera and the keypad of the tower need, and until when: readable at arm's length, without any network. */
export function PassFace({ pass }: { readonly pass: KeptPass }) {
  const { say, sayTime, sayClock } = useWords();
  const { returnByUtcMs } = pass;
  return (
    <>
      <QrCode text={pass.pass} label={say('phone.pass.qr')} />
      <p className="code-line"><span className="muted">{say('phone.pass.code')}</span> <strong data-code={pass.code}>{grouped(pass.code)}</strong></p>
      {returnByUtcMs === undefined && <p>{say('phone.pass.bought')}</p>}
      {returnByUtcMs !== undefined && <p>{say('phone.pass.window', { from: sayTime(pass.fromUtcMs), until: sayClock(pass.untilUtcMs) })}</p>}
      {returnByUtcMs !== undefined && <p className="muted">{say('phone.pass.returnBy', { time: sayTime(returnByUtcMs) })}</p>}
      {pass.hasFace && <p className="muted">{say('phone.pass.face')}</p>}
      <p className="muted">{say('phone.pass.bright')}</p>
    </>
  );
}

/** The phone keeps the pass only when its member asks for it, and gives it up when asked. */
function Keep({ booking }: { readonly booking: BookingView }) {
  const { say } = useWords();
  const { keeping: { passes }, clock, site, carName } = usePhone();
  const isKept = (): boolean => passes.read(clock.utcMs())?.bookingId === booking.bookingId;
  const [state, setState] = useState<'kept' | 'notKept' | 'cannot'>(() => (isKept() ? 'kept' : 'notKept'));
  const toggle = (): void => {
    if (state === 'kept') {
      passes.erase();
      setState('notKept');
    } else setState(passes.keep(passToKeep(booking, carName(booking.carId), site)) ? 'kept' : 'cannot');
  };
  return (
    <div className="stack">
      <ActionButton id="keep-pass" onPress={toggle}>{say(state === 'kept' ? 'phone.pass.forget' : 'phone.pass.keep')}</ActionButton>
      <p className="told" role="status">{say(`phone.pass.${state}` satisfies WordId)}</p>
    </div>
  );
}

/** P09. */
export function PassScreen() {
  const { say } = useWords();
  const { snapshot: { context: { booking } }, carName, site } = usePhone();
  if (booking === undefined) return null;
  return (
    <Step title={say('phone.pass.title')} line={say('phone.pass.line', { car: carName(booking.carId) })}>
      <PassFace pass={passToKeep(booking, carName(booking.carId), site)} />
      <Keep booking={booking} />
    </Step>
  );
}
