import { CarPortrait } from '../../customer/scene/car-portrait.tsx';
import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import { usePhone } from '../phone-services.tsx';
import { Step } from './step.tsx';

/** A car of no brand, to show what this is about; the cars themselves come with the list. */
const ANY_CAR = { carId: '', brand: '', model: '', plate: '', colour: '#0b57d0', powertrain: 'BEV', rangeKm: 0, seats: 5, lengthMm: 4600, widthMm: 1900, heightMm: 1480 } as const;

/** P00. No app and no camera is needed to go on. */
export function LandingScreen() {
  const { say, language } = useWords();
  const { send, site, clock, keeping: { passes }, snapshot: { context } } = usePhone();
  const hasPass = passes.read(clock.utcMs()) !== undefined;
  return (
    <Step title={say('phone.landing.title')} line={say('phone.landing.line', { site: site.name[language], days: site.booking.driveDays })} refusal={context.refusal}>
      <div className="landing-scene"><CarPortrait car={ANY_CAR} label="" /></div>
      <div className="stack">
        <ActionButton kind="main" id="find" onPress={() => { send({ type: 'next' }); }}>{say('phone.landing.find')}</ActionButton>
        {hasPass && <ActionButton id="kept-pass" onPress={() => { send({ type: 'kept.opened' }); }}>{say('phone.landing.pass')}</ActionButton>}
        <ActionButton id="my-bookings" onPress={() => { send({ type: 'go', to: 'home' }); }}>{say(context.isSignedIn ? 'phone.home.title' : 'phone.landing.signIn')}</ActionButton>
      </div>
      <ol className="how">
        <li>{say('phone.landing.how1')}</li>
        <li>{say('phone.landing.how2')}</li>
        <li>{say('phone.landing.how3')}</li>
      </ol>
    </Step>
  );
}
