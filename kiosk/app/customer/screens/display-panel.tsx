import { ToggleButton } from 'react-aria-components/ToggleButton';
import type { WordId } from '../../../../config/words/index.ts';
import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import type { Display } from '../flow/session-context.ts';
import { useServices } from '../services.tsx';
import { Overlay } from './overlay.tsx';

const SIZES: readonly Display['size'][] = ['s', 'm', 'l', 'xl'];
const SKINS = ['light', 'dark', 'hc-light', 'hc-dark'] as const;
const REACHES = ['usual', 'low'] as const;
const MOTIONS = ['usual', 'still'] as const;
const SPEECH = ['off', 'on'] as const;
const PACES = ['slow', 'normal', 'fast'] as const;

function Choices<T extends string>({ id, title, values, chosen, word, onChoose }: {
  /** First part of the action ids of the buttons; each value once over all groups of the panel. */
  readonly id: string;
  readonly title: string;
  readonly values: readonly T[];
  readonly chosen: T | undefined;
  readonly word: (value: T) => WordId;
  readonly onChoose: (value: T) => void;
}) {
  const { say } = useWords();
  return (
    <div role="group" aria-label={title} className="choice-set" data-choices={values.length}>
      <h2 className="choices-title">{title}</h2>
      {values.map((value) => (
        <ToggleButton key={value} className="button" data-action={`${id}-${value}`} isSelected={value === chosen} onChange={() => { onChoose(value); }}>
          {say(word(value))}
        </ToggleButton>
      ))}
    </div>
  );
}

/** K03. How this screen looks, moves and speaks, for this customer only. */
export function DisplayPanel({ display, onClose, onKeys }: { readonly display: Display; readonly onClose: () => void; readonly onKeys: () => void }) {
  const { say } = useWords();
  const { send } = useServices();
  const set = (change: Partial<Display>): void => {
    send({ type: 'display.set', display: { ...display, ...change } });
  };
  const { size, skin, isLow = false, isStill = false, isSpoken = false, pace = 'normal' } = display;
  return (
    <Overlay label={say('display.title')} screen="K03" onClose={onClose}>
      <h1 className="overlay-title">{say('display.title')}</h1>
      <div className="choice-groups">
        <Choices id="display" title={say('display.size')} values={SIZES} chosen={size} word={(value) => `display.size.${value}`} onChoose={(value) => { set({ size: value }); }} />
        <Choices id="display" title={say('display.skin')} values={SKINS} chosen={skin === 'auto' ? undefined : skin} word={(value) => `display.skin.${value}`} onChoose={(value) => { set({ skin: value }); }} />
        <Choices id="reach" title={say('display.reach')} values={REACHES} chosen={isLow ? 'low' : 'usual'} word={(value) => `display.reach.${value}`} onChoose={(value) => { set({ isLow: value === 'low' }); }} />
        <Choices id="motion" title={say('display.motion')} values={MOTIONS} chosen={isStill ? 'still' : 'usual'} word={(value) => `display.motion.${value}`} onChoose={(value) => { set({ isStill: value === 'still' }); }} />
        <Choices id="speech" title={say('display.speech')} values={SPEECH} chosen={isSpoken ? 'on' : 'off'} word={(value) => `display.speech.${value}`} onChoose={(value) => { set({ isSpoken: value === 'on' }); }} />
        {isSpoken && <Choices id="pace" title={say('display.pace')} values={PACES} chosen={pace} word={(value) => `display.pace.${value}`} onChoose={(value) => { set({ pace: value }); }} />}
      </div>
      <div className="pair">
        <ActionButton id="keys" onPress={onKeys}>{say('display.keys')}</ActionButton>
        <ActionButton kind="main" id="display-done" onPress={onClose}>{say('display.done')}</ActionButton>
      </div>
    </Overlay>
  );
}
