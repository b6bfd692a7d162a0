import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import { useServices } from '../services.tsx';
import { Overlay } from './overlay.tsx';

/** K80. The seconds count down in words. */
export function StillThere({ secondsLeft }: { readonly secondsLeft: number }) {
  const { say } = useWords();
  const { send } = useServices();
  return (
    <Overlay label={say('K80.title')} screen="K80">
      <h1 className="overlay-title">{say('K80.title')}</h1>
      <p>{say('K80.line', { seconds: secondsLeft })}</p>
      <div className="pair">
        <ActionButton id="finish" onPress={() => send({ type: 'session.end' })}>{say('K80.end')}</ActionButton>
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
