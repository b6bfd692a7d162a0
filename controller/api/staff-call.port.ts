import type { Result } from '../ports.ts';
import type { StaffCallView } from './contract/index.ts';
import type { RequestFault } from './request-fault.ts';

/** What is asked about a call of the staff. `by`: `customer`, or who has signed in. */
export type StaffCallRequest =
  | { readonly kind: 'place'; readonly callId: string; readonly screen: string }
  | { readonly kind: 'answer'; readonly callId: string; readonly how: 'coming'; readonly by: string }
  | { readonly kind: 'answer'; readonly callId: string; readonly how: 'callsBack'; readonly minutes: number; readonly by: string }
  | { readonly kind: 'end'; readonly callId: string; readonly by: string };

/**
 * Places, answers and ends calls of the staff. The answer comes when it is durable; placing twice with one `callId` places one call. An ended
 * call is answered as it was. Errors: `callUnknown`, `tooManyRequests` while nobody has answered as many as there may be, `towerUnavailable`.
 */
export type AttendStaffCall = (request: StaffCallRequest) => Promise<Result<StaffCallView, RequestFault>>;
