import { z } from 'zod';
import type { WallClock } from '../../hal/ports/clock.port.ts';
import { no, yes } from './answers.ts';
import type { Said } from './answers.ts';
import type { Memory } from './memory.ts';
import { eventSchema } from './records.ts';
import type { CloudEvent, LedgerRecord } from './records.ts';
import { bookOf, digestOf } from './state.ts';
import type { TowerBook } from './state.ts';

const batchSchema = z.array(eventSchema).max(500);

/** The first event of the batch that tells a seq otherwise than it was told before, within the batch included. */
function forkIn(book: TowerBook, events: readonly CloudEvent[]): { readonly event: CloudEvent; readonly heldId: string } | undefined {
  const told = new Map<number, { readonly id: string; readonly digest: string }>();
  for (const event of events) {
    const held = book.events[event.seq - 1] ?? told.get(event.seq);
    const digest = digestOf(event);
    if (held !== undefined && (held.id !== event.id || held.digest !== digest)) return { event, heldId: held.id };
    told.set(event.seq, { id: event.id, digest });
  }
  return undefined;
}

/** What is new and has everything before it, in order. */
function nextOf(book: TowerBook, events: readonly CloudEvent[]): readonly CloudEvent[] {
  const taken: CloudEvent[] = [];
  for (const event of events.toSorted((a, b) => a.seq - b.seq)) {
    if (event.seq === book.events.length + taken.length + 1) taken.push(event);
  }
  return taken;
}

/** Says that events are missing, once for each state of knowledge. */
function gapAfter(book: TowerBook, towerId: string, takenSeq: number, events: readonly CloudEvent[], utcMs: number): readonly LedgerRecord[] {
  const seenSeq = Math.max(0, ...events.map(({ seq }) => seq));
  if (seenSeq <= takenSeq || seenSeq <= (book.gap?.seenSeq ?? 0)) return [];
  return [{ kind: 'gap', towerId, missingFromSeq: takenSeq + 1, seenSeq, utcMs }];
}

/** Takes events of a tower: each once, in the order of `seq`, and none before all that come before it. */
export function takeEvents({ memory, wall }: { readonly memory: Memory; readonly wall: WallClock }, towerId: string, body: unknown): Said {
  const batch = batchSchema.safeParse(body);
  if (!batch.success) return no('requestInvalid', `These are no events of this document: ${z.prettifyError(batch.error)}. None was taken.`);
  const events = batch.data;
  const stranger = events.find(({ id, source, bootid, seq }) => source !== `/towers/${towerId}` || id !== `${towerId}/${bootid}/${String(seq)}`);
  if (stranger !== undefined) return no('requestInvalid', `The event ${stranger.id} is not one of the tower ${towerId}. None was taken.`);
  const book = bookOf(memory.state, towerId);
  const fork = forkIn(book, events);
  if (fork !== undefined) {
    const { event: { seq, id }, heldId } = fork;
    const isKnown = book.fork?.toldId === id && book.fork.seq === seq;
    const shown = isKnown ? undefined : memory.write({ kind: 'fork', towerId, seq, heldId, toldId: id, utcMs: wall.utcMs() });
    return shown?.ok === false ? no('storeFailed', shown.error.message)
      : no('historyForked', `Event ${String(seq)} of ${towerId} was told before as ${heldId}, with what it says now as ${id}. One side was restored from an older copy. None was taken; the operator sees it, and a person settles it.`);
  }
  const taken = nextOf(book, events);
  const takenSeq = book.events.length + taken.length;
  const stored = memory.write(
    ...taken.map((event) => ({ kind: 'event', towerId, event }) as const),
    ...gapAfter(book, towerId, takenSeq, events, wall.utcMs()),
  );
  return stored.ok ? yes({ takenSeq }) : no('storeFailed', stored.error.message);
}
