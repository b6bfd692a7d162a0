import { staffCallViewSchema } from '../../../controller/api/contract/index.ts';
import type { StaffCallView } from '../../../controller/api/contract/index.ts';
import type { Answer } from './answer.ts';
import { nothing } from './ask-once.ts';
import type { SessionCalls } from './session-calls.ts';

/** What the kiosk asks when a customer needs somebody. */
export interface HelpCalls {
  /** Calls the staff from this screen. The same `requestId` never places a second call. */
  readonly callStaff: (screen: string, requestId: string) => Promise<Answer<StaffCallView>>;
  readonly endStaffCall: (callId: string) => Promise<Answer<undefined>>;
}

/** Somebody who needs help is told soon that the call has not arrived. */
const CALL_TIMEOUT_MS = 5000;

/** The requests for help. */
export const helpCalls = ({ call }: Pick<SessionCalls, 'call'>): HelpCalls => ({
  callStaff: (screen, requestId) => call({ method: 'POST', path: '/api/v1/staff-calls', schema: staffCallViewSchema, body: { screen }, requestId, timeoutMs: CALL_TIMEOUT_MS }),
  endStaffCall: (callId) => call({ method: 'POST', path: `/api/v1/staff-calls/${encodeURIComponent(callId)}/ends`, schema: nothing, body: {}, timeoutMs: CALL_TIMEOUT_MS }),
});
