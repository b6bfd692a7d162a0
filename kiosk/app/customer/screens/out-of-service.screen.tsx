import { useWords } from '../../words/words.tsx';
import type { Say } from '../../words/words.tsx';
import type { ReasonWords } from '../flow/pause-view.ts';
import type { ServiceScreen } from '../flow/service-view.ts';
import { useServices } from '../services.tsx';
import { FiveParts } from './five-parts.tsx';
import { sayReason } from './paused.screen.tsx';
import { carWords, stillnessWords } from './place-words.ts';
import { Screen } from './screen.tsx';

type Of<Id extends ServiceScreen['screen']> = Extract<ServiceScreen, { readonly screen: Id }>;

/** The screen and its cause, for whoever is rung up: `interlock.IL-12.customer` is IL-12. */
const referenceFor = (screen: string, reason?: ReasonWords): string => [screen, reason?.word.split('.')[1]].filter((part) => part !== undefined).join(' ');

function stormWords(say: Say, wind: Of<'K73'>['wind']): string {
  if (wind === undefined) return say('K73.stormPlain');
  return wind.gustMPerS === undefined ? say('K73.stormBlind', { limit: wind.limitMPerS }) : say('K73.storm', { gust: wind.gustMPerS, limit: wind.limitMPerS });
}

/** K73. Something around the tower holds it up, or did, and it has to be looked at. */
export function HeldScreen({ event, isOver, wind }: Of<'K73'>) {
  const { say } = useWords();
  const happened = isOver ? say('K73.over') : event === 'storm' ? stormWords(say, wind) : say(`K73.${event}`);
  return (
    <FiveParts
      title={say(isOver ? 'K73.title.over' : `K73.title.${event}`)} happened={[happened]} safe={[say('service.booking')]} next={[say('service.opensAgain')]}
      reference={`K73 ${event.toUpperCase()}`}
    />
  );
}

/** K74. Stopped by its safety system: stay clear. Nothing here sets it going again. */
export function EmergencyStopScreen({ reason, stillness }: Of<'K74'>) {
  const { say } = useWords();
  return (
    <FiveParts
      title={say('K74.title')} happened={[sayReason(say, reason)]} safe={[stillnessWords(say, stillness, 'K22.stopping'), say('service.booking')]} next={[say('K74.next')]}
      reference={referenceFor('K74', reason)}
    />
  );
}

/** K75. Leave: which way out, and where people meet. Nothing to touch; afterwards, that it has to be looked at. */
export function LeaveScreen({ event, isOver }: Of<'K75'>) {
  const { say, language } = useWords();
  const { site: { help } } = useServices();
  if (isOver) {
    return (
      <FiveParts
        title={say('K75.titleOver')} happened={[say(`K75.over.${event}`)]} safe={[say('K75.overSafe'), say('service.booking')]} next={[say('service.opensAgain')]}
        reference={`K75 ${event.toUpperCase()}`}
      />
    );
  }
  return (
    <Screen title={say('K75.title')} tone="warn">
      <div className="five-parts leave">
        <p className="happened" role="alert">{say(`K75.${event}`)} {say('K75.safe')}</p>
        <p className="safe">{say('K75.exits')}</p>
        <ul>{help.exits.map((exit) => <li key={exit.en}>{exit[language]}</li>)}</ul>
        <p className="next">{say('K75.meet', { place: help.meetingPoint[language] })}</p>
        <p className="muted">{help.emergency.map(({ name, number }) => say('K75.ring', { name: name[language], number })).join(' · ')}</p>
      </div>
    </Screen>
  );
}

/** K76. Somebody works in the tower; until when, where they have said so. */
export function MaintenanceScreen({ untilUtcMs }: Of<'K76'>) {
  const { say, sayTime } = useWords();
  const { clock } = useServices();
  const until = untilUtcMs === undefined ? undefined : clock.utcMs() < untilUtcMs ? say('K76.until', { time: sayTime(untilUtcMs) }) : say('K76.longer');
  return <FiveParts title={say('K76.title')} happened={[say('K76.line')]} safe={[say('K76.next')]} next={[until, say('service.opensAgain')]} reference="K76" />;
}

/** K78. The controller is not heard: said as it is. */
export function UnheardScreen({ isFirstSearch }: Of<'K78'>) {
  const { say } = useWords();
  if (isFirstSearch) return <Screen title={say('link.searching')} lines={[say('K78.line')]} tone="warn" />;
  return <FiveParts title={say('K78.title')} happened={[say('K78.line')]} safe={[say('K78.safe')]} next={[say('K78.next')]} reference="K78" />;
}

const RESET = { operator: 'K79.next', technician: 'K22.nextTechnician' } as const;

/** K79. Stopped, not by its safety system; the reason is the interlock's own sentence. */
export function StoppedScreen({ reason, stillness, resetBy }: Of<'K79'>) {
  const { say } = useWords();
  return (
    <FiveParts
      title={say('K79.title')} happened={[sayReason(say, reason)]} safe={[stillnessWords(say, stillness, 'K22.stopping')]} next={[say(RESET[resetBy])]}
      reference={referenceFor('K79', reason)}
    />
  );
}

/** K82. The controller compares its journal with the sensors; an axis without a reference looks for it, and moves. What was under way is taken up again. */
export function RecoveringScreen({ stillness, own }: Of<'K82'>) {
  const { say } = useWords();
  return (
    <FiveParts
      title={say('K82.title')} happened={[say('K82.line')]} safe={[carWords(say, own), stillnessWords(say, stillness, 'K82.moving')]}
      next={[say(own === undefined ? 'K82.next' : 'K82.nextOwn')]} reference="K82"
    />
  );
}

/** K81. */
export function ClosedScreen() {
  const { say } = useWords();
  return <Screen title={say('K81.title')} lines={[say('K81.line')]} />;
}
