import { ActionButton } from '../../look/button.tsx';
import { calendarFile } from '../flow/calendar-file.ts';
import { useWords } from '../../words/words.tsx';
import { usePhone } from '../phone-services.tsx';
import { Facts, Step } from './step.tsx';

const HOUR_MS = 3_600_000;

/** P08. It is booked: when and where, what comes next, and a file for the calendar, made on the page. */
export function ConfirmedScreen() {
  const { say, sayTime, sayClock, language } = useWords();
  const { send, site, clock, keeping, carName, snapshot: { context: { booking, offer } } } = usePhone();
  if (booking === undefined) return null;
  const { bookingId, fromUtcMs, untilUtcMs, returnByUtcMs, carId } = booking;
  const place = site.name[language];
  // Booked with the code of the kiosk, whose screen goes on by itself.
  const isAtTower = offer?.errand === 'walkUp' && offer.carId === carId;
  const saveCalendar = (): void => {
    const shared = { place, description: say('phone.calendar.line'), remindMinutes: 120 };
    const entries = [
      { ...shared, uid: `${bookingId}-collect@${site.siteId}`, title: say('phone.calendar.collect', { car: carName(carId) }), fromUtcMs, untilUtcMs },
      { ...shared, uid: `${bookingId}-return@${site.siteId}`, title: say('phone.calendar.return', { car: carName(carId) }), fromUtcMs: returnByUtcMs - HOUR_MS, untilUtcMs: returnByUtcMs },
    ];
    keeping.saveFile(new Blob([calendarFile(entries, clock.utcMs())], { type: 'text/calendar' }), 'carillon.ics');
  };
  return (
    <Step title={say(isAtTower ? 'phone.take.goOnTitle' : 'phone.confirmed.title')} line={say(isAtTower ? 'phone.take.goOnLine' : 'phone.confirmed.line')}>
      <Facts rows={[
        [say('phone.confirm.car'), carName(carId)],
        [say('phone.confirm.window'), `${sayTime(fromUtcMs)} – ${sayClock(untilUtcMs)}`],
        [say('phone.car.where'), place],
        [say('phone.confirm.returnBy'), sayTime(returnByUtcMs)],
      ]} />
      <ActionButton kind="main" id="show-pass" onPress={() => { send({ type: 'next' }); }}>{say('phone.confirmed.pass')}</ActionButton>
      <ActionButton id="calendar" onPress={saveCalendar}>{say('phone.confirmed.calendar')}</ActionButton>
    </Step>
  );
}
