import type { Site, Stock } from '../../../../config/schema/site.schema.ts';
import type { Statement } from '../../../../hal/ports/store.port.ts';
import type { Begun, Sequence, SequenceWay } from '../../../../sim/scenarios/sequence.ts';
import { createSimulation, type Simulation } from '../simulation.ts';
import { createStage, openTower } from '../stage.ts';

/** How a sequence is interrupted. */
export const INTERRUPTIONS = ['stop', 'kill', 'power'] as const;
export type Interruption = (typeof INTERRUPTIONS)[number];

/** What a run with an interruption at one boundary has shown. */
export interface BoundaryRun {
  readonly sequence: string;
  /** The way on that people were told to choose. */
  readonly way: SequenceWay;
  /** Whether that way was offered and taken; where it was not, the order was completed. */
  readonly taken: boolean;
  /** Every way that was offered at a moment at which somebody chose. */
  readonly offered: readonly SequenceWay[];
  readonly boundary: number;
  readonly how: Interruption | 'golden';
  /** What was written in that instant. */
  readonly at: string;
  readonly reached: boolean;
  readonly failures: readonly string[];
}

export interface BoundaryTower {
  readonly site: Site;
  readonly stock: Stock;
}

/** The longest sequence, customers included. */
const ENDS_MS = 900_000;
/** Dark or dead for so long. */
const DARK_MS = 5000;
/** Long enough for any motion to begin that would begin by itself. */
const WATCHED_MS = 8000;

/** Batches that begin a step: an intent, or the phase of an order. */
const isBoundary = (batch: readonly Statement[]): boolean => batch.some(({ name }) => name === 'intent.add' || name === 'order.write' || name === 'collection.write');

function describe(batch: readonly Statement[]): string {
  return batch.flatMap(({ params }) => [params['motion'] ?? params['phase']]).filter((text) => typeof text === 'string').join(' ');
}

/** The boundaries of a sequence that nobody interrupts, each with what was written, and what did not hold in it. */
export async function recordSequence(tower: BoundaryTower, sequence: Sequence): Promise<{ readonly boundaries: readonly string[]; readonly failures: readonly string[] }> {
  const { run, boundaries } = await play(tower, sequence, { boundary: Infinity, how: 'golden', way: 'complete' });
  return { boundaries, failures: run.failures };
}

/** The same sequence, interrupted right after its `boundary`th durable step, and brought to its end afterwards in this way. */
export async function playBoundary(tower: BoundaryTower, sequence: Sequence, visit: Visit): Promise<BoundaryRun> {
  return (await play(tower, sequence, visit)).run;
}

/** Where and how a run is interrupted, and the way on from there. */
export interface Visit {
  readonly boundary: number;
  readonly how: BoundaryRun['how'];
  readonly way: SequenceWay;
}

async function play({ site, stock: full }: BoundaryTower, sequence: Sequence, visit: Visit): Promise<{ readonly run: BoundaryRun; readonly boundaries: readonly string[] }> {
  const stock = sequence.stock?.(site, full) ?? full;
  const seen: string[] = [];
  const progress = { armed: false, at: '', reached: false };
  const built: { simulation?: Simulation } = {};
  const onCommit = (batch: readonly Statement[]): void => {
    if (!progress.armed || !isBoundary(batch)) return;
    if (seen.push(describe(batch)) !== visit.boundary) return;
    progress.at = describe(batch);
    progress.reached = true;
    // In this very instant, before anything that follows from the write.
    if (built.simulation && visit.how !== 'golden') interrupt(built.simulation, visit.how);
  };
  const simulation = await createSimulation({ site, stock, seed: 1, skipIdle: true, onCommit });
  built.simulation = simulation;
  const { stage, failures } = createStage(simulation, site, stock);
  stage.expect('the tower becomes idle', await openTower(simulation));
  const begun = await sequence.prepare(stage);
  progress.armed = true;
  const went = begun && (await runSequence(stage, { sequence, begun, visit, isReached: () => progress.reached }));
  const found = simulation.sim.violations().map(({ invariant, detail }) => `${invariant}: ${detail}`);
  const run: BoundaryRun = {
    sequence: sequence.name, ...visit, taken: went?.taken ?? false, offered: went?.offered ?? [], at: progress.at, reached: progress.reached,
    failures: [...failures.map(({ sentence, detail }) => `${sentence} (${detail ?? ''})`), ...found, ...simulation.bugs],
  };
  await simulation.close();
  return { run, boundaries: seen };
}

type BoundaryStage = ReturnType<typeof createStage>['stage'];

interface Running {
  readonly sequence: Sequence;
  readonly begun: Begun;
  readonly visit: Visit;
  readonly isReached: () => boolean;
}

/** Begins it, has it interrupted and brought to its end. Answers with the ways that were offered, and whether the wished one was taken. */
async function runSequence(stage: BoundaryStage, { sequence, begun: { watched, isAsItShould, askAgain }, visit: { how, way }, isReached }: Running): Promise<Pick<BoundaryRun, 'taken' | 'offered'>> {
  const { attend } = await import('../../../../sim/scenarios/on-duty.ts');
  const { expectInventoryTrue } = await import('../../../../sim/scenarios/plays.ts');
  const shown = () => stage.tower.snapshot().tower;
  // A controller that dies in the request never answers it.
  await sequence.begin(stage).catch(() => undefined);
  if (how !== 'golden') {
    await stage.clock.until(() => {
      if (!isReached()) watched.look?.();
      return isReached() || (shown().orders.length === 0 && shown().state === 'idle');
    }, ENDS_MS);
    if (isReached()) await wayBack(stage, how);
  }
  const choices = createChoices(stage, way);
  const attended = () => attend(stage, { resets: 0, resumes: 0, homings: 0, helped: 0 }, { ...watched, goOn: choices.goOn });
  await attended();
  if (askAgain !== undefined) {
    await askAgain();
    await attended();
  }
  stage.expect('everything is where it must be', isAsItShould(choices.takenBack));
  await expectInventoryTrue(stage);
  return { taken: choices.taken(), offered: [...choices.offered] };
}

/** A person who wishes one way for each order that was interrupted: takes it where it is offered, and completes where it is not. */
function createChoices({ tower }: BoundaryStage, way: SequenceWay) {
  const takenBack = new Set<string>();
  const offered = new Set<SequenceWay>();
  let resumed = false;
  const goOn = async (orderId: string): Promise<boolean> => {
    const ways = tower.snapshot().tower.orders.find((order) => order.orderId === orderId)?.ways ?? [];
    for (const one of ['complete', 'reverse', 'cancel'] as const) if (ways.includes(one)) offered.add(one);
    if (way !== 'complete' && !takenBack.has(orderId) && ways.includes(way)) {
      const back = (await (way === 'reverse' ? tower.reverse(orderId, 'technician') : tower.cancel(orderId, 'technician'))).ok;
      if (back) takenBack.add(orderId);
      return back;
    }
    const went = (await tower.resume(orderId)).ok;
    resumed ||= went;
    return went;
  };
  return { goOn, takenBack, offered, taken: () => (way === 'complete' ? resumed : takenBack.size > 0) };
}

function interrupt(simulation: Simulation, how: Interruption): void {
  if (how === 'stop') {
    simulation.core.stop.stopBecause({ code: 'requested', motion: undefined, broken: [], detail: 'somebody pressed Stop' });
    return;
  }
  if (how === 'power') simulation.sim.powerOff();
  simulation.kill();
}

/** What people do before anything may go on: nothing of it, and not the reset, moves the machine. */
async function wayBack(stage: BoundaryStage, how: Interruption): Promise<void> {
  const { homeWhatIsLost, resetAtPanel, settleAll } = await import('../../../../sim/scenarios/way-back.ts');
  const { expectStandstill } = await import('../../../../sim/scenarios/plays.ts');
  await stage.clock.runFor(DARK_MS);
  if (how === 'kill') await stage.controller.restart();
  if (how === 'power') await stage.power.restore();
  await expectStandstill(stage, 'nothing moves by itself', WATCHED_MS);
  if (how !== 'stop') await settleAll(stage);
  await resetAtPanel(stage);
  await expectStandstill(stage, 'nothing moves after the reset alone', WATCHED_MS);
  if (how !== 'stop') await homeWhatIsLost(stage);
}
