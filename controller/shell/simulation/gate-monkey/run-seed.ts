import type { Site, Stock } from '../../../../config/schema/site.schema.ts';
import type { Interlock } from '../../../interlocks/interlock.ts';
import type { Violation } from '../../../../sim/oracle/oracle.port.ts';
import { createSimulation, type Simulation } from '../simulation.ts';
import { createStage, openTower } from '../stage.ts';
import { startHand, type CommandTally } from './hand.ts';
import { startMischief, type MischiefTally } from './mischief.ts';

/** Simulated minutes of one run: long enough to get into trouble, short enough to be played again. */
export const RUN_MINUTES = 10;

/** One run of random commands, from one seed. */
export interface MonkeyRun {
  readonly seed: number;
  readonly simulatedMs: number;
  readonly commands: CommandTally;
  readonly mischief: MischiefTally;
  readonly violations: readonly Violation[];
  readonly premises: Readonly<Record<string, number>>;
  readonly bugs: readonly string[];
}

/** Invariants of stock: property, which a random hand may well damage. They are counted, and not part of the verdict. */
const OF_STOCK: ReadonlySet<string> = new Set(['I23', 'I24', 'I25', 'I26', 'I28', 'I29', 'I30', 'I32']);

/** What stands before the gate keeps, and a hand straight at it does not: one command for an axis at a time, a warning before a door comes down, a look around after a start, one epoch. */
export const OF_WHO_COMMANDS: ReadonlySet<string> = new Set(['I12', 'I20', 'I36', 'I46']);

/** Whether an invariant is about motion, stopping or people, and kept by the gate. */
export function isOfMotionOrPeople(invariant: string): boolean {
  return !OF_STOCK.has(invariant) && !OF_WHO_COMMANDS.has(invariant);
}

/** What is played, and against which table. */
export interface MonkeyOptions {
  readonly site: Site;
  readonly stock: Stock;
  readonly seed: number;
  readonly minutes: number;
  readonly interlocks?: readonly Interlock[];
}

async function presentOne(simulation: Simulation, site: Site, stock: Stock): Promise<void> {
  const { askFor, untilHandedOver } = await import('../../../../sim/scenarios/plays.ts');
  const { stage } = createStage(simulation, site, stock);
  const asked = await askFor(stage);
  if (asked !== undefined) await untilHandedOver(stage, asked);
}

/** Random commands go straight into the output gate of a running tower without a safety relay; people and faults come as they like. */
export async function runSeed({ site, stock, seed, minutes, interlocks }: MonkeyOptions): Promise<MonkeyRun> {
  const { createSeededRng } = await import('../../../../sim/time/seeded-rng.ts');
  const simulation = await createSimulation({ site, stock, seed, skipIdle: false, relay: 'absent', ...(interlocks && { interlocks }) });
  const { clock, sim } = simulation;
  const dice = createSeededRng(seed).fork('monkey');
  const core = () => simulation.core;
  const opened = await openTower(simulation);
  // In two runs of three a car already stands in an open bay, so that people have something to get into.
  if (opened && seed % 3 > 0) await presentOne(simulation, site, stock);
  const hand = startHand({ site, clock, core, dice: dice.fork('hand') });
  const mischief = startMischief({ site, clock, sim, core, dice: dice.fork('mischief') });
  await clock.runFor(minutes * 60_000);
  hand.rest();
  mischief.rest();
  const run: MonkeyRun = {
    seed, simulatedMs: Math.round(clock.nowMs()), commands: hand.tally(), mischief: mischief.tally(),
    violations: [...sim.violations()], premises: sim.premises(), bugs: [...simulation.bugs, ...(opened ? [] : ['the tower did not become idle'])],
  };
  await simulation.close();
  return run;
}
