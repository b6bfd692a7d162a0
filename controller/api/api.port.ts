import type { FastifyInstance } from 'fastify';
import type { Site } from '../../config/schema/site.schema.ts';
import type { BackendAccess } from '../bookings/backend/backend-access.ts';
import type { People } from '../bookings/people.ts';
import type { PhotoStore } from '../bookings/photos/photo-store.port.ts';
import type { Providers } from '../bookings/providers/providers.ts';
import type { SiteKeys } from '../bookings/site-keys.ts';
import type { Clock, Fault, OutboundHttp, Result, Rng, Store, WallClock } from '../ports.ts';
import type { TowerPort } from './tower.port.ts';

/** Where the API writes what people should know. Never templates, codes, PINs or tokens. */
export interface ApiLog {
  readonly info: (detail: Readonly<Record<string, unknown>>, message: string) => void;
  readonly warn: (detail: Readonly<Record<string, unknown>>, message: string) => void;
  readonly error: (detail: Readonly<Record<string, unknown>>, message: string) => void;
}

/** Everything that the API is given. */
export interface ApiParts {
  readonly site: Site;
  readonly tower: TowerPort;
  readonly store: Store;
  /** Where sealed photos lie, beside the journal. */
  readonly photos: PhotoStore;
  readonly clock: Clock;
  readonly wall: WallClock;
  readonly rng: Rng;
  readonly keys: SiteKeys;
  /** Random; handed to the kiosk's own window and to nobody else. */
  readonly kioskKey: string;
  readonly log: ApiLog;
  /** The operator's backend; left out where there is none. */
  readonly backend?: BackendAccess;
  /** The way out of the tower: to the backend and to nobody else. */
  readonly http: OutboundHttp;
  /** Stand in for whoever the backend would be, in tests. */
  readonly providers?: Providers;
  /** Folder of the built pages; left out when there are none. */
  readonly staticRoot?: string;
  /** Routes of the simulator, on the kiosk's listener only. Never in production. */
  readonly simRoutes?: (app: FastifyInstance) => void | Promise<void>;
}

/** Which of the two listeners. The phone's knows phone routes only. */
export type ListenerName = 'controller' | 'phone';

/** Why the API does not listen. */
export type ApiFault = Fault<
  /** Another program listens there. */
  | 'portTaken'
  /** A host beyond loopback without TLS, or a certificate that cannot be read. */
  | 'unsafeListener'
  /** The secret that tower and backend share is none. */
  | 'secretWeak'
  | 'storeUnavailable'
  | 'internal'
>;

/** The API of one tower. */
export interface Api {
  /** The two servers, for tests without sockets (`inject`). */
  readonly apps: Readonly<Record<ListenerName, FastifyInstance>>;
  /** Opens both listeners and gives their addresses. */
  readonly listen: () => Promise<Result<Readonly<Record<ListenerName, string>>, ApiFault>>;
  /** Members and technicians: for the first sign-in code and PIN, which are told once. */
  readonly people: People;
  /** Waits for nothing that a client could hold up. */
  readonly close: () => Promise<void>;
}
