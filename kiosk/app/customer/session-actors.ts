import { fromCallback, fromPromise } from 'xstate';
import type { Recognition, RecognitionRequest, ReturnBegun, StaffCallView, StalledCancellation, StalledChoices, TaxiVoucher } from '../../../controller/api/contract/index.ts';
import type { FaceFaultCode, FaceWatch, FaceWatchEvent } from '../../face/face.port.ts';
import type { Presence } from '../../face/presence-judge.ts';
import type { NewRequestId, PageClock } from '../rim/rim.port.ts';
import type { Answer } from '../tower-client/answer.ts';
import type { RequestKeys } from '../tower-client/request-keys.ts';
import type { TowerClient } from '../tower-client/api-client.ts';
import type { SessionEvent } from './flow/session-context.ts';
import type { CollectionBegun, CollectionWord, ReturnWord } from './flow/session-setup.ts';
import { createMyCarActors } from './my-car-actors.ts';
import { createWalkUpActors } from './walk-up-actors.ts';

/** A scanner for QR passes that is running; `stop` turns its camera off. */
export interface PassScan {
  readonly stop: () => void;
}
/** What a scanner for passes tells. `read` and `fault` end it. */
export type PassScanEvent =
  | { readonly kind: 'live'; readonly stream: MediaStream }
  | { readonly kind: 'read'; readonly payload: string }
  | { readonly kind: 'fault'; readonly code: FaceFaultCode };

/** The uses of the camera. */
export interface CameraSteps {
  readonly watchFace: (onEvent: (event: FaceWatchEvent) => void) => FaceWatch;
  readonly scanPass: (onEvent: (event: PassScanEvent) => void) => PassScan;
  /** Whether somebody stands in front of the screen; absent where the site does not look. */
  readonly watchPresence?: ((onChange: (presence: Presence) => void) => { readonly stop: () => void }) | undefined;
}

/** Effects of the session, made of the client and the camera. */
export function createSessionActors(needs: { readonly client: TowerClient; readonly camera: CameraSteps; readonly clock: PageClock; readonly newRequestId: NewRequestId; readonly requestIds: RequestKeys }) {
  const { client, camera, newRequestId, requestIds } = needs;
  // One key a ticket: pressing twice, or losing the answer, never asks for a second car or a second bay.
  const { keyFor: requestIdFor } = requestIds;
  // One for each call of a customer, also when its answer was lost.
  let lastCall: { readonly key: string; readonly id: string } | undefined;
  const callIdFor = (key: string): string => {
    lastCall = lastCall?.key === key ? lastCall : { key, id: newRequestId() };
    return lastCall.id;
  };
  return {
    ...createWalkUpActors(needs),
    ...createMyCarActors(needs),
    recognise: fromPromise<Answer<Recognition>, RecognitionRequest>(({ input }) => client.recognise(input)),
    collect: fromPromise<Answer<CollectionBegun>, { readonly ticket: string }>(({ input }) => client.collect(input.ticket, requestIdFor(input.ticket))),
    resume: fromPromise<Answer<undefined>, { readonly collectionId: string }>(({ input }) => client.resume(input.collectionId)),
    bringBack: fromPromise<Answer<ReturnBegun>, { readonly ticket: string; readonly people: number }>(({ input: { ticket, people } }) =>
      client.bringBack(ticket, people, requestIdFor(`${ticket}/${String(people)}`))),
    allClear: fromPromise<Answer<undefined>, ReturnWord>(({ input }) => client.allClear(input.returnId, input.allClearKey)),
    withdraw: fromPromise<Answer<undefined>, ReturnWord>(({ input }) => client.withdraw(input.returnId, input.allClearKey)),
    resumeReturn: fromPromise<Answer<undefined>, { readonly returnId: string }>(({ input }) => client.resumeReturn(input.returnId)),
    leaveLine: fromPromise<Answer<undefined>, CollectionWord>(({ input }) => client.leaveLine(input.collectionId, input.handOverKey)),
    stop: fromPromise<Answer<undefined>>(() => client.stop()),
    callStaff: fromPromise<Answer<StaffCallView>, { readonly screen: string; readonly key: string }>(({ input }) => client.callStaff(input.screen, callIdFor(input.key))),
    stalledChoices: fromPromise<Answer<StalledChoices>, CollectionWord>(({ input }) => client.stalledChoices(input.collectionId, input.handOverKey)),
    cancelStalled: fromPromise<Answer<StalledCancellation>, CollectionWord>(({ input }) => client.cancelStalled(input.collectionId, input.handOverKey)),
    taxiVoucher: fromPromise<Answer<TaxiVoucher>, CollectionWord>(({ input }) => client.taxiVoucher(input.collectionId, input.handOverKey, requestIdFor(`taxi/${input.collectionId}`))),
    hangUp: fromPromise<Answer<undefined>, { readonly callId: string }>(({ input }) => client.endStaffCall(input.callId)),
    watchFace: fromCallback<SessionEvent>(({ sendBack }) => {
      const watch = camera.watchFace((event) => {
        sendBack(faceEvent(event));
      });
      return watch.stop;
    }),
    watchPresence: fromCallback<SessionEvent>(({ sendBack }) => camera.watchPresence?.((presence) => {
      sendBack({ type: 'presence.changed', presence });
    }).stop),
    scanPass: fromCallback<SessionEvent>(({ sendBack }) => {
      const scan = camera.scanPass((event) => {
        sendBack(passEvent(event));
      });
      return scan.stop;
    }),
  };
}
/** The effects that the session is provided with. */
export type SessionActors = ReturnType<typeof createSessionActors>;

function faceEvent(event: FaceWatchEvent): SessionEvent {
  switch (event.kind) {
    case 'live':
      return { type: 'camera.live', stream: event.stream };
    case 'hint':
      return { type: 'camera.hint', hint: event.hint };
    case 'template':
      return { type: 'camera.template', template: { version: event.template.version, vector: [...event.template.vector] } };
    case 'fault':
      return { type: 'camera.fault', code: event.fault.code };
  }
}

function passEvent(event: PassScanEvent): SessionEvent {
  switch (event.kind) {
    case 'live':
      return { type: 'camera.live', stream: event.stream };
    case 'read':
      return { type: 'pass.read', payload: event.payload };
    case 'fault':
      return { type: 'camera.fault', code: event.code };
  }
}
