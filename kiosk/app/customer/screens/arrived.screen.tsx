import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import { useServices } from '../services.tsx';
import { Icon } from './icons.tsx';
import { Screen } from './screen.tsx';

/** K24. First "stay behind the line", then, when the door is open, the arrow. */
export function ArrivedScreen({ bay, mayEnter }: { readonly bay: string; readonly mayEnter: boolean }) {
  const { say } = useWords();
  return mayEnter ? (
    <Screen key="enter" title={say('K24.goIn')} lines={[say('K24.goInLine', { bay })]} tone="good">
      <div className="go" aria-hidden="true"><Icon name="arrowUp" /><span className="bay-name">{bay}</span></div>
    </Screen>
  ) : (
    <Screen key="wait" title={say('K24.title')} lines={[say('K24.wait')]}>
      <p className="bay-name">{say('K24.bay', { bay })}</p>
    </Screen>
  );
}

/** K26. */
export function DriveOutScreen({ bay, isProving, isPersonSeen }: { readonly bay: string; readonly isProving: boolean; readonly isPersonSeen: boolean }) {
  const { say } = useWords();
  const line = isProving ? (isPersonSeen ? 'K26.person' : 'K26.proving') : 'K26.line';
  return (
    <Screen title={say('K26.title')} tone="good">
      <p role="status">{say(line)}</p>
      <div className="go" aria-hidden="true"><Icon name="arrowUp" /><span className="bay-name">{bay}</span></div>
    </Screen>
  );
}

/** K27. */
export function GoodbyeScreen({ returnByUtcMs }: { readonly returnByUtcMs: number | undefined }) {
  const { say, sayTime } = useWords();
  const { send } = useServices();
  const returnBy = returnByUtcMs === undefined ? [] : [say('K27.returnBy', { time: sayTime(returnByUtcMs) })];
  return (
    <Screen title={say('K27.title')} lines={[...returnBy, say('K27.line')]} tone="good">
      <ActionButton id="finish" onPress={() => send({ type: 'session.end' })}>{say('K80.end')}</ActionButton>
    </Screen>
  );
}
