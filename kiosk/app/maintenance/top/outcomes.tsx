import { ActionButton } from '../../look/button.tsx';
import { useBench } from '../bench-services.tsx';
import { useBenchWords } from '../bench-words.tsx';
import type { Deed } from '../deed.ts';
import type { BenchContext } from '../flow/maintenance.machine.ts';
import { useDeedWords } from '../screens/deed-words.tsx';
import { RefusalWords } from '../screens/parts.tsx';

/** The answer to these comes when they are accepted, not when they have ended. */
const ONLY_BEGUN: ReadonlySet<Deed['kind']> = new Set(['order', 'endOfDay', 'orderWay']);

/** What is under way, and how the last deed ended: done, or why not. */
export function Outcomes({ context }: { readonly context: BenchContext }) {
  const { say } = useBenchWords();
  const { send } = useBench();
  const sayDeed = useDeedWords();
  const { quick, long, outcome } = context;
  return (
    <div className="outcomes" role="status">
      {[quick, long].map((deed) => (deed === undefined ? null : <p key={deed.kind} className="going" data-going={deed.kind}>{say('bench.outcome.going', { deed: sayDeed(deed) })}</p>))}
      {outcome !== undefined && (
        <div className={outcome.refusal === undefined ? 'outcome done' : 'outcome not-done'} data-outcome={outcome.refusal === undefined ? 'done' : outcome.refusal.code} data-deed={outcome.deed.kind}>
          <p>{say(outcome.refusal !== undefined ? 'bench.outcome.refused' : ONLY_BEGUN.has(outcome.deed.kind) ? 'bench.outcome.begun' : 'bench.outcome.done', { deed: sayDeed(outcome.deed) })}</p>
          <RefusalWords refusal={outcome.refusal} />
          <ActionButton kind="plain" id="outcome-seen" onPress={() => send({ type: 'outcome.seen' })}>{say('bench.outcome.seen')}</ActionButton>
        </div>
      )}
    </div>
  );
}
