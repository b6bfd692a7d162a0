import type { FastifyInstance } from 'fastify';
import { loadCatalogue } from '../../config/catalogue/load-catalogue.ts';
import { explainProblems } from '../../config/load-site.ts';
import { fault, ok } from '../ports.ts';
import type { Result } from '../ports.ts';
import { statement } from '../journal/statements.ts';
import { openBackend } from '../bookings/backend/open-backend.ts';
import type { OpenedBackend } from '../bookings/backend/open-backend.ts';
import type { Refusal } from '../bookings/refusal.ts';
import type { Api, ApiFault, ApiParts, ListenerName } from './api.port.ts';
import { buildApp } from './build-app.ts';
import { createContext } from './context.ts';
import type { ApiContext } from './context.ts';
import { carryOnDealings } from './dealings.ts';
import { ANSWER_LIFE_MS } from './guards/idempotency.ts';
import { readTls, urlOf } from './listeners.ts';
import { createLiveHub } from './live/live.ts';
import { createPhoneHub } from './live/phone-live.ts';

/** Bookings whose time is over end, and their templates go, at the latest this much later. */
const SWEEP_MS = 600_000;

/** What the tower told and nobody could store is made up for from the journal: cars that have left first, then cars that are back, then those that were driven away once more. */
async function reconcile({ collections, closings, recalls }: ApiContext): Promise<Result<void, Refusal>> {
  const collected = await collections.reconcile();
  const closed = collected.ok ? await closings.reconcile() : collected;
  return closed.ok ? recalls.reconcile() : closed;
}

async function sweep(context: ApiContext): Promise<void> {
  const { bookings, photos, parts } = context;
  const reconciled = await reconcile(context);
  if (!reconciled.ok) parts.log.error({ refusal: reconciled.error.code }, 'bookings could not be reconciled with the tower');
  const swept = await bookings.sweep();
  if (!swept.ok) parts.log.error({ refusal: swept.error.code }, 'bookings could not be swept');
  const sweptPhotos = await photos.sweep();
  if (!sweptPhotos.ok) parts.log.error({ refusal: sweptPhotos.error.code }, 'photos could not be swept');
  const dropped = await parts.store.commit([statement('answer.dropOld', { beforeUtcMs: parts.wall.utcMs() - ANSWER_LIFE_MS })]);
  if (!dropped.ok) parts.log.error({ fault: dropped.error.code }, 'old answers could not be dropped');
}

/** Follows the tower; an event that could not be stored is made up for by the next sweep. */
function followTower({ collections, closings, recalls, parts }: ApiContext): () => void {
  return parts.tower.onEvent((event) => {
    for (const { follow } of [collections, closings, recalls]) {
      void follow(event).then((followed) => {
        if (!followed.ok) parts.log.error({ refusal: followed.error.code, event: event.kind }, 'an event of the tower could not be stored');
      });
    }
  });
}

async function listenOn(app: FastifyInstance, name: ListenerName, parts: ApiParts): Promise<Result<string, ApiFault>> {
  const { host, port, tls } = parts.site.network[name];
  try {
    // The server does not know that it speaks TLS: that is decided where its socket is made.
    const url = await app.listen({ host, port });
    return ok(tls === undefined ? url : url.replace(/^http:/u, 'https:'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EADDRINUSE') return fault('portTaken', `Port ${String(port)} on ${host} is taken by another program. Nothing was started. Stop it, or choose another port.`);
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL') return fault('portTaken', `Port ${String(port)} on ${host} cannot be used (${code}). Nothing was started. Choose another.`);
    throw error;
  }
}

/** The port that a server listens at; undefined while it does not. */
function portOf(app: FastifyInstance | undefined): number | undefined {
  const address = app?.server.address();
  return typeof address === 'object' && address !== null ? address.port : undefined;
}

/** The backend, where the tower has one. */
function backendOf({ backend: access, site, http, wall, rng }: ApiParts): Result<OpenedBackend | undefined, ApiFault> {
  if (access === undefined) return ok(undefined);
  return openBackend({ access, towerId: site.id, http, wall, rng });
}

/**
 * The API over a tower and a journal, in this thread. It settles what a restart has left open before it answers anything.
 * Errors: `unsafeListener`, `secretWeak`, `storeUnavailable`.
 */
export async function createApi(parts: ApiParts): Promise<Result<Api, ApiFault>> {
  const tls = { controller: readTls(parts.site.network, 'controller'), phone: readTls(parts.site.network, 'phone') };
  if (!tls.controller.ok) return tls.controller;
  if (!tls.phone.ok) return tls.phone;
  const catalogue = loadCatalogue();
  if (!catalogue.ok) return fault('internal', explainProblems(catalogue.problems));
  const opened = backendOf(parts);
  if (!opened.ok) return opened;
  // The phone's server is made after the services, and knows its port only once it listens.
  const served: { phone?: FastifyInstance } = {};
  const phoneUrl = (): string => urlOf(parts.site.network, 'phone', tls.phone.ok ? tls.phone.value : undefined, portOf(served.phone));
  const context = createContext(parts, catalogue.value, opened.value, phoneUrl);
  const reconciled = await reconcile(context);
  if (!reconciled.ok) return fault('storeUnavailable', reconciled.error.message);
  await sweep(context);
  const live = { tower: parts.tower, clock: parts.clock, roleOf: context.sessions.roleOf };
  const hubs = { controller: createLiveHub(live), phone: createPhoneHub(live) };
  const apps = {
    controller: await buildApp({ context, listener: 'controller', tls: tls.controller.value, hub: hubs.controller }),
    phone: await buildApp({ context, listener: 'phone', tls: tls.phone.value, hub: hubs.phone }),
  };
  served.phone = apps.phone;
  const endings = [followTower(context), carryOnDealings(context), parts.clock.every(SWEEP_MS, () => void sweep(context))];
  context.backend?.begin();
  const close = async (): Promise<void> => {
    for (const end of endings) end();
    context.backend?.close();
    hubs.controller.close();
    hubs.phone.close();
    await Promise.all([apps.controller.close(), apps.phone.close()]);
  };
  return ok({
    apps,
    people: context.people,
    close,
    listen: async () => {
      const controller = await listenOn(apps.controller, 'controller', parts);
      if (!controller.ok) return controller;
      const phone = await listenOn(apps.phone, 'phone', parts);
      return phone.ok ? ok({ controller: controller.value, phone: phone.value }) : phone;
    },
  });
}
