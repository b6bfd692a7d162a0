import { ActionButton } from '../../look/button.tsx';
import { useLivePart } from '../../tower-client/use-live.ts';
import { useWords } from '../../words/words.tsx';
import { returnSteps } from '../scene/phase-steps.ts';
import { useServices } from '../services.tsx';
import { Icon } from './icons.tsx';
import { PhaseSteps } from './phase-steps.part.tsx';
import { AgainNote, StopRow } from './return-parts.tsx';
import type { ViewOf } from './return-parts.tsx';
import { Reference, Screen } from './screen.tsx';

/** K35. Behind the shut door: looked at once more, and then carried to its place, which nobody has to wait for. */
export function TakenInScreen({ frame, isStoring }: ViewOf<'K35'>) {
  const { say } = useWords();
  const { send, live } = useServices();
  const phase = useLivePart(live, ({ tower }) => tower?.returns?.find(({ bay }) => bay === frame.bay)?.phase);
  return (
    <Screen key={isStoring ? 'storing' : 'checking'} title={say(isStoring ? 'K35.titleStoring' : 'K35.titleChecking')} tone={isStoring ? 'good' : 'calm'}>
      <p role="status">{say(isStoring ? 'K35.storing' : 'K35.checking')}</p>
      <PhaseSteps steps={returnSteps(phase ?? (isStoring ? 'storing' : 'checking'), false)} />
      {isStoring && frame.mayShowCondition && <ActionButton id="condition" onPress={() => send({ type: 'condition.opened' })}>{say('K36.photos')}</ActionButton>}
      {isStoring && <ActionButton kind="main" id="finish" onPress={() => send({ type: 'session.end' })}>{say('K80.end')}</ActionButton>}
      <StopRow stop={frame.stop} />
    </Screen>
  );
}

/** K39. The car goes out again, by the customer's wish or because the tower does not take it; or it has gone. */
export function OutAgainScreen({ frame, isOver, wasIn, reference }: ViewOf<'K39'>) {
  const { say } = useWords();
  const { send } = useServices();
  return (
    <Screen key={isOver ? 'over' : 'going'} title={say(isOver ? 'K39.titleOver' : 'K39.title')} tone="warn" lines={[say(isOver ? 'K39.lineOver' : 'K39.line')]}>
      {!isOver && <AgainNote frame={frame} />}
      {!isOver && <div className="go" aria-hidden="true"><Icon name="arrowDown" /><span className="bay-name">{frame.bay}</span></div>}
      {isOver && <ActionButton id="close" onPress={() => send({ type: 'session.end' })}>{say('K23.close')}</ActionButton>}
      {!isOver && wasIn && <StopRow stop={frame.stop} />}
      <Reference reference={reference} />
    </Screen>
  );
}
