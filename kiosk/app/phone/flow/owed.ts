import type { WordId } from '../../../../config/words/index.ts';
import type { BookingView } from '../../../../controller/api/contract/index.ts';

type Payment = BookingView['payments'][number];

/** An amount with which the member has still something to do. agree: on the provider's page, at `checkoutUrl` · ask: it was declined and may be asked for once more. */
export type Owed =
  | { readonly kind: 'agree'; readonly payment: Payment; readonly checkoutUrl: string }
  | { readonly kind: 'ask'; readonly payment: Payment };

/** What the member has still to do about these amounts, in the order in which they were asked. */
export function owedOf(payments: readonly Payment[]): readonly Owed[] {
  return payments.flatMap((payment): readonly Owed[] => {
    if (payment.checkoutUrl !== undefined) return [{ kind: 'agree', payment, checkoutUrl: payment.checkoutUrl }];
    return payment.mayAskAgain === true ? [{ kind: 'ask', payment }] : [];
  });
}

/** Where an amount is, in words: what is on its way back waits for nobody, and what the provider has not answered waits for the provider. */
export function paymentWord({ state, wanted, checkoutUrl }: Pick<Payment, 'state' | 'wanted' | 'checkoutUrl'>): WordId {
  const isOpen = state === 'asked' || state === 'unknown' || state === 'held';
  if (isOpen && wanted === 'release') return 'payment.releasing';
  if (state === 'held' && wanted === 'capture') return 'payment.capturing';
  return state === 'asked' && checkoutUrl === undefined ? 'payment.unknown' : `payment.${state}`;
}
