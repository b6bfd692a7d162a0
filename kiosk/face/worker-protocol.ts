/** What page and worker say to each other. Everything received is checked by hand before it is used. */
import type { FaceTemplate, FrameReading, PictureRefusalCode } from './face.port.ts';
import { PICTURE_REFUSALS, TEMPLATE_LENGTH } from './face.port.ts';

/** Page to worker. Each request gets exactly one answer with its `id`. */
export type WorkerRequest =
  /** Load backend and nets from `assetsUrl` (absolute, ends in a slash) and warm them. */
  | { readonly kind: 'start'; readonly id: number; readonly assetsUrl: string }
  | {
      readonly kind: 'look';
      readonly id: number;
      readonly frame: VideoFrame | ImageBitmap;
      readonly first: boolean;
      readonly describe: boolean;
    }
  | { readonly kind: 'picture'; readonly id: number; readonly picture: ImageBitmap };

/** Worker to page. */
export type WorkerAnswer =
  | { readonly kind: 'started'; readonly id: number }
  | { readonly kind: 'looked'; readonly id: number; readonly reading: FrameReading }
  | { readonly kind: 'described'; readonly id: number; readonly template: FaceTemplate }
  | { readonly kind: 'refused'; readonly id: number; readonly code: PictureRefusalCode; readonly message: string }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

type Fields = Readonly<Record<string, unknown>>;

/** The request, or null when it is none. */
export function parseRequest(data: unknown): WorkerRequest | null {
  if (!isFields(data) || !isId(data['id'])) return null;
  const id = data['id'];
  switch (data['kind']) {
    case 'start':
      return typeof data['assetsUrl'] === 'string' ? { kind: 'start', id, assetsUrl: data['assetsUrl'] } : null;
    case 'look': {
      const { frame, first, describe } = data;
      return isPicture(frame) && typeof first === 'boolean' && typeof describe === 'boolean'
        ? { kind: 'look', id, frame, first, describe }
        : null;
    }
    case 'picture':
      return data['picture'] instanceof ImageBitmap ? { kind: 'picture', id, picture: data['picture'] } : null;
    default:
      return null;
  }
}

/** The answer, or null when it is none. The worker is our own, so the check stops at what would mislead the page. */
export function parseAnswer(data: unknown): WorkerAnswer | null {
  if (!isFields(data) || !isId(data['id'])) return null;
  const id = data['id'];
  const message = typeof data['message'] === 'string' ? data['message'] : '';
  switch (data['kind']) {
    case 'started':
      return { kind: 'started', id };
    case 'failed':
      return { kind: 'failed', id, message };
    case 'refused': {
      const code = PICTURE_REFUSALS.find((known) => known === data['code']);
      return code === undefined ? null : { kind: 'refused', id, code, message };
    }
    case 'described':
      return isTemplate(data['template']) ? { kind: 'described', id, template: data['template'] } : null;
    case 'looked':
      return isReading(data['reading']) ? { kind: 'looked', id, reading: data['reading'] } : null;
    default:
      return null;
  }
}

/** Whether something is a template: a version and 128 finite numbers. */
export function isTemplate(value: unknown): value is FaceTemplate {
  return (
    isFields(value) &&
    typeof value['version'] === 'string' &&
    Array.isArray(value['vector']) &&
    value['vector'].length === TEMPLATE_LENGTH &&
    value['vector'].every((part) => Number.isFinite(part))
  );
}

function isReading(value: unknown): value is FrameReading {
  if (!isFields(value)) return false;
  const numbers = ['widthPx', 'heightPx', 'meanLuma', 'brightLuma', 'contentHash', 'faceCount'];
  return (
    numbers.every((name) => typeof value[name] === 'number') &&
    (value['face'] === null || isFields(value['face'])) &&
    (value['template'] === null || isTemplate(value['template']))
  );
}

function isPicture(value: unknown): value is VideoFrame | ImageBitmap {
  return value instanceof ImageBitmap || (typeof VideoFrame !== 'undefined' && value instanceof VideoFrame);
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
