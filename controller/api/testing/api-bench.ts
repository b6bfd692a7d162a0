import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { loadSite } from '../../../config/load-site.ts';
import type { Site } from '../../../config/schema/site.schema.ts';
import { createPhotoFiles } from '../../bookings/photos/photo-files.ts';
import { makeSiteKeys } from '../../bookings/site-keys.ts';
import { NOON_UTC_MS, SITE, granted, openSeededBench } from '../../journal/testing/journal-bench.ts';
import type { JournalBench } from '../../journal/testing/journal-bench.ts';
import type { Api, ApiParts, ListenerName } from '../api.port.ts';
import { FACE_TEMPLATE_VERSION } from '../contract/index.ts';
import type { BookingView, FaceTemplate, Problem } from '../contract/index.ts';
import { nobodyOutside } from '../../ports.ts';
import { createApi } from '../create-api.ts';
import { createAgreeingPayments } from './agreeing-payments.ts';
import { createFakeTower } from './fake-tower.ts';
import type { FakeTower } from './fake-tower.ts';
import { countingRng, manualClock } from './manual-rim.ts';
import type { ManualClock } from './manual-rim.ts';
import { attest } from './standing.ts';

export const KIOSK_KEY = 'k'.repeat(32);
export const MEMBER = 'demo';
const MINUTE_MS = 60_000;

/** An answer of the API: status and body. */
export interface Heard<T = unknown> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly body: T;
}

/** The API of a demonstration tower without sockets, at noon in Shanghai. */
export interface ApiBench {
  readonly api: Api;
  readonly tower: FakeTower;
  readonly clock: ManualClock;
  readonly journal: JournalBench;
  readonly logged: { readonly level: string; readonly detail: unknown; readonly message: string }[];
  readonly signInCode: string;
  readonly pin: string;
  /** Moves monotonic and wall time together. */
  readonly later: (ms: number) => void;
  readonly ask: <T = unknown>(options: InjectOptions, listener?: ListenerName) => Promise<Heard<T>>;
  /** Token of a fresh session. */
  readonly signIn: (role: 'kiosk' | 'phone' | 'technician') => Promise<string>;
  readonly post: <T = unknown>(url: string, token: string | undefined, payload: object, key?: string) => Promise<Heard<T>>;
  readonly get: <T = unknown>(url: string, token?: string) => Promise<Heard<T>>;
  /** The same journal and keys under a new API: a restart of the controller. */
  readonly restart: () => Promise<ApiBench>;
  readonly close: () => Promise<void>;
}

/** The demonstration site, with changes. */
export function demoSite(change: (site: Site) => Site = (site) => site): Site {
  const loaded = loadSite(SITE);
  assert.ok(loaded.ok);
  return change(loaded.value);
}

type Change = Partial<Pick<ApiParts, 'site' | 'staticRoot' | 'simRoutes' | 'backend' | 'http' | 'providers'>>;

async function ask(app: FastifyInstance, port: number, options: InjectOptions): Promise<Heard> {
  const response = await app.inject({ ...options, headers: { host: `127.0.0.1:${String(port)}`, ...options.headers } });
  const isJson = String(response.headers['content-type']).includes('json');
  return { status: response.statusCode, headers: response.headers, body: isJson ? response.json() : response.body };
}

function speak(api: Api, site: Site): Pick<ApiBench, 'ask' | 'post' | 'get'> {
  const askAny: ApiBench['ask'] = async <T>(options: InjectOptions, listener: ListenerName = 'controller') =>
    (await ask(api.apps[listener], site.network[listener].port, options)) as Heard<T>;
  const bearer = (token: string | undefined) => (token === undefined ? {} : { authorization: `Bearer ${token}` });
  return {
    ask: askAny,
    get: (url, token) => askAny({ method: 'GET', url, headers: bearer(token) }),
    post: (url, token, payload, key) => askAny({ method: 'POST', url, payload, headers: { ...bearer(token), ...(key === undefined ? {} : { 'idempotency-key': key }) } }),
  };
}

async function assemble(journal: JournalBench, rng: ReturnType<typeof countingRng>, keys: ReturnType<typeof makeSiteKeys>, change: Change): Promise<ApiBench> {
  const tower = createFakeTower();
  const clock = manualClock();
  const logged: { level: string; detail: unknown; message: string }[] = [];
  const line = (level: string) => (detail: unknown, message: string) => void logged.push({ level, detail, message });
  const log = { info: line('info'), warn: line('warn'), error: line('error') };
  const site = change.site ?? demoSite();
  const api = granted(await createApi({ http: nobodyOutside, providers: { payments: createAgreeingPayments() }, ...change, site, tower, store: journal.store, photos: createPhotoFiles(join(journal.folder, 'photos')), clock, wall: journal.wall, rng, keys, kioskKey: KIOSK_KEY, log }));
  const signInCode = granted(await api.people.issueSignInCode({ memberId: MEMBER, name: 'Lin Xiao', language: 'zh' }));
  attest(journal, MEMBER);
  const pin = granted(await api.people.issuePin({ technicianId: 'tech', name: 'Technician' }));
  const speech = speak(api, site);
  const credentials = { kiosk: { key: KIOSK_KEY }, phone: { memberId: MEMBER, signInCode }, technician: { pin } };
  return {
    api, tower, clock, journal, logged, signInCode, pin, ...speech,
    later: (ms) => {
      journal.wall.set(journal.wall.utcMs() + ms);
      clock.advance(ms);
    },
    signIn: async (role) => {
      const heard = await speech.post<{ token: string }>('/api/v1/sessions', undefined, { role, ...credentials[role] });
      assert.equal(heard.status, 201, JSON.stringify(heard.body));
      return heard.body.token;
    },
    restart: async () => {
      await api.close();
      const present = journal.wall.utcMs();
      const again = journal.restart();
      again.wall.set(present);
      return assemble(again, rng, keys, change);
    },
    close: async () => {
      await api.close();
      journal.remove();
    },
  };
}

/** An API over a seeded journal. */
export async function openApiBench(change: Change = {}): Promise<ApiBench> {
  const rng = countingRng();
  return assemble(await openSeededBench(), rng, makeSiteKeys(rng), change);
}

/** A face: 128 numbers around one direction, of the length that descriptors have; `apart` is the distance to the person's own. */
export function faceOf(person: number, apart = 0): FaceTemplate {
  const vector = Array.from({ length: 128 }, (_, i): number => (i === person ? 1.4 : 0));
  vector[127] = apart;
  return { version: FACE_TEMPLATE_VERSION, vector };
}

/** A request for a window that begins now, an hour long. */
export function wish(more: object = {}): object {
  return { carId: 'SH-05', fromUtcMs: NOON_UTC_MS, untilUtcMs: NOON_UTC_MS + 60 * MINUTE_MS, language: 'zh', ...more };
}

/** Session of another member of good standing. */
export async function signInAs(bench: ApiBench, memberId: string): Promise<string> {
  const signInCode = granted(await bench.api.people.issueSignInCode({ memberId, name: memberId, language: 'en' }));
  attest(bench.journal, memberId);
  const heard = await bench.post<{ token: string }>('/api/v1/sessions', undefined, { role: 'phone', memberId, signInCode });
  assert.equal(heard.status, 201, JSON.stringify(heard.body));
  return heard.body.token;
}

/** Books by the phone's session, the demonstration member's unless another is given; fails the test when refused. */
export async function book(bench: ApiBench, more: object = {}, key = 'book-1', token?: string): Promise<BookingView> {
  const heard = await bench.post<BookingView>('/api/v1/bookings', token ?? (await bench.signIn('phone')), wish(more), key);
  assert.equal(heard.status, 201, JSON.stringify(heard.body));
  return heard.body;
}

/** Code of a problem answer. */
export function problemOf(heard: Heard): string {
  const { code, status } = heard.body as Problem;
  assert.equal(status, heard.status);
  assert.match(String(heard.headers['content-type']), /^application\/problem\+json/u);
  return code;
}
