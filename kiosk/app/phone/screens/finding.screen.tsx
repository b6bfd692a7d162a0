import { Button } from 'react-aria-components/Button';
import { ActionButton } from '../../look/button.tsx';
import { CarPortrait } from '../../customer/scene/car-portrait.tsx';
import type { ListedCar } from '../flow/phone-context.ts';
import { useWords } from '../../words/words.tsx';
import { usePhone } from '../phone-services.tsx';
import { Step } from './step.tsx';

function CarTile({ car }: { readonly car: ListedCar }) {
  const { say } = useWords();
  const { send } = usePhone();
  const { available, ...chosen } = car;
  return (
    <Button className="car-tile" isDisabled={!available} onPress={() => { send({ type: 'car.chosen', car: chosen }); }} data-action={`car-${car.carId}`}>
      <CarPortrait car={car} label="" />
      <span className="car-tile-words">
        <strong>{`${car.brand} ${car.model}`}</strong>
        <span className="muted">{available ? say(`phone.cars.powertrain.${car.powertrain}`) : say('phone.cars.taken')}</span>
        <span className="muted">{say('phone.cars.facts', { seats: car.seats, range: car.rangeKm })}</span>
      </span>
    </Button>
  );
}

/** P01. */
export function FindingScreen() {
  const { say } = useWords();
  const { send, snapshot } = usePhone();
  const { cars, refusal } = snapshot.context;
  const isLoading = snapshot.matches({ finding: 'loading' });
  return (
    <Step title={say('phone.cars.title')} number={1} refusal={refusal}>
      {cars.length === 0 && <p role="status">{say(isLoading ? 'phone.sending' : 'phone.cars.none')}</p>}
      <div className="cars">{cars.map((car) => <CarTile key={car.carId} car={car} />)}</div>
      {cars.length === 0 && !isLoading && <ActionButton id="again" onPress={() => { send({ type: 'again' }); }}>{say('phone.again')}</ActionButton>}
    </Step>
  );
}
