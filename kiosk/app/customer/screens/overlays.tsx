import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import type { ReactNode } from 'react';
import type { WordId } from '../../../../config/words/index.ts';
import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import type { Display } from '../flow/session-context.ts';
import { useServices } from '../services.tsx';

function Overlay({ children, label, screen, onClose }: { readonly children: ReactNode; readonly label: string; readonly screen: string; readonly onClose?: () => void }) {
  return (
    <ModalOverlay className="overlay" isOpen isDismissable={onClose !== undefined} onOpenChange={() => onClose?.()}>
      <Modal className="overlay-box">
        <Dialog aria-label={label} className="dialog">
          <div data-overlay={screen}>{children}</div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** K80. The seconds count down in words and in a ring. */
export function StillThere({ secondsLeft }: { readonly secondsLeft: number }) {
  const { say } = useWords();
  const { send } = useServices();
  return (
    <Overlay label={say('K80.title')} screen="K80">
      <h2 className="overlay-title">{say('K80.title')}</h2>
      <p>{say('K80.line', { seconds: secondsLeft })}</p>
      <div className="pair">
        <ActionButton id="finish" onPress={() => send({ type: 'session.end' })}>{say('K80.end')}</ActionButton>
        <ActionButton kind="main" id="more-time" onPress={() => send({ type: 'person.active' })}>{say('K80.more')}</ActionButton>
      </div>
    </Overlay>
  );
}

const SIZES: readonly Display['size'][] = ['s', 'm', 'l', 'xl'];
const SKINS = ['light', 'dark', 'hc-light', 'hc-dark'] as const;

function Choices<T extends string>({ title, values, chosen, word, onChoose }: {
  readonly title: string;
  readonly values: readonly T[];
  readonly chosen: T | undefined;
  readonly word: (value: T) => WordId;
  readonly onChoose: (value: T) => void;
}) {
  const { say } = useWords();
  return (
    <div role="group" aria-label={title} className="choices">
      <h3 className="choices-title">{title}</h3>
      {values.map((value) => (
        <ToggleButton key={value} className="button" data-action={`display-${value}`} isSelected={value === chosen} onChange={() => { onChoose(value); }}>
          {say(word(value))}
        </ToggleButton>
      ))}
    </div>
  );
}

/** K03. Text size and contrast, for this customer only. */
export function DisplayPanel({ display, onClose }: { readonly display: Display; readonly onClose: () => void }) {
  const { say } = useWords();
  const { send } = useServices();
  const set = (change: Partial<Display>): void => {
    send({ type: 'display.set', display: { ...display, ...change } });
  };
  return (
    <Overlay label={say('display.title')} screen="K03" onClose={onClose}>
      <h2 className="overlay-title">{say('display.title')}</h2>
      <Choices title={say('display.size')} values={SIZES} chosen={display.size} word={(size) => `display.size.${size}`} onChoose={(size) => { set({ size }); }} />
      <Choices
        title={say('display.skin')} values={SKINS} chosen={display.skin === 'auto' ? undefined : display.skin}
        word={(skin) => `display.skin.${skin}`} onChoose={(skin) => { set({ skin }); }}
      />
      <ActionButton kind="main" id="display-done" onPress={onClose}>{say('display.done')}</ActionButton>
    </Overlay>
  );
}
