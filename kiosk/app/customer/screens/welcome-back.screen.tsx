import { Button } from 'react-aria-components/Button';
import type { Recognition } from '../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../look/button.tsx';
import type { Refusal } from '../../tower-client/answer.ts';
import { useWords } from '../../words/words.tsx';
import { useServices } from '../services.tsx';
import { CarCard } from './car-card.tsx';
import { FiveParts } from './five-parts.tsx';
import { Screen } from './screen.tsx';

/** The contract takes no more in one car. */
const MOST_PEOPLE = 9;

/** What being late costs, said before anything is asked for. */
function LateNote({ late }: { readonly late: NonNullable<Recognition['late']> }) {
  const { say, sayTime, sayMoney, sayTogether } = useWords();
  const { site } = useServices();
  const { sinceUtcMs, feeMinor, nextRiseUtcMs } = late;
  const fee = sayMoney(feeMinor, site.booking.currency);
  return (
    <p className="late">
      {sayTogether(
        feeMinor === 0 ? say('K30.lateFree', { time: sayTime(sinceUtcMs) }) : say('K30.lateFee', { time: sayTime(sinceUtcMs), fee }),
        nextRiseUtcMs !== undefined && say('K30.lateRises', { time: sayTime(nextRiseUtcMs) }),
      )}
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
      <div className="people" role="group" aria-label={say('K30.people')}>
        {numbers.map((people) => (
          <Button
            key={people} className="button choice person-count" data-action={`people-${String(people)}`} aria-label={say('K30.person', { count: people })} isDisabled={isStarting}
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

/** K37. The tower does not take the car now: why, what can be done, and as soon as it would be taken, one touch to ask again. */
export function NotTakenScreen({ refusal, isPossible = false }: { readonly refusal: Refusal; readonly isPossible?: boolean }) {
  const { say } = useWords();
  const { send } = useServices();
  const isFull = refusal.code === 'noEmptyPallet' || refusal.code === 'noCellFits';
  const again = isPossible ? 'K37.possible' : isFull ? 'K37.whenRoom' : 'K37.whenPossible';
  return (
    <FiveParts title={say('K37.title')} happened={[say(`problem.${refusal.code}`)]} safe={[say('K37.line')]} next={[say(again)]} reference={`K37 ${refusal.code}`}>
      {isPossible && <ActionButton kind="main" id="ask-again" onPress={() => send({ type: 'back' })}>{say('K37.again')}</ActionButton>}
      <ActionButton id="start-again" onPress={() => send({ type: 'session.end' })}>{say('way.startAgain')}</ActionButton>
    </FiveParts>
  );
}
