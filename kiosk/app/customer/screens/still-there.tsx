import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import type { Question } from '../flow/customer-view.ts';
import { useServices } from '../services.tsx';
import { Overlay } from './overlay.tsx';

/** K80. The seconds count down in words. Where a car stands at an open bay nothing ends: the staff are called. */
export function StillThere({ secondsLeft, bay }: Question) {
  const { say } = useWords();
  const { send } = useServices();
  return (
    <Overlay label={say('K80.title')} screen="K80">
      <h1 className="overlay-title">{say('K80.title')}</h1>
      {bay === undefined
        ? <p>{say('K80.line', { seconds: secondsLeft })}</p>
        : <><p>{say('K80.car', { bay })}</p><p>{say('K80.staff', { seconds: secondsLeft })}</p></>}
      <div className="pair">
        {bay === undefined && <ActionButton id="finish" onPress={() => send({ type: 'session.end' })}>{say('K80.end')}</ActionButton>}
        {bay !== undefined && <ActionButton id="call-staff" onPress={() => send({ type: 'staff.called', screen: 'K25' })}>{say('help.callStaff')}</ActionButton>}
        <ActionButton kind="main" id="more-time" onPress={() => send({ type: 'person.active' })}>{say('K80.more')}</ActionButton>
      </div>
    </Overlay>
  );
}

/** What is personal, covered because nobody stands in front of it. */
export function Covered() {
  const { say } = useWords();
  const { send } = useServices();
  return (
    <Overlay label={say('away.title')} screen="away">
      <h1 className="overlay-title">{say('away.title')}</h1>
      <p>{say('away.line')}</p>
      <ActionButton kind="main" id="uncover" onPress={() => send({ type: 'person.active' })}>{say('away.here')}</ActionButton>
    </Overlay>
  );
}
