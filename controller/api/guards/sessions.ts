import type { Role } from '../contract/index.ts';
import type { Clock, Rng } from '../../ports.ts';

/** Who is asking. */
export interface Session {
  readonly role: Role;
  /** Member, technician, or `kiosk`. */
  readonly subject: string;
  /** Tells two sessions of the same person apart; no secret, and no way to the token. */
  readonly id: string;
}

/** A session that is to be opened. */
export type NewSession = Omit<Session, 'id'>;

interface Life {
  /** Silence after which the session ends. */
  readonly idleMs: number;
  /** Age at which it ends in any case. */
  readonly longestMs: number;
  /** More than this many at a time push the oldest out. */
  readonly most: number;
}

const HOUR_MS = 3_600_000;
const LIFE: Readonly<Record<Role, Life>> = {
  kiosk: { idleMs: 12 * HOUR_MS, longestMs: Number.POSITIVE_INFINITY, most: 16 },
  phone: { idleMs: HOUR_MS / 2, longestMs: 12 * HOUR_MS, most: 500 },
  technician: { idleMs: HOUR_MS / 12, longestMs: HOUR_MS, most: 8 },
  backend: { idleMs: HOUR_MS, longestMs: 12 * HOUR_MS, most: 4 },
};

/** Sessions of this run of the controller; a restart ends them all. */
export interface Sessions {
  readonly open: (session: NewSession) => { readonly token: string; readonly expiresInMs: number };
  /** The session behind a token, whose silence ends with this; undefined when there is none. */
  readonly find: (token: string) => Session | undefined;
  /** The role of the session behind a token; asking does not end its silence. */
  readonly roleOf: (token: string) => Role | undefined;
  /** Ends every session of one person. */
  readonly endOf: (role: Role, subject: string) => void;
}

/** Sessions in memory, by random bearer tokens of 192 bits. Times are monotonic. */
export function createSessions(clock: Pick<Clock, 'nowMs'>, rng: Rng): Sessions {
  const open = new Map<string, { readonly session: Session; readonly bornMs: number; seenMs: number }>();
  const isOver = (token: string): boolean => {
    const entry = open.get(token);
    if (entry === undefined) return true;
    const { idleMs, longestMs } = LIFE[entry.session.role];
    const nowMs = clock.nowMs();
    return nowMs - entry.seenMs >= idleMs || nowMs - entry.bornMs >= longestMs;
  };
  const tidy = (role: Role): void => {
    for (const token of open.keys()) if (isOver(token)) open.delete(token);
    const ofRole = [...open].filter(([, entry]) => entry.session.role === role);
    for (const [token] of ofRole.slice(0, Math.max(0, ofRole.length - LIFE[role].most + 1))) open.delete(token);
  };
  return {
    open: (session) => {
      tidy(session.role);
      const token = Buffer.from(rng.bytes(24)).toString('base64url');
      const nowMs = clock.nowMs();
      open.set(token, { session: { ...session, id: Buffer.from(rng.bytes(9)).toString('base64url') }, bornMs: nowMs, seenMs: nowMs });
      return { token, expiresInMs: LIFE[session.role].idleMs };
    },
    roleOf: (token) => (isOver(token) ? undefined : open.get(token)?.session.role),
    endOf: (role, subject) => {
      for (const [token, { session }] of open) if (session.role === role && session.subject === subject) open.delete(token);
    },
    find: (token) => {
      const entry = open.get(token);
      if (entry === undefined || isOver(token)) {
        open.delete(token);
        return undefined;
      }
      entry.seenMs = clock.nowMs();
      return entry.session;
    },
  };
}
