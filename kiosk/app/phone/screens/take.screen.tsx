import { CarPortrait } from '../../customer/scene/car-portrait.tsx';
import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import { usePhone } from '../phone-services.tsx';
import { Facts, Step } from './step.tsx';

/** What the code of the kiosk is about: the car that waits there, until when, and the way on. */
export function TakeScreen() {
  const { say, sayTime, language } = useWords();
  const { send, site, carName, snapshot } = usePhone();
  const { offer, refusal, cars } = snapshot.context;
  if (snapshot.matches({ taking: 'over' })) {
    return (
      <Step title={say('phone.take.over')} line={say('phone.take.overLine')} refusal={refusal}>
        <ActionButton id="landing" onPress={() => { send({ type: 'next' }); }}>{say('phone.landing.find')}</ActionButton>
      </Step>
    );
  }
  if (offer === undefined) return <Step title={say('phone.take.title')} refusal={refusal}><p role="status">{say('phone.take.opening')}</p></Step>;
  const car = cars.find(({ carId }) => carId === offer.carId);
  const name = carName(offer.carId);
  const isBusy = !snapshot.matches({ taking: 'offered' });
  return (
    <Step title={offer.errand === 'walkUp' ? say('phone.take.title') : name} line={say('phone.take.line')} refusal={refusal}>
      {car !== undefined && <div className="car-stage"><CarPortrait car={car} label={say('phone.car.picture', { car: name })} /></div>}
      <Facts rows={[
        [say('phone.confirm.car'), car === undefined ? name : `${name} · ${car.plate}`],
        ...(offer.window === undefined ? [] : [[say('phone.take.until'), sayTime(offer.window.untilUtcMs)] as const]),
        [say('phone.car.where'), site.name[language]],
      ]} />
      <ActionButton kind="main" id="take-next" isDisabled={isBusy} onPress={() => { send({ type: 'next' }); }}>{say(isBusy ? 'phone.take.claiming' : 'phone.take.go')}</ActionButton>
    </Step>
  );
}
