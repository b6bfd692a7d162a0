import type { Owed, PaymentView } from '../../api/contract/index.ts';

const sum = (payments: readonly PaymentView[]): number => payments.reduce((all, { amountMinor }) => all + amountMinor, 0);

/** What the person still has to do about the amounts of a booking; the hardest first. What is wanted back is nobody's debt. Pure. */
export function owedOf(payments: readonly PaymentView[]): Owed {
  const open = payments.filter(({ state, wanted }) => (state === 'asked' || state === 'unknown') && wanted !== 'release');
  const atPhone = open.filter(({ checkoutUrl }) => checkoutUrl !== undefined);
  const declined = payments.filter(({ mayAskAgain }) => mayAskAgain === true);
  if (declined.length > 0) return { state: 'declined', amountMinor: sum(declined) };
  if (atPhone.length > 0) return { state: 'atPhone', amountMinor: sum(atPhone) };
  return open.length > 0 ? { state: 'waiting', amountMinor: sum(open) } : { state: 'nothing', amountMinor: 0 };
}
