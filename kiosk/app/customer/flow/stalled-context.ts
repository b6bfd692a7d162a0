import type { StalledChoices, TaxiVoucher } from '../../../../controller/api/contract/index.ts';
import type { Refusal } from '../../tower-client/answer.ts';

/** What the session knows of a collection that goes no further. */
export interface StalledContext {
  /** What the tower offers; undefined until it has said so. */
  readonly choices: StalledChoices | undefined;
  readonly voucher: TaxiVoucher | undefined;
  readonly refusal: Refusal | undefined;
}

/** Nothing has stalled. */
export const notStalled: StalledContext = { choices: undefined, voucher: undefined, refusal: undefined };

/** What happens to it. */
export type StalledEvent =
  | { readonly type: 'cancel.chosen' }
  | { readonly type: 'cancel.confirmed' }
  | { readonly type: 'voucher.chosen' }
  | { readonly type: 'towers.chosen' }
  | { readonly type: 'otherCar.chosen' };
