import { extensionsSchema, photosSchema, photoViewSchema, purchasesSchema, purchaseViewSchema, receiptViewSchema } from '../../../controller/api/contract/index.ts';
import type { Extensions, PhotoMoment, PhotoPosition, PhotoView, PurchaseRequest, PurchaseView, ReceiptView } from '../../../controller/api/contract/index.ts';
import { answered } from './answer.ts';
import type { Answer } from './answer.ts';
import { nothing } from './ask-once.ts';
import type { SessionCalls } from './session-calls.ts';

/** What a member asks from the way to the tower to the receipt. Deeds answer with nothing: the booking says what became of them. */
export interface DriveCalls {
  readonly arrive: (bookingId: string, stage: 'coming' | 'here') => Promise<Answer<undefined>>;
  readonly cancelBooking: (bookingId: string, requestId: string) => Promise<Answer<undefined>>;
  readonly extensions: (bookingId: string) => Promise<Answer<Extensions>>;
  readonly extend: (bookingId: string, days: number, requestId: string) => Promise<Answer<undefined>>;
  readonly receipt: (bookingId: string) => Promise<Answer<ReceiptView>>;
  readonly photos: (bookingId: string) => Promise<Answer<readonly PhotoView[]>>;
  readonly keepPhoto: (place: { readonly bookingId: string; readonly moment: PhotoMoment; readonly position: PhotoPosition }, picture: Blob) => Promise<Answer<PhotoView>>;
  readonly purchases: () => Promise<Answer<readonly PurchaseView[]>>;
  readonly purchase: (purchaseId: string) => Promise<Answer<PurchaseView>>;
  /** Reserves the car and locks its price. */
  readonly reserve: (request: PurchaseRequest, requestId: string) => Promise<Answer<PurchaseView>>;
  readonly askContract: (purchaseId: string, requestId: string) => Promise<Answer<undefined>>;
  readonly cancelPurchase: (purchaseId: string, requestId: string) => Promise<Answer<undefined>>;
}

const bookingAt = (bookingId: string): string => `/api/v1/bookings/${encodeURIComponent(bookingId)}`;
const purchaseAt = (purchaseId: string): string => `/api/v1/purchases/${encodeURIComponent(purchaseId)}`;
/** A photo of some hundred kilobytes over a poor network. */
const PHOTO_TIMEOUT_MS = 60_000;

/** The requests of the drive. */
export const driveCalls = ({ call, get, post }: SessionCalls): DriveCalls => ({
  arrive: (bookingId, stage) => post(`${bookingAt(bookingId)}/arrivals`, nothing, { stage }),
  cancelBooking: (bookingId, requestId) => post(`${bookingAt(bookingId)}/cancellations`, nothing, {}, requestId),
  extensions: (bookingId) => get(`${bookingAt(bookingId)}/extensions`, extensionsSchema),
  extend: (bookingId, days, requestId) => post(`${bookingAt(bookingId)}/extensions`, nothing, { days }, requestId),
  receipt: (bookingId) => get(`${bookingAt(bookingId)}/receipt`, receiptViewSchema),
  photos: async (bookingId) => {
    const answer = await get(`${bookingAt(bookingId)}/photos`, photosSchema);
    return answer.ok ? answered(answer.value.photos) : answer;
  },
  keepPhoto: ({ bookingId, moment, position }, picture) =>
    call({ method: 'PUT', path: `${bookingAt(bookingId)}/photos/${moment}/${position}`, schema: photoViewSchema, body: picture, timeoutMs: PHOTO_TIMEOUT_MS }),
  purchases: async () => {
    const answer = await get('/api/v1/purchases', purchasesSchema);
    return answer.ok ? answered(answer.value.purchases) : answer;
  },
  purchase: (purchaseId) => get(purchaseAt(purchaseId), purchaseViewSchema),
  reserve: (request, requestId) => post('/api/v1/purchases', purchaseViewSchema, request, requestId),
  askContract: (purchaseId, requestId) => post(`${purchaseAt(purchaseId)}/contracts`, nothing, {}, requestId),
  cancelPurchase: (purchaseId, requestId) => post(`${purchaseAt(purchaseId)}/cancellations`, nothing, {}, requestId),
});
