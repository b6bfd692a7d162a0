import { HoldButton } from '../../look/hold-button.tsx';
import { useWords } from '../../words/words.tsx';
import type { Say } from '../../words/words.tsx';
import type { PauseView, ReasonWords } from '../flow/pause-view.ts';
import { useServices } from '../services.tsx';
import { carWords, stillnessWords } from './place-words.ts';
import { Reference, RefusalLine, Screen } from './screen.tsx';

/** The interlock's own sentence. */
export const sayReason = (say: Say, { word, bay }: ReasonWords): string => say(word, { bay: bay ?? '' });

/** What is safe, and only what is proven: where the car stands, and whether anything still moves. */
function safeWords(say: Say, { stillness, carAt }: PauseView): readonly string[] {
  const car = carWords(say, carAt);
  return [stillnessWords(say, stillness, 'K22.stopping'), ...(car === undefined ? [] : [car])];
}

const NEXT = { customer: 'K22.nextCustomer', operator: 'K22.nextOperator', technician: 'K22.nextTechnician', alone: 'K22.nextAlone' } as const;

/** K22. What happened, what is safe, what happens next, and who may go on. */
export function PausedScreen({ pause }: { readonly pause: PauseView }) {
  const { say, sayTogether } = useWords();
  const { send, clock } = useServices();
  return (
    <Screen title={say('K22.title')} tone="warn">
      <p className="reason" role="status">{sayReason(say, pause.reason)}</p>
      <p>{sayTogether(...safeWords(say, pause))}</p>
      <p>{say(NEXT[pause.next])}</p>
      <RefusalLine refusal={pause.refusal} />
      {pause.next === 'customer' && (
        <HoldButton
          id="resume" clock={clock} isDisabled={pause.isResuming} label={say(pause.isResuming ? 'K22.continuing' : 'K22.hold')} hint={say('K22.holdHint')}
          onHeld={() => send({ type: 'hold.completed' })}
        />
      )}
      <Reference reference={pause.reference} />
    </Screen>
  );
}
