import type { Site, Stock } from '../../../../config/schema/site.schema.ts';
import type { Statement } from '../../../../hal/ports/store.port.ts';
import type { Begun, Sequence, SequenceWay } from '../../../../sim/scenarios/sequences.ts';
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

/** The number of boundaries of a sequence that nobody interrupts, and what did not hold in it. */
export async function recordSequence(tower: BoundaryTower, sequence: Sequence): Promise<{ readonly boundaries: number; readonly failures: readonly string[] }> {
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

async function play({ site, stock }: BoundaryTower, sequence: Sequence, visit: Visit): Promise<{ readonly run: BoundaryRun; readonly boundaries: number }> {
  const progress = { armed: false, seen: 0, at: '', reached: false };
  const built: { simulation?: Simulation } = {};
  const onCommit = (batch: readonly Statement[]): void => {
    if (!progress.armed || !isBoundary(batch)) return;
    progress.seen += 1;
    if (progress.seen !== visit.boundary) return;
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
  const taken = begun !== undefined && (await runSequence(stage, { sequence, begun, visit, isReached: () => progress.reached }));
  const found = simulation.sim.violations().map(({ invariant, detail }) => `${invariant}: ${detail}`);
  const run: BoundaryRun = {
    sequence: sequence.name, ...visit, taken, at: progress.at, reached: progress.reached,
    failures: [...failures.map(({ sentence, detail }) => `${sentence} (${detail ?? ''})`), ...found, ...simulation.bugs],
  };
  await simulation.close();
  return { run, boundaries: progress.seen };
}

type BoundaryStage = ReturnType<typeof createStage>['stage'];

interface Running {
  readonly sequence: Sequence;
  readonly begun: Begun;
  readonly visit: Visit;
  readonly isReached: () => boolean;
}

/** Begins it, has it interrupted and brought to its end. Answers with whether the wished way was taken. */
async function runSequence(stage: BoundaryStage, { sequence, begun: { watched, isAsItShould }, visit: { how, way }, isReached }: Running): Promise<boolean> {
  const { attend } = await import('../../../../sim/scenarios/on-duty.ts');
  const { expectInventoryTrue } = await import('../../../../sim/scenarios/plays.ts');
  const shown = () => stage.tower.snapshot().tower;
  const order = () => shown().orders.find(({ orderId }) => orderId === watched.orderId);
  // A controller that dies in the request never answers it.
  await sequence.begin(stage).catch(() => undefined);
  if (how !== 'golden') {
    await stage.clock.until(() => {
      if (!isReached()) watched.look?.();
      return isReached() || (order() === undefined && shown().state === 'idle');
    }, ENDS_MS);
    if (isReached()) await wayBack(stage, how);
  }
  let taken = false;
  const goOn = async (): Promise<boolean> => {
    if (way !== 'complete' && !taken && order()?.ways?.includes(way) === true) {
      taken = (await (way === 'reverse' ? stage.tower.reverse(watched.orderId, 'technician') : stage.tower.cancel(watched.orderId, 'technician'))).ok;
      return taken;
    }
    const resumed = (await stage.tower.resume(watched.orderId)).ok;
    if (way === 'complete' && resumed) taken = true;
    return resumed;
  };
  await attend(stage, { resets: 0, resumes: 0, homings: 0, helped: 0 }, { ...watched, goOn });
  stage.expect('everything is where it must be', isAsItShould(way === 'complete' || !taken));
  await expectInventoryTrue(stage);
  return taken;
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
