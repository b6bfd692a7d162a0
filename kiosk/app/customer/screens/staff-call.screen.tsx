import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import type { Say } from '../../words/words.tsx';
import type { CallStage, CallView, HelpView } from '../flow/help-view.ts';
import { useServices } from '../services.tsx';
import { HelpFoot, Numbers } from './help-parts.tsx';
import { Reference, Screen } from './screen.tsx';

/** Stages in which there is somebody to hang up on. */
const OPEN: readonly CallStage[] = ['ringing', 'unanswered', 'coming', 'callsBack', 'noted', 'hangingUp'];

function titleOf(say: Say, { stage }: CallView): string {
  switch (stage) {
    case 'coming': case 'callsBack': return say(`K61.answered.${stage}.title`);
    case 'hangingUp': return say('K61.hangingUp');
    default: return say(`K61.title.${stage}`);
  }
}

function lineOf(say: Say, { stage, minutes = 0, refusal }: CallView, ringMinutes: number): string {
  switch (stage) {
    case 'coming': return say('K61.answered.coming.line');
    case 'callsBack': return say('K61.answered.callsBack.line', { minutes });
    case 'unanswered': return say('K61.line.unanswered', { minutes: ringMinutes });
    case 'hangingUp': return say('K61.line.placing');
    case 'unplaced': return say(refusal?.code === 'tooManyRequests' ? 'K61.line.often' : 'K61.line.unplaced');
    default: return say(`K61.line.${stage}`);
  }
}

const TONES: Readonly<Partial<Record<CallStage, 'good' | 'warn'>>> = { coming: 'good', callsBack: 'good', unanswered: 'warn', noted: 'warn', unplaced: 'warn' };

/** K61. Where the call is, and what to do when nobody answers: said as it is, never as it ought to be. */
export function StaffCallScreen({ call, mayStop, stop }: Extract<HelpView, { readonly screen: 'K61' }>) {
  const { say } = useWords();
  const { send, site } = useServices();
  const { stage, reference, isUnheard, refusal, mayCallAgain } = call;
  const isOpen = OPEN.includes(stage);
  const mayAgain = stage === 'ended' || (stage === 'unplaced' && mayCallAgain);
  return (
    <Screen title={titleOf(say, call)} tone={TONES[stage] ?? 'calm'}>
      <p role="status">{isOpen && isUnheard ? say('K61.line.unheard') : lineOf(say, call, site.help.ringMinutes)}</p>
      {isOpen && refusal !== undefined && <p className="refusal" role="alert">{say('K61.line.notEnded')}</p>}
      {reference !== undefined && <Reference reference={reference} />}
      <Numbers />
      <div className={isOpen || mayAgain ? 'pair' : 'single'}>
        <ActionButton id="help-topics" onPress={() => send({ type: 'help.listed' })}>{say('help.topics')}</ActionButton>
        {isOpen && <ActionButton id="hang-up" isDisabled={stage === 'hangingUp'} onPress={() => send({ type: 'staff.hungUp' })}>{say('K61.hangUp')}</ActionButton>}
        {mayAgain && <ActionButton kind="main" id="call-again" onPress={() => send({ type: 'staff.called', screen: 'K61' })}>{say('K61.again')}</ActionButton>}
      </div>
      <HelpFoot mayStop={mayStop} stop={stop} />
    </Screen>
  );
}
