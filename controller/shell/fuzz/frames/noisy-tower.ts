import type { Site, Stock } from '../../../../config/schema/site.schema.ts';
import type { BytePipe, OpenPipe } from '../../../../hal/ports/byte-pipe.port.ts';
import type { SeededRng } from '../../../../sim/time/seeded-rng.ts';
import { createSimulation, type Simulation } from '../../simulation/simulation.ts';
import { createStage, openTower, runUntil } from '../../simulation/stage.ts';
import type { Tally } from '../tally.ts';
import { drawFrameKind, mutateFrame, type FrameKind } from './frame-mutations.ts';

/** What is played. */
export interface NoisyTowerOptions {
  readonly site: Site;
  readonly stock: Stock;
  readonly rng: SeededRng;
  /** At least so many damaged frames, in both directions together. */
  readonly frames: number;
  readonly tally: Tally;
}

/** One frame in so many is damaged while there is noise: seldom enough for something to move in it. */
const DAMAGED_ONE_IN = 8;
const NOISE_MS = 2000;
const QUIET_MS = 3000;
const RESET_MS = 2000;
const BACK_WITHIN_MS = 60_000;
const ORDER = 'noisy';

interface Noise {
  isOn: boolean;
  readonly damage: (frame: Uint8Array) => Uint8Array;
}

/** Damages what passes in either direction, by what has passed before. */
function createNoise(rng: SeededRng, note: (kind: FrameKind) => void): Noise {
  let last: Buffer = Buffer.from(':0101FE\r\n');
  const noise: Noise = {
    isOn: false,
    damage: (given) => {
      const frame = Buffer.from(given);
      const before = last;
      last = frame;
      if (!noise.isOn || rng.int(DAMAGED_ONE_IN) !== 0) return given;
      const kind = drawFrameKind(rng);
      note(kind);
      return mutateFrame(kind, frame, before, rng);
    },
  };
  return noise;
}

function noisy(lines: Readonly<Record<string, OpenPipe>>, noise: Noise): Readonly<Record<string, OpenPipe>> {
  const over = (pipe: BytePipe): BytePipe => ({
    ...pipe,
    write: (bytes) => { pipe.write(noise.damage(bytes)); },
    onBytes: (listener) => { pipe.onBytes((bytes) => { listener(noise.damage(bytes)); }); },
  });
  return Object.fromEntries(Object.entries(lines).map(([bus, open]): [string, OpenPipe] => [bus, async () => {
    const opened = await open();
    return opened.ok ? { ok: true, value: over(opened.value) } : opened;
  }]));
}

/** Somebody keeps the tower at work: resets it after the noise, lets the order go on, and asks for the next car when it is over. */
async function keepAtWork(simulation: Simulation, { site, stock, rng }: NoisyTowerOptions, round: number): Promise<void> {
  const { tower } = createStage(simulation, site, stock).stage;
  simulation.sim.people.attendant.pressReset();
  await simulation.clock.runFor(RESET_MS);
  const [running] = tower.snapshot().tower.collections;
  const asked = running === undefined
    ? await tower.collect({ collectionId: `${ORDER}-${String(round)}`, bookingId: undefined, carId: stock.cars[rng.int(stock.cars.length)]?.id ?? '' })
    : await tower.resume(running.collectionId);
  // Refused as long as what the noise has left is not put right: then the next round begins as this one.
  if (!asked.ok) await simulation.clock.runFor(RESET_MS);
}

/** A whole tower at work while frames on its lines are damaged, and quiet times between: its invariants hold, and it comes back by itself. */
export async function fuzzNoisyTower(options: NoisyTowerOptions): Promise<void> {
  const { site, stock, rng, frames, tally } = options;
  let damaged = 0;
  const noise = createNoise(rng, (kind) => {
    damaged += 1;
    tally.counter(`tower at work: ${kind}`)(false, 0, () => 0);
  });
  const simulation = await createSimulation({ site, stock, seed: rng.int(1_000_000), skipIdle: false, onLines: (lines) => noisy(lines, noise) });
  try {
    if (!(await openTower(simulation))) tally.found('tower at work: it did not open although its lines were quiet');
    for (let round = 0; damaged < frames && !tally.isFull(); round += 1) {
      await keepAtWork(simulation, options, round);
      noise.isOn = true;
      await simulation.clock.runFor(NOISE_MS);
      noise.isOn = false;
      await simulation.clock.runFor(QUIET_MS);
      for (const { invariant, detail } of simulation.sim.violations().slice(0, 1)) tally.found(`tower at work, round ${String(round)}: violated ${invariant}: ${detail}`);
    }
    const isBack = await runUntil(simulation, () => simulation.core.facts.get('liftLive').value === true && simulation.core.facts.get('shuttleLive').value === true, BACK_WITHIN_MS);
    if (!isBack) tally.found('tower at work: its links did not come back after the noise');
    for (const bug of simulation.bugs.slice(0, 3)) tally.found(`tower at work: a bug was written down: ${bug.slice(0, 400)}`);
  } finally {
    await simulation.close();
  }
}
