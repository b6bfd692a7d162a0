import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import type { Site, Stock } from '../../../../config/schema/site.schema.ts';
import type { SeededRng } from '../../../../sim/time/seeded-rng.ts';
import { createApi } from '../../../api/create-api.ts';
import type { Api, ApiParts } from '../../../api/api.port.ts';
import type { TowerPort } from '../../../api/tower.port.ts';
import { createPhotoFiles } from '../../../bookings/photos/photo-files.ts';
import { makeSiteKeys } from '../../../bookings/site-keys.ts';
import { nobodyOutside, type Clock } from '../../../ports.ts';
import { createSimulation, type Simulation } from '../../simulation/simulation.ts';
import { openTower } from '../../simulation/stage.ts';
import type { Gauges } from '../tally.ts';

/** Who asks. `forged` shows a token that nobody gave. */
export type Asker = 'nobody' | 'forged' | 'phone' | 'kiosk' | 'technician';
/** An answer, or `open` where the tower itself takes its time. */
export type Answer = { readonly status: number; readonly type: string; readonly body: string } | 'open';

/** A whole simulated tower behind its real routes. */
export interface ServedSimulation {
  readonly simulation: Simulation;
  /** Routes of the OpenAPI document. */
  readonly document: () => Promise<unknown>;
  /** Sends one request. `heldUpMs`: how long one turn of the thread took for it. */
  readonly ask: (asker: Asker, options: InjectOptions) => Promise<{ readonly answer: Answer; readonly heldUpMs: number }>;
  /** Everybody signs in again. */
  readonly signIn: () => Promise<void>;
  /** What the control core was asked that may move something, since the last look. */
  readonly asked: () => readonly string[];
  /** Waits for every answer that is still open; how many never came. */
  readonly settle: () => Promise<number>;
  readonly bugs: readonly string[];
  readonly close: () => Promise<void>;
}

const KIOSK_KEY = 'k'.repeat(32);
const FORGED = 'A'.repeat(32);
const MEMBER = 'fuzz';
/** Time between two requests, on the clock of rates and sessions. */
const PACE_MS = 200;
/** Turns of the event loop after which only the tower can be what an answer waits for. */
const TURNS = 60;
const STEP_MS = 20;
const STEPS = 10;
const PATIENCE_MS = 900_000;
const MOST_BUGS = 20;
/** Intents that lead to motion, and those of technicians. */
const MOVING = ['collect', 'order', 'reverse', 'endDay', 'resume', 'home', 'maintain', 'settle', 'choose', 'reset'] as const satisfies readonly (keyof TowerPort)[];

/** The tower's port, with what it is asked written down. */
function overheard(tower: TowerPort, asked: string[]): TowerPort {
  const heard = Object.fromEntries(MOVING.map((name) => [name, (...args: readonly unknown[]) => {
    asked.push(name);
    return (tower[name] as (...all: readonly unknown[]) => unknown)(...args);
  }]));
  return { ...tower, ...heard };
}

interface Pace {
  readonly clock: Clock;
  readonly next: () => void;
}

/** The clock of rates and sessions: it moves with each request, so that limits limit and let go again. */
function createPace(): Pace {
  let nowMs = 0;
  return {
    clock: { nowMs: () => nowMs, setTimeout: () => undefined, clearTimeout: () => undefined, every: () => () => undefined },
    next: () => { nowMs += PACE_MS; },
  };
}

/** Lets the thread turn until the answer is there; where it waits for the tower, a little of the tower's time passes. */
async function awaited(simulation: Simulation, gauges: Gauges, isOver: () => boolean): Promise<number> {
  let heldUpMs = 0;
  for (let step = 0; step < STEPS && !isOver(); step += 1) {
    for (let turn = 0; turn < TURNS && !isOver(); turn += 1) {
      const beganMs = gauges.nowMs();
      await gauges.turn();
      heldUpMs = Math.max(heldUpMs, gauges.nowMs() - beganMs);
    }
    if (!isOver()) await simulation.clock.runFor(STEP_MS);
  }
  return heldUpMs;
}

interface Parts {
  readonly site: Site;
  readonly stock: Stock;
  readonly rng: SeededRng;
  readonly gauges: Gauges;
  readonly simRoutes?: (app: FastifyInstance, tower: TowerPort) => void;
}

interface Under {
  readonly simulation: Simulation;
  readonly pace: Pace;
  readonly asked: string[];
  readonly bugs: string[];
  readonly folder: string;
}

async function openApi({ site, rng, simRoutes }: Parts, { simulation, pace, asked, bugs, folder }: Under): Promise<Api> {
  const tower = overheard(simulation.core.tower, asked);
  const log: ApiParts['log'] = { info: () => undefined, warn: () => undefined, error: (detail, message) => { if (bugs.length < MOST_BUGS) bugs.push(`${message}: ${JSON.stringify(detail)}`); } };
  const made = await createApi({
    site, tower, log, store: simulation.store, photos: createPhotoFiles(join(folder, 'photos')), clock: pace.clock, wall: simulation.wall, rng: rng.fork('api'),
    keys: makeSiteKeys(rng.fork('site keys')), kioskKey: KIOSK_KEY, http: nobodyOutside, ...(simRoutes !== undefined && { simRoutes: (app: FastifyInstance) => { simRoutes(app, tower); } }),
  });
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

/** Opens it: a tower at rest in the morning, its stock in place, a member and a technician known. */
export async function serveSimulation(parts: Parts): Promise<ServedSimulation> {
  const { site, stock, rng, gauges } = parts;
  const simulation = await createSimulation({ site, stock, seed: rng.int(1_000_000), skipIdle: true });
  if (!(await openTower(simulation))) throw new Error('the tower did not open');
  const folder = mkdtempSync(join(tmpdir(), 'carillon-fuzz-'));
  const bugs: string[] = [];
  const asked: string[] = [];
  const pace = createPace();
  const api = await openApi(parts, { simulation, pace, asked, bugs, folder });
  const tokens = new Map<Asker, string>([['forged', FORGED]]);
  let open = 0;

  const ask: ServedSimulation['ask'] = async (asker, options) => {
    pace.next();
    const token = tokens.get(asker);
    const listener = asker === 'phone' ? 'phone' : 'controller';
    const headers = { host: `127.0.0.1:${String(site.network[listener].port)}`, ...(token !== undefined && { authorization: `Bearer ${token}` }), ...options.headers };
    const held: { answer: Answer } = { answer: 'open' };
    open += 1;
    const pending = api.apps[listener].inject({ ...options, headers });
    void pending.then(({ statusCode, body, headers: { 'content-type': type } }) => { held.answer = { status: statusCode, type: String(type), body }; },
      (error: unknown) => { bugs.push(`${String(options.method)} ${JSON.stringify(options.url)}: ${String(error)}`); }).finally(() => { open -= 1; });
    const heldUpMs = await awaited(simulation, gauges, () => held.answer !== 'open');
    return { answer: held.answer, heldUpMs };
  };
  const session = async (asker: Asker, credentials: object): Promise<void> => {
    const { answer } = await ask('nobody', { method: 'POST', url: '/api/v1/sessions', payload: credentials });
    if (answer !== 'open' && answer.status === 201) tokens.set(asker, (JSON.parse(answer.body) as { readonly token: string }).token);
  };
  return {
    simulation, bugs, ask,
    document: async () => {
      const response = await api.apps.controller.inject({ method: 'GET', url: '/openapi.json', headers: { host: `127.0.0.1:${String(site.network.controller.port)}` } });
      return response.json();
    },
    signIn: async () => {
      const [code, pin] = [await api.people.issueSignInCode({ memberId: MEMBER, name: MEMBER, language: 'zh' }), await api.people.issuePin({ technicianId: 'tech', name: 'Technician' })];
      await session('kiosk', { role: 'kiosk', key: KIOSK_KEY });
      if (code.ok) await session('phone', { role: 'phone', memberId: MEMBER, signInCode: code.value });
      if (pin.ok) await session('technician', { role: 'technician', pin: pin.value });
    },
    asked: () => asked.splice(0),
    settle: async () => {
      const endMs = simulation.clock.nowMs() + PATIENCE_MS;
      while (open > 0 && simulation.clock.nowMs() < endMs) {
        await simulation.clock.runFor(STEP_MS * STEPS);
        await gauges.turn();
      }
      return open;
    },
    close: async () => {
      await api.close();
      await simulation.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
