import { machineMoves } from '../../scenarios/plays.ts';
import type { StageOrder, StageSnapshot } from '../../scenarios/stage.port.ts';
import type { Subject } from '../subject.port.ts';
import type { Judge, Report } from './judge.port.ts';

/** What comes to rest does so within the time of a stop, which orders grant twice; and is looked at so often. */
const STOPS = 2;
const LATE_MS = 1000;
const LOOK_MS = 400;
/** Longer than anything that an order does without moving: durable writes, proofs of a bay, a door that is tried again. */
const IDLE_MS = 60_000;
/** A door is tried once, and three times again by itself. */
const MOST_CLOSINGS = 4;
/** An alarm whose cause is over says nothing of now. */
const RETURNED = 'returnedUnacknowledged';
const TRANSIENT: ReadonlySet<string> = new Set(['aborting', 'stopping', 'suspending', 'holding']);
/** Phases in which an order waits for people or for their going, for as long as the site allows, and then says so. */
const WAITS: ReadonlySet<string> = new Set(['handover', 'awaiting', 'leaving', 'proving', 'checking']);

/** Something that may last only so long without anybody being told. */
interface Dwell {
  readonly key: string;
  readonly mostMs: number;
}

/** What the tower dwells in at this moment. */
function dwellsOf({ state, orders, reasons, siteEvents = [] }: StageSnapshot, { site: { control, bayRules } }: Subject['stage']): readonly Dwell[] {
  const dwells: Dwell[] = TRANSIENT.has(state) ? [{ key: state, mostMs: STOPS * control.stopTimeoutMs }] : [];
  const isHeld = reasons.length > 0 || siteEvents.length > 0;
  const running = orders.filter(({ stage }) => stage === 'running');
  for (const { orderId, phase } of running) if (WAITS.has(phase)) dwells.push({ key: `${orderId} ${phase}`, mostMs: bayRules.customerTimeoutMs });
  // One order at a time has the carriage: where one moves, the others wait for it.
  const atWork = (order: StageOrder): boolean => !WAITS.has(order.phase);
  if (state === 'execute' && !isHeld && running.some(atWork)) dwells.push({ key: `standing at ${running.filter(atWork).map(({ orderId, phase }) => `${orderId} ${phase}`).join()}`, mostMs: IDLE_MS });
  return dwells;
}

/**
 * I48: no state outlives its time without an alarm, and no step is tried again more than three times by itself. Transient states of the tower have the time of
 * a stop; orders that wait for people the site's own; one at work stands still no longer than all that it does without moving. What is tried again by itself is the
 * closing of a door; the way out is asked for without end, for somebody waits behind it.
 */
export function judgeDwell({ stage, clock, wire }: Pick<Subject, 'stage' | 'clock' | 'wire'>, report: Report, staffActs: () => number): Judge {
  const since = new Map<string, number>();
  const closings = new Map<string, number>();
  let looked = 0;
  let movedAtMs = 0;
  let acts = 0;
  const endWatching = clock.every(LOOK_MS, () => { if (machineMoves(stage.plant.state)) movedAtMs = stage.clock.nowMs(); });
  wire.listen({
    opened: () => undefined,
    answered: () => undefined,
    command: ({ device: { id }, verb, what, taken }) => {
      if (verb !== 'execute' || !taken) return;
      if (what === 'open' && stage.plant.state.doors[id]?.locked === true) closings.delete(id);
      // Whoever has asked for it anew stands there and sees the door.
      if (staffActs() !== acts) closings.clear();
      acts = staffActs();
      if (what !== 'close') return;
      const times = (closings.get(id) ?? 0) + 1;
      closings.set(id, times);
      if (times > MOST_CLOSINGS) report('I48', `${id} is told to close for the ${String(times)}th time`);
    },
  });
  return {
    look: (shown) => {
      const nowMs = stage.clock.nowMs();
      const dwells = dwellsOf(shown, stage);
      for (const key of since.keys()) if (!dwells.some((one) => one.key === key)) since.delete(key);
      const isTold = shown.alarms?.alarms.some(({ state }) => state !== RETURNED) === true;
      for (const { key, mostMs } of dwells) {
        looked += 1;
        const fromMs = Math.max(since.get(key) ?? nowMs, key.startsWith('standing') ? movedAtMs : 0);
        since.set(key, since.get(key) ?? nowMs);
        if (!isTold && nowMs - fromMs > mostMs + LATE_MS + LOOK_MS) report('I48', `${key} for ${String(Math.round(nowMs - fromMs))} ms, at most ${String(mostMs)}, and no alarm says so`);
      }
    },
    end: () => {
      endWatching();
      return Promise.resolve();
    },
    premises: () => ({ I48: looked }),
  };
}
