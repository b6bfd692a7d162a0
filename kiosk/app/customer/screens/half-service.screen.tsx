import { Button } from 'react-aria-components/Button';
import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import type { Words } from '../../words/words.tsx';
import type { ServiceNotice } from '../flow/service-view.ts';
import { useServices } from '../services.tsx';
import { FiveParts } from './five-parts.tsx';
import { Icon } from './icons.tsx';
import { sayReason } from './paused.screen.tsx';

type Of<Id extends ServiceNotice['screen']> = Extract<ServiceNotice, { readonly screen: Id }>;

/** On the first screens there is room for so many; the first ones matter most. */
const MOST_NOTICES = 2;

const opens = ({ say, sayTime }: Pick<Words, 'say' | 'sayTime'>, at: number | undefined): string =>
  (at === undefined ? say('K70.opensLater') : say('K70.opens', { time: sayTime(at) }));

function titleOf({ say }: Pick<Words, 'say'>, notice: ServiceNotice): string {
  return notice.screen === 'K71' ? say(`K71.title.${notice.open}`) : say(`${notice.screen}.title`);
}

/** What stands beside the open half of the service; whoever touches a line is told more. Without `isTouched` the lines are read only. */
export function ServiceNotices({ notices, isTouched }: { readonly notices: readonly ServiceNotice[]; readonly isTouched: boolean }) {
  const words = useWords();
  const { send } = useServices();
  if (notices.length === 0) return null;
  return (
    <div className="notices" role="status">
      {notices.slice(0, MOST_NOTICES).map((notice) => (isTouched
        ? (
          <Button key={notice.screen} className="button plain notice" data-action={`notice-${notice.screen}`} onPress={() => send({ type: 'notice.asked', screen: notice.screen })}>
            <Icon name="warning" />{titleOf(words, notice)}
          </Button>
        )
        : <p key={notice.screen} className="muted">{titleOf(words, notice)}</p>))}
    </div>
  );
}

/** K70. Outside of the opening hours: what is possible all the same. */
export function ClosedHoursScreen({ opensAtUtcMs, isResting }: Of<'K70'>) {
  const words = useWords();
  const { say } = words;
  const { send } = useServices();
  return (
    <FiveParts tone="calm" title={say('K70.title')} happened={[opens(words, opensAtUtcMs)]} safe={[say('K70.safe')]} next={[say('K70.next')]} reference="K70">
      {isResting && <ActionButton kind="main" id="start" onPress={() => send({ type: 'start' })}>{say('K70.start')}</ActionButton>}
    </FiveParts>
  );
}

/** K71. Only one half of the service, or neither: which, and why. */
export function HalfServiceScreen({ open, why = 'notReady', reason }: Of<'K71'>) {
  const { say } = useWords();
  return (
    <FiveParts
      title={say(`K71.title.${open}`)} happened={[reason === undefined ? say(`K71.why.${why}`) : sayReason(say, reason)]} safe={[say('service.booking')]}
      next={[say(open === 'none' ? 'service.opensAgain' : `K71.next.${open}`)]} reference={`K71 ${reason?.word.split('.')[1] ?? why}`}
    />
  );
}

/** K72. The backend is not reached: what has been issued goes on working. */
export function BackendLostScreen({ canPay }: Of<'K72'>) {
  const { say } = useWords();
  return <FiveParts title={say('K72.title')} happened={[say('K72.line')]} safe={[say('K72.safe')]} next={[canPay ? say('service.opensAgain') : say('K72.next')]} reference="K72" />;
}

/** K77. A part of this screen does not work; everything else does. */
export function DegradedScreen({ broken }: Of<'K77'>) {
  const { say } = useWords();
  return (
    <FiveParts title={say('K77.title')} happened={broken.map((part) => say(`K77.${part}`))} safe={[say('K77.safe')]} next={[say('K77.next')]} reference={`K77 ${broken.join(' ')}`} />
  );
}
