import { handOverSchema, myCarSchema, returnBegunSchema, returnReceiptSchema, swapOffersSchema, swappedSchema } from '../../../controller/api/contract/index.ts';
import type { HandOver, MyCar, ReturnBegun, ReturnReceipt, SwapOffers, Swapped } from '../../../controller/api/contract/index.ts';
import type { Answer } from './answer.ts';
import type { SessionCalls } from './session-calls.ts';

/** What the kiosk asks for somebody whose car is out, who fetches it, or who has brought it back. */
export interface MyCarCalls {
  readonly myCar: (ticket: string) => Promise<Answer<MyCar>>;
  /** The same `requestId` never extends twice. */
  readonly extendMyCar: (ticket: string, days: number, requestId: string) => Promise<Answer<MyCar>>;
  readonly swapOffers: (ticket: string) => Promise<Answer<SwapOffers>>;
  /** The same `requestId` never books a second car. */
  readonly swapMyCar: (ticket: string, carId: string, requestId: string) => Promise<Answer<Swapped>>;
  readonly handOver: (collectionId: string, handOverKey: string) => Promise<Answer<HandOver>>;
  readonly returnReceipt: (returnId: string, allClearKey: string) => Promise<Answer<ReturnReceipt>>;
  /** The car comes out once more. The same `requestId` never begins a second time. */
  readonly recall: (returnId: string, allClearKey: string, requestId: string) => Promise<Answer<ReturnBegun>>;
}

const returnAt = (returnId: string): string => `/api/v1/returns/${encodeURIComponent(returnId)}`;

/** The requests of a car that is out, fetched or brought back. */
export const myCarCalls = ({ post }: SessionCalls): MyCarCalls => ({
  myCar: (ticket) => post('/api/v1/my-car', myCarSchema, { ticket }),
  extendMyCar: (ticket, days, requestId) => post('/api/v1/my-car/extensions', myCarSchema, { ticket, days }, requestId),
  swapOffers: (ticket) => post('/api/v1/my-car/swap-offers', swapOffersSchema, { ticket }),
  swapMyCar: (ticket, carId, requestId) => post('/api/v1/my-car/swaps', swappedSchema, { ticket, carId }, requestId),
  handOver: (collectionId, handOverKey) => post(`/api/v1/collections/${encodeURIComponent(collectionId)}/hand-overs`, handOverSchema, { handOverKey }),
  returnReceipt: (returnId, allClearKey) => post(`${returnAt(returnId)}/receipts`, returnReceiptSchema, { allClearKey }),
  recall: (returnId, allClearKey, requestId) => post(`${returnAt(returnId)}/recalls`, returnBegunSchema, { allClearKey }, requestId),
});
