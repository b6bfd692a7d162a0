import { z } from 'zod';
import { fault, ok } from '../../ports.ts';
import type { Fault, HttpAnswer, OutboundHttp, Result, Rng, WallClock } from '../../ports.ts';
import type { BackendAccess } from './backend-access.ts';
import { signWebhook } from './webhook-signature.ts';

/** What is asked; `path` begins with `/v1`. A body of bytes is a photo. */
export interface BackendRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  /** Left out: `application/json`. */
  readonly contentType?: string;
}

/**
 * `unreachable`: nobody knows what came of it; ask again with the same id. `refused`: the backend does not do this, and nothing was done;
 * `problem` is its code.
 */
export type BackendFault = Fault<'unreachable' | 'refused'> & { readonly problem?: string };

/** Asks the backend, signed, and reads the answer by its schema. Never rejects. */
export type AskBackend = <T>(request: BackendRequest, schema: z.ZodType<T>) => Promise<Result<T, BackendFault>>;

/** What asking needs. */
export interface AskParts {
  readonly access: Pick<BackendAccess, 'url' | 'timeoutMs'>;
  readonly secrets: readonly Uint8Array[];
  readonly http: OutboundHttp;
  readonly wall: WallClock;
  readonly rng: Rng;
}

const ID_BYTES = 16;
const problemSchema = z.object({ code: z.string().max(80), detail: z.string().max(1000) });
/**
 * Refusals that are about what was asked. Every other 4xx is about who asks, when, or how often (a clock that is off, a secret that changes, a
 * proxy in between): nothing was done, and asking again later is right.
 */
const ABOUT_THE_REQUEST: ReadonlySet<string> = new Set([
  'requestInvalid', 'tooLarge', 'mediaTypeUnsupported', 'idConflict', 'historyForked', 'paymentUnknown', 'paymentState', 'contractUnknown', 'contractSigned', 'photoUnreadable',
]);

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    // An answer that is no JSON is no answer: the schemas refuse undefined.
    return undefined;
  }
}

const bytesOf = (body: unknown): Uint8Array => (body instanceof Uint8Array ? body : Buffer.from(body === undefined ? '' : JSON.stringify(body)));

function read<T>({ status, body }: HttpAnswer, schema: z.ZodType<T>, path: string): Result<T, BackendFault> {
  const said = parseJson(body);
  if (status >= 200 && status < 300) {
    const answer = schema.safeParse(said);
    return answer.success ? ok(answer.data) : fault('unreachable', `The backend answered ${path} with something that its document does not know. What came of it is unknown.`);
  }
  const problem = problemSchema.safeParse(said);
  const code = problem.success ? problem.data.code : undefined;
  if (status >= 400 && status < 500 && code !== undefined && ABOUT_THE_REQUEST.has(code)) {
    return { ok: false, error: { code: 'refused', message: `The backend refuses ${path} (${code}). Nothing was done there.`, problem: code } };
  }
  return { ok: false, error: { code: 'unreachable', message: `The backend answered ${path} with ${String(status)}${code === undefined ? '' : ` (${code})`}. It is asked again.`, ...(code !== undefined && { problem: code }) } };
}

/** A caller for one backend, signed with every secret that both sides share. */
export function createAskBackend({ access: { url, timeoutMs }, secrets, http, wall, rng }: AskParts): AskBackend {
  const base = url.replace(/\/+$/u, '');
  return async ({ method, path, body, contentType = 'application/json' }, schema) => {
    const bytes = bytesOf(body);
    const signature = signWebhook(secrets, { id: `msg_${Buffer.from(rng.bytes(ID_BYTES)).toString('hex')}`, utcMs: wall.utcMs(), body: bytes });
    const headers = { accept: 'application/json', ...signature, ...(method === 'POST' && { 'content-type': contentType }) };
    const answer = await http({ method, url: `${base}${path}`, headers, timeoutMs, ...(method === 'POST' && { body: bytes }) });
    return answer.ok ? read(answer.value, schema, path) : answer;
  };
}
