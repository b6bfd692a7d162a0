import { canonicalJson } from '../../journal/canonical-json.ts';
import { statement } from '../../journal/statements.ts';
import { refuse, storeRefused } from '../../bookings/refusal.ts';
import type { Refusal } from '../../bookings/refusal.ts';
import type { Seal } from '../../bookings/sealing.ts';
import { ok } from '../../ports.ts';
import type { Result, Rng, Store, WallClock } from '../../ports.ts';

/** What a request made and how it was answered. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** One request that must have one effect, however often it arrives. */
export interface OnceRequest {
  /** Who asks, for what route, under which key. */
  readonly requestKey: string;
  readonly body: unknown;
  /** Makes the id of what the request creates; kept, so that a repeat after a crash goes on with the same one. */
  readonly newId: () => string;
}

/**
 * Does `work` once for a request key and gives every repeat the same answer. A refusal is not kept: nothing was done. Where nobody knows whether
 * anything was done, the id is kept: a repeat goes on with the same one.
 */
export type Once = (request: OnceRequest, work: (resourceId: string) => Promise<Result<Answer, Refusal>>) => Promise<Result<Answer, Refusal>>;

/** What idempotency needs. */
export interface OnceParts {
  readonly store: Store;
  readonly wall: WallClock;
  readonly rng: Rng;
  readonly seal: Seal;
}

/** Half of it may have been done before the journal or the tower did not answer. */
const UNKNOWN: ReadonlySet<Refusal['code']> = new Set(['storeUnavailable', 'towerUnavailable']);

/** Answers are kept this long. */
export const ANSWER_LIFE_MS = 86_400_000;

interface Earlier {
  readonly bodyHash: string;
  readonly resourceId: string;
  readonly answer: Answer | undefined;
}

const about = (requestKey: string): string => `answer/${requestKey}`;

async function readEarlier({ store, seal }: OnceParts, requestKey: string): Promise<Result<Earlier | undefined, Refusal>> {
  const read = await store.read(statement('answer.one', { requestKey }));
  if (!read.ok) return storeRefused(read.error);
  const [row] = read.value;
  if (row === undefined) return ok(undefined);
  const { sealedAnswer, status } = row;
  const plain = sealedAnswer instanceof Uint8Array ? seal.open(sealedAnswer, about(requestKey)) : undefined;
  const body: unknown = plain === undefined ? undefined : JSON.parse(Buffer.from(plain).toString());
  const answer = typeof status === 'number' && plain !== undefined ? { status, body } : undefined;
  return ok({ bodyHash: String(row['bodyHash']), resourceId: String(row['resourceId']), answer });
}

async function begin(parts: OnceParts, request: OnceRequest, bodyHash: string): Promise<Result<string, Refusal>> {
  const resourceId = request.newId();
  const { requestKey } = request;
  const begun = await parts.store.commit([statement('answer.begin', { requestKey, bodyHash, resourceId, utcMs: parts.wall.utcMs() }, 1)]);
  return begun.ok ? ok(resourceId) : storeRefused(begun.error);
}

async function end({ store, seal }: OnceParts, requestKey: string, result: Result<Answer, Refusal>): Promise<Result<Answer, Refusal>> {
  if (!result.ok && UNKNOWN.has(result.error.code)) return result;
  const closing = result.ok
    ? statement('answer.end', { requestKey, status: result.value.status, sealedAnswer: seal.seal(Buffer.from(JSON.stringify(result.value.body ?? null)), about(requestKey)) }, 1)
    : statement('answer.drop', { requestKey });
  const kept = await store.commit([closing]);
  // What was done stays done when its answer cannot be kept; a repeat finds it by its id.
  return kept.ok || result.ok ? result : storeRefused(kept.error);
}

/** Idempotency over the journal. Requests with the same key at the same time share one piece of work. */
export function createOnce(parts: OnceParts): Once {
  const running = new Map<string, { readonly bodyHash: string; readonly result: Promise<Result<Answer, Refusal>> }>();
  const mismatch = refuse('idempotencyMismatch', 'This Idempotency-Key was used for another request. Nothing was done. Use a fresh key.');

  const doOnce = async (request: OnceRequest, bodyHash: string, work: Parameters<Once>[1]): Promise<Result<Answer, Refusal>> => {
    const earlier = await readEarlier(parts, request.requestKey);
    if (!earlier.ok) return earlier;
    if (earlier.value !== undefined && earlier.value.bodyHash !== bodyHash) return mismatch;
    if (earlier.value?.answer !== undefined) return ok(earlier.value.answer);
    const resourceId = earlier.value === undefined ? await begin(parts, request, bodyHash) : ok(earlier.value.resourceId);
    if (!resourceId.ok) return resourceId;
    return end(parts, request.requestKey, await work(resourceId.value));
  };

  return async (request, work) => {
    const bodyHash = parts.seal.keyedHash('body', canonicalJson(request.body ?? null));
    const twin = running.get(request.requestKey);
    if (twin !== undefined) return twin.bodyHash === bodyHash ? twin.result : mismatch;
    const result = doOnce(request, bodyHash, work);
    running.set(request.requestKey, { bodyHash, result });
    try {
      return await result;
    } finally {
      running.delete(request.requestKey);
    }
  };
}
