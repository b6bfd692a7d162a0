import { useRef } from 'react';
import type { CollectionView } from '../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../look/button.tsx';
import { useLivePart } from '../../tower-client/use-live.ts';
import { useWords } from '../../words/words.tsx';
import type { Refusal } from '../../tower-client/answer.ts';
import type { CustomerView } from '../flow/customer-view.ts';
import type { FollowedCollection } from '../flow/delivery-stage.ts';
import type { SessionContext } from '../flow/session-context.ts';
import { carFacts } from '../scene/car-facts.ts';
import { deliverySteps, wholePlan } from '../scene/phase-steps.ts';
import { useServices } from '../services.tsx';
import { Icon } from './icons.tsx';
import { PhaseSteps } from './phase-steps.part.tsx';
import { RefusalLine, Screen } from './screen.tsx';
import { RangeTime, WaitTime } from './wait-time.part.tsx';

/** The planner's shares of the whole journey, kept while its phases go by. */
function usePlan(collectionId: string): CollectionView['plan'] {
  const { live } = useServices();
  const whole = useRef<CollectionView['plan']>(undefined);
  return useLivePart(live, ({ tower }) => {
    whole.current = wholePlan(whole.current, tower?.collections.find((each) => each.collectionId === collectionId)?.plan);
    return whole.current;
  });
}

/** Three facts about the car that comes, and when it is due back. */
function SideNotes({ carId, returnByUtcMs }: { readonly carId: string; readonly returnByUtcMs: number | undefined }) {
  const { say, sayTime } = useWords();
  const car = useServices().cars.find((each) => each.carId === carId);
  if (car === undefined && returnByUtcMs === undefined) return null;
  return (
    <aside className="side-notes" aria-label={say('scene.facts')}>
      {car !== undefined && <p className="side-car"><strong>{`${car.brand} ${car.model}`}</strong> <span className="plate">{car.plate}</span></p>}
      <ul>
        {car !== undefined && carFacts(car).map(({ word, values }) => <li key={word}>{say(word, values)}</li>)}
        {returnByUtcMs !== undefined && <li className="return-by">{say('scene.returnBy', { time: sayTime(returnByUtcMs) })}</li>}
      </ul>
    </aside>
  );
}

/** K20. How many come before, what the tower does meanwhile, and a time where there is an honest one; nobody is named. */
export function InLineScreen({ ahead, collection, now, leaving, refusal }: Extract<CustomerView, { readonly screen: 'K20' }>) {
  const { say, sayTogether } = useWords();
  const { send } = useServices();
  if (leaving === 'sure' || leaving === 'asking') return <LeaveLine isAsking={leaving === 'asking'} refusal={refusal} />;
  return (
    <Screen title={say('K20.title')} lines={[say('K20.ahead', { ahead }), say('K20.line')]}>
      <RangeTime collectionId={collection.collectionId} />
      {now !== undefined && <p role="status">{sayTogether(say(`K20.now.${now.kind}`), now.waitsForPeople && say('K20.waits'))}</p>}
      {leaving === 'offered' && <ActionButton id="leave-line" onPress={() => send({ type: 'withdraw.chosen' })}>{say('K20.leave')}</ActionButton>}
    </Screen>
  );
}

/** The last question before a place in line is given up. */
function LeaveLine({ isAsking, refusal }: { readonly isAsking: boolean; readonly refusal: Refusal | undefined }) {
  const { say } = useWords();
  const { send } = useServices();
  return (
    <Screen title={say('K20.sure')} tone="warn" lines={[say('K20.sureLine')]}>
      <RefusalLine refusal={refusal} />
      <div className="pair">
        <ActionButton id="cancel-yes" isDisabled={isAsking} onPress={() => send({ type: 'withdraw.chosen' })}>{say(isAsking ? 'K22.continuing' : 'K20.leave')}</ActionButton>
        <ActionButton kind="main" id="cancel-no" isDisabled={isAsking} onPress={() => send({ type: 'back' })}>{say('K20.stay')}</ActionButton>
      </div>
    </Screen>
  );
}

/** K21. The drawing is above; here stand an honest time, the steps with their shares, what is good to know, and Stop. */
export function ComingScreen({ collection, stop, returnByUtcMs }: {
  readonly collection: FollowedCollection;
  readonly stop: SessionContext['stop'];
  readonly returnByUtcMs?: number | undefined;
}) {
  const { say } = useWords();
  const { send } = useServices();
  const plan = usePlan(collection.collectionId);
  return (
    <Screen title={say('K21.title')}>
      <div className="wait-line">
        <WaitTime key={collection.collectionId} collectionId={collection.collectionId} />
        <p className="muted">{say('K21.bay', { bay: collection.bay })}</p>
      </div>
      <div className="journey">
        <PhaseSteps steps={deliverySteps(collection.phase, plan)} />
        <SideNotes carId={collection.carId} returnByUtcMs={returnByUtcMs} />
      </div>
      {stop === 'failed' && <p className="refusal" role="alert">{say('K21.stopFailed')}</p>}
      {stop === 'telling' && <p className="muted" role="status">{say('K21.stopTelling')}</p>}
      {stop === 'asked' && <p className="muted" role="status">{say('K21.stopAsked')}</p>}
      <div className="stop-row">
        <ActionButton id="stop" onPress={() => send({ type: 'stop.pressed' })}><Icon name="stop" />{say('K21.stop')}</ActionButton>
        <p className="muted">{say('K21.stopHint')}</p>
      </div>
    </Screen>
  );
}
