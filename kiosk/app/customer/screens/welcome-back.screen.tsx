import { Button } from 'react-aria-components/Button';
import type { Recognition } from '../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../look/button.tsx';
import type { Refusal } from '../../tower-client/answer.ts';
import { useWords } from '../../words/words.tsx';
import { useServices } from '../services.tsx';
import { CarCard } from './car-card.tsx';
import { RefusalLine, Screen } from './screen.tsx';

/** The contract takes no more in one car. */
const MOST_PEOPLE = 9;

/** What being late costs, said before anything is asked for. */
function LateNote({ late }: { readonly late: NonNullable<Recognition['late']> }) {
  const { say, sayTime, sayMoney } = useWords();
  const { site } = useServices();
  const { sinceUtcMs, feeMinor, nextRiseUtcMs } = late;
  const fee = sayMoney(feeMinor, site.booking.currency);
  return (
    <p className="late">
      {feeMinor === 0 ? say('K30.lateFree', { time: sayTime(sinceUtcMs) }) : say('K30.lateFee', { time: sayTime(sinceUtcMs), fee })}
      {nextRiseUtcMs !== undefined && ` ${say('K30.lateRises', { time: sayTime(nextRiseUtcMs) })}`}
    </p>
  );
}

/** K30. How many are in the car: the number is the one touch that asks for a bay. Nobody can be forgotten by a default. */
export function WelcomeBackScreen({ recognition, isStarting }: { readonly recognition: Recognition; readonly isStarting: boolean }) {
  const { say, sayTime } = useWords();
  const { send } = useServices();
  const { returnByUtcMs, late } = recognition;
  const numbers = Array.from({ length: Math.min(recognition.car.seats, MOST_PEOPLE) }, (_, i) => i + 1);
  return (
    <Screen title={say('K30.title', { name: recognition.maskedName })} lines={late === undefined && returnByUtcMs !== undefined ? [say('K30.due', { time: sayTime(returnByUtcMs) })] : []}>
      {late !== undefined && <LateNote late={late} />}
      <CarCard recognition={recognition} />
      <p className="ask">{say('K30.people')}</p>
      <div className="numbers" role="group" aria-label={say('K30.people')}>
        {numbers.map((people) => (
          <Button
            key={people} className="button main number" data-action={`people-${String(people)}`} aria-label={say('K30.person', { count: people })} isDisabled={isStarting}
            onPress={() => send({ type: 'people.told', people })}
          >
            {people}
          </Button>
        ))}
      </div>
      <p className="muted" role="status">{isStarting && say('K19.starting')}</p>
      <ActionButton id="car-no" isDisabled={isStarting} onPress={() => send({ type: 'car.denied' })}>{say('K17.no')}</ActionButton>
    </Screen>
  );
}

/** K37. The tower does not take the car now: why, and what else. */
export function NotTakenScreen({ refusal }: { readonly refusal: Refusal }) {
  const { say } = useWords();
  const { send } = useServices();
  return (
    <Screen title={say('K37.title')} tone="warn">
      <RefusalLine refusal={refusal} />
      <p>{say('K37.line')}</p>
      <p className="muted">{say('K10.staff')}</p>
      <ActionButton id="start-again" onPress={() => send({ type: 'session.end' })}>{say('way.startAgain')}</ActionButton>
    </Screen>
  );
}
