import type { PaymentKind, PaymentView } from '../../api/contract/index.ts';
import type { StoreRow } from '../../ports.ts';
import type { PaymentState } from '../providers/payments.port.ts';

/** One amount as the journal holds it. */
export interface Payment {
  readonly paymentId: string;
  readonly memberId: string;
  readonly bookingId: string;
  readonly kind: PaymentKind;
  readonly amountMinor: number;
  readonly currency: string;
  readonly state: PaymentView['state'];
  readonly wanted: 'capture' | 'release' | undefined;
  readonly providerRef: string | undefined;
  readonly checkoutUrl: string | undefined;
  /** 0: the provider has never heard of it. */
  readonly tries: number;
  readonly nextUtcMs: number;
  readonly askedUtcMs: number;
  readonly changedUtcMs: number;
}

/** What to ask the provider. `letGo`: nothing, because it has never heard of an amount that is not wanted any more. */
export type PaymentStep = 'hold' | 'look' | 'capture' | 'release' | 'letGo';

/** What came of a step. `unreachable`: nobody knows whether the provider has done it. */
export type PaymentEvent = { readonly kind: 'answered'; readonly answer: PaymentState } | { readonly kind: 'unreachable' } | { readonly kind: 'refused' };

/** Where a step has led. */
export type PaymentOutcome = Pick<Payment, 'state' | 'providerRef' | 'checkoutUrl'>;

const FIRST_WAIT_MS = 2000;
/** No pause is longer. */
export const LONGEST_WAIT_MS = 600_000;

const textOf = (value: StoreRow[string] | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

/** Id of the payment that follows a declined one. */
export const successorOf = (paymentId: string): string => `${paymentId}r`;

/** A row of one of the `payment.…` statements. The columns are held by the schema's own checks. */
export function toPayment(row: StoreRow): Payment {
  return {
    paymentId: String(row['paymentId']), memberId: String(row['memberId']), bookingId: String(row['bookingId']),
    kind: String(row['kind']) as PaymentKind, amountMinor: Number(row['amountMinor']), currency: String(row['currency']),
    state: String(row['state']) as Payment['state'], wanted: textOf(row['wanted']) as Payment['wanted'],
    providerRef: textOf(row['providerRef']), checkoutUrl: textOf(row['checkoutUrl']),
    tries: Number(row['tries']), nextUtcMs: Number(row['nextUtcMs']), askedUtcMs: Number(row['askedUtcMs']), changedUtcMs: Number(row['changedUtcMs']),
  };
}

/** A booking that has ended owes neither deposit nor fee any more; what it did cost can still be paid. */
const PAYABLE: Readonly<Record<string, readonly string[]>> = { deposit: ['booked'], belowFloorFee: ['booked', 'out'] };

/** What was declined, has not been asked for again, and is still owed. */
export function declinedOf(payments: readonly Payment[], bookingState: string): readonly Payment[] {
  const known = new Set(payments.map(({ paymentId }) => paymentId));
  return payments.filter(({ paymentId, kind, state }) => state === 'declined' && !known.has(successorOf(paymentId)) && (PAYABLE[kind]?.includes(bookingState) ?? true));
}

/** The payments of a booking as its member sees them. What is to be given back needs no agreement any more. */
export function toPaymentViews(payments: readonly Payment[], bookingState: string): PaymentView[] {
  const owed = new Set(declinedOf(payments, bookingState));
  return payments.map((payment) => {
    const { paymentId, kind, amountMinor, currency, state, wanted, checkoutUrl, askedUtcMs, changedUtcMs } = payment;
    return {
      paymentId, kind, amountMinor, currency, state, askedUtcMs, changedUtcMs,
      ...(wanted !== undefined && isUnfinished({ state, wanted }) && { wanted }),
      ...(checkoutUrl !== undefined && state === 'asked' && wanted !== 'release' && { checkoutUrl }),
      ...(owed.has(payment) && { mayAskAgain: true as const }),
    };
  });
}

/** Whether something has still to be done or found out. */
export function isUnfinished({ state, wanted }: Pick<Payment, 'state' | 'wanted'>): boolean {
  return state === 'asked' || state === 'unknown' || (state === 'held' && wanted !== undefined);
}

/**
 * What to ask next. Nothing is ever taken or given back on what is not known: an answer that was lost is looked for first. An amount of
 * which the provider may or may not have heard is held first also when it is to be given back: a request that is still on its way then has no
 * effect any more, since its id has one.
 */
export function stepOf({ state, wanted, providerRef, tries }: Pick<Payment, 'state' | 'wanted' | 'providerRef' | 'tries'>): PaymentStep | undefined {
  switch (state) {
    case 'captured':
    case 'released':
    case 'declined':
      return undefined;
    case 'held':
      return wanted;
    case 'unknown':
      return providerRef === undefined ? 'hold' : 'look';
    case 'asked':
      if (tries === 0) return wanted === 'release' ? 'letGo' : 'hold';
      if (providerRef === undefined) return 'hold';
      return wanted === 'release' ? 'release' : 'look';
  }
}

/** A provider that does not know the id has no hold of it either; one that does not take or give back is looked at again. */
function refused({ state, providerRef, checkoutUrl }: PaymentOutcome, step: PaymentStep): PaymentOutcome {
  switch (step) {
    case 'hold':
      return { state: 'declined', providerRef, checkoutUrl: undefined };
    case 'look':
      return { state: 'unknown', providerRef: undefined, checkoutUrl: undefined };
    case 'capture':
    case 'release':
      return { state: 'unknown', providerRef, checkoutUrl };
    case 'letGo':
      return { state, providerRef, checkoutUrl };
  }
}

/** Where a step leads, for every state and every event. What has ended stays ended, whatever is heard later. */
export function afterStep(payment: Pick<Payment, 'state' | 'wanted' | 'providerRef' | 'checkoutUrl' | 'tries'>, step: PaymentStep, event: PaymentEvent): PaymentOutcome {
  const { state, providerRef, checkoutUrl } = payment;
  if (state === 'captured' || state === 'released' || state === 'declined') return { state, providerRef, checkoutUrl };
  switch (event.kind) {
    case 'answered': {
      const { answer } = event;
      return { state: answer.state, providerRef: answer.providerRef, checkoutUrl: answer.state === 'asked' ? answer.checkoutUrl : undefined };
    }
    case 'unreachable':
      // A look that is not answered changes nothing of what is known.
      return step === 'look' || step === 'letGo' ? { state, providerRef, checkoutUrl } : { state: 'unknown', providerRef, checkoutUrl };
    case 'refused':
      return refused({ state, providerRef, checkoutUrl }, step);
  }
}

/** How long to wait before the provider is asked again, in ms: 2 s, doubling up to 10 minutes. */
export function waitMs(tries: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries, 20));
}
