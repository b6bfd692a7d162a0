import { fromCallback, fromPromise } from 'xstate';
import type { BookingRequest, BookingView } from '../../../controller/api/contract/index.ts';
import { faultWord, refusalWord } from '../../face/face.port.ts';
import type { EngineFault, FaceFault, FaceResult, FaceTemplate, FaceWatchEvent, PictureRefusal } from '../../face/face.port.ts';
import type { NewRequestId } from '../rim/rim.port.ts';
import type { Answer } from '../tower-client/answer.ts';
import type { TowerClient } from '../tower-client/api-client.ts';
import type { BookingContext, BookingEvent, Enrolment, ListedCar } from './flow/booking.machine.ts';

/** What measures a face for a booking. */
export interface FaceEnrolment {
  /** A burst of the live camera. Returns the function that ends it. */
  readonly live: (onEvent: (event: FaceWatchEvent) => void, onDone: (result: FaceResult<readonly FaceTemplate[], FaceFault | { readonly code: 'stopped' }>) => void) => () => void;
  readonly photo: (photo: Blob) => Promise<FaceResult<FaceTemplate, PictureRefusal | EngineFault>>;
}

const copy = ({ version, vector }: FaceTemplate) => ({ version, vector: [...vector] });

function liveEvent(event: FaceWatchEvent): BookingEvent | undefined {
  switch (event.kind) {
    case 'live':
      return { type: 'camera.live', stream: event.stream };
    case 'hint':
      return { type: 'camera.hint', hint: event.hint };
    case 'template':
      return { type: 'camera.template' };
    case 'fault':
      // The end of the burst says it, once.
      return undefined;
  }
}

function photoOutcome(result: FaceResult<FaceTemplate, PictureRefusal | EngineFault>): Enrolment {
  if (result.ok) return { ok: true, templates: [copy(result.value)] };
  const { code } = result.error;
  return { ok: false, word: code === 'workerFailed' || code === 'timeout' ? faultWord(code) : refusalWord(code) };
}

/** Effects of a booking, made of the client and the face room. */
export function createBookingActors(needs: { readonly client: TowerClient; readonly face: FaceEnrolment; readonly newRequestId: NewRequestId }) {
  const { client, face, newRequestId } = needs;
  // The same wish asked again (a lost answer, a second press) keeps its key; a changed wish gets a new one.
  let lastWish: { readonly text: string; readonly id: string } | undefined;
  const requestIdFor = (request: BookingRequest): string => {
    const text = JSON.stringify(request);
    if (lastWish?.text !== text) lastWish = { text, id: newRequestId() };
    return lastWish.id;
  };
  return {
    signIn: fromPromise<Answer<undefined>, BookingContext['member']>(({ input }) => client.openSession({ role: 'phone', ...input })),
    listCars: fromPromise<Answer<readonly ListedCar[]>>(() => client.cars()),
    book: fromPromise<Answer<BookingView>, BookingRequest>(async ({ input }) => {
      const answer = await client.book(input, requestIdFor(input));
      // A booking that was made is over: the same choices once more are a new one.
      if (answer.ok) lastWish = undefined;
      return answer;
    }),
    measurePhoto: fromPromise<Enrolment, { readonly photo: Blob | undefined }>(async ({ input }) =>
      input.photo === undefined ? { ok: false, word: 'face.refusal.notAPicture' } : photoOutcome(await face.photo(input.photo))),
    measureLive: fromCallback<BookingEvent>(({ sendBack }) =>
      face.live(
        (event) => {
          const told = liveEvent(event);
          if (told !== undefined) sendBack(told);
        },
        (result) => {
          if (result.ok) sendBack({ type: 'face.measured', result: { ok: true, templates: result.value.map(copy) } });
          else if (result.error.code !== 'stopped') sendBack({ type: 'face.measured', result: { ok: false, word: faultWord(result.error.code) } });
        },
      )),
  };
}
/** The effects that the booking is provided with. */
export type BookingActors = ReturnType<typeof createBookingActors>;
