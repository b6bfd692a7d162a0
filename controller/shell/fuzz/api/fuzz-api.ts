import type { FastifyInstance } from 'fastify';
import type { Site, Stock } from '../../../../config/schema/site.schema.ts';
import type { SeededRng } from '../../../../sim/time/seeded-rng.ts';
import type { TowerPort } from '../../../api/tower.port.ts';
import { createTally, type FuzzReport, type Gauges, type Tally } from '../tally.ts';
import { operationsOf, type ApiDocument, type Operation } from './operations-of.ts';
import { drawRequest, REQUEST_KINDS, type RequestSource } from './request-mutations.ts';
import { serveSimulation, type Answer, type Asker, type ServedSimulation } from './served-simulation.ts';

/** What is played. */
export interface ApiFuzzOptions {
  readonly site: Site;
  readonly stock: Stock;
  readonly rng: SeededRng;
  readonly requests: number;
  readonly gauges: Gauges;
  /** Adds a route that is worse than ours, to see that it is found. */
  readonly weakRoutes?: (app: FastifyInstance, tower: TowerPort) => void;
}

/** Those who may move nothing come first, so that whatever moves then is somebody's mistake. */
const STRANGERS: readonly Asker[] = ['nobody', 'forged', 'phone'];
const STAFF: readonly Asker[] = ['kiosk', 'technician', 'technician', 'phone'];
const SIGN_IN_EVERY = 1000;
/** The first ones load programs and compile statements. */
const WARM_SHARE = 0.3;
const MOST_NAMES = 300;
/** Of the simulated tower's own time, at the end. */
const AFTERWARDS_MS = 120_000;
/** Codes of an answer that says that something else is not there just now: documented, and not a mistake. */
const UNAVAILABLE = new Set(['storeUnavailable', 'towerUnavailable', 'clockDoubtful', 'paymentUnavailable', 'contractUnavailable', 'recogniserFailed']);

/** What is wrong with an answer; undefined when it is one of the contract. */
function wrongWith(answer: Exclude<Answer, 'open'>): string | undefined {
  if (answer.status < 400) return undefined;
  if (!answer.type.startsWith('application/problem+json')) return `status ${String(answer.status)} without a problem, as ${answer.type}`;
  // The answer to HEAD has no body.
  const { code } = (answer.body === '' ? {} : JSON.parse(answer.body)) as { readonly code?: string };
  return answer.status < 500 || UNAVAILABLE.has(code ?? '') ? undefined : `status ${String(answer.status)}, ${code ?? 'without a code'}: ${answer.body.slice(0, 200)}`;
}

/** Names that answers tell are used in later requests. */
function learn(names: string[], { status, body }: Exclude<Answer, 'open'>, rng: SeededRng): void {
  if (status >= 300 || body.length > 20_000) return;
  for (const [, name] of body.matchAll(/"[a-zA-Z]*Id":"([^"\\]{1,64})"/gu)) {
    if (name === undefined || names.includes(name)) continue;
    if (names.length < MOST_NAMES) names.push(name);
    else names[rng.int(MOST_NAMES)] = name;
  }
}

interface Play {
  readonly served: ServedSimulation;
  readonly operations: readonly Operation[];
  readonly source: RequestSource & { readonly names: string[] };
  readonly tally: Tally;
  readonly gauges: Gauges;
}

async function playOne({ served, operations, source, tally, gauges }: Play, askers: readonly Asker[]): Promise<void> {
  const { rng } = source;
  const [operation, kind, asker] = [operations[rng.int(operations.length)], REQUEST_KINDS[rng.int(REQUEST_KINDS.length)], askers[rng.int(askers.length)]];
  if (operation === undefined || kind === undefined || asker === undefined) return;
  const request = drawRequest(operation, kind, source);
  const workedMs = gauges.workMs();
  const { answer, heldUpMs } = await served.ask(asker, request);
  const isTaken = answer !== 'open' && answer.status < 400;
  tally.counter(`${asker}: ${kind}`)(isTaken, heldUpMs, () => gauges.workMs() - workedMs);
  if (answer === 'open') return;
  const wrong = wrongWith(answer);
  if (wrong !== undefined) tally.found(`${asker}, ${kind}, ${operation.method} ${operation.path}: ${wrong} · ${JSON.stringify(request).slice(0, 300)}`);
  else learn(source.names, answer, rng);
}

/** Positions of everything that moves. */
const places = ({ simulation }: ServedSimulation): string => {
  const { axes, doors } = simulation.sim.plant;
  const moving = Object.values(axes) as readonly { readonly positionMm: number }[];
  return JSON.stringify([moving.map(({ positionMm }) => Math.round(positionMm)), Object.values(doors).map((door) => Math.round(door.position * 100))]);
};

async function playStrangers(play: Play, requests: number): Promise<void> {
  const { served, tally } = play;
  const before = places(served);
  while (tally.sent() < requests && !tally.isFull()) {
    if (tally.sent() % SIGN_IN_EVERY === 0) await served.signIn();
    await playOne(play, STRANGERS);
    const asked = served.asked();
    if (asked.length > 0) tally.found(`the tower was asked to ${asked.join(', ')} by somebody who may move nothing`);
  }
  await served.settle();
  await served.simulation.clock.runFor(AFTERWARDS_MS);
  if (places(served) !== before) tally.found('something has moved that nobody allowed');
}

async function judgeAfterwards({ served, tally }: Play): Promise<void> {
  const unanswered = await served.settle();
  if (unanswered > 0) tally.found(`${String(unanswered)} requests were never answered`);
  await served.simulation.clock.runFor(AFTERWARDS_MS);
  for (const { invariant, detail } of served.simulation.sim.violations().slice(0, 5)) tally.found(`violated ${invariant}: ${detail}`);
  for (const bug of [...served.bugs, ...served.simulation.bugs].slice(0, 5)) tally.found(`a bug was written down: ${bug.slice(0, 400)}`);
}

/** Mutants of every route of the OpenAPI document against the real server over a simulated tower: first by those who may move nothing, then by everybody. */
export async function fuzzApi(options: ApiFuzzOptions): Promise<FuzzReport> {
  const { site, stock, rng, requests, gauges, weakRoutes } = options;
  const served = await serveSimulation({ site, stock, rng, gauges, ...(weakRoutes !== undefined && { simRoutes: weakRoutes }) });
  try {
    const document = (await served.document()) as ApiDocument;
    const names = [...stock.cars.map(({ id }) => id), ...site.tower.bays.map(({ id }) => id), 'lift', 'travel', 'lift.move', 'x', '1'];
    const tally = createTally(gauges);
    const play: Play = { served, tally, gauges, operations: operationsOf(document), source: { document, rng, names } };
    await playStrangers(play, Math.ceil(requests * WARM_SHARE));
    tally.warm();
    while (tally.sent() < requests && !tally.isFull()) {
      if (tally.sent() % SIGN_IN_EVERY === 0) await served.signIn();
      await playOne(play, STAFF);
      served.asked();
    }
    await judgeAfterwards(play);
    return tally.report();
  } finally {
    await served.close();
  }
}
