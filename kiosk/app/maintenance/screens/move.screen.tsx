import { useEffect } from 'react';
import type { IoView, TowerSnapshot, Why } from '../../../../controller/api/contract/index.ts';
import { axesOf } from '../../../../config/axes.ts';
import type { AxisId } from '../../../../config/schema/site.schema.ts';
import { ActionButton } from '../../look/button.tsx';
import { useBench } from '../bench-services.tsx';
import { useBenchWords } from '../bench-words.tsx';
import type { HoldReadiness } from '../flow/hold-readiness.ts';
import { mayHold } from '../flow/hold-readiness.ts';
import type { HoldView } from '../flow/hold-view.ts';
import { movableParts } from '../flow/motions.ts';
import type { MovablePart } from '../flow/motions.ts';
import type { Readings } from '../flow/readings.ts';
import { remediesOf } from '../flow/remedy.ts';
import { beforeThePress } from '../flow/why-rows.ts';
import { HoldToRun } from '../hold-to-run.tsx';
import { DeedButton, Mark, RefusalWords, Section, Told } from './parts.tsx';
import { WhyRows } from './why.screen.tsx';

const partOf = (parts: readonly MovablePart[], motion: string): MovablePart | undefined => parts.find(({ motions }) => motions.some((each) => each.motion === motion)) ?? parts[0];

function Readiness({ readiness, tower }: { readonly readiness: HoldReadiness; readonly tower: TowerSnapshot }) {
  const { say } = useBenchWords();
  const { enabling = 'unknown', key = 'unknown' } = tower.maintenance ?? {};
  return (
    <ul className="conditions" data-part="readiness">
      <li data-green={readiness.key}><Mark isGreen={readiness.key} /><span>{say('bench.hold.key', { key: say(`bench.key.${key}`) })}</span></li>
      <li data-green={readiness.manual}>
        <Mark isGreen={readiness.manual} /><span>{say('bench.hold.mode', { mode: say(`mode.${tower.mode}`) })}</span>
        {!readiness.manual && <DeedButton id="ask-manual" deed={{ kind: 'mode', mode: 'manual' }}>{say('bench.mode.askManual')}</DeedButton>}
      </li>
      <li data-green={readiness.reset}><Mark isGreen={readiness.reset} /><span>{say(readiness.reset ? 'bench.hold.noStop' : tower.resetAt === 'panel' ? 'bench.hold.resetAtPanel' : 'bench.hold.reset')}</span>{!readiness.reset && tower.resetAt !== 'panel' && <DeedButton id="move-reset" deed={{ kind: 'reset' }}>{say('bench.reset.go')}</DeedButton>}</li>
      <li data-green={readiness.enabling} data-enabling={enabling}><Mark isGreen={readiness.enabling} /><span>{say(`bench.enabling.${enabling}`)}</span></li>
      <li data-green={readiness.free}><Mark isGreen={readiness.free} /><span>{say('bench.hold.free')}</span></li>
      <li data-green={readiness.link}><Mark isGreen={readiness.link} /><span>{say('bench.hold.link')}</span></li>
    </ul>
  );
}

/** Why the last hold was not given or has ended, and how fast the line is. */
function HoldSaid({ hold, tower }: { readonly hold: HoldView; readonly tower: TowerSnapshot }) {
  const { say } = useBenchWords();
  const { motionLease } = tower;
  return (
    <div className="hold-said" role="status" data-hold={hold.state} data-ended={motionLease?.ended ?? ''}>
      <p className={hold.state === 'held' ? 'verdict' : ''}>{say(`bench.hold.state.${hold.state}`)}</p>
      {motionLease?.ended !== undefined && <p>{say('bench.hold.ended', { why: say(`lease.ended.${motionLease.ended}`) })}</p>}
      {motionLease?.detail !== undefined && <Told told={motionLease.told} text={motionLease.detail} />}
      {(motionLease?.ended === undefined || hold.refusal?.code !== 'leaseEnded') && <RefusalWords refusal={hold.refusal} />}
      {hold.roundTripMs !== undefined && <p className="quiet">{say('bench.hold.roundTrip', { value: Math.round(hold.roundTripMs) })}</p>}
    </div>
  );
}

function Speed({ part, tower }: { readonly part: MovablePart; readonly tower: TowerSnapshot }) {
  const { say } = useBenchWords();
  const { site } = useBench();
  const limit = site.heldMmPerS[part.id as AxisId];
  const axis = tower.axes[part.id];
  if (axis === undefined || limit === undefined) return null;
  return <p data-part="speed">{say('bench.hold.speed', { now: Math.round(Math.abs(axis.velocityMmPerS)), most: limit })}</p>;
}

function Homing({ tower, isBusy }: { readonly tower: TowerSnapshot; readonly isBusy: boolean }) {
  const { say } = useBenchWords();
  const { site, send } = useBench();
  return (
    <Section title={say('bench.homing.title')} id="homing">
      <p className="quiet">{say('bench.homing.line')}</p>
      {axesOf(site).map((axis) => (
        <div key={axis} className="row homing" data-homed={tower.axes[axis]?.homed}>
          <strong>{say(`bench.axis.${axis}`)}</strong>
          <span className={tower.axes[axis]?.homed === true ? '' : 'abnormal'}>{say(tower.axes[axis]?.homed === true ? 'bench.axes.homed' : 'bench.axes.notHomed')}</span>
          <DeedButton id={`home-${axis}`} isDisabled={isBusy} deed={{ kind: 'home', axis }}>{say('bench.homing.go')}</DeedButton>
          <ActionButton kind="plain" id={`why-home-${axis}`} onPress={() => send({ type: 'view.set', view: 'why', motion: `${axis}.home` })}>{say('bench.homing.why')}</ActionButton>
        </div>
      ))}
    </Section>
  );
}

/** What has to be held before, each with its button. */
function First({ motion, why }: { readonly motion: string; readonly why: Why }) {
  const { say, sayTold, name } = useBenchWords();
  const { send } = useBench();
  const remedies = remediesOf(motion, why.broken);
  if (remedies.length === 0) return null;
  const nameOf = (remedy: string): string => {
    const [kind = '', bay] = remedy.split(':');
    return `${sayTold(`bench.motion.${kind}`)}${bay === undefined ? '' : ` · ${name(`bay:${bay}`)}`}`;
  };
  return (
    <div className="row" data-part="first">
      <span>{say('bench.hold.first')}</span>
      {remedies.map((remedy) => <ActionButton key={remedy} id={`first-${remedy}`} onPress={() => send({ type: 'motion.set', motion: remedy })}>{nameOf(remedy)}</ActionButton>)}
    </div>
  );
}

/** Hold-to-run, one part at a time, and homing. */
export function MoveScreen({ motion, readings, tower, readiness, hold, isBusy, io }: {
  readonly motion: string;
  readonly readings: Readings;
  readonly tower: TowerSnapshot;
  readonly readiness: HoldReadiness;
  readonly hold: HoldView;
  readonly isBusy: boolean;
  readonly io: IoView | undefined;
}) {
  const { say, sayTold, name } = useBenchWords();
  const { site, send } = useBench();
  const parts = movableParts(site);
  const chosen = partOf(parts, motion);
  const first = chosen?.motions[0]?.motion;
  const isOfPart = chosen?.motions.some((each) => each.motion === motion) === true;
  // Whoever comes from another page has looked at a motion that nobody can hold: the rules shown are those of the part shown.
  useEffect(() => {
    if (!isOfPart && first !== undefined) send({ type: 'motion.set', motion: first });
  }, [isOfPart, first, send]);
  const why = readings.why.value;
  if (chosen === undefined) return null;
  const nameOf = ({ id }: MovablePart): string => (id === 'bolts' ? say('bench.hold.bolts') : id.startsWith('bay:') ? name(id) : sayTold(`bench.axis.${id}`));
  return (
    <>
      <Section title={say('bench.hold.title')} id="hold">
        <div className="row" role="group" aria-label={say('bench.hold.choose')}>
          {parts.map((part) => (
            <ActionButton key={part.id} id={`part-${part.id}`} kind={part === chosen ? 'main' : 'side'} isDisabled={hold.state !== 'released' && part !== chosen} onPress={() => send({ type: 'motion.set', motion: part.motions[0]?.motion ?? motion })}>{nameOf(part)}</ActionButton>
          ))}
        </div>
        <Readiness readiness={readiness} tower={tower} />
        <Speed part={chosen} tower={tower} />
        <div className="hold-buttons">
          {chosen.motions.map(({ wish, motion: each }) => (
            <HoldToRun key={`${each}${wish.direction ?? ''}`} id={`hold-${each}${wish.direction === undefined ? '' : `-${wish.direction}`}`} wish={wish} isDisabled={!mayHold(readiness)} onPointed={() => { if (each !== motion) send({ type: 'motion.set', motion: each }); }} label={sayTold(`bench.hold.${wish.motion}${wish.direction === undefined ? '' : `.${wish.direction}`}`)} />
          ))}
        </div>
        <HoldSaid hold={hold} tower={tower} />
        <p className="quiet">{say('bench.hold.line')}</p>
        {why?.motion === motion && isOfPart && (
          <>
            <First motion={motion} why={why} />
            <WhyRows why={beforeThePress(why)} io={io} nowMs={tower.atMs} isFolded />
          </>
        )}
      </Section>
      <Homing tower={tower} isBusy={isBusy} />
    </>
  );
}
