import { Button } from 'react-aria-components/Button';
import type { WalkUpCar } from '../../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../../look/button.tsx';
import { useWords } from '../../../words/words.tsx';
import type { CarFilter, FilterName } from '../../flow/car-filter.ts';
import type { WalkUpView } from '../../flow/walk-up-view.ts';
import { CarPortrait } from '../../scene/car-portrait.tsx';
import { useServices } from '../../services.tsx';
import { estimateWords } from '../../time-words.ts';
import { Screen } from '../screen.tsx';
import { Pager } from './pager.tsx';
import { usePages } from './use-pages.ts';

type Wall = Extract<WalkUpView, { readonly screen: 'K40' }>;

/** One car as a tile: the whole tile is the button. */
function CarTile({ car, currency }: { readonly car: WalkUpCar; readonly currency: string }) {
  const { say, sayMoney } = useWords();
  const { send } = useServices();
  return (
    <Button className="tile wall-car" data-action={`car-${car.carId}`} onPress={() => send({ type: 'wallCar.chosen', carId: car.carId })}>
      <CarPortrait car={car} label="" />
      <span className="tile-words">
        <span className="tile-name">{car.brand} {car.model}</span>
        <span className="tile-hint tile-facts"><span>{say('K40.seatsAre', { seats: car.seats })}</span><span>{say(`phone.cars.powertrain.${car.powertrain}`)}</span></span>
        {car.priceMinor !== undefined && <span className="tile-hint">{sayMoney(car.priceMinor, currency)}</span>}
        {car.ready !== undefined && <span className="tile-hint">{say('K40.ready', { time: estimateWords(say, car.ready) })}</span>}
      </span>
    </Button>
  );
}

/** A knob: each touch turns it to the next value. */
function Knob({ name, filter, currency }: { readonly name: FilterName; readonly filter: CarFilter; readonly currency: string }) {
  const { say, sayMoney } = useWords();
  const { send } = useServices();
  const value = (): string => {
    if (name === 'seats') return filter.seats === undefined ? say('K40.all') : say('K40.seatsAre', { seats: filter.seats });
    if (name === 'energy') return filter.energy === undefined ? say('K40.all') : say(`phone.cars.powertrain.${filter.energy}`);
    if (filter.price === undefined) return say('K40.all');
    return say(filter.price.is === 'upTo' ? 'K40.upTo' : 'K40.above', { price: sayMoney(filter.price.minor, currency) });
  };
  const isSet = filter[name] !== undefined;
  return (
    <Button className={isSet ? 'button knob chosen' : 'button knob'} data-action={`filter-${name}`} onPress={() => send({ type: 'filter.turned', filter: name })}>
      <span className="knob-name">{say(`K40.${name}`)}</span><span className="knob-value">{value()}</span>
    </Button>
  );
}

/** K40. The cars that stand in this tower and are free: what somebody else takes is gone with the next answer of the tower. */
export function WallScreen({ cars, count, filter, knobs, currency = 'CNY', code }: Wall) {
  const { say } = useWords();
  const { send } = useServices();
  const pages = usePages(cars ?? []);
  if (code !== undefined) return <Screen title={say('K40.title')} lines={[say(`problem.${code}`), say('K40.another')]} tone="warn" />;
  if (cars === undefined) return <Screen title={say('K40.title')} lines={[say('K40.asking')]} />;
  if (count === 0) return <Screen title={say('K40.title')} lines={[say('K40.noneAtAll'), say('K40.another')]} />;
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <Screen title={say('K40.title')} lines={[say('K40.line', { count })]}>
      {knobs.length > 0 && <div className="knobs">{knobs.map((name) => <Knob key={name} name={name} filter={filter} currency={currency} />)}</div>}
      <p className="unseen" role="status">{isFiltered && say('K40.shown', { shown: cars.length, count })}</p>
      {cars.length === 0 && (
        <>
          <p>{say('K40.none')}</p>
          <ActionButton id="filter-clear" onPress={() => send({ type: 'filter.cleared' })}>{say('K40.clear')}</ActionButton>
        </>
      )}
      <div className="car-wall" ref={pages.box}>{pages.shown.map((car) => <CarTile key={car.carId} car={car} currency={currency} />)}</div>
      <Pager pages={pages} />
    </Screen>
  );
}
