import { collectionBegunSchema, recognitionSchema, returnBegunSchema } from '../../../controller/api/contract/index.ts';
import type { CollectionView, Recognition, RecognitionRequest, ReturnBegun } from '../../../controller/api/contract/index.ts';
import type { Answer } from './answer.ts';
import { nothing } from './ask-once.ts';
import type { SessionCalls } from './session-calls.ts';

/** What the kiosk asks: recognising, collecting, bringing back. */
export interface KioskCalls {
  readonly recognise: (request: RecognitionRequest) => Promise<Answer<Recognition>>;
  /** The same `requestId` never starts a second collection. */
  readonly collect: (ticket: string, requestId: string) => Promise<Answer<CollectionView & { readonly handOverKey: string }>>;
  /** Whoever waits in line leaves it, by the key of the person that was recognised. Asking again changes nothing. */
  readonly leaveLine: (collectionId: string, handOverKey: string) => Promise<Answer<undefined>>;
  readonly resume: (collectionId: string) => Promise<Answer<undefined>>;
  /** The car of the ticket's booking comes back with so many people in it. The same `requestId` never begins a second return. */
  readonly bringBack: (ticket: string, people: number, requestId: string) => Promise<Answer<ReturnBegun>>;
  /** The word of the person that was recognised: nobody is left. */
  readonly allClear: (returnId: string, allClearKey: string) => Promise<Answer<undefined>>;
  /** The same person takes the car out again, or does not bring it after all. */
  readonly withdraw: (returnId: string, allClearKey: string) => Promise<Answer<undefined>>;
  readonly resumeReturn: (returnId: string) => Promise<Answer<undefined>>;
  readonly stop: () => Promise<Answer<undefined>>;
}

/** Where a coin starts the delivery, the tower answers when it has been put in, at the latest after two minutes. */
const COLLECT_TIMEOUT_MS = 130_000;
/** A stop that was not taken by then must be pressed at the bay; a person waits no longer to be told so. */
const STOP_TIMEOUT_MS = 3000;

const collectionAt = (collectionId: string): string => `/api/v1/collections/${encodeURIComponent(collectionId)}`;
const returnAt = (returnId: string): string => `/api/v1/returns/${encodeURIComponent(returnId)}`;

/** The kiosk's requests. */
export const kioskCalls = ({ call, post }: SessionCalls): KioskCalls => ({
  recognise: (request) => post('/api/v1/recognitions', recognitionSchema, request),
  collect: (ticket, requestId) => call({ method: 'POST', path: '/api/v1/collections', schema: collectionBegunSchema, body: { ticket }, requestId, timeoutMs: COLLECT_TIMEOUT_MS }),
  leaveLine: (collectionId, handOverKey) => post(`${collectionAt(collectionId)}/withdrawals`, nothing, { handOverKey }),
  resume: (collectionId) => post(`${collectionAt(collectionId)}/resumptions`, nothing, {}),
  bringBack: (ticket, people, requestId) => post('/api/v1/returns', returnBegunSchema, { by: 'ticket', ticket, people }, requestId),
  allClear: (returnId, allClearKey) => post(`${returnAt(returnId)}/all-clears`, nothing, { allClearKey }),
  withdraw: (returnId, allClearKey) => post(`${returnAt(returnId)}/withdrawals`, nothing, { allClearKey }),
  resumeReturn: (returnId) => post(`${returnAt(returnId)}/resumptions`, nothing, {}),
  stop: () => call({ method: 'POST', path: '/api/v1/stop', schema: nothing, body: {}, timeoutMs: STOP_TIMEOUT_MS }),
});
