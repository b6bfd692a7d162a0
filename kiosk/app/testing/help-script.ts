import type { StaffCallView, StalledChoices } from '../../../controller/api/contract/index.ts';
import { newStaffCallSchema } from '../../../controller/api/contract/index.ts';
import { ok, problem } from './fake-reply.ts';
import type { Reply } from './fake-reply.ts';

/** The call that the scripted tower takes. */
export const SAMPLE_CALL: StaffCallView = { callId: 's-7K2M9Q', reference: '7K2M9Q', screen: 'K01', calledUtcMs: Date.UTC(2026, 2, 14, 4), state: 'calling' };
const CHOICES: StalledChoices = { state: 'stalled', cancellation: 'yes', givesBackMinor: 300_000, taxiUpToMinor: 8000, currency: 'CNY' };

/** What a scripted tower answers to whoever needs help; undefined: that is somebody else's path. */
export function answerHelp(method: string, path: string, body: unknown): Reply | undefined {
  if (method === 'POST' && path === '/api/v1/staff-calls') {
    const call = newStaffCallSchema.safeParse(body);
    return call.success ? { status: 201, body: { ...SAMPLE_CALL, ...call.data } } : problem(400, 'malformed');
  }
  if (method === 'POST' && /^\/api\/v1\/staff-calls\/[^/]+\/ends$/u.test(path)) return ok({});
  if (method !== 'POST') return undefined;
  const deed = /^\/api\/v1\/collections\/[^/]+\/(?<deed>choices|cancellations|taxi-vouchers)$/u.exec(path)?.groups?.['deed'];
  if (deed === 'choices') return ok(CHOICES);
  if (deed === 'cancellations') return ok({ bookingId: 'booking-1', givenBackMinor: CHOICES.givesBackMinor, currency: CHOICES.currency });
  if (deed === 'taxi-vouchers') return { status: 201, body: { code: '7K2M9QXR', upToMinor: 8000, currency: CHOICES.currency } };
  return undefined;
}
