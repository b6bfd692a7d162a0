import type { Fault, Result } from '../../ports.ts';

/** An amount in the minor unit of its currency (ISO 4217): fen, cents. */
export interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

/** What the provider says of a payment. `asked`: the person has still to agree, at `checkoutUrl`. */
export interface PaymentState {
  readonly state: 'asked' | 'held' | 'captured' | 'released' | 'declined';
  readonly providerRef: string;
  /** The provider's own page: card data is entered there and never here. */
  readonly checkoutUrl?: string;
}

/** `unreachable`: nobody knows what came of it; ask again with the same id. `refused`: the provider does not do this. */
export type ProviderFault = Fault<'unreachable' | 'refused'>;

/**
 * Whoever moves the money. Every verb may be repeated with the same `paymentId` and has one effect. `hold` reserves; `capture` takes what is
 * held, or less of it; `release` gives it back.
 */
export interface PaymentProvider {
  readonly hold: (request: Money & { readonly paymentId: string; readonly payer: string; readonly purpose: string }) => Promise<Result<PaymentState, ProviderFault>>;
  readonly capture: (paymentId: string, amountMinor: number) => Promise<Result<PaymentState, ProviderFault>>;
  readonly release: (paymentId: string) => Promise<Result<PaymentState, ProviderFault>>;
  readonly look: (paymentId: string) => Promise<Result<PaymentState, ProviderFault>>;
}
