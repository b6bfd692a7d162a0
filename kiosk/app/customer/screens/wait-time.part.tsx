import { useRef } from 'react';
import { useLivePart } from '../../tower-client/use-live.ts';
import { useWords } from '../../words/words.tsx';
import { createWaitClock } from '../scene/wait-clock.ts';
import type { ShownTime } from '../scene/wait-clock.ts';
import { useServices, useTurns } from '../services.tsx';
import { estimateWords } from '../time-words.ts';
import type { Say } from '../../words/words.tsx';

const WAIT_LOOK_MS = 500;

function timeWords(say: Say, time: ShownTime): string {
  if (time.kind === 'unknown') return say('time.unknown');
  if (time.kind === 'range') return estimateWords(say, time);
  return time.seconds === 0 ? say('time.anyMoment') : say('time.seconds', { seconds: time.seconds });
}

/** The time that is left: a range, then one number that counts down; with a line when it has become longer. Not announced each second. */
export function WaitTime({ collectionId }: { readonly collectionId: string }) {
  const { say } = useWords();
  const { live, clock } = useServices();
  useTurns(clock, WAIT_LOOK_MS);
  const wait = useRef<ReturnType<typeof createWaitClock>>(undefined);
  wait.current ??= createWaitClock();
  const { link, tower } = live.read();
  const collection = tower?.collections.find((each) => each.collectionId === collectionId);
  // Without a connection the last estimate is no estimate any more.
  const time = wait.current(link === 'live' ? collection?.estimate : undefined, clock.nowMs());
  return (
    <div className="wait">
      <p className="estimate" role={time.kind === 'single' ? 'timer' : 'status'}>{timeWords(say, time)}</p>
      {time.kind === 'single' && time.isLonger && collection !== undefined && (
        <p className="longer" role="status">{say('time.longer', { phase: say(`phase.${collection.phase}`) })}</p>
      )}
    </div>
  );
}

/** The range of the planner alone, for who stands in line. */
export function RangeTime({ collectionId }: { readonly collectionId: string }) {
  const { say } = useWords();
  const estimate = useLivePart(useServices().live, ({ link, tower }) => (link === 'live' ? tower?.collections.find((each) => each.collectionId === collectionId)?.estimate : undefined));
  return <p className="estimate">{estimateWords(say, estimate)}</p>;
}
