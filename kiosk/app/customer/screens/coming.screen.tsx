import { placesOf } from '../../../../config/places.ts';
import type { CollectionView, SiteView } from '../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../look/button.tsx';
import { useLive } from '../../tower-client/use-live.ts';
import { useWords } from '../../words/words.tsx';
import type { FollowedCollection } from '../flow/delivery-stage.ts';
import type { SessionContext } from '../flow/session-context.ts';
import { useServices } from '../services.tsx';
import { estimateWords } from '../time-words.ts';
import { Icon } from './icons.tsx';
import { Screen } from './screen.tsx';

/** The phases that the customer waits through, in their order. */
const LADDER = ['finding', 'taking', 'coming', 'presenting', 'opening'] as const;

/** The phases of a delivery as a ladder: past, present, ahead. */
export function PhaseLadder({ phase }: { readonly phase: CollectionView['phase'] }) {
  const { say } = useWords();
  const reached = LADDER.findIndex((step) => step === phase);
  return (
    <ol className="ladder">
      {LADDER.map((step, i) => (
        <li key={step} className={i < reached ? 'past' : i === reached ? 'present' : 'ahead'} {...(i === reached ? { 'aria-current': 'step' as const } : {})}>
          <span className="rung" aria-hidden="true">{i < reached && <Icon name="check" />}</span>
          <span>{say(`phase.${step}`)}</span>
        </li>
      ))}
    </ol>
  );
}

function useEstimate(collectionId: string): string {
  const { say } = useWords();
  const { link, tower } = useLive(useServices().live);
  // Without a connection the last estimate is no estimate any more.
  return estimateWords(say, link !== 'live' ? undefined : tower?.collections.find((each) => each.collectionId === collectionId)?.estimate);
}

const placeOf = (site: SiteView, { carAt }: FollowedCollection) =>
  carAt.kind === 'cell' ? placesOf(site).find(({ level, position }) => level === carAt.level && position === carAt.position) : undefined;

/** K20. */
export function InLineScreen({ ahead, collection }: { readonly ahead: number; readonly collection: FollowedCollection }) {
  const { say } = useWords();
  const estimate = useEstimate(collection.collectionId);
  return (
    <Screen title={say('K20.title')} lines={[say('K20.ahead', { ahead }), say('K20.line')]}>
      <p className="estimate">{estimate}</p>
    </Screen>
  );
}

/** K21. The drawing is above; here stand the phases, an honest time, and Stop. */
export function ComingScreen({ collection, stop }: { readonly collection: FollowedCollection; readonly stop: SessionContext['stop'] }) {
  const { say } = useWords();
  const { send, site } = useServices();
  const estimate = useEstimate(collection.collectionId);
  const place = placeOf(site, collection);
  return (
    <Screen title={say('K21.title')}>
      <p className="estimate" role="status">{estimate}</p>
      <PhaseLadder phase={collection.phase} />
      <p className="muted">
        {place === undefined ? say('K21.bay', { bay: collection.bay }) : `${say('K21.look', { level: place.level, position: place.position })} · ${say('K21.bay', { bay: collection.bay })}`}
      </p>
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
