import { ok, type Result, type Statement, type Store, type StoreFault, type StoreRow, type WallClock } from '../ports.ts';
import { auditStatement } from './audit.ts';
import { canonicalJson } from './canonical-json.ts';
import { statement } from './statements.ts';

/** Who has taken a call, and what they have said. */
export interface StaffAnswer {
  readonly how: 'coming' | 'callsBack';
  /** Of `callsBack`: within how many. */
  readonly minutes: number | undefined;
  /** A name: for technicians and the audit alone. */
  readonly by: string;
  readonly utcMs: number;
}

/** A call of the staff that has not ended. `screen`: where it was placed; nothing says by whom. */
export interface StaffCallRecord {
  readonly callId: string;
  readonly screen: string;
  readonly calledUtcMs: number;
  readonly state: 'calling' | 'noted' | 'answered';
  readonly answer: StaffAnswer | undefined;
}

/** Calls of the staff in the journal. Each call resolves only when it is durable; the backend's event goes in the same batch, without a name. */
export interface StaffCallJournal {
  readonly open: () => Promise<Result<readonly StaffCallRecord[], StoreFault>>;
  readonly placed: (call: Pick<StaffCallRecord, 'callId' | 'screen' | 'calledUtcMs'>, bootId: string) => Promise<Result<void, StoreFault>>;
  /** It rang for as long as it may. */
  readonly noted: (callId: string, bootId: string) => Promise<Result<void, StoreFault>>;
  readonly answered: (callId: string, answer: StaffAnswer, bootId: string) => Promise<Result<void, StoreFault>>;
  readonly ended: (callId: string, by: string, bootId: string) => Promise<Result<void, StoreFault>>;
}

function toCall(row: StoreRow): StaffCallRecord {
  const { callId, screen, calledUtcMs, state, answer, minutes, answeredBy, answeredUtcMs } = row;
  const base = { callId: String(callId), screen: String(screen), calledUtcMs: Number(calledUtcMs) };
  if (answer === 'coming' || answer === 'callsBack') {
    return { ...base, state: 'answered', answer: { how: answer, minutes: typeof minutes === 'number' ? minutes : undefined, by: String(answeredBy), utcMs: Number(answeredUtcMs) } };
  }
  return { ...base, state: state === 'noted' ? 'noted' : 'calling', answer: undefined };
}

/** The calls of one tower, over a durable store. */
export function createStaffCallJournal({ store, wall }: { readonly store: Store; readonly wall: WallClock }): StaffCallJournal {
  const event = (type: 'staff.called' | 'staff.noted' | 'staff.answered' | 'staff.ended', bootId: string, callId: string, more: Readonly<Record<string, string | number>> = {}): Statement =>
    statement('event.add', { bootId, type, subject: `call/${callId}`, data: canonicalJson({ callId, ...more }), utcMs: wall.utcMs() }, 1);
  return {
    open: async () => {
      const read = await store.read(statement('staffCall.open'));
      return read.ok ? ok(read.value.map(toCall)) : read;
    },
    placed: ({ callId, screen, calledUtcMs }, bootId) => store.commit([
      statement('staffCall.place', { callId, screen, utcMs: calledUtcMs }, 1),
      auditStatement('staffCalled', { callId, screen }, wall.utcMs()),
      event('staff.called', bootId, callId, { screen }),
    ]),
    noted: (callId, bootId) => store.commit([statement('staffCall.note', { callId }, 1), auditStatement('staffCallNoted', { callId }, wall.utcMs()), event('staff.noted', bootId, callId)]),
    answered: (callId, { how, minutes, by, utcMs }, bootId) => store.commit([
      statement('staffCall.answer', { callId, answer: how, minutes: minutes ?? null, by, utcMs }, 1),
      auditStatement('staffCallAnswered', { callId, how, minutes: minutes ?? null, by }, wall.utcMs()),
      event('staff.answered', bootId, callId, { how, ...(minutes !== undefined && { minutes }) }),
    ]),
    ended: (callId, by, bootId) => store.commit([
      statement('staffCall.end', { callId, utcMs: wall.utcMs() }, 1),
      auditStatement('staffCallEnded', { callId, by }, wall.utcMs()),
      event('staff.ended', bootId, callId),
    ]),
  };
}
