import { ok } from '../../ports.ts';
import type { PaymentProvider, PaymentState } from '../../bookings/providers/payments.port.ts';

/** A payment provider that agrees to everything at once, and remembers how far each amount is. */
export function createAgreeingPayments(): PaymentProvider {
  const states = new Map<string, PaymentState['state']>();
  const become = async (paymentId: string, state: PaymentState['state']) => {
    states.set(paymentId, state);
    return ok({ state, providerRef: `ref-${paymentId}` });
  };
  return {
    hold: ({ paymentId }) => become(paymentId, states.get(paymentId) ?? 'held'),
    capture: (paymentId) => become(paymentId, 'captured'),
    release: (paymentId) => become(paymentId, 'released'),
    look: (paymentId) => become(paymentId, states.get(paymentId) ?? 'held'),
  };
}
