import { meSchema } from '../../../controller/api/contract/index.ts';
import type { Me, Preferences } from '../../../controller/api/contract/index.ts';
import type { Answer } from './answer.ts';
import { nothing } from './ask-once.ts';
import type { SessionCalls } from './session-calls.ts';

/** What members ask about themselves. */
export interface MeCalls {
  readonly me: () => Promise<Answer<Me>>;
  readonly prefer: (preferences: Preferences) => Promise<Answer<undefined>>;
  /** Erases everything that the tower need not keep. */
  readonly eraseMe: () => Promise<Answer<undefined>>;
  /** Deletes the face of one booking; pass and code go on. */
  readonly eraseFace: (bookingId: string) => Promise<Answer<undefined>>;
}

/** Where everything that is kept of the member is downloaded. */
export const EXPORT_PATH = '/api/v1/me/export';

/** The requests of the member's own pages. */
export const meCalls = ({ get, send }: SessionCalls): MeCalls => ({
  me: () => get('/api/v1/me', meSchema),
  prefer: (preferences) => send('PUT', '/api/v1/me/preferences', nothing, preferences),
  eraseMe: () => send('DELETE', '/api/v1/me', nothing),
  eraseFace: (bookingId) => send('DELETE', `/api/v1/bookings/${encodeURIComponent(bookingId)}/templates`, nothing),
});
