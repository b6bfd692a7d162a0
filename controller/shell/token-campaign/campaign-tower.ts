import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InjectOptions } from 'fastify';
import type { Site, Stock } from '../../../config/schema/site.schema.ts';
import type { SeededRng } from '../../../sim/time/seeded-rng.ts';
import type { Api } from '../../api/api.port.ts';
import { createApi } from '../../api/create-api.ts';
import type { BackendAccess } from '../../bookings/backend/backend-access.ts';
import { createPhotoFiles } from '../../bookings/photos/photo-files.ts';
import type { Providers } from '../../bookings/providers/providers.ts';
import { makeSiteKeys } from '../../bookings/site-keys.ts';
import type { SiteKeys } from '../../bookings/site-keys.ts';
import { seedInventory } from '../../journal/inventory.ts';
import { createJournal } from '../../journal/journal.ts';
import { openSqliteStore } from '../../journal/sqlite-store.ts';
import type { SqliteStore } from '../../journal/sqlite-store.ts';
import { statement } from '../../journal/statements.ts';
import { nobodyOutside, ok } from '../../ports.ts';
import type { Clock, Fault, Result, Store, StoreRow } from '../../ports.ts';
import { createSilentTower } from './silent-tower.ts';
import type { SilentTower } from './silent-tower.ts';

/** An answer of the API. */
export interface Heard {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One tower with a journal on a disk and the real routes, without sockets. */
export interface CampaignTower {
  readonly site: Site;
  readonly keys: SiteKeys;
  readonly tower: SilentTower;
  readonly nowMs: () => number;
  /** Moves both clocks. */
  readonly later: (ms: number) => void;
  readonly ask: (options: InjectOptions) => Promise<Heard>;
  readonly post: (url: string, session: string | undefined, payload: object, key?: string) => Promise<Heard>;
  readonly read: (name: Parameters<typeof statement>[0], params?: Parameters<typeof statement>[1]) => readonly StoreRow[];
  /** Every row that a token or a notice could change. */
  readonly fingerprint: () => string;
  /** How often a provider was looked at. */
  readonly looks: () => number;
  /** The controller starts again over the same journal. */
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** How a tower is weakened, to see that it would be noticed. */
export interface Weakness {
  readonly access?: (access: BackendAccess) => BackendAccess;
  readonly store?: (store: Store) => Store;
}

export const KIOSK_KEY = 'campaign'.repeat(4);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** What cannot happen here unless the disk of the campaign fails. */
export function must<T>(result: Result<T, Fault>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** Agrees to everything and counts how often it is looked at. */
function payingProviders(onLook: () => void): Providers {
  const states = new Map<string, 'held' | 'captured' | 'released'>();
  const become = async (paymentId: string, state: 'held' | 'captured' | 'released') => {
    states.set(paymentId, state);
    return ok({ state, providerRef: paymentId });
  };
  const known = (paymentId: string) => become(paymentId, states.get(paymentId) ?? 'held');
  return {
    payments: {
      hold: ({ paymentId }) => known(paymentId),
      capture: (paymentId) => become(paymentId, 'captured'),
      release: (paymentId) => become(paymentId, 'released'),
      look: (paymentId) => {
        onLook();
        return known(paymentId);
      },
    },
  };
}

interface Rim {
  readonly clock: Clock;
  readonly wall: { readonly utcMs: () => number };
  readonly later: (ms: number) => void;
}

/** Two clocks that move only when they are moved, and timers that never ring: everything here happens because somebody asks. */
function stillRim(startUtcMs: number): Rim {
  let passedMs = 0;
  const clock: Clock = { nowMs: () => passedMs, setTimeout: () => undefined, clearTimeout: () => undefined, every: () => () => undefined };
  return { clock, wall: { utcMs: () => startUtcMs + passedMs }, later: (ms) => void (passedMs += ms) };
}

/** Opens a tower with its stock and a fresh journal. */
export async function openCampaignTower(parts: { readonly site: Site; readonly stock: Stock; readonly access: BackendAccess; readonly rng: SeededRng; readonly startUtcMs: number; readonly weakness: Weakness }): Promise<CampaignTower> {
  const { site, stock, rng, startUtcMs, weakness } = parts;
  const folder = mkdtempSync(join(tmpdir(), 'carillon-campaign-'));
  const rim = stillRim(startUtcMs);
  const keys = makeSiteKeys(rng.fork('site keys'));
  let looks = 0;
  const providers = payingProviders(() => (looks += 1));
  const open = (): SqliteStore => must(openSqliteStore({ path: join(folder, 'journal.db'), siteId: site.id, utcMs: rim.wall.utcMs() }));
  const start = async (store: SqliteStore): Promise<Api> =>
    must(await createApi({
      site, tower, keys, providers, log, clock: rim.clock, wall: rim.wall, rng: rng.fork(`run ${String(rim.clock.nowMs())}`), kioskKey: KIOSK_KEY, http: nobodyOutside,
      store: weakness.store?.(store) ?? store, photos: createPhotoFiles(join(folder, 'photos')), backend: weakness.access?.(parts.access) ?? parts.access,
    }));
  let store = open();
  const tower = createSilentTower(site.id, ({ orderId, bookingId, carId, phase }) => {
    const [car] = must(store.readNow(statement('car.placed', { carId })));
    const order = { orderId, bookingId, carId, phase, kind: 'deliver', palletId: car?.['palletId'] ?? null, fromCell: '2-1L', toCell: null, bay: 'A', detail: null, utcMs: rim.wall.utcMs() };
    must(store.commitNow([statement('order.write', order, 1)]));
  });
  must(await seedInventory(store, stock, startUtcMs));
  must(await createJournal({ store, wall: rim.wall }).boot());
  let api = await start(store);
  const read: CampaignTower['read'] = (name, params) => must(store.readNow(statement(name, params)));
  const ask: CampaignTower['ask'] = async (options) => {
    const response = await api.apps.controller.inject({ ...options, headers: { host: `127.0.0.1:${String(site.network.controller.port)}`, ...options.headers } });
    return { status: response.statusCode, body: response.body.startsWith('{') ? response.json() : {} };
  };
  const close = async (): Promise<void> => {
    await api.close();
    store.closeNow();
  };
  return {
    site, keys, tower, ask, read,
    nowMs: rim.wall.utcMs,
    later: rim.later,
    post: (url, session, payload, key) => ask({ method: 'POST', url, payload, headers: { ...(session !== undefined && { authorization: `Bearer ${session}` }), ...(key !== undefined && { 'idempotency-key': key }) } }),
    fingerprint: () => JSON.stringify([read('summary.counts'), read('summary.bookings'), read('summary.members')]),
    looks: () => looks,
    restart: async () => {
      await close();
      store = open();
      api = await start(store);
    },
    close: async () => {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
