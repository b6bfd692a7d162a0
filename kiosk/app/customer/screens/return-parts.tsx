import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import type { WordId } from '../../../../config/words/index.ts';
import type { ReturnFrame, ReturnView } from '../flow/return-view.ts';
import type { SessionContext } from '../flow/session-context.ts';
import { useServices } from '../services.tsx';
import { Icon } from './icons.tsx';
import { RefusalLine } from './screen.tsx';

/** A view of one screen of a return. */
export type ViewOf<S extends ReturnView['screen']> = Extract<ReturnView, { readonly screen: S }>;

/** What became of a press of Stop. */
export function StopNote({ stop }: { readonly stop: SessionContext['stop'] }) {
  const { say } = useWords();
  if (stop === 'failed') return <p className="refusal" role="alert">{say('K21.stopFailed')}</p>;
  if (stop === 'none') return null;
  return <p className="muted" role="status">{say(stop === 'telling' ? 'K21.stopTelling' : 'K21.stopAsked')}</p>;
}

/** Stop, at the same place on every screen on which something moves or may move; beside it what else can be done. */
export function StopRow({ stop }: { readonly stop: SessionContext['stop'] }) {
  const { say } = useWords();
  const { send } = useServices();
  return (
    <>
      <StopNote stop={stop} />
      <div className="stop-row">
        <ActionButton id="stop" onPress={() => send({ type: 'stop.pressed' })}><Icon name="stop" />{say('K21.stop')}</ActionButton>
        <p className="muted">{say('K21.stopHint')}</p>
      </div>
    </>
  );
}

/** Takes the car out again, or does not bring it after all; only while the tower lets it. */
export function WithdrawButton({ frame, word }: { readonly frame: ReturnFrame; readonly word: WordId }) {
  const { say } = useWords();
  const { send } = useServices();
  return (
    <>
      <RefusalLine refusal={frame.refusal} />
      {frame.mayWithdraw && <ActionButton id="withdraw" onPress={() => send({ type: 'withdraw.chosen' })}>{say(word)}</ActionButton>}
    </>
  );
}

/** Why the car was not taken in before. */
export function AgainNote({ frame }: { readonly frame: ReturnFrame }) {
  const { say } = useWords();
  return frame.again === undefined ? null : <p className="reason" role="status">{say(`refused.${frame.again}`)}</p>;
}
