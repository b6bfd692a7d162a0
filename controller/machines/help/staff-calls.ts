import { tell } from '../../../config/words/told.ts';
import type { StaffCallView } from '../../api/contract/index.ts';
import type { RequestFault } from '../../api/request-fault.ts';
import type { AttendStaffCall, StaffCallRequest } from '../../api/staff-call.port.ts';
import type { AlarmList } from '../../alarms/alarm-list.ts';
import type { StaffAnswer, StaffCallJournal, StaffCallRecord } from '../../journal/staff-call-journal.ts';
import { done, fault, ok, type Clock, type Result, type StoreFault, type WallClock } from '../../ports.ts';

/** Calls of the staff that have not ended. */
export interface StaffCalls {
  readonly attend: AttendStaffCall;
  readonly all: () => readonly StaffCallView[];
  /** What was open when the controller ended; what rang then rings anew. */
  readonly load: (open: readonly StaffCallRecord[]) => void;
  /** Ends the ringing of what has rung for long enough. Cheap when nothing rings. */
  readonly look: (nowMs: number) => void;
  /** Nothing rings, so nothing waits for time to pass. */
  readonly quiet: () => boolean;
}

/** What the calls need. `ringMs`: how long a call rings before it is noted. */
export interface StaffCallWorld {
  readonly journal: StaffCallJournal;
  readonly alarms: Pick<AlarmList, 'raise' | 'returned' | 'acknowledge'>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly wall: WallClock;
  readonly bootId: string;
  readonly ringMs: number;
  readonly changed: () => void;
}

/** Calls that are open at a time. A kiosk has one customer, and staff read no longer list; the rest of a flood is refused. */
export const MOST_CALLS = 32;

/** The alarm of a call that nobody has taken. One for all: each is an operator's same action. */
const ALARM = 'staff.call';

/** The part of the id that is read aloud. */
const referenceOf = (callId: string): string => callId.slice(callId.indexOf('-') + 1);

const viewOf = ({ callId, screen, calledUtcMs, state, answer }: StaffCallRecord): StaffCallView => ({
  callId, reference: referenceOf(callId), screen, calledUtcMs, state,
  ...(answer && { answer: { how: answer.how, utcMs: answer.utcMs, by: answer.by, ...(answer.minutes !== undefined && { minutes: answer.minutes }) } }),
});

const notWritten = ({ message }: StoreFault, what: string): Result<never, RequestFault> =>
  fault('towerUnavailable', `${what} could not be written down, so it does not count (${message}). Ring the number of the site.`);

const unknown: Result<never, RequestFault> = fault('callUnknown', 'There is no such call, or it has ended. Nothing was changed.');

type Ringing = StaffCallRecord & { readonly untilMs: number };

/** The open calls, with the alarm that follows from them. */
interface Book {
  readonly all: () => readonly Ringing[];
  readonly find: (callId: string) => Ringing | undefined;
  readonly set: (next: readonly Ringing[]) => void;
  readonly change: (callId: string, to: Partial<Ringing>) => void;
  readonly ringing: () => number;
}

function createBook({ alarms, changed }: StaffCallWorld): Book {
  let calls: readonly Ringing[] = [];
  let ringing = 0;
  const set = (next: readonly Ringing[]): void => {
    calls = next;
    ringing = next.filter(({ state }) => state === 'calling').length;
    const [waiting] = next.filter(({ state }) => state !== 'answered');
    if (waiting === undefined) alarms.returned(ALARM);
    else alarms.raise({ tag: ALARM, detail: `call ${referenceOf(waiting.callId)} from screen ${waiting.screen}`, told: tell('told.staff.call', { reference: referenceOf(waiting.callId), screen: waiting.screen }) });
    changed();
  };
  return {
    all: () => calls,
    find: (callId) => calls.find((call) => call.callId === callId),
    set,
    change: (callId, to) => { set(calls.map((call) => (call.callId === callId ? { ...call, ...to } : call))); },
    ringing: () => ringing,
  };
}

type Asked<Kind extends StaffCallRequest['kind']> = Extract<StaffCallRequest, { readonly kind: Kind }>;
type Answered = ReturnType<AttendStaffCall>;

/** When there are as many as there may be, the oldest that was answered gives way; what nobody has answered stays. */
async function makeRoom(book: Book, journal: StaffCallJournal, bootId: string): Promise<Result<void, RequestFault>> {
  if (book.all().length < MOST_CALLS) return done;
  const answered = book.all().find(({ state }) => state === 'answered');
  if (answered === undefined) return fault('tooManyRequests', 'So many calls wait for the staff already that no other one is taken. Ring the number of the site.');
  const written = await journal.ended(answered.callId, 'tower', bootId);
  if (book.find(answered.callId) === undefined) return done;
  if (!written.ok) return notWritten(written.error, 'The call');
  book.set(book.all().filter(({ callId }) => callId !== answered.callId));
  return done;
}

async function place({ callId, screen }: Asked<'place'>, book: Book, { journal, alarms, clock, wall, bootId, ringMs }: StaffCallWorld): Answered {
  const known = book.find(callId);
  if (known) return ok(viewOf(known));
  const room = await makeRoom(book, journal, bootId);
  if (!room.ok) return room;
  const call: Ringing = { callId, screen, calledUtcMs: wall.utcMs(), state: 'calling', answer: undefined, untilMs: clock.nowMs() + ringMs };
  const written = await journal.placed(call, bootId);
  // Asked twice at once: the first has placed it.
  const twin = book.find(callId);
  if (twin) return ok(viewOf(twin));
  if (!written.ok) return notWritten(written.error, 'The call');
  // Somebody may have seen the alarm of another call: it comes anew.
  alarms.returned(ALARM);
  book.set([...book.all(), call]);
  return ok(viewOf(call));
}

async function answer(request: Asked<'answer'>, book: Book, { journal, alarms, wall, bootId }: StaffCallWorld): Answered {
  const { callId, how, by } = request;
  if (!book.find(callId)) return unknown;
  const given: StaffAnswer = { how, minutes: request.how === 'callsBack' ? request.minutes : undefined, by, utcMs: wall.utcMs() };
  const written = await journal.answered(callId, given, bootId);
  const call = book.find(callId);
  if (!call) return unknown;
  if (!written.ok) return notWritten(written.error, 'The answer');
  // Whoever takes the last one has seen the alarm; where another call was answered before, it has gone.
  const isLast = book.all().every((one) => one.callId === callId || one.state === 'answered');
  const seen = isLast ? alarms.acknowledge(ALARM, by) : done;
  if (!seen.ok && seen.error.code !== 'alarmUnknown') return seen;
  book.change(callId, { state: 'answered', answer: given });
  return ok(viewOf({ ...call, state: 'answered', answer: given }));
}

async function end({ callId, by }: Asked<'end'>, book: Book, { journal, bootId }: StaffCallWorld): Answered {
  const call = book.find(callId);
  if (!call) return unknown;
  const written = await journal.ended(callId, by, bootId);
  if (!book.find(callId)) return ok(viewOf(call));
  if (!written.ok) return notWritten(written.error, 'The end of the call');
  book.set(book.all().filter((one) => one.callId !== callId));
  return ok(viewOf(call));
}

/** It has rung for long enough. Not written down it rings anew after a restart. */
async function note(callId: string, book: Book, { journal, alarms, bootId }: StaffCallWorld): Promise<void> {
  book.change(callId, { state: 'noted' });
  const written = await journal.noted(callId, bootId);
  // Answered or ended at the very end of its ringing: there is nothing left to note.
  if (!written.ok && written.error.code === 'conflict') return;
  if (!written.ok) alarms.raise({ tag: 'order.outcomeNotDurable', object: 'staffCalls', detail: `call ${callId} could not be written down as noted: ${written.error.message}`, told: tell('told.fault.outcomeNotDurable', {}) });
}

/** The calls of one tower. */
export function createStaffCalls(world: StaffCallWorld): StaffCalls {
  const book = createBook(world);
  return {
    attend: (request) => {
      switch (request.kind) {
        case 'place': return place(request, book, world);
        case 'answer': return answer(request, book, world);
        case 'end': return end(request, book, world);
      }
    },
    all: () => book.all().map(viewOf),
    load: (open) => { if (open.length > 0) book.set(open.map((call) => ({ ...call, untilMs: world.clock.nowMs() + world.ringMs }))); },
    look: (nowMs) => {
      if (book.ringing() === 0) return;
      for (const { callId, state, untilMs } of book.all()) if (state === 'calling' && nowMs >= untilMs) void note(callId, book, world);
    },
    quiet: () => book.ringing() === 0,
  };
}
