import { ActionButton } from '../../look/button.tsx';
import { CarPortrait } from '../../customer/scene/car-portrait.tsx';
import { useWords } from '../../words/words.tsx';
import { usePhone } from '../phone-services.tsx';
import { Facts, Step } from './step.tsx';

const metres = (mm: number): string => (mm / 1000).toFixed(2);

/** P02. The car as it is, and what a drive of it is. */
export function CarScreen() {
  const { say, language } = useWords();
  const { send, site, snapshot } = usePhone();
  const { car, refusal, isSignedIn } = snapshot.context;
  if (car === undefined) return null;
  return (
    <Step title={`${car.brand} ${car.model}`} number={1} refusal={refusal}>
      <div className="car-stage"><CarPortrait car={car} label={say('phone.car.picture', { car: `${car.brand} ${car.model}` })} /></div>
      <Facts rows={[
        [say('phone.car.powertrain'), say(`phone.cars.powertrain.${car.powertrain}`)],
        [say('phone.car.range'), say('phone.car.rangeKm', { range: car.rangeKm })],
        [say('phone.car.seats'), String(car.seats)],
        [say('phone.car.size'), say('phone.car.sizeM', { length: metres(car.lengthMm), width: metres(car.widthMm), height: metres(car.heightMm) })],
        [say('phone.car.plate'), car.plate],
        [say('phone.car.where'), site.name[language]],
      ]} />
      <p>{say('phone.window.line', { days: site.booking.driveDays })}</p>
      <ActionButton kind="main" id="car-next" onPress={() => { send({ type: 'next' }); }}>{say(isSignedIn ? 'phone.car.go' : 'phone.car.signIn')}</ActionButton>
    </Step>
  );
}
