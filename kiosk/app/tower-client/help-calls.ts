import { staffCallViewSchema, stalledCancellationSchema, stalledChoicesSchema, taxiVoucherSchema } from '../../../controller/api/contract/index.ts';
import type { StaffCallView, StalledCancellation, StalledChoices, TaxiVoucher } from '../../../controller/api/contract/index.ts';
import type { Answer } from './answer.ts';
import { nothing } from './ask-once.ts';
import type { SessionCalls } from './session-calls.ts';

/** What the kiosk asks when a customer needs somebody. */
export interface HelpCalls {
  /** Calls the staff from this screen. The same `requestId` never places a second call. */
  readonly callStaff: (screen: string, requestId: string) => Promise<Answer<StaffCallView>>;
  readonly endStaffCall: (callId: string) => Promise<Answer<undefined>>;
  /** What is open to the customer of a collection that goes no further, by the key of the person that was recognised. */
  readonly stalledChoices: (collectionId: string, handOverKey: string) => Promise<Answer<StalledChoices>>;
  /** By the same key. Asking again changes nothing. */
  readonly cancelStalled: (collectionId: string, handOverKey: string) => Promise<Answer<StalledCancellation>>;
  readonly taxiVoucher: (collectionId: string, handOverKey: string, requestId: string) => Promise<Answer<TaxiVoucher>>;
}

/** Somebody who needs help is told soon that the call has not arrived. */
const CALL_TIMEOUT_MS = 5000;

const collectionAt = (collectionId: string): string => `/api/v1/collections/${encodeURIComponent(collectionId)}`;

/** The requests for help. */
export const helpCalls = ({ call, post }: Pick<SessionCalls, 'call' | 'post'>): HelpCalls => ({
  callStaff: (screen, requestId) => call({ method: 'POST', path: '/api/v1/staff-calls', schema: staffCallViewSchema, body: { screen }, requestId, timeoutMs: CALL_TIMEOUT_MS }),
  endStaffCall: (callId) => call({ method: 'POST', path: `/api/v1/staff-calls/${encodeURIComponent(callId)}/ends`, schema: nothing, body: {}, timeoutMs: CALL_TIMEOUT_MS }),
  stalledChoices: (collectionId, handOverKey) => post(`${collectionAt(collectionId)}/choices`, stalledChoicesSchema, { handOverKey }),
  cancelStalled: (collectionId, handOverKey) => post(`${collectionAt(collectionId)}/cancellations`, stalledCancellationSchema, { handOverKey }),
  taxiVoucher: (collectionId, handOverKey, requestId) => post(`${collectionAt(collectionId)}/taxi-vouchers`, taxiVoucherSchema, { handOverKey }, requestId),
});
