import { z } from 'zod';
import { statement } from '../../journal/statements.ts';
import { done, fault, ok } from '../../ports.ts';
import type { Fault, Result, Store } from '../../ports.ts';
import type { AskBackend } from './ask-backend.ts';
import { toCloudEvent } from './cloud-event.ts';

/** Why the two sides do not speak. `historyForked`: one of them was restored, and only a person can say which is right. */
export type LinkFault = Fault<'unreachable' | 'refused' | 'historyForked' | 'journal'>;

/** What forwarding needs. */
export interface ForwardParts {
  readonly ask: AskBackend;
  readonly store: Store;
  readonly towerId: string;
}

/** At most this many events at a time, however long nobody has answered: some 100 kB. */
export const MOST_EVENTS = 200;

const takenSchema = z.object({ takenSeq: z.number().int().min(0) });
/** The journal did not keep what was heard or told; it is tried again. */
export const journalFault = ({ code }: Fault): Result<never, LinkFault> => fault('journal', `The journal did not take it (${code}). It is tried again.`);

const forked: Result<never, LinkFault> = fault('historyForked', 'Tower and backend tell different histories: one of them was restored from an older copy. Nothing is sent until a person has settled it. The tower works on.');

/** What came of a batch: `again`: the backend has lost something, which goes once more. */
type Progress = 'further' | 'again' | 'end';

/** Marks what the backend has. */
async function acknowledge({ store }: ForwardParts, takenSeq: number, firstSeq: number): Promise<Result<Progress, LinkFault>> {
  const read = await store.read(statement('event.lastSeq'));
  if (!read.ok) return journalFault(read.error);
  // It has taken what this tower has never told: the journal is older than what the backend heard.
  if (takenSeq > Number(read.value[0]?.['lastSeq'] ?? 0)) return forked;
  const lost = takenSeq < firstSeq - 1;
  if (!lost && takenSeq < firstSeq) return ok('end');
  const stored = await store.commit([lost ? statement('event.sendAgain', { takenSeq }) : statement('event.taken', { takenSeq })]);
  return stored.ok ? ok(lost ? 'again' : 'further') : journalFault(stored.error);
}

/** The seq that the next event will have; what comes before it has been told. */
async function nextSeq({ store }: ForwardParts): Promise<Result<number, LinkFault>> {
  const read = await store.read(statement('event.lastSeq'));
  return read.ok ? ok(Number(read.value[0]?.['lastSeq'] ?? 0) + 1) : journalFault(read.error);
}

/** One batch. */
async function forwardBatch(parts: ForwardParts): Promise<Result<Progress, LinkFault>> {
  const read = await parts.store.read(statement('event.toSend', { most: MOST_EVENTS }));
  if (!read.ok) return journalFault(read.error);
  const events = read.value.map((row) => toCloudEvent(row, parts.towerId));
  const firstSeq = events[0] === undefined ? await nextSeq(parts) : ok(events[0].seq);
  if (!firstSeq.ok) return firstSeq;
  // An empty batch asks how far the backend is: one that was restored from an older copy would otherwise be behind until something happens.
  if (firstSeq.value === 1 && events.length === 0) return ok('end');
  const path = `/v1/towers/${encodeURIComponent(parts.towerId)}/events`;
  const answer = await parts.ask({ method: 'POST', path, body: events, contentType: 'application/cloudevents-batch+json' }, takenSchema);
  if (!answer.ok) return answer.error.problem === 'historyForked' ? forked : answer;
  return acknowledge(parts, answer.value.takenSeq, firstSeq.value);
}

/**
 * Sends what the backend has not taken, in order, batch after batch. What it says that it has taken, and nothing else, is done with. One that
 * loses everything a second time is told it after the next pause.
 */
export async function forwardEvents(parts: ForwardParts): Promise<Result<void, LinkFault>> {
  let hasLost = false;
  for (;;) {
    const progress = await forwardBatch(parts);
    if (!progress.ok) return progress;
    if (progress.value === 'end' || (progress.value === 'again' && hasLost)) return done;
    hasLost ||= progress.value === 'again';
  }
}
