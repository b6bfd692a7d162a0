import type { RecoveryView, ToldView, TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { axisIds } from '../../../../config/axes.ts';
import type { AxisId } from '../../../../config/schema/site.schema.ts';
import type { LiveState } from '../../tower-client/live-store.ts';
import type { Deed } from '../deed.ts';
import type { ViewId } from './readings.ts';

/** One thing to know or to do, as a sentence, and where or how it is done. */
export interface Advice {
  /** Word id. */
  readonly word: string;
  readonly values: ToldView['values'];
  /** `bad`: nothing goes on before it · `due`: somebody must do it · `well`: nothing to do. */
  readonly tone: 'bad' | 'due' | 'well';
  /** Page on which it is done. */
  readonly go?: ViewId;
  readonly motion?: string;
  /** Done by one press, here. */
  readonly deed?: Deed;
}

type Known = Pick<LiveState, 'link'> & { readonly tower: TowerSnapshot; readonly recovery: RecoveryView | undefined };

/** Causes that are said at once; more are listed with the alarms. */
const MOST_CAUSES = 3;
/** The relay gives run-enable back at the reset: its absence alone is no cause that anybody could take away first. */
const COMES_WITH_RESET = 'runEnabled';
/** What is put right after the reset, and by it: run-enable comes with it, and a reference is found only in a tower that may move. */
const AFTER_RESET = /^runEnabled$|Homed$/u;
const KEY_FACT = 'keyInAuto';

type Cause = TowerSnapshot['reasons'][number];

/**
 * What stopped the tower, each thing once: several rules look at the same fact. The key of somebody who is at work is no fault, and what no
 * sensor had said yet when the controller started is none either; recovery tells of a sensor that goes on saying nothing.
 */
function causesOf({ reasons, maintenance }: TowerSnapshot): readonly Cause[] {
  const sameThing = (one: Cause, other: Cause): boolean => one.fact === other.fact && one.bay === other.bay;
  const isAtWork = maintenance?.key === 'maintenance';
  const each = reasons.filter((one, i) => reasons.findIndex((other) => sameThing(one, other)) === i && one.cause !== 'neverSeen' && !(isAtWork && one.fact === KEY_FACT));
  const others = each.filter(({ fact }) => fact !== COMES_WITH_RESET);
  // A key that is turned makes the relay drop it.
  return others.length > 0 || isAtWork ? others : each;
}

/** Whether it is over by what the alarms say of the rule: reasons keep what was so at the stop. */
function isOver({ alarms }: TowerSnapshot, { interlockId, bay }: Cause): boolean {
  const alarmId = `interlock.${interlockId}${bay === undefined ? '' : `:${bay}`}`;
  return alarms?.alarms.find((alarm) => alarm.alarmId === alarmId)?.active === false;
}

function causes({ tower }: Known): readonly Advice[] {
  return causesOf(tower).slice(0, MOST_CAUSES).map((cause) => {
    const values = cause.bay === undefined ? {} : { bay: cause.bay };
    return isOver(tower, cause)
      ? { word: 'bench.advice.over', values: { ...values, what: { word: cause.operator } }, tone: 'well' }
      : { word: cause.technician, values, tone: 'bad', go: 'alarms' };
  });
}

const SAID_OTHERWISE = /^(?:stop|interlock|order|recovery|alarms|maintenance|hold)\./u;

/** Devices and buses that fail now: often the cause of what the safety hardware has done. */
function failures({ tower }: Known): readonly Advice[] {
  return (tower.alarms?.alarms ?? [])
    .filter(({ active, state, tag, consequenceOf }) => active && state !== 'shelved' && state !== 'outOfService' && !SAID_OTHERWISE.test(tag) && (consequenceOf === undefined || SAID_OTHERWISE.test(consequenceOf)))
    .slice(0, MOST_CAUSES)
    .map(({ cause, action, object }) => ({
      word: object === undefined ? 'bench.advice.failure' : 'bench.advice.failureOf',
      values: { ...(object === undefined ? {} : { object, bay: object }), cause: { word: cause }, action: { word: action } },
      tone: 'bad', go: 'alarms',
    }));
}

/** What happens around the tower, and what waits for an inspection since. */
function events({ tower }: Known): readonly Advice[] {
  return (tower.siteEvents ?? []).map(({ event, state }) => ({ word: state === 'present' ? 'bench.advice.event' : 'bench.advice.eventOver', values: { event: `event:${event}` }, tone: 'bad', go: 'now' }));
}

/** A stop is reset where its kind asks for it, after its cause has gone. */
function reset(known: Known): readonly Advice[] {
  const { tower } = known;
  if (tower.resetNeeded === undefined) return [];
  const isDue = failures(known).length === 0 && causesOf(tower).every((cause) => AFTER_RESET.test(cause.fact) || isOver(tower, cause));
  if (tower.resetAt === 'panel') return [{ word: isDue ? 'bench.advice.resetAtPanelDue' : 'bench.advice.resetAtPanel', values: {}, tone: 'bad' }];
  return [{ word: isDue ? 'bench.advice.resetHereDue' : 'bench.advice.resetHere', values: {}, tone: 'bad', deed: { kind: 'reset' } }];
}

function doubts({ tower, recovery }: Known): readonly Advice[] {
  if (tower.state === 'recovering' && recovery?.stage === 'listening') return [{ word: 'bench.advice.listening', values: {}, tone: 'bad', go: 'recovery' }];
  const count = recovery === undefined ? tower.recovery.length : recovery.doubts.length;
  return count === 0 ? [] : [{ word: 'bench.advice.doubts', values: { count }, tone: 'due', go: 'recovery' }];
}

function lostReferences({ tower, recovery }: Known): readonly Advice[] {
  // Recovery has the axis among what is in doubt, with the steps.
  const isTold = (axis: AxisId): boolean => recovery?.doubts.some(({ id }) => id === `reference:${axis}`) === true;
  const lost = axisIds.filter((id) => tower.axes[id]?.homed === false && !isTold(id));
  return lost.map((axis) => ({ word: 'bench.advice.home', values: { axis }, tone: 'due', go: 'move', motion: `${axis}.home` }));
}

function orders({ tower, recovery }: Known): readonly Advice[] {
  // Recovery has them among what is in doubt, and says more about them.
  const isTold = (orderId: string): boolean => recovery?.doubts.some(({ id }) => id === `order:${orderId}`) === true;
  const paused = tower.orders.filter(({ stage, orderId }) => stage === 'paused' && !isTold(orderId)).length;
  const overdue = tower.orders.filter((order) => order.overdue).length;
  return [
    ...(paused === 0 ? [] : [{ word: 'bench.advice.paused', values: { count: paused }, tone: 'due', go: 'recovery' } as const]),
    ...(overdue === 0 ? [] : [{ word: 'bench.advice.overdue', values: { count: overdue }, tone: 'due', go: 'orders' } as const]),
  ];
}

/** Bays that stand open to the street although nothing is done there, as after a fire: a cycle of the door proves them empty and shuts it. */
function openBays({ tower }: Known): readonly Advice[] {
  if (tower.state !== 'idle' || tower.mode !== 'production' || (tower.siteEvents ?? []).length > 0) return [];
  const isForgotten = (bay: string): boolean => tower.doors[`${bay}.outer`]?.position === 1 && tower.bays[bay]?.state === 'blocked' && !tower.orders.some((order) => order.bay === bay);
  return Object.keys(tower.bays).filter(isForgotten).map((bay) => ({ word: 'bench.advice.bayOpen', values: { bay: `bay:${bay}` }, tone: 'due', deed: { kind: 'order', order: { kind: 'cycleDoors', bay } } }));
}

function mode({ tower }: Known): readonly Advice[] {
  // Before production is given back they are what there is to do; while somebody works they stand with the modes.
  const isSaid = (block: string): boolean => block === 'resetDue' && tower.resetNeeded !== undefined;
  const blocks = (tower.maintenance?.blocks ?? []).filter((block) => !isSaid(block)).map((block) => ({ word: `mode.blocked.${block}`, values: {}, tone: 'due' }) as const);
  if (tower.mode === 'maintenance') return [{ word: 'bench.advice.maintenance', values: {}, tone: 'due', deed: { kind: 'mode', mode: 'manual' } }];
  if (tower.mode === 'manual') return [{ word: 'bench.advice.manual', values: {}, tone: 'due', go: 'move' }];
  return tower.mode === 'unknown' ? [{ word: 'bench.advice.noMode', values: {}, tone: 'bad' }, ...blocks] : [];
}

function standing({ tower }: Known): readonly Advice[] {
  const unseen = tower.alarms?.unacknowledged ?? 0;
  const out = tower.quarantines?.length ?? 0;
  return [
    ...(unseen === 0 ? [] : [{ word: 'bench.advice.alarms', values: { count: unseen }, tone: 'due', go: 'alarms' } as const]),
    ...(out === 0 ? [] : [{ word: 'bench.advice.outOfService', values: { count: out }, tone: 'due', go: 'stock' } as const]),
  ];
}

/** What stands in the way and what to do about it, in the order in which it is done. Never empty. */
export function adviceOf(known: Known): readonly Advice[] {
  if (known.link !== 'live') return [{ word: 'bench.advice.lost', values: {}, tone: 'bad' }];
  const found = [...events(known), ...causes(known), ...failures(known), ...reset(known), ...doubts(known), ...lostReferences(known), ...orders(known), ...openBays(known), ...mode(known), ...standing(known)];
  return found.length > 0 ? found : [{ word: 'bench.advice.well', values: {}, tone: 'well' }];
}
