import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Site } from '../../../../config/schema/site.schema.ts';
import type { Clock } from '../../../../hal/ports/clock.port.ts';
import { createBackendCore } from '../../../../sim/backend/backend-core.ts';
import type { BackendCore } from '../../../../sim/backend/backend-core.ts';
import { keyOfSeed, publicX } from '../../../../sim/backend/jws.ts';
import { heldLedger } from '../../../../sim/backend/testing/backend-bench.ts';
import type { HeldLedger } from '../../../../sim/backend/testing/backend-bench.ts';
import { signatureHeaders } from '../../../../sim/backend/webhook-signature.ts';
import { nodeHost } from '../../../../sim/time/host.ts';
import { createSeededRng } from '../../../../sim/time/seeded-rng.ts';
import type { Api } from '../../../api/api.port.ts';
import { createApi } from '../../../api/create-api.ts';
import { createPhotoFiles } from '../../../bookings/photos/photo-files.ts';
import { makeSiteKeys } from '../../../bookings/site-keys.ts';
import { startAutoDriver } from '../../simulation/auto-driver.ts';
import { createSimulation } from '../../simulation/simulation.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import { openTower, runUntil } from '../../simulation/stage.ts';
import { layWayOut } from './weather.ts';
import type { WayOut } from './weather.ts';
import { defaultTower } from './tower-scene.ts';

/** An answer of the tower: status and body. */
export interface Heard {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A whole tower with its API and the backend that it knows, on one virtual clock. */
export interface ServedTower {
  readonly simulation: Simulation;
  readonly site: Site;
  readonly way: WayOut;
  readonly backend: () => BackendCore;
  readonly ledger: () => HeldLedger;
  /** The backend of this moment is gone; another one stands on what `text` says. */
  readonly restoreBackend: (text: string) => void;
  readonly nowUtcMs: () => number;
  readonly ask: (listener: 'controller' | 'phone', method: 'GET' | 'POST' | 'DELETE' | 'PUT', url: string, token?: string, body?: object) => Promise<Heard>;
  /** Session of a member, by a fresh code. */
  readonly phone: (memberId: string) => Promise<string>;
  readonly kiosk: () => Promise<string>;
  /** Lets quiet time pass. */
  readonly pass: (ms: number) => Promise<void>;
  /** Lets time pass with customers about, until it holds. */
  readonly untilDone: (holds: () => boolean | Promise<boolean>, sentence: string) => Promise<void>;
  /** The controller dies as by SIGKILL, its API with it; a new one starts on the same journal and is reset at the panel. */
  readonly restart: () => Promise<void>;
  readonly bugs: readonly string[];
}

const KIOSK_KEY = 'k'.repeat(32);
const SECRET = `whsec_${Buffer.from('shared by tower and backend.').toString('base64')}`;
const SEED = Buffer.alloc(32, 9);
const ISSUER = 'urn:test:backend';
const BACKEND_URL = 'http://backend.test';
/** Seldom, so that thirty days are played within a minute; the pauses of a link without answers are longer still. */
const POLL_MS = 300_000;
/** The API's timers are called together: each of them wakes the sleeping tower. */
const COARSE_MS = 3_600_000;
/** A supervisor starts a dead controller again after this. */
const DEAD_MS = 3000;
const TURNS = 40;
const STEP_MS = 20;
const PATIENCE_MS = 900_000;
const LOOK_EVERY_MS = 500;

/** Recurring work as one timer after the other, on whole steps: the clock skips idle time only between recurring periods that it knows. */
function coarse(clock: Clock, isBusy: () => boolean): Clock {
  const later = (delayMs: number): number => {
    if (isBusy() || delayMs < 1000) return delayMs;
    return Math.ceil((clock.nowMs() + delayMs) / COARSE_MS) * COARSE_MS - clock.nowMs();
  };
  return {
    ...clock,
    setTimeout: (fn, delayMs) => clock.setTimeout(fn, later(delayMs)),
    every: (periodMs, fn) => {
      let timer: unknown;
      const arm = (): void => {
        timer = clock.setTimeout(() => {
          arm();
          fn();
        }, later(periodMs));
      };
      arm();
      return () => { clock.clearTimeout(timer); };
    },
  };
}

function startBackend(simulation: Simulation, siteId: string, file: HeldLedger, births: number): BackendCore {
  const made = createBackendCore({
    clock: simulation.clock, wall: simulation.wall, rng: createSeededRng(77 + births), file, towers: [{ towerId: siteId, secret: SECRET }], issuer: ISSUER, kid: 'k1', privateKey: keyOfSeed(SEED),
    publicUrl: () => BACKEND_URL, http: async () => ({ ok: false, error: { code: 'unreachable', message: 'no notices' } }), colours: [], decodeJpeg: async () => undefined,
  });
  assert.ok(made.ok, made.ok ? '' : made.error.message);
  return made.value;
}

/** Plays in it, and states at the end that no invariant was violated and nothing broke. */
export async function inServedTower(play: (tower: ServedTower) => Promise<void>): Promise<void> {
  const { site, stock } = defaultTower();
  const simulation = await createSimulation({ site, stock, seed: 1, skipIdle: true });
  const folder = mkdtempSync(join(tmpdir(), 'carillon-served-'));
  const bugs: string[] = [];
  try {
    assert.ok(await openTower(simulation), 'the tower becomes idle');
    const { tower, close } = await serve(simulation, site, folder, bugs);
    await play(tower);
    await close();
    assert.deepEqual(bugs, []);
    assert.deepEqual(simulation.bugs, []);
    assert.deepEqual(simulation.sim.violations(), []);
  } finally {
    await simulation.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function serve(simulation: Simulation, site: Site, folder: string, bugs: string[]): Promise<{ readonly tower: ServedTower; readonly close: () => Promise<void> }> {
  const { clock } = simulation;
  const rng = createSeededRng(5);
  const keys = makeSiteKeys(rng);
  let busy = 0;
  const held = { ledger: heldLedger(), births: 0 };
  const backend = { core: startBackend(simulation, site.id, held.ledger, 0) };
  const wallS = (): number => Math.floor(simulation.wall.utcMs() / 1000);
  const way = layWayOut(clock, () => async ({ method, url, headers, body = new Uint8Array() }) => {
    const { pathname, search } = new URL(url);
    return backend.core.answer({ method, target: `${pathname}${search}`, headers, body });
  }, (request) => ({ ...request, headers: { ...request.headers, ...signatureHeaders(SECRET, { id: 'again', timestampS: wallS(), body: request.body ?? new Uint8Array() }) } }));
  const log = { info: () => undefined, warn: () => undefined, error: (detail: unknown, message: string) => void bugs.push(`${message}: ${JSON.stringify(detail)}`) };
  const open = async (): Promise<Api> => {
    const made = await createApi({
      site, tower: simulation.core.tower, store: simulation.store, photos: createPhotoFiles(join(folder, 'photos')), clock: coarse(clock, () => busy > 0), wall: simulation.wall, rng, keys, kioskKey: KIOSK_KEY, log,
      backend: { url: BACKEND_URL, issuer: ISSUER, keys: [{ kid: 'k1', x: publicX(keyOfSeed(SEED)) }], secret: SECRET, pollMs: POLL_MS, timeoutMs: 8000 }, http: way.http,
    });
    assert.ok(made.ok, made.ok ? '' : made.error.message);
    return made.value;
  };
  const life = { api: await open() };
  /** A request runs on the real event loop; what it waits for in the tower passes in virtual time. */
  const answered = async <T>(pending: Promise<T>): Promise<T> => {
    const progress = { over: false };
    const isOver = (): boolean => progress.over;
    const seen = pending.finally(() => { progress.over = true; });
    const endMs = clock.nowMs() + PATIENCE_MS;
    while (!isOver()) {
      for (let turn = 0; turn < TURNS && !isOver(); turn += 1) await nodeHost.breathe();
      if (isOver()) break;
      assert.ok(clock.nowMs() < endMs, 'a request is answered');
      await clock.runFor(STEP_MS);
    }
    return seen;
  };
  const withCustomers = async <T>(act: () => Promise<T>): Promise<T> => {
    const end = startAutoDriver(simulation);
    busy += 1;
    try {
      return await act();
    } finally {
      busy -= 1;
      end();
    }
  };
  let asked = 0;
  const ask: ServedTower['ask'] = async (listener, method, url, token, body) => {
    asked += 1;
    const headers = { host: `127.0.0.1:${String(site.network[listener].port)}`, ...(token !== undefined && { authorization: `Bearer ${token}` }), ...(method === 'POST' && { 'idempotency-key': `ask-${String(asked)}` }) };
    const response = await answered(life.api.apps[listener].inject({ method, url, headers, ...(body !== undefined && { payload: body }) }));
    return { status: response.statusCode, body: response.body === '' ? {} : (response.json()) };
  };
  const session = async (listener: 'controller' | 'phone', credentials: object): Promise<string> => {
    const heard = await ask(listener, 'POST', '/api/v1/sessions', undefined, credentials);
    assert.equal(heard.status, 201, JSON.stringify(heard.body));
    return String(heard.body['token']);
  };
  const tower: ServedTower = {
    simulation, site, way, ask, bugs,
    backend: () => backend.core,
    ledger: () => held.ledger,
    restoreBackend: (text) => {
      held.births += 1;
      held.ledger = heldLedger(text);
      backend.core = startBackend(simulation, site.id, held.ledger, held.births);
    },
    nowUtcMs: simulation.wall.utcMs,
    phone: async (memberId) => {
      const issued = await answered(life.api.people.issueSignInCode({ memberId, name: memberId, language: 'zh' }));
      assert.ok(issued.ok);
      return session('phone', { role: 'phone', memberId, signInCode: issued.value });
    },
    kiosk: () => session('controller', { role: 'kiosk', key: KIOSK_KEY }),
    pass: clock.runFor,
    untilDone: (holds, sentence) => withCustomers(async () => {
      const endMs = clock.nowMs() + PATIENCE_MS;
      while (!(await holds())) {
        assert.ok(clock.nowMs() < endMs, `${sentence}: ${JSON.stringify(simulation.core.tower.snapshot().tower.reasons)}`);
        await clock.runFor(LOOK_EVERY_MS);
        await nodeHost.breathe();
      }
    }),
    restart: async () => {
      simulation.kill();
      await life.api.close();
      await clock.runFor(DEAD_MS);
      await simulation.restart();
      life.api = await open();
      await clock.runFor(DEAD_MS);
      simulation.sim.people.attendant.pressReset();
      const state = (): string => simulation.core.tower.snapshot().tower.state;
      assert.ok(await runUntil(simulation, () => state() === 'idle', PATIENCE_MS), `the tower becomes idle again, and is ${state()}`);
    },
  };
  return { tower, close: () => life.api.close() };
}
