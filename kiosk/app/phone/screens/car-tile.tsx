import { Button } from 'react-aria-components/Button';
import { CarPortrait } from '../../customer/scene/car-portrait.tsx';
import type { ShelfCar } from '../flow/shelf.ts';
import { useWords } from '../../words/words.tsx';
import { usePhone } from '../phone-services.tsx';

/** A car of the list. Whatever is not here just now may be booked for later. */
export function CarTile({ shown }: { readonly shown: ShelfCar }) {
  const { say } = useWords();
  const { send } = usePhone();
  const { car, brand, model, kind } = shown;
  return (
    <Button className="car-tile" onPress={() => { send({ type: 'car.chosen', car }); }} data-action={`car-${car.carId}`}>
      <CarPortrait car={car} label="" />
      <span className="car-tile-words">
        <strong>{`${brand} ${model}`}</strong>
        {kind !== undefined && <span className="muted">{kind}</span>}
        <span className="muted">{say(`phone.cars.powertrain.${car.powertrain}`)}</span>
        <span className="muted">{say('phone.cars.facts', { seats: car.seats, range: car.rangeKm })}</span>
        <span className={car.available ? 'free' : 'later'}>{say(car.available ? 'phone.cars.free' : 'phone.cars.later')}</span>
      </span>
    </Button>
  );
}
