import { ok } from '../../hal/ports/result.ts';
import type { Result } from '../../hal/ports/result.ts';
import { no, toAnswer, yes } from './answers.ts';
import type { Said } from './answers.ts';
import type { BackendAnswer, BackendParts, BackendRequest, StoreFailed } from './backend.port.ts';
import { takeEvents } from './intake.ts';
import { openLedger } from './ledger.ts';
import { createMemory } from './memory.ts';
import type { Memory } from './memory.ts';
import { createNotices } from './notices.ts';
import type { Notices } from './notices.ts';
import { lookAtContract, offerContract, withdrawContract } from './providers/contracts.ts';
import { takeMessage } from './providers/messages.ts';
import { capturePayment, holdPayment, lookAtPayment, releasePayment } from './providers/payments.ts';
import { recognise } from './providers/recogniser.ts';
import type { Wish } from './records.ts';
import { answerPerson } from './sandbox/sandbox.ts';
import { bookOf } from './state.ts';
import type { TowerBook } from './state.ts';
import { createTokenIssuing } from './token-issuing.ts';
import type { TokenIssuing } from './token-issuing.ts';
import { isSignedBy } from './webhook-signature.ts';

/** The backend without its network: requests in, answers out. */
export interface BackendCore {
  readonly answer: (request: BackendRequest) => Promise<BackendAnswer>;
  /** Makes a token for a tower: attests or erases a member, books, amends or cancels. */
  readonly wish: (towerId: string, wish: Wish) => Result<void, StoreFailed>;
  /** What one tower has told. */
  readonly told: (towerId: string) => TowerBook;
  readonly tellWhere: Notices['tellWhere'];
}

interface Desks extends BackendParts {
  readonly memory: Memory;
  readonly issuing: TokenIssuing;
}

interface Call {
  readonly towerId: string;
  /** What stands in the place of each `{}` of the address. */
  readonly ids: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: BackendRequest['headers'];
  readonly body: Uint8Array;
}

const MOST_BYTES = 4 * 1024 * 1024;

/** The body as JSON; undefined when it is none, which no schema takes. */
function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}

function tokens({ issuing }: Desks, { towerId, query }: Call): Said {
  const page = issuing.page(towerId, query.get('after') ?? '');
  return page.ok ? yes(page.value) : no('storeFailed', page.error.message);
}

async function recognition({ decodeJpeg, colours }: Desks, { headers, body }: Call): Promise<Said> {
  if (!(headers['content-type'] ?? '').startsWith('image/jpeg')) return no('mediaTypeUnsupported', 'A photo is sent as image/jpeg.');
  const pixels = await decodeJpeg(body);
  return pixels === undefined ? no('photoUnreadable', 'The photo cannot be read. Take another one, or look the car up by its VIN.') : yes({ candidates: recognise(pixels, colours) });
}

type Handler = (desks: Desks, call: Call) => Said | Promise<Said>;

/** A request for a tower in the address is for the one that has signed it. */
const ofTower = (handler: Handler): Handler => (desks, call) =>
  call.ids[0] === call.towerId ? handler(desks, call) : no('towerUnknown', `The tower ${call.ids[0] ?? ''} is not the one that has signed this request.`);

const ROUTES: Readonly<Record<string, Handler>> = {
  'GET /v1/towers/{}/tokens': ofTower(tokens),
  'POST /v1/towers/{}/events': ofTower((desks, { towerId, body }) => takeEvents(desks, towerId, jsonOf(body))),
  'POST /v1/payments': (desks, { towerId, body }) => holdPayment(desks, towerId, jsonOf(body)),
  'GET /v1/payments/{}': (desks, { ids: [id = ''] }) => lookAtPayment(desks, id),
  'POST /v1/payments/{}/captures': (desks, { ids: [id = ''], body }) => capturePayment(desks, id, jsonOf(body)),
  'POST /v1/payments/{}/releases': (desks, { ids: [id = ''] }) => releasePayment(desks, id),
  'POST /v1/messages': (desks, { towerId, body }) => takeMessage(desks, towerId, jsonOf(body)),
  'POST /v1/contracts': (desks, { towerId, body }) => offerContract(desks, towerId, jsonOf(body)),
  'GET /v1/contracts/{}': (desks, { ids: [id = ''] }) => lookAtContract(desks, id),
  'POST /v1/contracts/{}/withdrawals': (desks, { ids: [id = ''] }) => withdrawContract(desks, id),
  'POST /v1/car-recognitions': recognition,
};

/** Words of the interface's own addresses; whatever else stands between slashes is an id, in which no character needs an escape. */
const FIXED = new Set(['', 'v1', 'towers', 'tokens', 'events', 'payments', 'captures', 'releases', 'messages', 'contracts', 'withdrawals', 'car-recognitions']);

function routeOf(method: string, path: string): { readonly handler: Handler; readonly ids: readonly string[] } | undefined {
  const parts = path.split('/');
  const shape = parts.map((part) => (FIXED.has(part) ? part : '{}')).join('/');
  const handler = ROUTES[`${method} ${shape}`];
  return handler === undefined ? undefined : { handler, ids: parts.filter((part) => !FIXED.has(part)) };
}

async function answerTower(desks: Desks, { method, target, headers, body }: BackendRequest): Promise<Said> {
  if (body.length > MOST_BYTES) return no('tooLarge', 'A request holds at most 4 MiB.');
  const url = new URL(target, 'http://backend.invalid');
  const tower = desks.towers.find(({ secret }) => isSignedBy(secret, headers, body, desks.wall.utcMs()));
  if (tower === undefined) return no('signatureInvalid', 'This request is not signed by a tower of this operator, or its time is more than 300 s off. Nothing was done.');
  const route = routeOf(method, url.pathname);
  if (route === undefined) return no('notFound', `There is no ${method} ${url.pathname} here.`);
  return route.handler(desks, { towerId: tower.towerId, ids: route.ids, query: url.searchParams, headers, body });
}

/** A backend over its ledger. Errors: `corrupt`, `storeFailed`. */
export function createBackendCore(parts: BackendParts): Result<BackendCore, StoreFailed> {
  const ledger = openLedger(parts.file);
  if (!ledger.ok) return ledger;
  const memory = createMemory(ledger.value);
  const notices = createNotices(parts);
  const issuing = createTokenIssuing({ ...parts, memory });
  const desks: Desks = { ...parts, memory, issuing };
  const { wall, publicUrl } = parts;
  return ok({
    answer: async (request) => {
      if (request.target === '/sandbox' || request.target.startsWith('/sandbox/')) return answerPerson({ wall, publicUrl, memory, notices }, request);
      return toAnswer(await answerTower(desks, request));
    },
    wish: issuing.issue,
    told: (towerId) => bookOf(memory.state, towerId),
    tellWhere: notices.tellWhere,
  });
}
