import { useState } from 'react';
import type { StaffCallView } from '../../../../controller/api/contract/index.ts';
import { useBenchWords } from '../bench-words.tsx';
import { Choose, DeedButton, Section } from '../screens/parts.tsx';

/** In how many minutes somebody may say that he calls back. */
const MINUTES = ['5', '10', '20', '30', '60'] as const;

/** What has been said to the customer, and by whom; the name comes to those who have signed in. */
function Said({ call }: { readonly call: StaffCallView }) {
  const { say, sayTime } = useBenchWords();
  const { answer } = call;
  if (answer === undefined) return <p>{say(call.state === 'noted' ? 'bench.call.state.noted' : 'bench.call.state.calling')}</p>;
  return (
    <p>
      {answer.how === 'coming' ? say('bench.call.coming') : say('bench.call.callsBack', { minutes: answer.minutes ?? 0, time: sayTime(answer.utcMs) })}
      {answer.by !== undefined && ` ${say('bench.call.by', { name: answer.by })}`}
    </p>
  );
}

function Call({ call, canAct }: { readonly call: StaffCallView; readonly canAct: boolean }) {
  const { say, sayTime } = useBenchWords();
  const [minutes, setMinutes] = useState('10');
  const { callId, reference, screen, calledUtcMs, state } = call;
  return (
    <article className="doubt staff-call" data-call={callId} data-state={state}>
      <h3>{say('bench.call.reference', { reference })} <span className="quiet">{say('bench.call.from', { screen, time: sayTime(calledUtcMs) })}</span></h3>
      <Said call={call} />
      {!canAct && <p className="quiet">{say('bench.call.signIn')}</p>}
      {canAct && (
        <div className="row">
          <DeedButton id={`come-${callId}`} kind={state === 'answered' ? 'side' : 'main'} deed={{ kind: 'answerCall', callId, reference, how: 'coming' }}>{say('bench.call.come')}</DeedButton>
          <Choose label={say('bench.call.minutes')} value={minutes} values={MINUTES} name={(each) => each} onChoose={setMinutes} id={`minutes-${callId}`} />
          <DeedButton id={`call-back-${callId}`} deed={{ kind: 'answerCall', callId, reference, how: 'callsBack', minutes: Number(minutes) }}>{say('bench.call.callBack', { minutes })}</DeedButton>
          <DeedButton id={`end-call-${callId}`} deed={{ kind: 'endCall', callId, reference }}>{say('bench.call.done')}</DeedButton>
        </div>
      )}
    </article>
  );
}

/** Calls of customers, above whatever page is shown: somebody waits for each. */
export function StaffCalls({ calls = [], canAct }: { readonly calls?: readonly StaffCallView[] | undefined; readonly canAct: boolean }) {
  const { say } = useBenchWords();
  // The region stays, so that a screen reader says what appears in it.
  return (
    <div role="alert">
      {calls.length > 0 && <Section title={say('bench.call.title')} id="staff-calls">{calls.map((call) => <Call key={call.callId} call={call} canAct={canAct} />)}</Section>}
    </div>
  );
}
