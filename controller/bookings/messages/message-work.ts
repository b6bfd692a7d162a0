import { statement } from '../../journal/statements.ts';
import type { StatementName } from '../../journal/statements.ts';
import { done, ok } from '../../ports.ts';
import type { Result, StoreRow } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';
import { messageKinds } from '../providers/messages.port.ts';
import type { MessageKind } from '../providers/messages.port.ts';
import type { Providers } from '../providers/providers.ts';
import { storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { messageAbout, messageStatement } from './message-statement.ts';
import type { MessageParams } from './message-statement.ts';
import { messageText } from './message-text.ts';

/** Messages of one tower. */
export interface Messages {
  /** Sends what is queued; what nobody takes is tried again, ever more rarely, until it has lost its sense. */
  readonly work: () => Promise<Result<void, Refusal>>;
  /** Queues what time itself brings about, each once: due soon, bring back soon, late. */
  readonly sweep: () => Promise<Result<void, Refusal>>;
}

/** What messages need beyond the room's parts. */
export interface MessageParts extends BookingParts {
  readonly providers: Pick<Providers, 'messages'>;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MOST_AT_ONCE = 16;
const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 600_000;
/** What happened longer ago is no news any more. */
const LIFE_MS = 24 * HOUR_MS;
const SIGN_IN_LIFE_MS = 10 * MINUTE_MS;
const DUE_SOON_MS = HOUR_MS;
const RETURN_SOON_MS = 4 * HOUR_MS;

const lifeOf = (kind: string): number => (kind === 'signInCode' ? SIGN_IN_LIFE_MS : LIFE_MS);

const gapsOf = (row: StoreRow): MessageParams => ({
  car: String(row['car']), fromUtcMs: Number(row['fromUtcMs']), untilUtcMs: Number(row['untilUtcMs']), returnByUtcMs: Number(row['returnByUtcMs']),
});

/** The words of a queued message. What it is about is read as it stands at this moment: a booking may have been amended since. */
async function textOf(parts: BookingParts, row: StoreRow): Promise<Result<string | undefined, Refusal>> {
  const { sealedParams, messageId } = row;
  const plain = sealedParams instanceof Uint8Array ? parts.seal.open(sealedParams, messageAbout(String(messageId))) : undefined;
  const kind = messageKinds.find((one) => one === row['kind']);
  if (plain === undefined || kind === undefined) return ok(undefined);
  const params = JSON.parse(Buffer.from(plain).toString()) as MessageParams;
  const booking = await parts.store.read(statement('message.gaps', { bookingId: params.bookingId ?? String(messageId).slice(`m-${kind}-`.length) }));
  if (!booking.ok) return storeRefused(booking.error);
  const [about] = booking.value;
  const payByUtcMs = Number(about?.['bookedUtcMs']) + parts.site.booking.rules.payWithinMinutes * MINUTE_MS;
  const gaps = { ...params, ...(about !== undefined && { ...gapsOf(about), payByUtcMs }) };
  return ok(messageText(kind, gaps, row['language'] === 'zh' ? 'zh' : 'en', parts.site));
}

async function end(parts: BookingParts, messageId: string, state: 'sent' | 'failed'): Promise<Result<void, Refusal>> {
  const stored = await parts.store.commit([statement('message.end', { messageId, state })]);
  return stored.ok ? done : storeRefused(stored.error);
}

/** Counted before it is sent: a message that is sent twice after a cut has the same id, and its carrier drops it. */
async function send(parts: MessageParts, row: StoreRow): Promise<Result<void, Refusal>> {
  const [messageId, tries, utcMs] = [String(row['messageId']), Number(row['tries']), parts.wall.utcMs()];
  const words = await textOf(parts, row);
  if (!words.ok) return words;
  const text = words.value;
  if (text === undefined || utcMs - Number(row['utcMs']) >= lifeOf(String(row['kind']))) return end(parts, messageId, 'failed');
  const { messages } = parts.providers;
  if (messages === undefined) return done;
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries, 20));
  const tried = await parts.store.commit([statement('message.try', { messageId, tries, nextUtcMs: utcMs + waitMs }, 1)]);
  if (!tried.ok) return tried.error.code === 'conflict' ? done : storeRefused(tried.error);
  const sent = await messages.send({ messageId, memberId: String(row['memberId']), language: row['language'] === 'zh' ? 'zh' : 'en', text });
  if (sent.ok) return end(parts, messageId, 'sent');
  return sent.error.code === 'refused' ? end(parts, messageId, 'failed') : done;
}

/** What is looked for, and between which moments. */
function occasions(utcMs: number): readonly (readonly [kind: MessageKind, name: StatementName, params: Readonly<Record<string, number>>])[] {
  return [
    ['dueSoon', 'message.toSayDueSoon', { utcMs, untilUtcMs: utcMs + DUE_SOON_MS }],
    ['returnSoon', 'message.toSayReturnSoon', { utcMs, untilUtcMs: utcMs + RETURN_SOON_MS }],
    ['late', 'message.toSayLate', { utcMs }],
  ];
}

/** An extended drive is reminded of once more: its new end belongs to what the message is about. */
const aboutOf = (kind: MessageKind, row: StoreRow): string => (kind === 'returnSoon' ? `${String(row['bookingId'])}-${String(row['returnByUtcMs'])}` : String(row['bookingId']));

async function queue(parts: MessageParts): Promise<Result<void, Refusal>> {
  for (const [kind, name, params] of occasions(parts.wall.utcMs())) {
    const read = await parts.store.read(statement(name, params));
    if (!read.ok) return storeRefused(read.error);
    const batch = read.value.map((row) => messageStatement(parts, { kind, memberId: String(row['memberId']), about: aboutOf(kind, row), params: gapsOf(row) }));
    const stored = batch.length === 0 ? ok(undefined) : await parts.store.commit(batch);
    if (!stored.ok) return storeRefused(stored.error);
  }
  return done;
}

/** The messages of one tower. */
export function createMessages(parts: MessageParts): Messages {
  const sending = new Set<string>();
  const sendOnce = async (row: StoreRow): Promise<Result<void, Refusal>> => {
    const messageId = String(row['messageId']);
    if (sending.has(messageId)) return done;
    sending.add(messageId);
    try {
      return await send(parts, row);
    } finally {
      sending.delete(messageId);
    }
  };
  return {
    work: async () => {
      const utcMs = parts.wall.utcMs();
      const due = await parts.store.read(statement('message.due', { utcMs, beyondUtcMs: utcMs + LONGEST_WAIT_MS, most: MOST_AT_ONCE }));
      if (!due.ok) return storeRefused(due.error);
      const sent = await Promise.all(due.value.map(sendOnce));
      return sent.find((one) => !one.ok) ?? done;
    },
    sweep: () => queue(parts),
  };
}
