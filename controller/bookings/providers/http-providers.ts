import { z } from 'zod';
import { done, fault, ok } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import type { AskBackend } from '../backend/ask-backend.ts';
import type { ContractProvider } from './contracts.port.ts';
import type { MessageProvider } from './messages.port.ts';
import type { PaymentProvider, PaymentState, ProviderFault } from './payments.port.ts';
import type { Providers } from './providers.ts';
import type { CarRecogniser } from './recogniser.port.ts';

const ref = z.string().min(1).max(200);
/** A page that a person is sent to: of the web, and nothing that a browser would run. */
const page = z.url({ protocol: /^https?$/u }).max(2000);
const paymentSchema = z.object({ state: z.enum(['asked', 'held', 'captured', 'released', 'declined']), providerRef: ref, checkoutUrl: page.optional() });
const contractSchema = z.object({ state: z.enum(['offered', 'signed', 'declined']), contractRef: ref, signUrl: page });
const messageSchema = z.object({ messageId: z.string(), state: z.literal('sent') });
const candidatesSchema = z.object({ candidates: z.array(z.object({ variantId: z.string().min(1).max(80) })).max(3) });

const at = (collection: 'payments' | 'contracts', id: string, verb = ''): string => `/v1/${collection}/${encodeURIComponent(id)}${verb}`;

function toPayment({ state, providerRef, checkoutUrl }: z.infer<typeof paymentSchema>): PaymentState {
  return { state, providerRef, ...(checkoutUrl !== undefined && { checkoutUrl }) };
}

function payments(ask: AskBackend): PaymentProvider {
  const asked = async (path: string, body?: object): Promise<Result<PaymentState, ProviderFault>> => {
    const answer = await ask(body === undefined ? { method: 'GET', path } : { method: 'POST', path, body }, paymentSchema);
    return answer.ok ? ok(toPayment(answer.value)) : answer;
  };
  return {
    hold: (request) => asked('/v1/payments', request),
    capture: (paymentId, amountMinor) => asked(at('payments', paymentId, '/captures'), { amountMinor }),
    release: (paymentId) => asked(at('payments', paymentId, '/releases'), {}),
    look: (paymentId) => asked(at('payments', paymentId)),
  };
}

function messages(ask: AskBackend): MessageProvider {
  return {
    send: async (message) => {
      const answer = await ask({ method: 'POST', path: '/v1/messages', body: message }, messageSchema);
      return answer.ok ? done : answer;
    },
  };
}

function contracts(ask: AskBackend): ContractProvider {
  return {
    offer: (request) => ask({ method: 'POST', path: '/v1/contracts', body: request }, contractSchema),
    look: (purchaseId) => ask({ method: 'GET', path: at('contracts', purchaseId) }, contractSchema),
    withdraw: async (purchaseId) => {
      const answer = await ask({ method: 'POST', path: at('contracts', purchaseId, '/withdrawals'), body: {} }, contractSchema);
      if (!answer.ok) return answer;
      return answer.value.state === 'declined' ? done : fault('refused', `The contract stands as ${answer.value.state} after it was to be taken back. It binds until it is declined.`);
    },
  };
}

function recogniser(ask: AskBackend): CarRecogniser {
  return {
    name: async (photo) => {
      const answer = await ask({ method: 'POST', path: '/v1/car-recognitions', body: photo, contentType: 'image/jpeg' }, candidatesSchema);
      return answer.ok ? ok(answer.value.candidates) : answer;
    },
  };
}

/** All of them: none is missing where there is a backend. */
export type AllProviders = { readonly [Which in keyof Providers]-?: NonNullable<Providers[Which]> };

/** Everybody who stands behind the operator's backend (`config/backend/openapi.yaml`). Ids are made by the tower and are the idempotency keys. */
export function createHttpProviders(ask: AskBackend): AllProviders {
  return { payments: payments(ask), messages: messages(ask), contracts: contracts(ask), recogniser: recogniser(ask) };
}
