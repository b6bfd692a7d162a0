import { createHash } from 'node:crypto';
import { emptyProjection, project } from './projection.ts';
import type { Projection } from './projection.ts';
import type { CloudEvent, LedgerRecord, RecordOf } from './records.ts';

/** An event that is held, without its content. */
export interface HeldEvent {
  readonly id: string;
  readonly digest: string;
}

/** A token as it is handed to its tower. */
export interface IssuedToken extends RecordOf<'token'> {
  /** Stands for this token and everything before it: a backend that has lost or replaced any of them does not know it. */
  readonly cursor: string;
}

/** What is known of one tower. */
export interface TowerBook {
  readonly tokens: IssuedToken[];
  /** Highest seq of tokens by subject. */
  readonly tokenSeqs: Map<string, number>;
  /** Held events; the one of seq n stands at n - 1. */
  readonly events: HeldEvent[];
  readonly projection: Projection;
  /** Events that are known to be missing; undefined when there is no gap. */
  gap: { readonly missingFromSeq: number; readonly seenSeq: number } | undefined;
  fork: RecordOf<'fork'> | undefined;
}

/** A payment of the sandbox. */
export interface Payment extends Pick<RecordOf<'payment'>, 'towerId' | 'request'> {
  readonly state: RecordOf<'paymentState'>['state'];
  readonly capturedMinor: number | undefined;
}

/** A contract of the sandbox. */
export interface Contract extends Pick<RecordOf<'contract'>, 'towerId' | 'request'> {
  readonly state: RecordOf<'contractState'>['state'];
}

/** Everything that the backend knows: the fold of its ledger. */
export interface BackendState {
  readonly towers: Map<string, TowerBook>;
  readonly payments: Map<string, Payment>;
  readonly contracts: Map<string, Contract>;
  readonly messages: Map<string, RecordOf<'message'>>;
}

/** Of a backend that has just been made. */
export function emptyState(): BackendState {
  return { towers: new Map(), payments: new Map(), contracts: new Map(), messages: new Map() };
}

/** JSON with sorted keys: the same content has the same digest however it was written. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}

/** SHA-256 of what the event says, in hexadecimal. */
export function digestOf(value: object): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}

/** What is known of this tower; made when nothing is. */
export function bookOf(state: BackendState, towerId: string): TowerBook {
  const known = state.towers.get(towerId);
  if (known !== undefined) return known;
  const book: TowerBook = { tokens: [], tokenSeqs: new Map(), events: [], projection: emptyProjection(), gap: undefined, fork: undefined };
  state.towers.set(towerId, book);
  return book;
}

const CURSOR_DIGITS = 16;

function addToken(book: TowerBook, record: RecordOf<'token'>): void {
  const before = book.tokens.at(-1)?.cursor ?? '';
  const digest = createHash('sha256').update(`${before} ${record.jti}`).digest('hex').slice(0, CURSOR_DIGITS);
  book.tokens.push({ ...record, cursor: `${String(book.tokens.length + 1)}.${digest}` });
  book.tokenSeqs.set(record.subject, Math.max(record.seq, book.tokenSeqs.get(record.subject) ?? 0));
}

function addEvent(book: TowerBook, event: CloudEvent): void {
  book.events.push({ id: event.id, digest: digestOf(event) });
  project(book.projection, event);
  if (book.gap !== undefined && book.events.length >= book.gap.seenSeq) book.gap = undefined;
  else if (book.gap !== undefined) book.gap = { ...book.gap, missingFromSeq: book.events.length + 1 };
}

/** Folds one line of the ledger in. */
export function applyRecord(state: BackendState, record: LedgerRecord): void {
  switch (record.kind) {
    case 'token': addToken(bookOf(state, record.towerId), record); break;
    case 'event': addEvent(bookOf(state, record.towerId), record.event); break;
    case 'gap': bookOf(state, record.towerId).gap = record; break;
    case 'fork': bookOf(state, record.towerId).fork = record; break;
    case 'payment': state.payments.set(record.request.paymentId, { towerId: record.towerId, request: record.request, state: record.state, capturedMinor: undefined }); break;
    case 'paymentState': {
      const payment = state.payments.get(record.paymentId);
      if (payment) state.payments.set(record.paymentId, { ...payment, state: record.state, capturedMinor: record.capturedMinor ?? payment.capturedMinor });
      break;
    }
    case 'contract': state.contracts.set(record.request.purchaseId, { towerId: record.towerId, request: record.request, state: 'offered' }); break;
    case 'contractState': {
      const contract = state.contracts.get(record.purchaseId);
      if (contract) state.contracts.set(record.purchaseId, { ...contract, state: record.state });
      break;
    }
    case 'message': state.messages.set(record.request.messageId, record); break;
  }
}
