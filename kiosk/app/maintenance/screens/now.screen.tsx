import type { TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../look/button.tsx';
import { useBench } from '../bench-services.tsx';
import { useBenchWords } from '../bench-words.tsx';
import type { BenchWordId } from '../../../../config/words/bench-words.ts';
import type { Deed } from '../deed.ts';
import type { Advice } from '../flow/advice.ts';
import { DeedButton, Section } from './parts.tsx';
import { SiteEvents } from './site-events.tsx';

/** What stands on the button of a deed that is done here. */
const FACES: Readonly<Partial<Record<Deed['kind'], BenchWordId>>> = { reset: 'bench.reset.go', mode: 'bench.mode.askManual' };

function AdviceRow({ advice, canAct }: { readonly advice: Advice; readonly canAct: boolean }) {
  const { say, sayTold } = useBenchWords();
  const { send } = useBench();
  const { word, values, tone, go, deed, motion } = advice;
  return (
    <li className={`advice ${tone}`} data-advice={word}>
      <span className="advice-words">{sayTold(word, values)}</span>
      {canAct && deed !== undefined && <DeedButton kind="main" deed={deed} id={`do-${deed.kind}`}>{say(FACES[deed.kind] ?? 'bench.orders.begin')}</DeedButton>}
      {canAct && go !== undefined && (
        <ActionButton id={`go-${go}`} onPress={() => send({ type: 'view.set', view: go, ...(motion === undefined ? {} : { motion }) })}>{say(`bench.go.${go}`)}</ActionButton>
      )}
    </li>
  );
}

/** What to do now, in order. */
export function AdviceList({ advice, canAct }: { readonly advice: readonly Advice[]; readonly canAct: boolean }) {
  const { say } = useBenchWords();
  return (
    <Section title={say('bench.now.title')} id="advice">
      <ol className="advice-list">{advice.map((each, i) => <AdviceRow key={`${each.word}${String(i)}`} advice={each} canAct={canAct} />)}</ol>
    </Section>
  );
}

function ModeRequests({ tower }: { readonly tower: TowerSnapshot }) {
  const { say } = useBenchWords();
  const { mode, modeRequested, maintenance } = tower;
  return (
    <Section title={say('bench.mode.title')} id="mode">
      <p>{say('bench.mode.line', { mode: say(`mode.${mode}`), key: say(`bench.key.${maintenance?.key ?? 'unknown'}`) })}</p>
      {modeRequested !== undefined && <p>{say('bench.mode.requested', { mode: say(`mode.${modeRequested}`) })}</p>}
      {maintenance !== undefined && maintenance.blocks.length > 0 && (
        <>
          <p>{say('bench.mode.blocks')}</p>
          <ul className="plain-list">{maintenance.blocks.map((block) => <li key={block}>{say(`mode.blocked.${block}`)}</li>)}</ul>
        </>
      )}
      <div className="row">
        {(['maintenance', 'manual', 'production'] as const).map((each) => (
          <DeedButton key={each} id={`mode-${each}`} deed={{ kind: 'mode', mode: each }} isDisabled={each === mode}>{say(`mode.${each}`)}</DeedButton>
        ))}
      </div>
    </Section>
  );
}

/** Minutes that a technician most often means. */
const ENDS = [15, 30, 60, 120] as const;

/** What customers are told of how long it takes; only while somebody works inside. */
function AnnouncedEnd({ tower: { mode, maintenance } }: { readonly tower: TowerSnapshot }) {
  const { say, sayTime } = useBenchWords();
  const until = maintenance?.untilUtcMs;
  if (mode !== 'maintenance' && mode !== 'manual') return null;
  return (
    <Section title={say('bench.end.title')} id="announced-end">
      <p>{until === undefined ? say('bench.end.none') : say('bench.end.until', { time: sayTime(until) })}</p>
      <div className="row">
        {ENDS.map((minutes) => <DeedButton key={minutes} id={`end-in-${String(minutes)}`} deed={{ kind: 'announceEnd', minutes }}>{say('bench.end.in', { minutes })}</DeedButton>)}
        {until !== undefined && <DeedButton id="end-unknown" deed={{ kind: 'announceEnd', minutes: null }}>{say('bench.end.takeBack')}</DeedButton>}
      </div>
    </Section>
  );
}

function Lockouts({ tower }: { readonly tower: TowerSnapshot }) {
  const { say, sayTime } = useBenchWords();
  const tags = tower.maintenance?.lockouts ?? [];
  return (
    <Section title={say('bench.lockouts.title')} id="lockouts">
      <p className="quiet">{say('bench.lockouts.line')}</p>
      {tags.map(({ lockoutId, who, note, sinceUtcMs }) => (
        <div key={lockoutId} className="row tag">
          <span>{say('bench.lockouts.tag', { who: who ?? '–', time: sayTime(sinceUtcMs), note: note ?? '' })}</span>
          <DeedButton id={`unlock-${lockoutId}`} deed={{ kind: 'unlock', lockoutId }}>{say('bench.lockouts.take')}</DeedButton>
        </div>
      ))}
      <DeedButton id="lock-out" deed={{ kind: 'lockOut', note: '' }}>{say('bench.lockouts.hang')}</DeedButton>
    </Section>
  );
}

/** The first page: what to do now, modes, tags. */
export function NowScreen({ tower, advice }: { readonly tower: TowerSnapshot; readonly advice: readonly Advice[] }) {
  return (
    <>
      <AdviceList advice={advice} canAct />
      <SiteEvents events={tower.siteEvents ?? []} />
      <ModeRequests tower={tower} />
      <AnnouncedEnd tower={tower} />
      <Lockouts tower={tower} />
    </>
  );
}
