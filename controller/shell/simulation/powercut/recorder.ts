import type { Site } from '../../../../config/schema/site.schema.ts';
import type { Statement } from '../../../../hal/ports/store.port.ts';
import type { Simulation, SimulationOptions } from '../simulation.ts';
import type { Boundary, BoundaryKind } from './boundary.ts';
import { tapCharts } from './chart-tap.ts';
import { watchContacts } from './contact-watch.ts';
import { tapGpio, tapLines } from './world-taps.ts';

/** Enumerates the boundaries of a run while it is armed. */
export interface Recorder {
  /** What stands between the tower and each controller that is started on it. */
  readonly taps: Required<Pick<SimulationOptions, 'onLines' | 'onGpio'>>;
  /** Begins to look at plant, disk and time of a simulation that has just been made. */
  readonly attach: (simulation: Simulation) => void;
  /** Counts from here on, from 1; whoever is given hears of each boundary in its very instant. */
  readonly arm: (onBoundary: (boundary: Boundary, nth: number) => void) => void;
  readonly disarm: () => void;
  readonly end: () => void;
}

/** What a batch writes, in words that are the same in each replay. */
function describe(batch: readonly Statement[]): string {
  return batch.map(({ name, params }) => [name, params['motion'] ?? params['phase']].filter((text) => typeof text === 'string').join(' ')).join(', ');
}

/** Looks at everything that may make a boundary. One run at a time. */
export function createRecorder(site: Site): Recorder {
  let simulation: Simulation | undefined;
  let armed: ((boundary: Boundary, nth: number) => void) | undefined;
  let counts: Record<BoundaryKind, number> = { journal: 0, frame: 0, output: 0, transition: 0, contact: 0 };
  let total = 0;
  /** Changes of the world outside the controller since the beginning. */
  let changes = 0;
  const touched = (): void => { changes += 1; };
  const note = (kind: BoundaryKind, label: string): void => {
    if (armed === undefined || simulation === undefined) return;
    counts[kind] += 1;
    total += 1;
    const atMs = simulation.clock.nowMs();
    armed({ kind, nth: counts[kind], label, atMs, instant: `${String(atMs)} ${String(simulation.sim.plant.timeMs)} ${String(changes)}` }, total);
  };
  const onDisk = (when: 'before' | 'after', batch: readonly Statement[]): void => {
    const what = describe(batch);
    if (when === 'before') {
      note('journal', `before ${what}`);
      return;
    }
    // A torn write leaves a world of its own behind: half of it is on the disk.
    touched();
    note('journal', `in the middle of ${what}`);
    touched();
    note('journal', `after ${what}`);
  };
  const wires = {
    touched,
    frame: (when: string, label: string) => { note('frame', `${label} ${when}`); },
    output: (name: string, level: boolean) => { note('output', `${name} ${level ? 'on' : 'off'}`); },
  };
  const ends = [tapCharts((label) => { note('transition', label); })];
  return {
    taps: { onLines: (lines) => tapLines(site, lines, wires), onGpio: (gpio) => tapGpio(gpio, wires) },
    attach: (built) => {
      simulation = built;
      ends.push(built.disk.watch(onDisk), watchContacts(built.sim.plant, built.clock, (label) => {
        touched();
        note('contact', label);
      }));
    },
    arm: (onBoundary) => {
      counts = { journal: 0, frame: 0, output: 0, transition: 0, contact: 0 };
      total = 0;
      armed = onBoundary;
    },
    disarm: () => { armed = undefined; },
    end: () => { for (const end of ends) end(); },
  };
}
