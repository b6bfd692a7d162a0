import { auditStatement } from '../../journal/audit.ts';
import { statement } from '../../journal/statements.ts';
import { done, ok } from '../../ports.ts';
import type { Result, Statement } from '../../ports.ts';
import { tell } from '../backend/outbox.ts';
import type { BookingParts } from '../booking-parts.ts';
import { bookedStatement, messageStatement } from '../messages/message-statement.ts';
import type { PaymentProvider } from '../providers/payments.port.ts';
import { storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { createKeyedWork } from '../serial-work.ts';
import { LONGEST_WAIT_MS, afterStep, isUnfinished, stepOf, toPayment, waitMs } from './payment.ts';
import type { Payment, PaymentEvent, PaymentOutcome, PaymentStep } from './payment.ts';
import { purposes } from './purposes.ts';

/** Carries out what is wanted of payments. */
export interface PaymentWork {
  /** Everything whose turn it is. */
  readonly due: () => Promise<Result<void, Refusal>>;
  /** One payment as far as it gets now, whether or not its turn has come; `look` asks the provider also when nothing is to be done. */
  readonly now: (paymentId: string, look?: 'look') => Promise<Result<void, Refusal>>;
}

/** What the work needs beyond the room's parts. Without a provider everything stays as it was asked. */
export interface PaymentWorkParts extends BookingParts {
  readonly payments: PaymentProvider | undefined;
}

/** Asked at a time, so that one that hangs keeps only a few others waiting. */
const MOST_AT_ONCE = 16;
/** Steps of one payment in one turn: hold, take, and one look between. */
const MOST_STEPS = 4;

async function askProvider(provider: PaymentProvider, step: Exclude<PaymentStep, 'letGo'>, { paymentId, amountMinor, currency, memberId, kind }: Payment): Promise<PaymentEvent> {
  const ask = {
    hold: () => provider.hold({ paymentId, amountMinor, currency, payer: memberId, purpose: kind }),
    look: () => provider.look(paymentId),
    capture: () => provider.capture(paymentId, amountMinor),
    release: () => provider.release(paymentId),
  };
  const answer = await ask[step]();
  return answer.ok ? { kind: 'answered', answer: answer.value } : { kind: answer.error.code };
}

/** What the member is written: what is to be done, and that the car is booked once nothing is left to do. Who has given a booking up is asked for nothing. */
function letters(parts: BookingParts, { paymentId, bookingId, memberId, kind, amountMinor, wanted, checkoutUrl }: Payment, outcome: PaymentOutcome): readonly Statement[] {
  const about = { memberId, about: paymentId, params: { amountMinor, bookingId } };
  const isToAgree = outcome.state === 'asked' && outcome.checkoutUrl !== undefined && checkoutUrl === undefined;
  if (wanted === 'release') return [];
  if (!purposes[kind].neededForRelease) return isToAgree || outcome.state === 'declined' ? [messageStatement(parts, { kind: 'owed', ...about })] : [];
  if (outcome.state === 'held') return [bookedStatement(parts, bookingId)];
  if (outcome.state === 'declined') return [messageStatement(parts, { kind: 'depositDeclined', ...about })];
  return isToAgree ? [messageStatement(parts, { kind: 'toPay', ...about })] : [];
}

/** What becomes true together with a changed state: the backend hears of it, the audit has it. */
function tidings(parts: BookingParts, payment: Payment, { state }: PaymentOutcome): readonly Statement[] {
  const { paymentId, bookingId, memberId, kind, amountMinor, currency } = payment;
  if (state === payment.state) return [];
  const data = { paymentId, bookingId, memberId, kind, amountMinor, currency, state };
  return [
    tell(parts, { type: 'payment.changed', subject: `booking/${bookingId}`, data }),
    auditStatement('paymentChanged', { paymentId, bookingId, kind, was: payment.state, state }, parts.wall.utcMs()),
  ];
}

async function become(parts: BookingParts, payment: Payment, outcome: PaymentOutcome, tries: number): Promise<Result<void, Refusal>> {
  const utcMs = parts.wall.utcMs();
  const isNext = outcome.state === 'held' && payment.wanted !== undefined;
  const stored = await parts.store.commit([
    statement('payment.become', {
      paymentId: payment.paymentId, was: payment.state, state: outcome.state, providerRef: outcome.providerRef ?? null, checkoutUrl: outcome.checkoutUrl ?? null,
      tries, nextUtcMs: isNext ? utcMs : utcMs + waitMs(tries), utcMs,
    }, 1),
    ...tidings(parts, payment, outcome),
    ...letters(parts, payment, outcome),
  ]);
  // Somebody has written another state meanwhile: theirs stands, and the next turn goes on from it.
  return stored.ok || stored.error.code === 'conflict' ? done : storeRefused(stored.error);
}

/** One step: durable that it is tried, then the provider, then what came of it. Answers whether there may be another one. */
async function advance(parts: PaymentWorkParts, payment: Payment, step: PaymentStep): Promise<Result<boolean, Refusal>> {
  if (step === 'letGo') {
    const gone = await become(parts, payment, { state: 'released', providerRef: undefined, checkoutUrl: undefined }, 0);
    return gone.ok ? ok(false) : gone;
  }
  if (parts.payments === undefined) return ok(false);
  const { paymentId, state, wanted, tries } = payment;
  const tried = await parts.store.commit([statement('payment.try', { paymentId, state, wanted: wanted ?? null, tries, nextUtcMs: parts.wall.utcMs() + waitMs(tries + 1) }, 1)]);
  if (!tried.ok) return tried.error.code === 'conflict' ? ok(true) : storeRefused(tried.error);
  const event = await askProvider(parts.payments, step, payment);
  // A look that finds what was known before is no progress: whoever refuses to take what it holds is asked ever more rarely.
  const isFurther = event.kind === 'answered' && step !== 'look';
  const written = await become(parts, payment, afterStep(payment, step, event), isFurther ? 1 : tries + 1);
  return written.ok ? ok(event.kind === 'answered') : written;
}

function createNow(parts: PaymentWorkParts): PaymentWork['now'] {
  const inTurn = createKeyedWork();
  const carryOut = async (paymentId: string, look?: 'look'): Promise<Result<void, Refusal>> => {
    let asked: PaymentStep | undefined;
    for (let turn = 0; turn < MOST_STEPS; turn += 1) {
      const read = await parts.store.read(statement('payment.one', { paymentId }));
      if (!read.ok) return storeRefused(read.error);
      const [row] = read.value;
      if (row === undefined) return done;
      const payment = toPayment(row);
      const isOpen = isUnfinished(payment) || payment.state === 'held';
      const step = turn === 0 && look === 'look' && isOpen && payment.providerRef !== undefined ? 'look' : stepOf(payment);
      // Asking the same thing twice in one turn brings nothing: the person has still to agree.
      if (step === undefined || step === asked) return done;
      asked = step;
      const further = await advance(parts, payment, step);
      if (!further.ok) return further;
      if (!further.value) return done;
    }
    return done;
  };
  // One payment is worked on once at a time: the second one waits for the first and finds what it did.
  return (paymentId, look) => inTurn(paymentId, () => carryOut(paymentId, look));
}

/** The work on the payments of one tower. */
export function createPaymentWork(parts: PaymentWorkParts): PaymentWork {
  const now = createNow(parts);
  return {
    now,
    due: async () => {
      const utcMs = parts.wall.utcMs();
      const read = await parts.store.read(statement('payment.due', { utcMs, beyondUtcMs: utcMs + LONGEST_WAIT_MS, most: MOST_AT_ONCE }));
      if (!read.ok) return storeRefused(read.error);
      const worked = await Promise.all(read.value.map((row) => now(String(row['paymentId']))));
      return worked.find((one) => !one.ok) ?? done;
    },
  };
}
