import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { useState } from 'react';
import type { SiteEventView } from '../../../../controller/api/contract/index.ts';
import { useBenchWords } from '../bench-words.tsx';
import { DeedButton, Section } from './parts.tsx';

/** One event: what the site's plan does about it, and the release after an inspection of everything that the plan names. */
function Event({ view }: { readonly view: SiteEventView }) {
  const { say, sayTold } = useBenchWords();
  const [seen, setSeen] = useState<readonly string[]>([]);
  const { event, state, refuses, running, releasedBy, inspects } = view;
  const left = inspects.filter((each) => !seen.includes(each)).length;
  const isReady = state === 'waitingForRelease' && left === 0;
  return (
    <article className="doubt" data-event={event} data-state={state}>
      <h3>{say(`bench.event.${event}`)}</h3>
      <p>{say(`bench.event.state.${state}`)} {say(`bench.event.running.${running}`)}</p>
      {refuses.length > 0 && <p className="quiet">{say('bench.event.refuses')} {refuses.map((each) => say(`order.${each}`)).join(' · ')}</p>}
      {releasedBy === 'itself' ? <p>{say('bench.event.itself')}</p> : (
        <>
          <p>{say('bench.event.inspect')}</p>
          {inspects.map((each) => (
            <CheckboxField key={each} isSelected={seen.includes(each)} onChange={(isSeen) => { setSeen(isSeen ? [...seen, each] : seen.filter((one) => one !== each)); }}>
              <CheckboxButton className="inspection"><span className="tick" aria-hidden="true" /><span>{sayTold(`inspection.${each}`)}</span></CheckboxButton>
            </CheckboxField>
          ))}
          <div className="row">
            <DeedButton id={`release-${event}`} kind="main" isDisabled={!isReady} deed={{ kind: 'releaseEvent', event, inspected: inspects, why: '' }}>{say('bench.event.release')}</DeedButton>
            {!isReady && <span className="quiet">{state === 'present' ? say('bench.event.stillThere') : say('bench.event.unticked', { count: left })}</span>}
          </div>
        </>
      )}
    </article>
  );
}

/** What has happened around the tower and is not released. */
export function SiteEvents({ events }: { readonly events: readonly SiteEventView[] }) {
  const { say } = useBenchWords();
  if (events.length === 0) return null;
  return <Section title={say('bench.event.title')} id="site-events">{events.map((view) => <Event key={view.event} view={view} />)}</Section>;
}
