/** The worker's canvases, made once and reused: fresh ones per frame grew the process by hundreds of megabytes. */
import { CHIP_SIZE_PX } from './chip-alignment.ts';
import type { Similarity } from './chip-alignment.ts';
import { LANDMARK_INPUT_PX } from './face-nets.ts';
import type { FaceBox, SquarePicture } from './face-nets.ts';
import type { Square } from './pose-measures.ts';

/** How a picture was laid into a square: its corner and scale, to find the way back. */
export interface Letterbox extends SquarePicture {
  /** Square pixels per frame pixel. */
  readonly scale: number;
  readonly offsetPx: number;
  /** The bytes of the frame alone, without the margins below or beside it. */
  readonly frameRgba: Uint8ClampedArray;
}

export interface Stage {
  readonly widthPx: () => number;
  readonly heightPx: () => number;
  /**
   * Takes a new frame, shrunk to at most `maxSidePx`. Throws for an empty one, on which the nets would wait for ever.
   */
  readonly show: (source: VideoFrame | ImageBitmap, maxSidePx: number) => void;
  /** The frame in the corner of a square of `sizePx`, filling `share` (0 to 1) of it. */
  readonly letterbox: (sizePx: number, share?: number) => Letterbox;
  /** The upright square `{x, y, size}` of the frame (frame pixels), scaled for the landmark net. */
  readonly faceSquare: (square: Square) => SquarePicture;
  /** The aligned chip. */
  readonly chip: (transform: Similarity) => SquarePicture;
}

type Context = OffscreenCanvasRenderingContext2D;

/** Makes the canvases. Worker only. */
export function createStage(): Stage {
  const frame = contextOf(1, 1);
  const squares = new Map<number, Context>();
  const square = contextOf(LANDMARK_INPUT_PX, LANDMARK_INPUT_PX);
  const chip = contextOf(CHIP_SIZE_PX, CHIP_SIZE_PX);
  return {
    widthPx: () => frame.canvas.width,
    heightPx: () => frame.canvas.height,
    show: (source, maxSidePx) => {
      showOn(frame, source, maxSidePx);
    },
    letterbox: (sizePx, share = 1) => {
      const context = squares.get(sizePx) ?? contextOf(sizePx, sizePx);
      squares.set(sizePx, context);
      return letterboxOn(context, frame.canvas, share);
    },
    faceSquare: ({ x, y, size }) => {
      const scale = LANDMARK_INPUT_PX / size;
      return drawn(square, frame.canvas, { a: scale, b: 0, tx: -x * scale, ty: -y * scale });
    },
    chip: (transform) => drawn(chip, frame.canvas, transform),
  };
}

/** A box of a letterbox in frame pixels. */
export function boxInFrame(box: FaceBox, { sizePx, scale, offsetPx }: Letterbox): FaceBox {
  const toFrame = (fraction: number): number => (fraction * sizePx - offsetPx) / scale;
  const length = (fraction: number): number => (fraction * sizePx) / scale;
  const { score } = box;
  return { x: toFrame(box.x), y: toFrame(box.y), width: length(box.width), height: length(box.height), score };
}

function contextOf(width: number, height: number): Context {
  // Read back on every frame, so it lives in main memory.
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true, alpha: false });
  if (context === null) throw new Error('this browser gives the worker no 2D canvas');
  context.imageSmoothingQuality = 'high';
  return context;
}

function showOn(context: Context, source: VideoFrame | ImageBitmap, maxSidePx: number): void {
  const width = 'displayWidth' in source ? source.displayWidth : source.width;
  const height = 'displayHeight' in source ? source.displayHeight : source.height;
  if (width < 1 || height < 1) throw new Error(`an empty picture of ${String(width)} x ${String(height)} pixels`);
  const scale = Math.min(1, maxSidePx / Math.max(width, height));
  const target = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  if (context.canvas.width !== target.width || context.canvas.height !== target.height) {
    context.canvas.width = target.width;
    context.canvas.height = target.height;
    context.imageSmoothingQuality = 'high';
  }
  context.drawImage(source, 0, 0, target.width, target.height);
}

function letterboxOn(context: Context, frame: OffscreenCanvas, share: number): Letterbox {
  const sizePx = context.canvas.width;
  const scale = (sizePx * share) / Math.max(frame.width, frame.height);
  const offsetPx = share === 1 ? 0 : Math.round((sizePx * (1 - share)) / 2);
  const { rgba } = drawn(context, frame, { a: scale, b: 0, tx: offsetPx, ty: offsetPx });
  const rows = Math.max(1, Math.floor(frame.height * scale));
  const columns = Math.max(1, Math.floor(frame.width * scale));
  const frameRgba = context.getImageData(offsetPx, offsetPx, columns, rows).data;
  return { rgba, sizePx, scale, offsetPx, frameRgba };
}

function drawn(context: Context, frame: OffscreenCanvas, { a, b, tx, ty }: Similarity): SquarePicture {
  const sizePx = context.canvas.width;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillRect(0, 0, sizePx, sizePx);
  context.setTransform(a, b, -b, a, tx, ty);
  context.drawImage(frame, 0, 0);
  return { rgba: context.getImageData(0, 0, sizePx, sizePx).data, sizePx };
}
