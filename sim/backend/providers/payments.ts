import { z } from 'zod';
import { no, yes } from '../answers.ts';
import type { Said } from '../answers.ts';
import type { BackendParts } from '../backend.port.ts';
import type { Memory } from '../memory.ts';
import { amountSchema, paymentRequestSchema } from '../records.ts';
import { digestOf } from '../state.ts';
import type { Payment } from '../state.ts';

/** What providers of the sandbox stand on. */
export interface Desk extends Pick<BackendParts, 'wall' | 'publicUrl'> {
  readonly memory: Memory;
}

/** The sandbox's own rule: by the end of the member's id it is seen how a hold goes. */
function firstState(payer: string): 'asked' | 'held' | 'declined' {
  if (payer.endsWith('-pays')) return 'asked';
  return payer.endsWith('-declined') ? 'declined' : 'held';
}

function shown({ publicUrl }: Desk, { request, state }: Payment): Said {
  const { paymentId } = request;
  return yes({ state, providerRef: `sandbox-${paymentId}`, ...(state === 'asked' && { checkoutUrl: `${publicUrl()}/sandbox/payments/${encodeURIComponent(paymentId)}` }) });
}

/** What stands now, or that it was never asked for. */
export function lookAtPayment(desk: Desk, paymentId: string): Said {
  const payment = desk.memory.state.payments.get(paymentId);
  return payment === undefined ? no('paymentUnknown', `Nothing is known of the payment ${paymentId}. Ask for it first.`) : shown(desk, payment);
}

/** Reserves; the same id with the same content has one effect. */
export function holdPayment(desk: Desk, towerId: string, body: unknown): Said {
  const asked = paymentRequestSchema.safeParse(body);
  if (!asked.success) return no('requestInvalid', z.prettifyError(asked.error));
  const request = asked.data;
  const known = desk.memory.state.payments.get(request.paymentId);
  if (known !== undefined) {
    const isSame = known.towerId === towerId && digestOf(known.request) === digestOf(request);
    return isSame ? shown(desk, known) : no('idConflict', `The payment ${request.paymentId} was asked for with another content. Nothing was done.`);
  }
  const stored = desk.memory.write({ kind: 'payment', towerId, request, state: firstState(request.payer), utcMs: desk.wall.utcMs() });
  return stored.ok ? lookAtPayment(desk, request.paymentId) : no('storeFailed', stored.error.message);
}

/** Sets another state; whoever may not have it has been refused before. */
export function changePayment(desk: Desk, paymentId: string, state: Payment['state'], capturedMinor?: number): Said {
  const stored = desk.memory.write({ kind: 'paymentState', paymentId, state, ...(capturedMinor !== undefined && { capturedMinor }), utcMs: desk.wall.utcMs() });
  return stored.ok ? lookAtPayment(desk, paymentId) : no('storeFailed', stored.error.message);
}

const captureSchema = z.object({ amountMinor: amountSchema });

/** Takes what is held or less of it. */
export function capturePayment(desk: Desk, paymentId: string, body: unknown): Said {
  const asked = captureSchema.safeParse(body);
  if (!asked.success) return no('requestInvalid', z.prettifyError(asked.error));
  const { amountMinor } = asked.data;
  const payment = desk.memory.state.payments.get(paymentId);
  if (payment === undefined) return lookAtPayment(desk, paymentId);
  if (payment.state === 'captured') {
    return payment.capturedMinor === amountMinor ? shown(desk, payment) : no('idConflict', `Of the payment ${paymentId} ${String(payment.capturedMinor)} was taken before, not ${String(amountMinor)}. Nothing was done.`);
  }
  if (payment.state !== 'held') return no('paymentState', `The payment ${paymentId} is ${payment.state}, so nothing can be taken. Nothing was done.`);
  if (amountMinor > payment.request.amountMinor) return no('paymentState', `Only ${String(payment.request.amountMinor)} is held of the payment ${paymentId}, and ${String(amountMinor)} was to be taken. Nothing was done.`);
  return changePayment(desk, paymentId, 'captured', amountMinor);
}

/** Gives back what is held; what is still asked for can no longer be agreed to. */
export function releasePayment(desk: Desk, paymentId: string): Said {
  const payment = desk.memory.state.payments.get(paymentId);
  if (payment === undefined) return lookAtPayment(desk, paymentId);
  switch (payment.state) {
    case 'released':
    case 'declined': return shown(desk, payment);
    case 'captured': return no('paymentState', `The payment ${paymentId} has been taken and cannot be given back here. Nothing was done.`);
    case 'asked':
    case 'held': return changePayment(desk, paymentId, 'released');
  }
}
