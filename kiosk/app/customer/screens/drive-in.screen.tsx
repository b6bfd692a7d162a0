import type { Words } from '../../words/words.tsx';
import { useWords } from '../../words/words.tsx';
import { Icon } from './icons.tsx';
import type { IconName } from './icons.tsx';
import { AgainNote, StopRow, WithdrawButton } from './return-parts.tsx';
import type { ViewOf } from './return-parts.tsx';
import { Screen } from './screen.tsx';

/** K38. Which bay, and what the tower does for it meanwhile. */
export function PreparingScreen({ frame, step }: ViewOf<'K38'>) {
  const { say } = useWords();
  const isKnown = frame.bay !== '';
  return (
    <Screen title={say(step === 'queued' ? 'K38.titleQueued' : frame.isOutAgain ? 'K38.titleAgain' : 'K38.title')}>
      <p role="status">{say(step === 'asked' ? 'K19.starting' : `K38.${step}`)}</p>
      {isKnown && <p className="bay-name">{say('K24.bay', { bay: frame.bay })}</p>}
      {isKnown && <p>{say(frame.isOutAgain ? 'K38.goAgain' : 'K38.go', { bay: frame.bay })}</p>}
      <WithdrawButton frame={frame} word="K38.withdraw" />
      <StopRow stop={frame.stop} />
    </Screen>
  );
}

const ARROWS: Readonly<Record<ViewOf<'K31'>['advice'], IconName>> = {
  comeIn: 'arrowUp', forward: 'arrowUp', back: 'arrowDown', left: 'arrowLeft', right: 'arrowRight', stop: 'halt', unknown: 'pause',
};

/** The advice as large as the screen allows: it is read through a windscreen. It points as the driver sees it who drives in nose first. */
export function DriveGuide({ advice }: Pick<ViewOf<'K31'>, 'advice'>) {
  const { say } = useWords();
  const isGo = advice !== 'stop' && advice !== 'unknown';
  return (
    <div className={isGo ? 'guide go-on' : 'guide stand'} data-advice={advice}>
      <Icon name={ARROWS[advice]} />
      <p className="guide-word" role="status">{say(`advice.${advice}`)}</p>
    </div>
  );
}

function findingWords({ say, sayTogether }: Words, { code, at, by, unit, mend }: ViewOf<'K31'>['findings'][number]): string {
  return sayTogether(say(`checkIn.${code}`, { by, unit, at: say(`side.${at}`) }), say(`mend.${mend}`));
}

/** K31. The arrows stand in the upper part; here stand the words, and what the measurement has found. */
export function DriveInScreen({ frame, stage, findings }: ViewOf<'K31'>) {
  const words = useWords();
  const { say } = words;
  const title = findings.length > 0 ? 'K31.titleMending' : stage === 'measuring' ? 'K31.titleMeasuring' : 'K31.title';
  return (
    <Screen key={title} title={say(title, { bay: frame.bay })} tone={findings.length > 0 ? 'warn' : 'calm'}>
      <p role="status">{say(`return.${stage}`)}</p>
      {findings.length === 0 && <AgainNote frame={frame} />}
      {findings.length > 0 && (
        <ul className="findings" aria-label={say('K31.measured')}>
          {findings.map((finding) => <li key={`${finding.code}-${finding.at}`} className="reason">{findingWords(words, finding)}</li>)}
        </ul>
      )}
      <WithdrawButton frame={frame} word="K31.withdraw" />
      <StopRow stop={frame.stop} />
    </Screen>
  );
}
