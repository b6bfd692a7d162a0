import { tell } from '../../../config/words/told.ts';
import type { StaffCallView } from '../../api/contract/index.ts';
import type { RequestFault } from '../../api/request-fault.ts';
import type { AttendStaffCall, StaffCallRequest } from '../../api/staff-call.port.ts';
import type { AlarmList } from '../../alarms/alarm-list.ts';
import type { StaffAnswer, StaffCallJournal, StaffCallRecord } from '../../journal/staff-call-journal.ts';
import { fault, ok, type Clock, type Result, type StoreFault, type WallClock } from '../../ports.ts';

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

/** The calls of one tower. */
export function createStaffCalls(world: StaffCallWorld): StaffCalls {
  const { journal, alarms, clock, wall, bootId, ringMs, changed } = world;
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
  const change = (callId: string, to: Partial<Ringing>): void => { set(calls.map((call) => (call.callId === callId ? { ...call, ...to } : call))); };
  const find = (callId: string): Ringing | undefined => calls.find((call) => call.callId === callId);

  async function place({ callId, screen }: Extract<StaffCallRequest, { kind: 'place' }>): ReturnType<AttendStaffCall> {
    const known = find(callId);
    if (known) return ok(viewOf(known));
    const call: Ringing = { callId, screen, calledUtcMs: wall.utcMs(), state: 'calling', answer: undefined, untilMs: clock.nowMs() + ringMs };
    const written = await journal.placed(call, bootId);
    // Asked twice at once: the first has placed it.
    const twin = find(callId);
    if (twin) return ok(viewOf(twin));
    if (!written.ok) return notWritten(written.error, 'The call');
    set([...calls, call]);
    return ok(viewOf(call));
  }

  async function answer(request: Extract<StaffCallRequest, { kind: 'answer' }>): ReturnType<AttendStaffCall> {
    const { callId, how, by } = request;
    if (!find(callId)) return unknown;
    const given: StaffAnswer = { how, minutes: request.how === 'callsBack' ? request.minutes : undefined, by, utcMs: wall.utcMs() };
    const written = await journal.answered(callId, given, bootId);
    const call = find(callId);
    if (!call) return unknown;
    if (!written.ok) return notWritten(written.error, 'The answer');
    // Whoever answers has seen the alarm.
    alarms.acknowledge(ALARM, by);
    change(callId, { state: 'answered', answer: given });
    return ok(viewOf({ ...call, state: 'answered', answer: given }));
  }

  async function end({ callId, by }: Extract<StaffCallRequest, { kind: 'end' }>): ReturnType<AttendStaffCall> {
    const call = find(callId);
    if (!call) return unknown;
    const written = await journal.ended(callId, by, bootId);
    if (!find(callId)) return ok(viewOf(call));
    if (!written.ok) return notWritten(written.error, 'The end of the call');
    set(calls.filter((one) => one.callId !== callId));
    return ok(viewOf(call));
  }

  return {
    attend: (request) => {
      switch (request.kind) {
        case 'place': return place(request);
        case 'answer': return answer(request);
        case 'end': return end(request);
      }
    },
    all: () => calls.map(viewOf),
    load: (open) => { if (open.length > 0) set(open.map((call) => ({ ...call, untilMs: clock.nowMs() + ringMs }))); },
    look: (nowMs) => {
      if (ringing === 0) return;
      for (const { callId, state, untilMs } of calls) {
        if (state !== 'calling' || nowMs < untilMs) continue;
        change(callId, { state: 'noted' });
        // Not written down it rings anew after a restart, which costs nobody anything.
        void journal.noted(callId, bootId);
      }
    },
    quiet: () => ringing === 0,
  };
}
