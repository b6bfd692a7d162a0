import { loadStock, explainProblems } from '../../../config/load-site.ts';
import type { Site } from '../../../config/schema/site.schema.ts';
import type { OpenPipe } from '../../../hal/ports/byte-pipe.port.ts';
import type { Clock } from '../../../hal/ports/clock.port.ts';
import type { Gpio } from '../../../hal/ports/line.port.ts';
import { createSystemClock } from '../../../hal/system/system-clock.ts';
import { createSocketGpio } from '../../../hal/wire/gpio/socket-gpio.ts';
import { openSerialPipe } from '../../../hal/wire/serial-pipe.ts';
import { serveControl } from '../simulation/control-socket.ts';
import { createHands } from '../simulation/hands.ts';
import { openHardwareGpio } from '../../../hal/wire/gpio/hardware-gpio.ts';
import type { Wiring } from './parameters.ts';
import { createScaledClock } from './scaled-clock.ts';
import { createTimeLapse, type TimeLapse } from './time-lapse.ts';

/** What the core needs of the world: time, bytes and lines. */
export interface Wired {
  readonly clock: Clock;
  readonly gpio: Gpio;
  readonly openPipe: Readonly<Record<string, OpenPipe>>;
  /** Days that may pass at once; of a simulated tower in this process only. */
  readonly lapse: TimeLapse | undefined;
  /** Lets time pass, where it does not by itself. */
  readonly start: () => void;
  readonly close: () => void;
}

type WiredResult = { readonly ok: true; readonly value: Wired } | { readonly ok: false; readonly message: string };

/** Makes one of the three wirings. The controller above is the same program on each of them. `onPassed` hears of days that have passed at once. */
export async function wire(wiring: Wiring, site: Site, onPassed: (ms: number) => void = () => undefined): Promise<WiredResult> {
  if (wiring.kind === 'inProcess') return inProcess(wiring, site, onPassed);
  const clock = createScaledClock(createSystemClock(), wiring.kind === 'pty' ? (wiring.speed ?? 1) : 1);
  const ports = wiring.kind === 'pty' ? wiring.ports : Object.fromEntries(site.buses.map((bus) => [bus.id, bus.path]));
  const openPipe = Object.fromEntries(site.buses.map((bus) => [bus.id, () => openSerialPipe({ path: ports[bus.id] ?? bus.path, baud: bus.baud })]));
  const gpio = wiring.kind === 'pty' ? await createSocketGpio({ path: wiring.gpioSocket, site, clock }) : await openHardwareGpio(site, clock);
  if (!gpio.ok) return { ok: false, message: gpio.error.message };
  return { ok: true, value: { clock, gpio: gpio.value, openPipe, lapse: undefined, start: () => undefined, close: () => undefined } };
}

/** The simulator on a virtual clock that keeps pace with wall time, or a multiple of it. */
async function inProcess(wiring: Extract<Wiring, { kind: 'inProcess' }>, site: Site, onPassed: (ms: number) => void): Promise<WiredResult> {
  const stock = loadStock(site.id);
  if (!stock.ok) return { ok: false, message: explainProblems(stock.problems) };
  const { createVirtualClock } = await import('../../../sim/time/virtual-clock.ts');
  const { createPacedClock } = await import('../../../sim/time/paced-clock.ts');
  const { createTowerSim } = await import('../../../sim/tower-sim.ts');
  const clock = createVirtualClock();
  const sim = createTowerSim({ site, stock: stock.value, seed: wiring.seed, clock });
  const paced = createPacedClock(clock, wiring.speed);
  const lapse = createTimeLapse();
  const hands = createHands(sim, site);
  const control = await serveControl(wiring.controlSocket, (act, args) => {
    if (act !== 'pass-time') return hands(act, args);
    lapse.pass(Number(args['ms']));
    onPassed(Number(args['ms']));
    return undefined;
  });
  return {
    ok: true,
    value: {
      clock, gpio: sim.gpio, openPipe: sim.openPipe, lapse,
      start: () => {
        sim.start();
        void paced.start().catch((error: unknown) => {
          process.stderr.write(`the simulated time stopped: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
          process.exit(1);
        });
      },
      close: () => {
        paced.stop();
        control.close();
        sim.close();
      },
    },
  };
}
