import { Button } from 'react-aria-components/Button';
import { useEffect } from 'react';
import { ActionButton } from '../../look/button.tsx';
import type { Refusal } from '../../tower-client/answer.ts';
import { useWords } from '../../words/words.tsx';
import { CODE_KEYS, CODE_LENGTH } from '../flow/booking-code.ts';
import { useServices } from '../services.tsx';
import type { Services } from '../services.tsx';
import { RefusalLine, Screen } from './screen.tsx';

/** The eight boxes, in two groups of four. */
function CodeBoxes({ code }: { readonly code: string }) {
  const { say } = useWords();
  return (
    <div className="boxes" role="img" data-told="each" aria-label={say('K16.entered', { count: code.length })}>
      {Array.from({ length: CODE_LENGTH }, (_, i) => (
        <span key={i} className={i === code.length ? 'box next' : 'box'}>{code[i] ?? ''}</span>
      ))}
    </div>
  );
}

/** A keyboard types wherever the focus is: a button that was pressed and is no longer enabled has lost it. */
function useKeyboard(send: Services['send']): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { target } = event;
      const isOver = target instanceof Element && target.closest('.overlay') !== null;
      if (isOver || event.ctrlKey || event.altKey || event.metaKey) return;
      // With a key of the pad in focus, Enter and space press that key.
      const isOnKey = target instanceof HTMLButtonElement;
      if (event.key === 'Backspace') send({ type: 'code.deleted' });
      else if (event.key === 'Enter' && !isOnKey) send({ type: 'code.submitted' });
      else if (event.key.length === 1 && event.key !== ' ') send({ type: 'code.typed', key: event.key });
    };
    globalThis.addEventListener('keydown', onKeyDown);
    return () => {
      globalThis.removeEventListener('keydown', onKeyDown);
    };
  }, [send]);
}

/** K16. A keypad of our own, without the letters that are taken for digits; a keyboard works as well. */
export function CodeScreen({ code, isSecond, isChecking, refusal }: {
  readonly code: string;
  readonly isSecond: boolean;
  readonly isChecking: boolean;
  readonly refusal: Refusal | undefined;
}) {
  const { say } = useWords();
  const { send } = useServices();
  const isComplete = code.length === CODE_LENGTH;
  useKeyboard(send);
  return (
    <div className="code-screen">
      <Screen title={say(isSecond ? 'K16.titleSecond' : 'K16.title')} lines={[say(isSecond ? 'K16.lineSecond' : 'K16.line')]}>
        <CodeBoxes code={code} />
        <RefusalLine refusal={refusal} />
        <div className="keypad">
          {CODE_KEYS.map((key) => (
            <Button key={key} className="button key" data-action={`key-${key}`} isDisabled={isChecking} onPress={() => send({ type: 'code.typed', key })}>
              {key}
            </Button>
          ))}
          <Button className="button key wide" data-action="key-delete" isDisabled={isChecking || code === ''} onPress={() => send({ type: 'code.deleted' })}>
            {say('K16.delete')}
          </Button>
        </div>
        <ActionButton kind="main" id="code-submit" isDisabled={!isComplete || isChecking} onPress={() => send({ type: 'code.submitted' })}>
          {say(isChecking ? 'K16.checking' : 'K16.submit')}
        </ActionButton>
      </Screen>
    </div>
  );
}
