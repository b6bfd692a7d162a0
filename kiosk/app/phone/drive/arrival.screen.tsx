import { useEffect, useState } from 'react';
import type { CollectionView } from '../../../../controller/api/contract/index.ts';
import { TowerScene } from '../../customer/scene/tower-scene.tsx';
import { deliverySteps } from '../../customer/scene/phase-steps.ts';
import { PhaseSteps } from '../../customer/screens/phase-steps.part.tsx';
import { estimateWords } from '../../customer/time-words.ts';
import { ActionButton } from '../../look/button.tsx';
import type { LiveStore } from '../../tower-client/live-store.ts';
import { useLive } from '../../tower-client/use-live.ts';
import { useWords } from '../../words/words.tsx';
import type { BookingPageProps } from '../pages/mounted-page.ts';
import { Step } from '../screens/step.tsx';
import { arrivalViewOf } from './flow/arrival-view.ts';
import type { ArrivalView } from './flow/arrival-view.ts';
import { useFreshBooking, useNow } from './page-parts.tsx';
import { usePhoneRim } from './phone-rim.tsx';
import { useReading } from './use-tower-asks.ts';

const SECOND_MS = 1000;
/** More cars than this before one's own, and standing in front of the screen helps nobody. */
const LONG_LINE = 2;

const TITLES = {
  unheard: 'live.unheard', notComing: 'live.notComing', inLine: 'live.inLine', coming: 'live.title', paused: 'live.paused', atBay: 'live.atBay', left: 'live.left', stalled: 'live.stalled',
} as const satisfies Record<ArrivalView['kind'], string>;
const LINES = { notComing: 'live.notComingLine', paused: 'live.pausedLine', atBay: 'live.atBayLine', left: 'live.leftLine', stalled: 'live.stalledLine' } as const;

/** The live channel under the member's session, as long as the page is open. */
function useMemberLive({ client }: Pick<BookingPageProps, 'client'>): LiveStore | undefined {
  const { openLive } = usePhoneRim();
  const [live, setLive] = useState<LiveStore>();
  const token = client.sessionToken();
  useEffect(() => {
    const opened = openLive();
    setLive(opened);
    return () => { opened.close(); };
  }, [openLive]);
  // A session that was opened anew has another token; the channel is told.
  useEffect(() => { live?.showSession(token); }, [live, token]);
  return live;
}

function Progress({ view }: { readonly view: Extract<ArrivalView, { readonly collection: CollectionView }> }) {
  const { say } = useWords();
  const { kind, collection, isStale } = view;
  if (kind !== 'coming' && kind !== 'inLine') return null;
  return (
    <>
      {kind === 'inLine' && <p>{say('live.ahead', { ahead: collection.ahead })}</p>}
      <p className="estimate" role="status">{estimateWords(say, isStale ? undefined : collection.estimate)}</p>
      {kind === 'inLine' && collection.ahead > LONG_LINE && <p>{say('live.longLine')}</p>}
      {kind === 'coming' && <PhaseSteps steps={deliverySteps(collection.phase, undefined)} />}
      {kind === 'coming' && <p className="muted">{say('live.bay', { bay: collection.bay })}</p>}
    </>
  );
}

function Live({ live, props }: { readonly live: LiveStore; readonly props: BookingPageProps }) {
  const { booking, client, clock, site, onOpen } = props;
  const { say } = useWords();
  const { frames } = usePhoneRim();
  useFreshBooking(props);
  useNow(clock, SECOND_MS);
  const cars = useReading(clock, () => client.cars()).value ?? [];
  const view = arrivalViewOf(useLive(live), site, booking.carId, clock.nowMs());
  // The booking hears of it first when the car has left the tower's books.
  const shown: ArrivalView['kind'] = view.kind === 'notComing' && booking.state === 'out' ? 'left' : view.kind;
  const line = shown in LINES ? say(LINES[shown as keyof typeof LINES]) : undefined;
  const title = say(TITLES[shown], 'collection' in view ? { bay: view.collection.bay } : {});
  return (
    <Step key={shown} title={title} {...(line !== undefined && { line })}>
      {view.kind !== 'unheard' && shown !== 'left' && (
        <div className="arrival-stage">
          <TowerScene needs={{ site, cars, live, frames }} ownCarId={booking.carId} light={shown === 'paused' ? 'paused' : 'on'} caption={say('scene.label', { caption: title })} />
          {'collection' in view && view.isStale && <p className="stale-note" role="status">{live.read().link === 'live' ? say('scene.stale') : say('link.lost', { seconds: view.heardSecondsAgo })}</p>}
        </div>
      )}
      {'collection' in view && <Progress view={view} />}
      {shown === 'notComing' && <ActionButton id="show-pass" onPress={props.onPass}>{say('arrival.pass')}</ActionButton>}
      {(shown === 'left' || shown === 'atBay') && <ActionButton kind="main" id="photos" onPress={() => { onOpen('P12'); }}>{say('photos.open')}</ActionButton>}
    </Step>
  );
}

/** P11. The kiosk's drawing on the same measured positions; old ones are called old, and a pause a pause. */
export function ArrivalPage(props: BookingPageProps) {
  const { say } = useWords();
  const live = useMemberLive(props);
  return live === undefined ? <Step title={say('live.unheard')}>{null}</Step> : <Live live={live} props={props} />;
}
