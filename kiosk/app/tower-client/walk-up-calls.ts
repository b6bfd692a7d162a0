import { handOffOfferSchema, handOffViewSchema, walkUpSchema } from '../../../controller/api/contract/index.ts';
import type { HandOffOffer, HandOffView, StartHandOff, WalkUp } from '../../../controller/api/contract/index.ts';
import type { Answer } from './answer.ts';
import { nothing } from './ask-once.ts';
import type { SessionCalls } from './session-calls.ts';

/** What may be taken now, and what the kiosk hands over to a phone. */
export interface WalkUpCalls {
  readonly walkUp: () => Promise<Answer<WalkUp>>;
  /** The same `requestId` never begins a second one. */
  readonly beginHandOff: (wish: StartHandOff, requestId: string) => Promise<Answer<HandOffView>>;
  readonly handOff: (handOffId: string) => Promise<Answer<HandOffView>>;
  readonly giveUpHandOff: (handOffId: string) => Promise<Answer<undefined>>;
  /** The phone's: what the scanned code is about; needs no session. */
  readonly openHandOff: (token: string) => Promise<Answer<HandOffOffer>>;
  /** The phone's: the member takes it over. Asked again, it tells how it stands, with a window that begins now. */
  readonly claimHandOff: (token: string) => Promise<Answer<HandOffOffer>>;
}

const handOffAt = (handOffId: string): string => `/api/v1/hand-offs/${encodeURIComponent(handOffId)}`;

/** The requests of hand-offs. */
export const walkUpCalls = ({ call, get, post }: SessionCalls): WalkUpCalls => ({
  walkUp: () => get('/api/v1/walk-up', walkUpSchema),
  beginHandOff: (wish, requestId) => post('/api/v1/hand-offs', handOffViewSchema, wish, requestId),
  handOff: (handOffId) => get(handOffAt(handOffId), handOffViewSchema),
  giveUpHandOff: (handOffId) => call({ method: 'DELETE', path: handOffAt(handOffId), schema: nothing }),
  openHandOff: (token) => post('/api/v1/hand-off-openings', handOffOfferSchema, { token }),
  claimHandOff: (token) => post('/api/v1/hand-off-claims', handOffOfferSchema, { token }),
});
