import { ActionButton } from '../../../look/button.tsx';
import { QrCode } from '../../../look/qr-code.tsx';
import { useWords } from '../../../words/words.tsx';
import { notNowReasons } from '../../flow/not-now.ts';
import type { HandOffStage, WalkUpView } from '../../flow/walk-up-view.ts';
import { useServices } from '../../services.tsx';
import { Icon } from '../icons.tsx';
import { Screen } from '../screen.tsx';

type HandOff = Extract<WalkUpView, { readonly screen: 'K43' }>;

const STEPS = ['scan', 'signIn', 'rules', 'pay'] as const;
/** The step that the phone is at; everything before it is behind. */
const AT: Readonly<Record<HandOffStage, number>> = { asking: 0, waiting: 0, over: 0, opened: 1, claimed: 2, refused: 2, paying: 3, done: 4 };

/** The way on the phone, and how far it is. */
function Steps({ stage }: { readonly stage: HandOffStage }) {
  const { say } = useWords();
  const at = AT[stage];
  return (
    <ol className="ladder hand-off-steps">
      {STEPS.map((step, i) => (
        <li key={step} className={i < at ? 'past' : i === at ? 'present' : 'ahead'} aria-current={i === at ? 'step' : undefined}>
          <span className="rung">{i < at && <Icon name="check" />}</span>{say(`handOff.step.${step}`)}
        </li>
      ))}
    </ol>
  );
}

/** What the phone does just now, in one sentence. */
function Standing({ stage, maskedName, codes }: Pick<HandOff, 'stage' | 'maskedName' | 'codes'>) {
  const { say } = useWords();
  const name = maskedName ?? '';
  const [first, ...also] = codes;
  return (
    <div role="status" className="standing">
      <p className="hint">{say(`handOff.${stage}`, { name })}</p>
      {stage === 'refused' && first !== undefined && (
        <ul className="not-now">{notNowReasons({ code: first, message: '', also }).map(({ code, word }) => <li key={code} data-reason={code}><span className="refusal">{say(word)}</span></li>)}</ul>
      )}
    </div>
  );
}

/** K43. The phone takes over: this screen shows the code, and then how far the phone is. It takes no licence, no payment and no picture. */
export function HandOffScreen({ stage, link, untilUtcMs, maskedName, codes }: HandOff) {
  const { say, sayClock } = useWords();
  const { send } = useServices();
  const isOver = stage === 'over';
  const isOnPhone = stage === 'claimed' || stage === 'refused' || stage === 'paying';
  const lines = isOver ? [say('K43.overLine')] : isOnPhone ? [] : [say('K43.line')];
  return (
    <Screen title={say(isOver ? 'K43.overTitle' : 'K43.title')} lines={lines} tone={isOver ? 'warn' : 'calm'}>
      <div className="hand-off">
        {link !== undefined && !isOver && !isOnPhone && <QrCode text={link} label={say('K43.qr')} />}
        <div className="hand-off-words">
          {!isOver && <Standing stage={stage} maskedName={maskedName} codes={codes} />}
          {!isOver && <Steps stage={stage} />}
          {!isOver && untilUtcMs !== undefined && <p className="muted">{say('K43.held', { time: sayClock(untilUtcMs) })}</p>}
          {stage === 'refused' && <p>{say('K43.refusedNext')}</p>}
          {isOnPhone && <p className="muted">{say('K43.notYou')}</p>}
        </div>
      </div>
      <div className="pair">
        <ActionButton id="no-phone" onPress={() => send({ type: 'help.opened', screen: 'K43' })}>{say('K43.noPhone')}</ActionButton>
        <ActionButton kind={isOver ? 'main' : 'side'} id="new-code" isDisabled={stage === 'asking' || stage === 'paying'} onPress={() => send({ type: 'newCode.chosen' })}>{say('K43.new')}</ActionButton>
      </div>
    </Screen>
  );
}
