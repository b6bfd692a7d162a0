import type { ExtensionOffer, HandOffView, HandOver, MyCar, ReturnReceipt, SwapOffer, SwapOffers, Swapped } from '../../../../controller/api/contract/index.ts';
import type { Answer, Refusal } from '../../tower-client/answer.ts';

/** What the phone takes over for the car that is out. */
export type PhoneErrand = 'payExtension' | 'paySwap' | 'buy';

/** What is remembered of a car that is out, fetched or brought back, and of its person. */
export interface MyCarContext {
  /** The person has come for this, and not to bring the car back. */
  readonly isWanted: boolean;
  /** What the tower said last; undefined before it has answered. */
  readonly car: MyCar | undefined;
  readonly offer: ExtensionOffer | undefined;
  readonly swaps: SwapOffers | undefined;
  readonly swapOffer: SwapOffer | undefined;
  readonly swapped: Swapped | undefined;
  readonly errand: PhoneErrand;
  readonly handOff: HandOffView | undefined;
  /** Wishes and codes so far: one key for each, so that a lost answer never does anything twice. */
  readonly wishes: number;
  readonly refusal: Refusal | undefined;
  readonly handOver: HandOver | undefined;
  /** The car was looked at and is as it should be. */
  readonly isAccepted: boolean;
  readonly receipt: ReturnReceipt | undefined;
  /** The photos of the return are on the screen. */
  readonly isConditionOpen: boolean;
}

/** Nobody's car. */
export const noMyCar: MyCarContext = {
  isWanted: false, car: undefined, offer: undefined, swaps: undefined, swapOffer: undefined, swapped: undefined, errand: 'buy', handOff: undefined, wishes: 0, refusal: undefined,
  handOver: undefined, isAccepted: false, receipt: undefined, isConditionOpen: false,
};

/** The car is forgotten. The number of wishes goes on: within a session each has a key of its own. */
export const forgottenCar = ({ wishes }: MyCarContext, isWanted = false): MyCarContext => ({ ...noMyCar, isWanted, wishes });

/** A wish that must be done once. */
export interface MyCarWish {
  readonly ticket: string;
  readonly key: string;
}

/** What happens around a car that is out, fetched or brought back. */
export type MyCarEvent =
  | { readonly type: 'myCar.chosen' }
  | { readonly type: 'extend.chosen' }
  | { readonly type: 'days.chosen'; readonly days: number }
  | { readonly type: 'extension.confirmed' }
  | { readonly type: 'buy.chosen' }
  | { readonly type: 'buy.confirmed' }
  | { readonly type: 'swap.chosen' }
  | { readonly type: 'swapCar.chosen'; readonly carId: string }
  | { readonly type: 'swap.confirmed' }
  | { readonly type: 'pay.chosen' }
  | { readonly type: 'look.again' }
  | { readonly type: 'handOver.told'; readonly answer: Answer<HandOver> }
  | { readonly type: 'handOver.accepted' }
  | { readonly type: 'receipt.told'; readonly answer: Answer<ReturnReceipt> }
  | { readonly type: 'recall.chosen' }
  | { readonly type: 'condition.opened' }
  | { readonly type: 'condition.closed' };
