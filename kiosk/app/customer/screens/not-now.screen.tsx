import { ActionButton } from '../../look/button.tsx';
import { QrCode } from '../../look/qr-code.tsx';
import { useWords } from '../../words/words.tsx';
import type { CustomerView } from '../flow/customer-view.ts';
import { isWrittenTo, notNowReasons, openingOf, phoneHelps } from '../flow/not-now.ts';
import type { Opening } from '../flow/not-now.ts';
import { useServices, useTurns } from '../services.tsx';
import { Screen } from './screen.tsx';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

/** When the way opens, and how long that is, counted down. */
function OpensIn({ opens }: { readonly opens: Opening }) {
  const { say, sayTime } = useWords();
  const { clock } = useServices();
  useTurns(clock, SECOND_MS);
  const minutes = Math.max(0, Math.ceil((opens.atMs - clock.nowMs()) / MINUTE_MS));
  // Hours ahead a clock time says more than a number of minutes.
  return (
    <p className="opens-in">
      {minutes === 0 ? say('K18.open') : say('K18.opensAt', { time: sayTime(opens.utcMs) })}
      {minutes > 0 && minutes <= 90 && ` ${say('K18.opensIn', { minutes })}`}
    </p>
  );
}

/** K18. Known, but not now: every reason, what helps, and where: another car, the phone, or a message that is still to come. */
export function NotNowScreen({ refusal, mayTakeAnother }: Extract<CustomerView, { readonly screen: 'K18' }>) {
  const { say } = useWords();
  const { send, site, clock } = useServices();
  const opens = refusal.code === 'tooEarly' ? openingOf(refusal, clock) : undefined;
  const reasons = notNowReasons(refusal);
  const link = phoneHelps(refusal) ? site.phonePage : undefined;
  return (
    <Screen title={say('K18.title')}>
      {opens !== undefined && <OpensIn opens={opens} />}
      {site.writes === true && isWrittenTo(refusal) && <p>{say('K18.writes')}</p>}
      <div className="why-not" role="status">
        <ul className="not-now">
          {reasons.map(({ code, word, next }) => (
            <li key={code} data-reason={code}><span className="refusal">{say(word)}</span>{next !== undefined && <span>{say(next)}</span>}</li>
          ))}
        </ul>
        {link !== undefined && <div className="to-phone"><QrCode text={link} label={say('K18.scan')} /><p className="muted">{say('K18.scan')}</p></div>}
      </div>
      <p className="muted">{say('K10.staff')}</p>
      <div className={mayTakeAnother ? 'pair' : 'single'}>
        <ActionButton id="start-again" onPress={() => send({ type: 'session.end' })}>{say('way.startAgain')}</ActionButton>
        {mayTakeAnother && <ActionButton kind="main" id="other-car" onPress={() => send({ type: 'otherCar.chosen' })}>{say('K18.otherCar')}</ActionButton>}
      </div>
    </Screen>
  );
}
