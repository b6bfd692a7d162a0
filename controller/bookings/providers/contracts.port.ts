import type { Result } from '../../ports.ts';
import type { Money, ProviderFault } from './payments.port.ts';

/** What the provider says of a contract of sale. */
export interface ContractState {
  readonly state: 'offered' | 'signed' | 'declined';
  readonly contractRef: string;
  /** The provider's own page, where the buyer reads and signs. */
  readonly signUrl: string;
}

/** Whoever makes the contract of sale. Asking again with the same `purchaseId` gives the same contract. */
export interface ContractProvider {
  readonly offer: (request: Money & { readonly purchaseId: string; readonly buyer: string; readonly vin: string; readonly variantId: string }) => Promise<Result<ContractState, ProviderFault>>;
  readonly look: (purchaseId: string) => Promise<Result<ContractState, ProviderFault>>;
  readonly withdraw: (purchaseId: string) => Promise<Result<void, ProviderFault>>;
}
