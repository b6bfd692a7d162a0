import type { ContractProvider } from './contracts.port.ts';
import type { MessageProvider } from './messages.port.ts';
import type { PaymentProvider } from './payments.port.ts';
import type { CarRecogniser } from './recogniser.port.ts';

/** Whoever the tower works with beyond its own walls. Each is left out where the site has none. */
export interface Providers {
  readonly payments?: PaymentProvider | undefined;
  readonly messages?: MessageProvider | undefined;
  readonly contracts?: ContractProvider | undefined;
  readonly recogniser?: CarRecogniser | undefined;
}
