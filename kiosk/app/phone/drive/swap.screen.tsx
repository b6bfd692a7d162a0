import { CarPortrait } from '../../customer/scene/car-portrait.tsx';
import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import type { BookingPageProps } from '../pages/mounted-page.ts';
import { Step } from '../screens/step.tsx';
import { OfflineNote } from './page-parts.tsx';
import { useReading } from './use-tower-asks.ts';

/** How it goes, and which cars are free; the booking of the next one judges every rule before anything is given. */
export function SwapPage({ booking, client, clock, onSwap }: BookingPageProps) {
  const { say } = useWords();
  const cars = useReading(clock, () => client.cars());
  const own = cars.value?.find(({ carId }) => carId === booking.carId);
  const free = cars.value?.filter(({ carId, available }) => available && carId !== booking.carId) ?? [];
  return (
    <Step title={say('swap.title')} line={say('swap.line')}>
      <ol className="how">
        <li>{say('swap.step1')}</li>
        <li>{say('swap.step2', { car: own === undefined ? booking.carId : `${own.brand} ${own.model}` })}</li>
        <li>{say('swap.step3')}</li>
      </ol>
      <OfflineNote refusal={cars.refusal} />
      {cars.value !== undefined && free.length === 0 && <p>{say('swap.none')}</p>}
      {free.length > 0 && <h2>{say('swap.free')}</h2>}
      <ul className="free-cars">
        {free.slice(0, 6).map((car) => <li key={car.carId}><CarPortrait car={car} label="" /><span>{car.brand} {car.model}</span></li>)}
      </ul>
      <ActionButton kind="main" id="swap-go" isDisabled={cars.value !== undefined && free.length === 0} onPress={onSwap}>{say('swap.go')}</ActionButton>
    </Step>
  );
}
