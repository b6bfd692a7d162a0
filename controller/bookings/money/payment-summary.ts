import type { PaymentsView, ReceiptView } from '../../api/contract/index.ts';
import type { Payment } from './payment.ts';
import { purposes } from './purposes.ts';

/** The newest of each kind, in the order in which they were asked: an amount that was declined and asked again counts by what came last. */
function newestOfKinds(payments: readonly Payment[]): readonly Payment[] {
  const isNewest = (one: Payment, at: number): boolean => !payments.slice(at + 1).some(({ kind }) => kind === one.kind);
  return payments.filter(isNewest);
}

/** What stands of everything that a release needs. Unknown is never held. */
export function depositOf(payments: readonly Payment[]): PaymentsView['deposit'] {
  const needed = newestOfKinds(payments.filter(({ kind }) => purposes[kind].neededForRelease));
  if (needed.length === 0) return 'none';
  if (needed.some(({ state }) => state === 'declined')) return 'declined';
  if (needed.some(({ state }) => state === 'asked' || state === 'unknown')) return 'waiting';
  if (needed.some(({ state }) => state === 'released')) return 'settled';
  return needed.some(({ state }) => state === 'held') ? 'held' : 'settled';
}

/** The sums of a receipt: every payment counts in exactly one of them. */
export function totalsOf(payments: readonly Pick<Payment, 'state' | 'amountMinor'>[]): ReceiptView['totals'] {
  const sum = (...states: readonly Payment['state'][]): number => payments.reduce((all, { state, amountMinor }) => all + (states.includes(state) ? amountMinor : 0), 0);
  return { heldMinor: sum('held'), takenMinor: sum('captured'), givenBackMinor: sum('released'), openMinor: sum('asked', 'unknown'), declinedMinor: sum('declined') };
}
