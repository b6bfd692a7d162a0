/** Templates for a new booking: from one picture (a selfie), or from a short burst of the live camera. Page side. */
import { ENROLMENT_TEMPLATES, MATCH_DISTANCE } from './face.port.ts';
import type { EngineFault, FaceEngine, FaceFailure, FaceFault, FaceResult, FaceTemplate } from './face.port.ts';
import type { FaceWatchEvent, PictureRefusal } from './face.port.ts';
import { createFaceWatch } from './face-watch.ts';
import type { FaceWatchNeeds } from './face-watch.ts';
import { refuse } from './picture-refusal.ts';
import { templateDistance } from './template-distance.ts';

/** Larger files are refused unread: a phone's photo has at most some 12 MB. */
export const MAX_PICTURE_BYTES = 20_000_000;

/** Templates of one burst this far apart are not of one person who kept still: the burst begins again. */
const BURST_DISTANCE = MATCH_DISTANCE * 0.8;
const BURST_SPACING_MS = 600;

/**
 * One template of the one face in a picture, or what to change. The picture is consumed; its orientation is respected.
 */
export async function enrolFromPicture(
  engine: Pick<FaceEngine, 'measurePicture'>,
  picture: Blob | ImageBitmap,
): Promise<FaceResult<FaceTemplate, PictureRefusal | EngineFault>> {
  if (!(picture instanceof Blob)) return engine.measurePicture(picture);
  if (picture.size > MAX_PICTURE_BYTES) return { ok: false, error: refuse('notAPicture') };
  const decoded = await decode(picture);
  return decoded === null ? { ok: false, error: refuse('notAPicture') } : engine.measurePicture(decoded);
}

async function decode(blob: Blob): Promise<ImageBitmap | null> {
  try {
    // Phones store portraits lying on their side and say so in EXIF; the detector does not find lying faces.
    return await createImageBitmap(blob, { imageOrientation: 'from-image' });
  } catch {
    // The one thing the decoder says is that it could not, which is the refusal itself.
    return null;
  }
}

/** A burst under way. */
export interface LiveEnrolment {
  readonly result: Promise<FaceResult<readonly FaceTemplate[], FaceFault | FaceFailure<'stopped'>>>;
  readonly stop: () => void;
}

/**
 * Collects `count` (3 to 5) templates of one person from the camera, some time apart, so that they differ a little.
 * `onEvent` gets the watch's own events, to show mirror, hints and progress (one `template` event each).
 */
export function enrolFromCamera(
  needs: Omit<FaceWatchNeeds, 'templateSpacingMs'>,
  count: number = ENROLMENT_TEMPLATES.min,
): LiveEnrolment {
  const wanted = Math.min(ENROLMENT_TEMPLATES.max, Math.max(ENROLMENT_TEMPLATES.min, Math.round(count)));
  let collected: readonly FaceTemplate[] = [];
  let fault: FaceFault | null = null;
  const onEvent = (event: FaceWatchEvent): void => {
    if (event.kind === 'fault') fault = event.fault;
    if (event.kind === 'template') collected = withTemplate(collected, event.template);
    needs.onEvent(event);
    if (collected.length >= wanted) watch.stop();
  };
  const watch = createFaceWatch({ ...needs, onEvent, templateSpacingMs: BURST_SPACING_MS });
  const result = watch.ended.then((): Awaited<LiveEnrolment['result']> => {
    if (collected.length >= wanted) return { ok: true, value: collected };
    return { ok: false, error: fault ?? { code: 'stopped', message: 'the burst was stopped before it was complete' } };
  });
  return { result, stop: watch.stop };
}

/** Adds a template; another person's (somebody stepped in) throws the earlier ones away. */
export function withTemplate(collected: readonly FaceTemplate[], template: FaceTemplate): readonly FaceTemplate[] {
  const isSamePerson = collected.every((earlier) => templateDistance(earlier, template) < BURST_DISTANCE);
  return isSamePerson ? [...collected, template] : [template];
}
