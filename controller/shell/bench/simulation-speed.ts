import { loadSite, loadStock } from '../../../config/load-site.ts';
import { createSystemClock } from '../../../hal/system/system-clock.ts';
import { createSimulation } from '../simulation/simulation.ts';
import { createStage, openTower } from '../simulation/stage.ts';
import { row, type BenchRow } from './bench.port.ts';

const IDLE_MS = 8 * 3_600_000;

/** Simulated time against the clock: every cell delivered through the whole wire, and an idle night. */
export async function benchSimulation(): Promise<readonly BenchRow[]> {
  const site = loadSite('tmall-shanghai');
  const stock = loadStock('tmall-shanghai');
  if (!site.ok || !stock.ok) throw new Error('the default site does not load');
  const { scenarios } = await import('../../../sim/scenarios/registry.ts');
  const deliver = scenarios.find(({ name }) => name === 'deliver');
  if (!deliver) throw new Error('there is no scenario "deliver"');
  const wall = createSystemClock();
  const simulation = await createSimulation({ site: site.value, stock: stock.value, seed: 1, skipIdle: true });
  const { stage, failures } = createStage(simulation, site.value, stock.value);
  await openTower(simulation);
  const busy = await timed(wall.nowMs, simulation.clock.nowMs, () => deliver.play(stage));
  const idle = await timed(wall.nowMs, simulation.clock.nowMs, () => simulation.clock.runFor(IDLE_MS));
  await simulation.close();
  if (failures.length > 0) throw new Error(`"deliver" did not hold: ${failures[0]?.sentence ?? ''}`);
  return [
    row('simulation speed, busy', busy.simulatedMs / 1000, 's', busy.wallMs / 1000, 'scenario deliver (every cell once) with idle skipping; simulated seconds against seconds of the clock'),
    row('simulation speed, idle night', idle.simulatedMs / 1000, 's', idle.wallMs / 1000, 'eight hours without a customer, with idle skipping'),
  ];
}

async function timed(wallMs: () => number, simulatedMs: () => number, work: () => Promise<void>): Promise<{ readonly wallMs: number; readonly simulatedMs: number }> {
  const [wallStart, simulatedStart] = [wallMs(), simulatedMs()];
  await work();
  return { wallMs: wallMs() - wallStart, simulatedMs: simulatedMs() - simulatedStart };
}
