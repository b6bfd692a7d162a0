import { ActionButton } from '../../look/button.tsx';
import { CarPortrait } from '../../customer/scene/car-portrait.tsx';
import { freeDays } from '../flow/free-times.ts';
import { shelfCar } from '../flow/shelf.ts';
import { useWords } from '../../words/words.tsx';
import { usePhone } from '../phone-services.tsx';
import { Facts, Step } from './step.tsx';

const metres = (mm: number): string => (mm / 1000).toFixed(2);

/** P02. The car as it is, what it costs to own, and when it can be had. */
export function CarScreen() {
  const { say, sayMoney, sayTime, language } = useWords();
  const { send, site, clock, snapshot } = usePhone();
  const { car, catalogue, refusal, isSignedIn } = snapshot.context;
  if (car === undefined) return null;
  const { brand, model, kind, vin, price } = shelfCar(car, catalogue, language);
  const name = `${brand} ${model}`;
  const firstFree = freeDays(site, car.taken, clock.utcMs())[0];
  return (
    <Step title={name} {...(kind === undefined ? {} : { line: kind })} number={1} refusal={refusal}>
      <div className="car-stage"><CarPortrait car={car} label={say('phone.car.picture', { car: name })} /></div>
      <Facts rows={[
        [say('phone.car.when'), firstFree === undefined ? say('phone.car.never') : say('phone.car.from', { time: sayTime(firstFree.firstUtcMs) })],
        [say('phone.car.where'), site.name[language]],
        ...(price === undefined ? [] : [[say('phone.car.price'), sayMoney(price.amountMinor, price.currency)] as const]),
        [say('phone.car.powertrain'), say(`phone.cars.powertrain.${car.powertrain}`)],
        [say('phone.car.range'), say('phone.car.rangeKm', { range: car.rangeKm })],
        [say('phone.car.seats'), String(car.seats)],
        [say('phone.car.size'), say('phone.car.sizeM', { length: metres(car.lengthMm), width: metres(car.widthMm), height: metres(car.heightMm) })],
        [say('phone.car.plate'), car.plate],
        ...(vin === undefined ? [] : [[say('phone.vin.label'), vin] as const]),
      ]} />
      <p>{say('phone.window.line', { days: site.booking.driveDays })}</p>
      <ActionButton kind="main" id="car-next" isDisabled={firstFree === undefined} onPress={() => { send({ type: 'next' }); }}>{say(isSignedIn ? 'phone.car.go' : 'phone.car.signIn')}</ActionButton>
      <ActionButton id="other-car" onPress={() => { send({ type: 'back' }); }}>{say('phone.car.other')}</ActionButton>
    </Step>
  );
}
