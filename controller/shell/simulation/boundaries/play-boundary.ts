import type { Site, Stock } from '../../../../config/schema/site.schema.ts';
import type { Statement } from '../../../../hal/ports/store.port.ts';
import { createSimulation, type Simulation } from '../simulation.ts';
import { createStage, openTower } from '../stage.ts';

/** How a sequence is interrupted. */
export const INTERRUPTIONS = ['stop', 'kill', 'power'] as const;
export type Interruption = (typeof INTERRUPTIONS)[number];

/** What a run with an interruption at one boundary has shown. */
export interface BoundaryRun {
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

/** Longest delivery, customer included. */
const ENDS_MS = 900_000;
/** A person gives their word again where the tower asks again, so often at most. */
const WORDS = 4;
/** Dark or dead for so long. */
const DARK_MS = 5000;

/** Batches that begin a step: an intent, or the phase of an order. */
const isBoundary = (batch: readonly Statement[]): boolean => batch.some(({ name }) => name === 'intent.add' || name === 'order.write' || name === 'collection.write');

function describe(batch: readonly Statement[]): string {
  return batch.flatMap(({ params }) => [params['motion'] ?? params['phase']]).filter((text) => typeof text === 'string').join(' ');
}

/** The number of boundaries of a delivery that nobody interrupts, and what did not hold in it. */
export async function recordDelivery(tower: BoundaryTower): Promise<{ readonly boundaries: number; readonly failures: readonly string[] }> {
  const { run, boundaries } = await play(tower, Infinity, 'golden');
  return { boundaries, failures: run.failures };
}

/** The same delivery, interrupted right after its `boundary`th durable step, and brought to its end afterwards. */
export async function playBoundary(tower: BoundaryTower, boundary: number, how: Interruption): Promise<BoundaryRun> {
  return (await play(tower, boundary, how)).run;
}

async function play({ site, stock }: BoundaryTower, boundary: number, how: BoundaryRun['how']): Promise<{ readonly run: BoundaryRun; readonly boundaries: number }> {
  const { askFor, carsInCells, expectInventoryTrue, untilEnded } = await import('../../../../sim/scenarios/plays.ts');
  const progress = { armed: false, seen: 0, at: '', reached: false };
  const built: { simulation?: Simulation } = {};
  const onCommit = (batch: readonly Statement[]): void => {
    if (!progress.armed || !isBoundary(batch)) return;
    progress.seen += 1;
    if (progress.seen !== boundary) return;
    progress.at = describe(batch);
    progress.reached = true;
    // In this very instant, before anything that follows from the write.
    if (built.simulation && how !== 'golden') interrupt(built.simulation, how);
  };
  const simulation = await createSimulation({ site, stock, seed: 1, skipIdle: true, onCommit });
  built.simulation = simulation;
  const { stage, failures } = createStage(simulation, site, stock);
  stage.expect('the tower becomes idle', await openTower(simulation));
  progress.armed = true;
  const asked = await askFor(stage, carsInCells(stage).at(0));
  if (asked !== undefined) {
    stage.people.assign({ kind: 'driver', bay: asked.bay, carId: asked.carId });
    if (how !== 'golden') {
      await stage.clock.until(() => progress.reached, ENDS_MS);
      if (progress.reached) await wayBack(stage, asked, how);
    }
    await untilEnded(stage, asked);
    await expectInventoryTrue(stage);
  }
  const found = simulation.sim.violations().map(({ invariant, detail }) => `${invariant}: ${detail}`);
  const run: BoundaryRun = { boundary, how, at: progress.at, reached: progress.reached, failures: [...failures.map(({ sentence, detail }) => `${sentence} (${detail ?? ''})`), ...found, ...simulation.bugs] };
  await simulation.close();
  return { run, boundaries: progress.seen };
}

function interrupt(simulation: Simulation, how: Interruption): void {
  if (how === 'stop') {
    simulation.core.stop.stopBecause({ code: 'requested', motion: undefined, broken: [], detail: 'somebody pressed Stop' });
    return;
  }
  if (how === 'power') simulation.sim.powerOff();
  simulation.kill();
}

type WayBackStage = ReturnType<typeof createStage>['stage'];
type WayBackAsked = Parameters<Awaited<typeof import('../../../../sim/scenarios/way-back.ts')>['comeBack']>[1];

async function wayBack(stage: WayBackStage, asked: WayBackAsked, how: Interruption): Promise<void> {
  const { comeBack, insist } = await import('../../../../sim/scenarios/way-back.ts');
  const { collectionOf } = await import('../../../../sim/scenarios/plays.ts');
  await stage.clock.runFor(DARK_MS);
  if (how === 'kill') await stage.controller.restart();
  if (how === 'power') await stage.power.restore();
  if (how !== 'stop') await comeBack(stage, asked);
  for (let times = 0; times < WORDS; times += 1) {
    await insist(stage, asked);
    const waits = (): boolean => collectionOf(stage, asked.collectionId)?.paused !== false;
    if (!(await stage.clock.until(waits, ENDS_MS)) || collectionOf(stage, asked.collectionId) === undefined) return;
  }
}
