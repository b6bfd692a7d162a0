import { create } from 'qrcode';
import { useMemo } from 'react';
import type { BookingView } from '../../../../controller/api/contract/index.ts';
import { grouped } from '../../customer/flow/booking-code.ts';
import { ActionButton } from '../../look/button.tsx';
import type { BookingContext } from '../flow/booking.machine.ts';
import { useWords } from '../../words/words.tsx';
import { usePhone } from '../phone-services.tsx';
import { Step } from './step.tsx';

/** Quiet zone of a QR code: four modules, by its standard. */
const QUIET = 4;

/** The pass as one path of squares: no canvas, no picture address, sharp at any size. */
function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => {
    const { modules } = create(text, { errorCorrectionLevel: 'M' });
    const dark = Array.from({ length: modules.size ** 2 }, (_, i) => i).filter((i) => modules.data[i] === 1);
    return { size: modules.size, path: dark.map((i) => `M${String(i % modules.size)} ${String(Math.floor(i / modules.size))}h1v1h-1z`).join('') };
  }, [text]);
  const full = String(size + 2 * QUIET);
  return (
    <svg className="qr" viewBox={`-${String(QUIET)} -${String(QUIET)} ${full} ${full}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect x={-QUIET} y={-QUIET} width={full} height={full} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}

/** P05. */
export function ConfirmScreen({ context, isSending }: { readonly context: BookingContext; readonly isSending: boolean }) {
  const { say, sayTime, sayClock } = useWords();
  const { send } = usePhone();
  const { car, window, templates } = context;
  const rows = [
    [say('phone.confirm.car'), car === undefined ? '' : `${car.brand} ${car.model}, ${car.plate}`],
    [say('phone.confirm.window'), window === undefined ? '' : `${sayTime(window.fromUtcMs)} – ${sayClock(window.untilUtcMs)}`],
    [say('phone.confirm.way'), say(templates.length > 0 ? 'phone.confirm.byFace' : 'phone.confirm.byCode')],
  ];
  return (
    <Step title={say('phone.confirm.title')} number={4} refusal={context.refusal}>
      <dl className="facts">
        {rows.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
      </dl>
      <ActionButton kind="main" id="book" isDisabled={isSending} onPress={() => send({ type: 'book' })}>{say(isSending ? 'phone.sending' : 'phone.confirm.go')}</ActionButton>
    </Step>
  );
}

/** P06. The pass: a QR code for the camera of the tower, and the code for its keypad. */
export function PassScreen({ booking }: { readonly booking: BookingView }) {
  const { say, sayTime, sayClock } = useWords();
  const { send } = usePhone();
  return (
    <Step title={say('phone.pass.title')} line={say('phone.pass.line')}>
      <QrCode text={booking.pass} label={say('phone.pass.qr')} />
      <p className="code-line"><span className="muted">{say('phone.pass.code')}</span> <strong data-code={booking.code}>{grouped(booking.code)}</strong></p>
      {booking.hasFace && <p>{say('phone.pass.face')}</p>}
      <p>{say('phone.pass.window', { from: sayTime(booking.fromUtcMs), until: sayClock(booking.untilUtcMs) })}</p>
      <p className="muted">{say('phone.pass.returnBy', { time: sayTime(booking.returnByUtcMs) })}</p>
      <ActionButton id="another" onPress={() => send({ type: 'again' })}>{say('phone.pass.another')}</ActionButton>
    </Step>
  );
}
