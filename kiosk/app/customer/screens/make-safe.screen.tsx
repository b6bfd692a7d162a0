import { ActionButton } from '../../look/button.tsx';
import { HoldButton } from '../../look/hold-button.tsx';
import { useWords } from '../../words/words.tsx';
import { useServices } from '../services.tsx';
import { Icon } from './icons.tsx';
import { AgainNote, StopRow, WithdrawButton } from './return-parts.tsx';
import type { ViewOf } from './return-parts.tsx';
import { RefusalLine, Screen } from './screen.tsx';

const DEEDS = ['K32.park', 'K32.off', 'K32.shut', 'K32.out'] as const;
const PROOFS = [
  ['presence', { clear: 'K32.bayClear', present: 'K32.bayPresent', unknown: 'K32.bayUnknown' }],
  ['radar', { clear: 'K32.radarClear', present: 'K32.radarPresent', unknown: 'K32.radarUnknown' }],
  ['crossings', { clear: 'K32.countClear', present: 'K32.countPresent', unknown: 'K32.countUnknown' }],
] as const;

/** What the sensors of persons say, each by itself; what is not known is said to be so. */
function Proofs({ channels, people }: { readonly channels: NonNullable<ViewOf<'K32'>['channels']>; readonly people: number | undefined }) {
  const { say } = useWords();
  return (
    <ul className="proofs" aria-label={say('K32.sees')}>
      {PROOFS.map(([channel, words]) => (
        <li key={channel} className={channels[channel]}>
          <span className="rung" aria-hidden="true">{channels[channel] === 'clear' && <Icon name="check" />}</span>
          <span>{say(words[channels[channel]], { people: people ?? 1 })}</span>
        </li>
      ))}
    </ul>
  );
}

const TITLES = { leave: 'K32.title', fetch: 'K32.titleFetch', brake: 'K32.titleBrake', reopening: 'K32.titleReopening' } as const;

/** K32. The car stands where it should, or has moved; everybody gets out, and what is seen of them stands below. */
export function MakeSafeScreen({ frame, kind, channels, people }: ViewOf<'K32'>) {
  const { say } = useWords();
  return (
    <Screen key={kind} title={say(TITLES[kind])} tone={kind === 'leave' || kind === 'fetch' ? 'calm' : 'warn'}>
      <AgainNote frame={frame} />
      {kind === 'brake' && <p>{say('return.braking')}</p>}
      {kind === 'fetch' && <p>{say('K32.fetch')}</p>}
      {kind === 'leave' && (
        <ul className="deeds">
          {DEEDS.map((deed) => <li key={deed}><Icon name="dot" /><span>{say(deed)}</span></li>)}
        </ul>
      )}
      {channels !== undefined && (kind === 'leave' || kind === 'fetch') && <Proofs channels={channels} people={people} />}
      <WithdrawButton frame={frame} word="K31.withdraw" />
      <StopRow stop={frame.stop} />
    </Screen>
  );
}

const POINTS = [['left', 'K33.left'], ['right', 'K33.right'], ['kiosk', 'K33.kiosk']] as const;

/** K33. Two different points, soon after one another; which ones are pressed stands beside them. */
export function EveryoneOutScreen({ frame, given, isProving, hasKey, isGiving }: ViewOf<'K33'>) {
  const { say, sayTogether } = useWords();
  const { send, clock } = useServices();
  const isGivenHere = given.includes('kiosk');
  return (
    <Screen title={say(frame.isOutAgain ? 'K33.titleAgain' : 'K33.title', { bay: frame.bay })}>
      {isProving ? <p role="status">{say('return.proving')}</p> : <p>{sayTogether(say(frame.isOutAgain ? 'K33.lookAgain' : 'K33.look'), say(hasKey ? 'K33.how' : 'K33.noKey'))}</p>}
      <ul className="proofs points">
        {POINTS.filter(([point]) => hasKey || point !== 'kiosk').map(([point, word]) => (
          <li key={point} className={given.includes(point) ? 'clear' : 'unknown'} data-point={point}>
            <span className="rung" aria-hidden="true">{given.includes(point) && <Icon name="check" />}</span>
            <span>{say(word)}</span>
            <span className="muted point-state">{say(given.includes(point) ? 'K33.pressed' : 'K33.notYet')}</span>
          </li>
        ))}
      </ul>
      {hasKey && !isProving && (
        <HoldButton
          id="all-clear" clock={clock} isDisabled={isGiving || isGivenHere} label={say(isGiving ? 'K33.giving' : 'K33.hold')} hint={say('K33.holdHint')}
          onHeld={() => send({ type: 'hold.completed' })}
        />
      )}
      {!hasKey && !isProving && <ActionButton id="identify-again" onPress={() => send({ type: 'identify.again' })}>{say('K33.itIsMe')}</ActionButton>}
      {!isProving && <WithdrawButton frame={frame} word="K31.withdraw" />}
      {isProving && <RefusalLine refusal={frame.refusal} />}
      <StopRow stop={frame.stop} />
    </Screen>
  );
}
