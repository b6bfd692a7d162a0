import { join } from 'node:path';
import { explainProblems, loadSite, loadStock } from '../../../config/load-site.ts';
import { createSystemClock } from '../../../hal/system/system-clock.ts';
import type { SimulatorNews, SimulatorParameters } from './parameters.ts';
import { serveControl } from '../simulation/control-socket.ts';
import { createHands } from '../simulation/hands.ts';

/** The simulator as a process of its own: same plant, same devices, same bytes, in real time behind real ptys. */
export async function runSimulator(parameters: SimulatorParameters): Promise<number> {
  const site = loadSite(parameters.site);
  const stock = site.ok ? loadStock(site.value.id) : site;
  if (!site.ok) return refuse(explainProblems(site.problems));
  if (!stock.ok) return refuse(explainProblems(stock.problems));
  const { createTowerSim } = await import('../../../sim/tower-sim.ts');
  const { servePtys } = await import('../../../sim/wire/pty-ports.ts');
  const { serveGpio } = await import('../../../sim/wire/gpio-socket-server.ts');
  const clock = createSystemClock();
  const sim = createTowerSim({ site: site.value, stock: stock.value, seed: parameters.seed, clock });
  const ptys = await servePtys(site.value, sim);
  const gpioSocket = join(parameters.folder, 'gpio.sock');
  const gpio = await serveGpio(gpioSocket, sim);
  const controlSocket = join(parameters.folder, 'control.sock');
  const control = await serveControl(controlSocket, createHands(sim, clock));
  sim.start();
  tell({ kind: 'ready', ports: ptys.paths, gpioSocket, controlSocket });
  await untilTold();
  control.close();
  gpio.close();
  ptys.close();
  sim.close();
  return 0;
}

function refuse(message: string): number {
  tell({ kind: 'refused', message });
  return 1;
}

function tell(news: SimulatorNews): void {
  process.send?.(news);
}

/** Ends with a signal, or when the process that started us is gone. */
export function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => { resolve(); });
    process.once('disconnect', () => { resolve(); });
  });
}
