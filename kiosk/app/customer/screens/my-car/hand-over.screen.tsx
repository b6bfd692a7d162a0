import { ActionButton } from '../../../look/button.tsx';
import { useWords } from '../../../words/words.tsx';
import type { MyCarView } from '../../flow/my-car-view.ts';
import { useServices } from '../../services.tsx';
import { Screen } from '../screen.tsx';
import { PhotosPart } from './photos-part.tsx';

type HandOver = Extract<MyCarView, { readonly screen: 'K25' }>;

/** K25. Whoever drives out without a look at it is held up by nothing: the sensors of the bay go on by themselves. */
export function HandOverScreen({ recognition, handOver }: HandOver) {
  const { say, sayTime, sayTogether } = useWords();
  const { send } = useServices();
  const { returnByUtcMs, photos } = handOver;
  const facts = [
    ...(recognition === undefined ? [] : [say('K25.plate', { plate: recognition.car.plate })]),
    ...(returnByUtcMs === undefined ? [] : [say('K25.back', { time: sayTime(returnByUtcMs) })]),
  ];
  return (
    <Screen title={say('K25.title')} lines={[say('K25.free')]} tone="good">
      <ul className="facts">{facts.map((fact) => <li key={fact}>{fact}</li>)}</ul>
      <p>{sayTogether(say('K25.key'), recognition !== undefined && say('K25.range', { range: recognition.car.rangeKm }))}</p>
      <PhotosPart photos={photos} />
      <div className="pair">
        <ActionButton id="wrong" onPress={() => send({ type: 'help.opened', screen: 'K25' })}>{say('K25.wrong')}</ActionButton>
        <ActionButton kind="main" id="accept" onPress={() => send({ type: 'handOver.accepted' })}>{say('K25.accept')}</ActionButton>
      </div>
    </Screen>
  );
}

/** K34. Only once the car is locked in: nothing of it stands between a person and the way out of a bay. */
export function ConditionScreen({ receipt }: Extract<MyCarView, { readonly screen: 'K34' }>) {
  const { say } = useWords();
  const { send } = useServices();
  return (
    <Screen title={say('K34.title')} lines={[say('K34.meters'), say('K34.later')]}>
      <PhotosPart photos={receipt.photos} />
      <div className="pair">
        <ActionButton id="wrong" onPress={() => send({ type: 'help.opened', screen: 'K34' })}>{say('K25.wrong')}</ActionButton>
        <ActionButton kind="main" id="condition-done" onPress={() => send({ type: 'condition.closed' })}>{say('K34.close')}</ActionButton>
      </div>
    </Screen>
  );
}
