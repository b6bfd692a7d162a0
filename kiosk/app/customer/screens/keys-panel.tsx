import { useEffect, useState } from 'react';
import { ActionButton } from '../../look/button.tsx';
import { meaningOf } from '../../look/keypad.ts';
import { useWords } from '../../words/words.tsx';
import { Overlay } from './overlay.tsx';

const RULES = ['K83.next', 'K83.previous', 'K83.press', 'K83.back', 'K83.this', 'speech.keys'] as const;
type Heard = 'next' | 'previous' | 'press' | 'other';

/** What the last key was, so that somebody can try a switch before it matters. */
function useHeard(): Heard | undefined {
  const [heard, setHeard] = useState<Heard>();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
      const meaning = meaningOf(event);
      setHeard(meaning === 'next' || meaning === 'previous' || meaning === 'press' ? meaning : 'other');
    };
    globalThis.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      globalThis.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, []);
  return heard;
}

/** K83. Which keys do what, and a place to try a keypad or a switch. */
export function KeysPanel({ onClose }: { readonly onClose: () => void }) {
  const { say } = useWords();
  const heard = useHeard();
  return (
    <Overlay label={say('K83.title')} screen="K83" onClose={onClose}>
      <h1 className="overlay-title">{say('K83.title')}</h1>
      <p>{say('K83.line')}</p>
      <ul className="key-rules">{RULES.map((rule) => <li key={rule}>{say(rule)}</li>)}</ul>
      <p className="reason" role="status">{say(heard === undefined ? 'K83.try' : `K83.heard.${heard}`)}</p>
      <ActionButton kind="main" id="keys-done" onPress={onClose}>{say('K83.done')}</ActionButton>
    </Overlay>
  );
}
