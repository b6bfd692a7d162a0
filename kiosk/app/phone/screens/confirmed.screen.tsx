import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import { usePhone } from '../phone-services.tsx';
import { Facts, Step } from './step.tsx';

/** P08. It is booked: when and where, what comes next. */
export function ConfirmedScreen() {
  const { say, sayTime, sayClock, language } = useWords();
  const { send, site, snapshot: { context: { booking } } } = usePhone();
  if (booking === undefined) return null;
  return (
    <Step title={say('phone.confirmed.title')} line={say('phone.confirmed.line')}>
      <Facts rows={[
        [say('phone.confirm.window'), `${sayTime(booking.fromUtcMs)} – ${sayClock(booking.untilUtcMs)}`],
        [say('phone.car.where'), site.name[language]],
        [say('phone.confirm.returnBy'), sayTime(booking.returnByUtcMs)],
      ]} />
      <ActionButton kind="main" id="show-pass" onPress={() => { send({ type: 'next' }); }}>{say('phone.confirmed.pass')}</ActionButton>
    </Step>
  );
}
