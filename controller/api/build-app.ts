import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import websocket from '@fastify/websocket';
import fastify from 'fastify';
import type { FastifyInstance, RawServerDefault } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { ListenerName } from './api.port.ts';
import type { ApiContext } from './context.ts';
import { answerUnknownRoutes, errorHandler } from './error-handling.ts';
import { guardRequests } from './guards/guard.ts';
import { authorityOf, certificateNames } from './guards/host-and-origin.ts';
import type { Authority } from './guards/host-and-origin.ts';
import type { TlsFiles } from './listeners.ts';
import { LIVE_LIMITS, liveRoute } from './live/live.ts';
import type { LiveHub } from './live/live.ts';
import { describeRoutes } from './openapi.ts';
import { alarmRoutes } from './routes/alarms.routes.ts';
import { backendRoutes } from './routes/backend.routes.ts';
import { bookingRoutes } from './routes/booking.routes.ts';
import { catalogueRoutes } from './routes/catalogue.routes.ts';
import { driveRoutes } from './routes/drives.routes.ts';
import { handOffPhoneRoutes, handOffRoutes } from './routes/hand-off.routes.ts';
import { collectionRoutes } from './routes/collection.routes.ts';
import { serviceRoutes } from './routes/opening.routes.ts';
import { orderRoutes } from './routes/orders.routes.ts';
import { meRoutes } from './routes/me.routes.ts';
import { photoRoutes } from './routes/photos.routes.ts';
import { maintenanceRoutes } from './routes/maintenance.routes.ts';
import { paymentRoutes } from './routes/payment.routes.ts';
import { myCarRoutes } from './routes/my-car.routes.ts';
import { purchaseRoutes } from './routes/purchase.routes.ts';
import { healthRoutes, kioskRoutes } from './routes/service.routes.ts';
import { returnRoutes } from './routes/return.routes.ts';
import { sessionRoutes } from './routes/session.routes.ts';
import { recoveryRoutes } from './routes/recovery.routes.ts';
import { signInCodeRoutes } from './routes/sign-in-code.routes.ts';
import { siteEventRoutes } from './routes/site-events.routes.ts';
import { stalledRoutes } from './routes/stalled.routes.ts';
import { staffCallRoutes } from './routes/staff-calls.routes.ts';
import { siteRoutes, towerRoutes } from './routes/tower.routes.ts';
import { servePages } from './static-pages.ts';

/** Five templates of 128 numbers take some 15 kB. */
const BODY_BYTES = 64 * 1024;
const REQUEST_MS = 10_000;

/** What one listener is made of. */
export interface AppParts {
  readonly context: ApiContext;
  readonly listener: ListenerName;
  readonly tls: TlsFiles | undefined;
  readonly hub: LiveHub;
}

function serverFactory(tls: TlsFiles | undefined) {
  return (handler: Parameters<typeof createServer>[1] & object): Server => {
    // An https server is an http server to everybody but the compiler.
    const server = tls === undefined ? createServer(handler) : (createTlsServer(tls, handler) as unknown as Server);
    server.requestTimeout = REQUEST_MS;
    server.headersTimeout = REQUEST_MS;
    server.maxHeadersCount = 64;
    return server;
  };
}

/** The listener's names, which are known for sure only when it listens (port 0 takes any). */
function authorityFor(app: FastifyInstance, { context, listener, tls }: AppParts): () => Authority {
  const { host, port } = context.parts.site.network[listener];
  const tlsNames = tls === undefined ? undefined : certificateNames(tls.cert);
  let known: { readonly port: number; readonly authority: Authority } | undefined;
  return () => {
    const address = app.server.address();
    const present = typeof address === 'object' && address !== null ? address.port : port;
    if (known?.port !== present) known = { port: present, authority: authorityOf({ host, port: present, tlsNames, takesShell: listener === 'controller' }) };
    return known.authority;
  };
}

async function addRoutes(app: FastifyInstance, { context, listener, hub }: AppParts): Promise<void> {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  sessionRoutes(typed, context, listener);
  siteRoutes(typed, context);
  serviceRoutes(typed, context);
  bookingRoutes(typed, context);
  driveRoutes(typed, context);
  paymentRoutes(typed, context);
  purchaseRoutes(typed, context);
  signInCodeRoutes(typed, context);
  catalogueRoutes(typed, context);
  meRoutes(typed, context);
  photoRoutes(typed, context);
  healthRoutes(typed, context);
  handOffPhoneRoutes(typed, context);
  liveRoute(app, hub);
  if (listener === 'phone') return;
  towerRoutes(typed, context);
  maintenanceRoutes(typed, context);
  alarmRoutes(typed, context);
  recoveryRoutes(typed, context);
  siteEventRoutes(typed, context);
  staffCallRoutes(typed, context);
  stalledRoutes(typed, context);
  handOffRoutes(typed, context);
  myCarRoutes(typed, context);
  collectionRoutes(typed, context);
  returnRoutes(typed, context);
  orderRoutes(typed, context);
  kioskRoutes(typed, context);
  backendRoutes(typed, context);
  await context.parts.simRoutes?.(app);
}

/** One listener's server: guards first, then the routes that belong to it, then its pages. */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const { context, listener, tls } = parts;
  const answerError = errorHandler(context.parts.log, context.parts.rng);
  const app: FastifyInstance = fastify<RawServerDefault>({
    serverFactory: serverFactory(tls),
    bodyLimit: BODY_BYTES,
    routerOptions: { maxParamLength: 100 },
    forceCloseConnections: true,
    frameworkErrors: (error, request, reply) => {
      answerError(error, request, reply);
    },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.removeContentTypeParser('text/plain');
  guardRequests(app, authorityFor(app, parts), context.sessions, context.limits.changes);
  app.setErrorHandler(answerError);
  answerUnknownRoutes(app);
  await describeRoutes(app);
  await app.register(websocket, { options: { maxPayload: LIVE_LIMITS.messageBytes, perMessageDeflate: false } });
  await addRoutes(app, parts);
  if (context.parts.staticRoot !== undefined) await servePages(app, context.parts.staticRoot, listener);
  return app;
}
