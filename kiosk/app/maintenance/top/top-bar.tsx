import { languages } from '../../../../config/words/index.ts';
import type { TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../look/button.tsx';
import type { LiveState } from '../../tower-client/live-store.ts';
import { languageTag } from '../../words/words.tsx';
import { useBench } from '../bench-services.tsx';
import { useBenchWords } from '../bench-words.tsx';
import { boardOrder } from '../flow/board-order.ts';
import type { BenchSnapshot } from '../flow/maintenance.machine.ts';
import { PriorityChip } from '../screens/alarms.screen.tsx';
import { RefusalWords } from '../screens/parts.tsx';

const OWN_NAMES = { zh: '中文', en: 'English' } as const;

function Sign({ label, value, isAbnormal, id }: { readonly label: string; readonly value: string; readonly isAbnormal: boolean; readonly id: string }) {
  return <div className={isAbnormal ? 'sign abnormal' : 'sign'} data-sign={id}><span className="sign-label">{label}</span><span className="sign-value">{value}</span></div>;
}

/** The first alarm that stands, in one line. */
function FirstOut({ tower }: { readonly tower: TowerSnapshot }) {
  const { say, sayTold, name } = useBenchWords();
  const standing = boardOrder(tower.alarms?.alarms ?? []).filter(({ active, state }) => active && state !== 'shelved' && state !== 'outOfService');
  const [first] = standing;
  if (first === undefined) return null;
  return (
    <p className={`first-alarm ${first.priority}`} data-part="first-out">
      <PriorityChip priority={first.priority} /> {sayTold(first.cause, { object: first.object ?? '', bay: first.object ?? '' })}
      {first.object !== undefined && <span className="quiet"> {name(first.object)}</span>}
      {standing.length > 1 && <span className="quiet"> {say('bench.alarms.more', { count: standing.length - 1 })}</span>}
    </p>
  );
}

/** Mode, state, key, enabling device, connection; language, sign-out, and the stop, always at the same place. */
export function TopBar({ tower, link, snapshot }: { readonly tower: TowerSnapshot; readonly link: LiveState['link']; readonly snapshot: BenchSnapshot }) {
  const { say, language } = useBenchWords();
  const { site, send } = useBench();
  const other = languages.find((each) => each !== language) ?? 'en';
  const isSignedIn = snapshot.matches('signedIn');
  const { maintenance, mode, state } = tower;
  const key = maintenance?.key ?? 'unknown';
  return (
    <header className="bench-top">
      <h1>{site.name[language]} <span className="quiet">{say('bench.title')}</span></h1>
      <div className="signs">
        <Sign id="key" label={say('bench.top.key')} value={say(`bench.key.${key}`)} isAbnormal={key !== 'auto'} />
        <Sign id="mode" label={say('bench.top.mode')} value={say(`mode.${mode}`)} isAbnormal={mode !== 'production'} />
        <Sign id="state" label={say('bench.top.state')} value={say(`bench.towerState.${state}`)} isAbnormal={!['idle', 'execute', 'starting', 'completing', 'complete', 'resetting'].includes(state)} />
        <Sign id="enabling" label={say('bench.top.enabling')} value={say(`bench.enablingShort.${maintenance?.enabling ?? 'unknown'}`)} isAbnormal={maintenance?.enabling === 'stale'} />
        <Sign id="link" label={say('bench.top.link')} value={say(`bench.link.${link}`)} isAbnormal={link !== 'live'} />
      </div>
      <div className="bench-top-buttons">
        <ActionButton kind="plain" id={`language-${other}`} onPress={() => send({ type: 'language.set', language: other })}><span lang={languageTag(other)}>{OWN_NAMES[other]}</span></ActionButton>
        {isSignedIn && <ActionButton kind="plain" id="sign-out" onPress={() => send({ type: 'signOut' })}>{say('bench.top.signOut')}</ActionButton>}
        {isSignedIn && <button type="button" className="stop-motion" data-action="stop" onPointerDown={() => { send({ type: 'stop' }); }} onKeyDown={(event) => { if (!event.repeat && (event.key === 'Enter' || event.key === ' ')) send({ type: 'stop' }); }}>{say('bench.top.stop')}</button>}
      </div>
      <div className="bench-top-line">
        <FirstOut tower={tower} />
        {snapshot.context.stopRefusal !== undefined && <div className="refusal" role="alert">{say('bench.top.stopFailed')}<RefusalWords refusal={snapshot.context.stopRefusal} /></div>}
      </div>
    </header>
  );
}
