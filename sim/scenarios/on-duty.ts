import { orderOf } from './orders.scenario.ts';
import { reasonsOf } from './plays.ts';
import type { Stage } from './stage.port.ts';
import { homeWhatIsLost, settleAll } from './way-back.ts';

/** Whoever is on duty looks at the screen this often, and is there this long after something has begun to wait for them. */
const GLANCE_MS = 500;
const COMES_MS = 10_000;
/** A customer who stands in front of the same question for so long is helped. */
const HELPS_MS = 40_000;
/** The longest order, with every stop, question and person in it. */
const ORDER_MS = 3_600_000;
const PRESS_MS = 1000;

/** What happens at a moment of the simulated clock, whatever the tower does then. */
export interface Chance {
  readonly atMs: number;
  readonly happen: () => void | Promise<void>;
}

/** What somebody on duty has had to do so far. */
export interface Duty {
  resets: number;
  resumes: number;
  homings: number;
  helped: number;
}

/** An order as whoever is on duty follows it. */
export interface Watched {
  readonly orderId: string;
  /** Where several orders belong together: whichever needs somebody, or goes on, at this moment. */
  readonly current?: () => string;
  readonly chances: readonly Chance[];
  /** Looked at every half second: people who come when there is somewhere to come to. */
  readonly look?: () => void;
  /** Gives the fresh command to an order that waits for one; without it, to go on. Answers with whether it was taken. */
  readonly goOn?: (orderId: string) => Promise<boolean>;
  /** Helps the customers in front of a question that has stood for a while. Answers with whether anything was done. */
  readonly help: () => Promise<boolean>;
  /** The question that the customers stand in front of. */
  readonly question: () => string | undefined;
}

/** Follows an order to its end and the tower to idle: resets at the panel, finds references, says "go on", helps customers. False, and a failed expectation, when it does not end. */
export async function attend(stage: Stage, duty: Duty, watched: Watched): Promise<boolean> {
  const endMs = stage.clock.nowMs() + ORDER_MS;
  const chances = [...watched.chances].sort((a, b) => a.atMs - b.atMs);
  const waits = { on: '', sinceMs: stage.clock.nowMs() };
  const isOver = (): boolean => orderOf(stage, currentOf(watched)) === undefined && stage.tower.snapshot().tower.state === 'idle' && !isLost(stage);
  while (!isOver() && stage.clock.nowMs() < endMs) {
    for (let next = chances[0]; next !== undefined && next.atMs <= stage.clock.nowMs(); next = chances[0]) {
      chances.shift();
      await next.happen();
    }
    watched.look?.();
    const { on, patienceMs } = waitsFor(stage, watched);
    if (on !== waits.on) Object.assign(waits, { on, sinceMs: stage.clock.nowMs() });
    if (on !== '' && stage.clock.nowMs() - waits.sinceMs >= patienceMs) {
      await act(stage, duty, watched);
      waits.sinceMs = stage.clock.nowMs();
    }
    await stage.clock.runFor(GLANCE_MS);
  }
  stage.expect(`${watched.orderId} ends and the tower is idle`, isOver(), `${JSON.stringify(orderOf(stage, currentOf(watched)))}; ${reasonsOf(stage)}`);
  return isOver();
}

const currentOf = ({ orderId, current }: Watched): string => current?.() ?? orderId;

/** What stands still until somebody does something, in words; empty while all goes on. */
function waitsFor(stage: Stage, watched: Watched): { readonly on: string; readonly patienceMs: number } {
  const { state, resetNeeded } = stage.tower.snapshot().tower;
  const orderId = currentOf(watched);
  const order = orderOf(stage, orderId);
  if (resetNeeded !== undefined || order?.stage === 'paused' || state === 'recovering') return { on: `${state} ${resetNeeded ?? ''} ${orderId} ${order?.stage ?? ''}`, patienceMs: COMES_MS };
  if (order === undefined && isLost(stage)) return { on: 'lost', patienceMs: COMES_MS };
  if (order?.stage === 'queued' && (state === 'idle' || state === 'held')) return { on: 'queued', patienceMs: COMES_MS };
  return { on: watched.question() ?? '', patienceMs: HELPS_MS };
}

const isLost = ({ tower }: Stage): boolean => Object.values(tower.snapshot().tower.axes).some(({ homed }) => !homed);

/** One deed of a technician; what is refused is tried again when they look again. */
async function act(stage: Stage, duty: Duty, watched: Watched): Promise<void> {
  const { help, goOn } = watched;
  const shown = () => stage.tower.snapshot().tower;
  const { attendant } = stage.people;
  if (stage.plant.state.panel.emergencyStopPressed) attendant.releaseEmergencyStop();
  if (shown().state === 'recovering') await settleAll(stage);
  if (shown().resetNeeded !== undefined) {
    attendant.pressReset();
    duty.resets += 1;
    await stage.clock.until(() => shown().resetNeeded === undefined, 3 * PRESS_MS);
    return;
  }
  if (isLost(stage)) {
    duty.homings += 1;
    await homeWhatIsLost(stage);
    return;
  }
  const orderId = currentOf(watched);
  const order = orderOf(stage, orderId);
  if (order?.stage === 'paused' || order?.stage === 'queued') {
    if (await (goOn?.(orderId) ?? stage.tower.resume(orderId).then(({ ok }) => ok))) duty.resumes += 1;
    return;
  }
  if (await help()) duty.helped += 1;
}
