import type { z } from 'zod';
import {
  alarmHistorySchema, ioViewSchema, motionLeaseSchema, recoverySchema, sessionSchema, siteViewSchema, whySchema,
} from '../../../controller/api/contract/index.ts';
import type { AlarmHistoryQuery, IoView, MotionLease, NewMotionLease, RecoveryView, SiteView, Why } from '../../../controller/api/contract/index.ts';
import type { DownloadPort, HttpPort, NewRequestId } from '../rim/rim.port.ts';
import { answered } from '../tower-client/answer.ts';
import type { Answer } from '../tower-client/answer.ts';
import { askOnce, nothing } from '../tower-client/ask-once.ts';
import type { Call } from '../tower-client/ask-once.ts';
import { isLong } from './deed.ts';
import type { Deed } from './deed.ts';

export type AlarmHistory = z.infer<typeof alarmHistorySchema>;
/** What is searched for; everything given must hold. */
export type HistoryFilter = Partial<Omit<AlarmHistoryQuery, 'limit'>>;

/** The controller, as a technician may ask it. Every answer is checked against the contract; nothing rejects. */
export interface BenchClient {
  readonly site: () => Promise<Answer<SiteView>>;
  readonly signIn: (pin: string) => Promise<Answer<undefined>>;
  /** Forgets the session of this page. */
  readonly signOut: () => void;
  readonly stop: () => Promise<Answer<undefined>>;
  readonly act: (deed: Deed) => Promise<Answer<undefined>>;
  readonly recovery: () => Promise<Answer<RecoveryView>>;
  readonly why: (motion: string) => Promise<Answer<Why>>;
  readonly io: () => Promise<Answer<IoView>>;
  readonly history: (filter: HistoryFilter) => Promise<Answer<AlarmHistory>>;
  /** Gives the history as a file to the browser's downloads. */
  readonly exportHistory: (filter: HistoryFilter, format: 'csv' | 'json') => Promise<boolean>;
  readonly takeLease: (wish: NewMotionLease) => Promise<Answer<MotionLease>>;
  readonly renewLease: (leaseId: string) => Promise<Answer<undefined>>;
  readonly endLease: (leaseId: string) => Promise<Answer<undefined>>;
}

/** A stop that was not taken by then must be pressed at the panel; a person waits no longer to be told so. */
const STOP_TIMEOUT_MS = 3000;
/** The slowest homing of a high tower at creep, with what has to move first. */
const LONG_TIMEOUT_MS = 900_000;
/** The controller drops a motion after 150 ms of silence: an answer later than this is of no use. */
const LEASE_TIMEOUT_MS = 1000;

interface Wire {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** The request must have one effect, however often it arrives. */
  readonly once?: true;
}

const part = encodeURIComponent;
const post = (path: string, body: unknown = {}): Wire => ({ method: 'POST', path, body });
const ORDER_WAYS = { complete: 'completions', reverse: 'reversals', cancel: 'cancellations' } as const;

/** How a deed goes over the wire. */
export function wireOf(deed: Exclude<Deed, { kind: 'acknowledgeMany' }>): Wire {
  switch (deed.kind) {
    case 'reset':
      return post('/resets');
    case 'mode':
      return post('/mode-requests', { mode: deed.mode });
    case 'home':
      return post('/homings', { axis: deed.axis });
    case 'settle':
      return post('/settlements', { why: deed.why });
    case 'choose':
      return post('/recovery/choices', bodyOf(deed));
    case 'quarantine':
      return post('/quarantines', bodyOf(deed));
    case 'liftQuarantine':
      return post('/quarantines/lifts', bodyOf(deed));
    case 'editMap':
      return post('/inventory/edits', bodyOf(deed));
    case 'undoEdit':
      return post(`/inventory/edits/${String(deed.editId)}/undo`, { why: deed.why });
    case 'releaseEvent':
      return post('/site-events/releases', { event: deed.event, inspected: deed.inspected, note: deed.why });
    case 'order':
      return { ...post('/orders', deed.order), once: true };
    case 'answerCall':
      return post(`/staff-calls/${part(deed.callId)}/answers`, deed.how === 'coming' ? { how: deed.how } : { how: deed.how, minutes: deed.minutes });
    case 'endCall':
      return post(`/staff-calls/${part(deed.callId)}/ends`);
    case 'announceEnd':
      return { method: 'PUT', path: '/maintenance/end', body: { minutes: deed.minutes } };
    case 'endOfDay':
      return { ...post('/end-of-day'), once: true };
    case 'orderWay':
      return post(`/orders/${part(deed.orderId)}/${ORDER_WAYS[deed.way]}`);
    default:
      return standingWire(deed);
  }
}

type Standing = Extract<Deed, { kind: 'acknowledge' | 'takeBack' | 'shelve' | 'outOfService' | 'lockOut' | 'unlock' | 'force' }>;

/** Alarms, tags and forced outputs: what people put up and take away. */
function standingWire(deed: Standing): Wire {
  switch (deed.kind) {
    case 'acknowledge':
      return post(`/alarms/${part(deed.alarmId)}/acknowledgements`);
    case 'takeBack':
      return { method: 'DELETE', path: `/alarms/${part(deed.alarmId)}/shelvings` };
    case 'shelve':
      return post(`/alarms/${part(deed.alarmId)}/shelvings`, { minutes: deed.minutes, why: deed.why });
    case 'outOfService':
      return post(`/alarms/${part(deed.alarmId)}/outages`, { why: deed.why });
    case 'lockOut':
      return post('/lockouts', { note: deed.note });
    case 'unlock':
      return { method: 'DELETE', path: `/lockouts/${part(deed.lockoutId)}` };
    case 'force':
      return { method: 'PUT', path: '/forces', body: bodyOf(deed) };
  }
}

function bodyOf({ kind: _kind, ...body }: Deed): object {
  return body;
}

function queryOf(filter: object): string {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()}`;
}

/**
 * Makes a client. Its session is kept in memory only, and never opened again by itself: a person signs in. `onSession`: told of its token, for the
 * live channel, which leaves the names of persons out without it.
 */
export function createBenchClient(needs: { readonly http: HttpPort; readonly download: DownloadPort; readonly newRequestId: NewRequestId; readonly onSession?: (token: string | undefined) => void }): BenchClient {
  const { http, download, newRequestId } = needs;
  let token: string | undefined;
  const setToken = (next: string | undefined): void => {
    token = next;
    needs.onSession?.(next);
  };
  const call = <T>({ path, ...rest }: Call<T>): Promise<Answer<T>> => askOnce(http, token, { ...rest, path: `/api/v1${path}` });
  const get = <T>(path: string, schema: z.ZodType<T>): Promise<Answer<T>> => call({ method: 'GET', path, schema });
  const send = (deed: Parameters<typeof wireOf>[0]): Promise<Answer<undefined>> => {
    const { once, ...wire } = wireOf(deed);
    return call({ ...wire, schema: nothing, ...(once && { requestId: newRequestId() }), ...(isLong(deed) && { timeoutMs: LONG_TIMEOUT_MS }) });
  };
  const acknowledgeAll = async (alarmIds: readonly string[]): Promise<Answer<undefined>> => {
    for (const alarmId of alarmIds) {
      const answer = await send({ kind: 'acknowledge', alarmId });
      // One that has become normal meanwhile needs nobody any more.
      if (!answer.ok && answer.error.code !== 'alarmUnknown') return answer;
    }
    return answered(undefined);
  };
  return {
    site: () => get('/site', siteViewSchema),
    signIn: async (pin) => {
      setToken(undefined);
      const session = await call({ method: 'POST', path: '/sessions', schema: sessionSchema, body: { role: 'technician', pin } });
      if (!session.ok) return session;
      setToken(session.value.token);
      return answered(undefined);
    },
    signOut: () => { setToken(undefined); },
    stop: () => call({ method: 'POST', path: '/stop', schema: nothing, body: {}, timeoutMs: STOP_TIMEOUT_MS }),
    act: (deed) => (deed.kind === 'acknowledgeMany' ? acknowledgeAll(deed.alarmIds) : send(deed)),
    recovery: () => get('/recovery', recoverySchema),
    why: (motion) => get(`/why?motion=${part(motion)}`, whySchema),
    io: () => get('/io', ioViewSchema),
    history: (filter) => get(`/alarms/history${queryOf(filter)}`, alarmHistorySchema),
    exportHistory: ({ before: _before, ...filter }, format) =>
      download(`/api/v1/alarms/export${queryOf({ ...filter, format })}`, token === undefined ? {} : { authorization: `Bearer ${token}` }, `alarms.${format}`),
    takeLease: (wish) => call({ method: 'POST', path: '/motion-leases', schema: motionLeaseSchema, body: wish, timeoutMs: LEASE_TIMEOUT_MS }),
    renewLease: (leaseId) => call({ method: 'POST', path: `/motion-leases/${part(leaseId)}/renewals`, schema: nothing, body: {}, timeoutMs: LEASE_TIMEOUT_MS }),
    endLease: (leaseId) => call({ method: 'DELETE', path: `/motion-leases/${part(leaseId)}`, schema: nothing, timeoutMs: LEASE_TIMEOUT_MS }),
  };
}
