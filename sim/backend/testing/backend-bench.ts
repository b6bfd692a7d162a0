import { done, fault, ok } from '../../../hal/ports/result.ts';
import { createSeededRng } from '../../time/seeded-rng.ts';
import { createVirtualClock } from '../../time/virtual-clock.ts';
import { createBackendCore } from '../backend-core.ts';
import type { BackendCore } from '../backend-core.ts';
import type { BackendParts, LedgerFile } from '../backend.port.ts';
import { keyOfSeed, publicX } from '../jws.ts';
import { signatureHeaders } from '../webhook-signature.ts';

/** A ledger that a test holds in its hand. */
export interface HeldLedger extends LedgerFile {
  text: string;
  /** The next write fails after so many characters, as on a disk that is full. */
  failAfter: number | undefined;
}

/** An empty ledger, or one that holds `text`. */
export function heldLedger(text = ''): HeldLedger {
  const held: HeldLedger = {
    text, failAfter: undefined,
    read: () => ok(held.text),
    append: (added) => {
      held.text += added.slice(0, held.failAfter);
      return held.failAfter === undefined ? done : fault('storeFailed', 'The disk is full.');
    },
    cutTo: (bytes) => {
      held.text = Buffer.from(held.text).subarray(0, bytes).toString('utf8');
      return done;
    },
  };
  return held;
}

export const TOWER = 'tmall-shanghai';
export const SECRET = `whsec_${Buffer.from('a secret of the towers, 24 B').toString('base64')}`;
const SEED = Buffer.alloc(32, 7);
export const PUBLIC_X = publicX(keyOfSeed(SEED));
const START_UTC_MS = Date.UTC(2026, 0, 1, 8);

/** An answer as a client reads it. */
export interface Heard {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A backend that is asked as a tower asks it. */
export interface BackendBench {
  readonly core: BackendCore;
  readonly file: HeldLedger;
  readonly sent: Parameters<BackendParts['http']>[0][];
  readonly now: { utcMs: number };
  readonly ask: (method: 'GET' | 'POST', target: string, body?: unknown, more?: Readonly<Record<string, string>>) => Promise<Heard>;
  /** Without a signature, as a browser does. */
  readonly browse: (method: 'GET' | 'POST', target: string, form?: string, headers?: Readonly<Record<string, string>>) => Promise<Heard>;
  /** Runs the backend's timers. */
  readonly runFor: (ms: number) => Promise<void>;
  /** The same folder under a new process; `text` instead of what it held. */
  readonly restart: (text?: string) => BackendBench;
}

async function heard(answered: ReturnType<BackendCore['answer']>): Promise<Heard> {
  const { status, headers, body } = await answered;
  const text = Buffer.from(body).toString('utf8');
  const isJson = (headers['content-type'] ?? '').includes('json');
  return { status, headers, text, body: isJson ? (JSON.parse(text) as Readonly<Record<string, unknown>>) : {} };
}

/** Opens a backend of one tower over a ledger. Throws when it refuses. */
export function openBackendBench(change: Partial<BackendParts> = {}, file: HeldLedger = heldLedger(), now = { utcMs: START_UTC_MS }): BackendBench {
  const sent: Parameters<BackendParts['http']>[0][] = [];
  const clock = createVirtualClock();
  const made = createBackendCore({
    clock, wall: { utcMs: () => now.utcMs }, rng: createSeededRng(now.utcMs % 1_000_003), file, towers: [{ towerId: TOWER, secret: SECRET }], issuer: 'urn:test:backend', kid: 'k1', privateKey: keyOfSeed(SEED),
    publicUrl: () => 'http://127.0.0.1:8470',
    http: async (request) => {
      sent.push(request);
      return { ok: true, value: { status: 202, headers: {}, body: new Uint8Array() } };
    },
    colours: [], decodeJpeg: async () => undefined, ...change,
  });
  if (!made.ok) throw new Error(made.error.message);
  const core = made.value;
  let asked = 0;
  return {
    core, file, sent, now,
    ask: (method, target, body, more = {}) => {
      const bytes = body instanceof Uint8Array ? body : Buffer.from(body === undefined ? '' : JSON.stringify(body));
      const headers = { ...signatureHeaders(SECRET, { id: `msg-${String(asked += 1)}`, timestampS: Math.floor(now.utcMs / 1000), body: bytes }), 'content-type': 'application/json', ...more };
      return heard(core.answer({ method, target, headers, body: bytes }));
    },
    browse: (method, target, form = '', headers = {}) => heard(core.answer({ method, target, headers, body: Buffer.from(form) })),
    runFor: (ms) => clock.runFor(ms),
    restart: (text = file.text) => openBackendBench(change, heldLedger(text), now),
  };
}
