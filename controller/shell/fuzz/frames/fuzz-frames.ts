import type { Site, Stock } from '../../../../config/schema/site.schema.ts';
import type { SeededRng } from '../../../../sim/time/seeded-rng.ts';
import { createTally, type Counter, type FuzzReport, type Gauges, type Tally } from '../tally.ts';
import { createControllerSubject } from './controller-subject.ts';
import { createDeviceBench } from './device-subject.ts';
import { drawFrameKind, FRAME_KINDS, mutateFrame, type FrameKind } from './frame-mutations.ts';
import type { FrameSubject, FrameWeakness } from './frame-subject.ts';
import { fuzzNoisyTower } from './noisy-tower.ts';
import { recordFrames, type RecordedExchange } from './recorded-frames.ts';

/** What is played. */
export interface FrameFuzzOptions {
  readonly site: Site;
  readonly stock: Stock;
  readonly rng: SeededRng;
  /** In all; half of them in each direction. */
  readonly frames: number;
  readonly gauges: Gauges;
  readonly toDevices?: FrameWeakness;
  readonly toController?: FrameWeakness;
}

/** Frames between two looks at what has happened, and between two fresh towers. */
const LOOK_EVERY = 100;
const ROUND = 20_000;
const FIRST_SEED = 1;
/** For so many frames at the decoders one is damaged on the lines of a tower at work, up to so many: there each takes ten thousand times as long. */
const FRAMES_A_DAMAGED_ONE = 1000;
const MOST_AT_WORK = 5000;

interface Direction {
  readonly name: string;
  readonly counters: Readonly<Record<FrameKind, Counter>>;
  readonly frames: readonly Buffer[];
  readonly subject: FrameSubject;
  readonly beforeEach: (dice: SeededRng) => void;
}

const countersOf = (name: string, tally: Tally): Direction['counters'] =>
  Object.fromEntries(FRAME_KINDS.map((kind) => [kind, tally.counter(`${name}: ${kind}`)])) as Record<FrameKind, Counter>;

/** One round at one end. Each chunk is timed: none may hold the thread up. */
function playRound({ name, counters, frames, subject, beforeEach }: Direction, count: number, rng: SeededRng, gauges: Gauges, tally: Tally): void {
  const workedMs = gauges.workMs();
  const worked = (): number => gauges.workMs() - workedMs;
  for (let n = 1; n <= count; n += 1) {
    const [frame, other] = [frames[rng.int(frames.length)], frames[rng.int(frames.length)]];
    if (frame === undefined || other === undefined) return;
    const kind = drawFrameKind(rng);
    const chunk = mutateFrame(kind, frame, other, rng);
    beforeEach(rng);
    const beganMs = gauges.nowMs();
    const taken = subject.feed(chunk);
    counters[kind](taken, gauges.nowMs() - beganMs, worked);
    if (n % LOOK_EVERY !== 0 && n !== count) continue;
    const wrong = subject.wrong();
    if (wrong !== undefined) tally.found(`${name}, around ${kind}: ${wrong} (${JSON.stringify(chunk.toString('latin1')).slice(0, 160)})`);
  }
  if (!subject.isWell()) tally.found(`${name}: a good frame was not taken after the others`);
}

/** Frames of every kind of damage into both ends of the lines of a site: the devices' firmware and the controller's decoders. */
export async function fuzzFrames(options: FrameFuzzOptions): Promise<FuzzReport> {
  const { site, stock, rng, frames: wanted, gauges } = options;
  const exchanges: readonly RecordedExchange[] = await recordFrames(site, stock, FIRST_SEED);
  const [requests, answers] = [exchanges.map(({ request }) => request), exchanges.map(({ answer }) => answer)];
  const bench = await createDeviceBench(site, stock, options.toDevices);
  const tally = createTally(gauges);
  const controller = createControllerSubject(options.toController);
  const asking = (dice: SeededRng): void => {
    const next = exchanges[dice.int(exchanges.length)];
    if (next !== undefined) controller.ask(next);
  };
  const [towards, from] = [countersOf('to devices', tally), countersOf('to controller', tally)];
  for (let round = 0; tally.sent() < wanted && !tally.isFull(); round += 1) {
    const count = Math.min(ROUND, Math.ceil((wanted - tally.sent()) / 2));
    const devices = bench(rng.fork(`devices ${String(round)}`));
    playRound({ name: 'to devices', counters: towards, frames: requests, subject: devices, beforeEach: () => undefined }, count, rng, gauges, tally);
    playRound({ name: 'to controller', counters: from, frames: answers, subject: controller, beforeEach: asking }, count, rng, gauges, tally);
    // Streams put work off to the next turn; a line would give them one after every chunk.
    await gauges.turn();
    // The first round loads programs and tables.
    if (round === 0) tally.warm();
  }
  await fuzzNoisyTower({ site, stock, rng: rng.fork('tower at work'), frames: Math.min(MOST_AT_WORK, Math.ceil(wanted / FRAMES_A_DAMAGED_ONE)), tally });
  return tally.report();
}
