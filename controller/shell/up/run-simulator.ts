import { join } from 'node:path';
import { explainProblems, loadSite, loadStock } from '../../../config/load-site.ts';
import { createSystemClock } from '../../../hal/system/system-clock.ts';
import type { SimulatorNews, SimulatorParameters } from './parameters.ts';
import { serveControl } from '../simulation/control-socket.ts';
import { createHands } from '../simulation/hands.ts';
import { createScaledClock } from './scaled-clock.ts';
import { takeRealTimePriority } from './real-time.ts';
import { tellParent, untilTold } from './told.ts';

/** The simulator as a process of its own: same plant, same devices, same bytes, in real time behind real ptys. */
export async function runSimulator(parameters: SimulatorParameters): Promise<number> {
  const told = untilTold();
  const site = loadSite(parameters.site);
  const stock = site.ok ? loadStock(site.value.id) : site;
  if (!site.ok) return refuse(explainProblems(site.problems));
  if (!stock.ok) return refuse(explainProblems(stock.problems));
  const { createTowerSim } = await import('../../../sim/tower-sim.ts');
  const { servePtys } = await import('../../../sim/wire/pty-ports.ts');
  const { serveGpio } = await import('../../../sim/wire/gpio-socket-server.ts');
  const { createStopRecorder } = await import('../../../sim/wire/stop-recorder.ts');
  // Relay and drives of a real tower do not wait for the other programs of a PC. Refused, they do, and the controller will tell.
  await takeRealTimePriority(process.pid);
  const clock = createScaledClock(createSystemClock(), parameters.speed);
  const sim = createTowerSim({ site: site.value, stock: stock.value, seed: parameters.seed, clock });
  const ptys = await servePtys(site.value, sim, parameters.folder);
  const recorder = createStopRecorder(sim);
  const gpioSocket = join(parameters.folder, 'gpio.sock');
  const gpio = await serveGpio(gpioSocket, { clock, gpio: recorder.gpio });
  const controlSocket = join(parameters.folder, 'control.sock');
  const hands = createHands(sim, site.value);
  const onWires: Readonly<Record<string, (bus: string) => unknown>> = { stops: recorder.read, unplug: ptys.unplug, plug: ptys.plug };
  const control = await serveControl(controlSocket, (act, args) => (onWires[act] === undefined ? hands(act, args) : onWires[act](String(args['bus']))));
  sim.start();
  recorder.start();
  await tellParent<SimulatorNews>({ kind: 'ready', ports: ptys.paths, gpioSocket, controlSocket });
  await told;
  control.close();
  recorder.close();
  gpio.close();
  ptys.close();
  sim.close();
  return 0;
}

async function refuse(message: string): Promise<number> {
  await tellParent<SimulatorNews>({ kind: 'refused', message });
  return 1;
}
