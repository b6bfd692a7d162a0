import { fromCallback, fromPromise } from 'xstate';
import { faultWord, refusalWord } from '../../face/face.port.ts';
import type { EngineFault, FaceFault, FaceResult, FaceTemplate, FaceWatchEvent, PictureRefusal } from '../../face/face.port.ts';
import type { Enrolment, PhoneEvent } from './flow/phone-context.ts';

/** What measures a face for a booking. */
export interface FaceEnrolment {
  /** A burst of the live camera. Returns the function that ends it. */
  readonly live: (onEvent: (event: FaceWatchEvent) => void, onDone: (result: FaceResult<readonly FaceTemplate[], FaceFault | { readonly code: 'stopped' }>) => void) => () => void;
  readonly photo: (photo: Blob) => Promise<FaceResult<FaceTemplate, PictureRefusal | EngineFault>>;
}

const copy = ({ version, vector }: FaceTemplate) => ({ version, vector: [...vector] });

function liveEvent(event: FaceWatchEvent): PhoneEvent | undefined {
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

/** Effects that measure a face. */
export const faceActors = (face: FaceEnrolment) => ({
  measurePhoto: fromPromise<Enrolment, { readonly photo: Blob | undefined }>(async ({ input }) =>
    input.photo === undefined ? { ok: false, word: 'face.refusal.notAPicture' } : photoOutcome(await face.photo(input.photo))),
  measureLive: fromCallback<PhoneEvent>(({ sendBack }) =>
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
});
