/** One frame or picture in, one reading out: follows the face, measures it, describes it. Worker only. */
import { boxInFrame } from './canvas-stage.ts';
import type { Letterbox, Stage } from './canvas-stage.ts';
import { DETECT_EVERY_FRAMES } from './capture-limits.ts';
import { countFaces } from './face-counting.ts';
import { CHIP_SIZE_PX, chipTransformOf } from './chip-alignment.ts';
import type { Point } from './chip-alignment.ts';
import { TEMPLATE_VERSION } from './face.port.ts';
import type { FaceMeasures, FaceTemplate, FrameReading } from './face.port.ts';
import type { FaceBox, FaceNets, SquarePicture } from './face-nets.ts';
import { chooseHint } from './hint-choice.ts';
import type { Judged } from './hint-choice.ts';
import { pictureProblem } from './picture-refusal.ts';
import { contentHashOf, lightOf, lumaOf, meanVector, sharpnessOf } from './picture-measures.ts';
import { faceSquareOf, poseOf } from './pose-measures.ts';
import type { Square } from './pose-measures.ts';

/** Longest side that is worked on: more resolution than the chip can use only costs time. */
const MAX_SIDE_PX = 1280;
const LIVE_INPUT_PX = 320;
const PICTURE_INPUT_PX = 416;
/**
 * A face that fills the picture is missed by the detector, which then gets the
 * picture again at this share of its square.
 */
const CLOSE_UP_SHARE = 0.55;

/** A face found: its measures, and its chip for describing. */
interface MeasuredFace {
  readonly measures: FaceMeasures;
  readonly chip: SquarePicture;
  readonly square: Square;
}

/** What was found, and by which rule it is good enough for a template (null: none is wanted). */
interface Found {
  readonly face: MeasuredFace | null;
  readonly faceCount: number;
  readonly problemOf: ((reading: Judged) => string | null) | null;
}

export interface FrameAnalyser {
  /** Measures a live frame. `describe` asks for a template, made only when nothing is wrong with the face. */
  readonly look: (
    frame: VideoFrame | ImageBitmap,
    how: { readonly first: boolean; readonly describe: boolean },
  ) => Promise<FrameReading>;
  /** Measures a still picture with the slower, more thorough search. The template is present when all is well. */
  readonly lookAtPicture: (picture: ImageBitmap) => Promise<FrameReading>;
}

/** Joins nets and canvases. Keeps the place of the face between live frames. */
export function createFrameAnalyser(nets: FaceNets, stage: Stage): FrameAnalyser {
  let followed: { readonly square: Square; readonly frames: number } | null = null;
  return {
    look: async (frame, { first, describe }) => {
      stage.show(frame, MAX_SIDE_PX);
      const letterbox = stage.letterbox(LIVE_INPUT_PX);
      // A template is made only of a frame on which the detector has just counted the faces.
      const isFollowing = followed !== null && !first && !describe && followed.frames < DETECT_EVERY_FRAMES;
      const found = isFollowing ? null : countFaces(await boxesOf(nets, letterbox));
      const start = found === null ? (followed?.square ?? null) : found.largest;
      const face = start === null ? null : await measureFace(nets, stage, start, describe);
      const faceCount = face === null ? 0 : (found?.count ?? 1);
      const frames = isFollowing ? (followed?.frames ?? 0) + 1 : 1;
      followed = face !== null && faceCount === 1 ? { square: face.square, frames } : null;
      return readingOf(nets, stage, letterbox, { face, faceCount, problemOf: describe ? chooseHint : null });
    },
    lookAtPicture: async (picture) => {
      stage.show(picture, MAX_SIDE_PX);
      const letterbox = stage.letterbox(PICTURE_INPUT_PX);
      let found = countFaces(await boxesOf(nets, letterbox));
      if (found.count === 0) found = countFaces(await boxesOf(nets, stage.letterbox(PICTURE_INPUT_PX, CLOSE_UP_SHARE)));
      const face = found.largest === null ? null : await measureFace(nets, stage, found.largest, true);
      const faceCount = face === null ? 0 : found.count;
      return readingOf(nets, stage, letterbox, { face, faceCount, problemOf: pictureProblem });
    },
  };
}

async function boxesOf(nets: FaceNets, letterbox: Letterbox): Promise<readonly FaceBox[]> {
  return (await nets.detect(letterbox)).map((box) => boxInFrame(box, letterbox));
}

/** Landmarks, pose and chip of the face in a square; null when the points make no face. */
async function measureFace(nets: FaceNets, stage: Stage, start: Square, refine: boolean): Promise<MeasuredFace | null> {
  let points = await landmarksIn(nets, stage, start);
  // A second look from the first look's own square frees the alignment from the detector's box.
  if (refine && isUsable(faceSquareOf(points))) points = await landmarksIn(nets, stage, faceSquareOf(points));
  const pose = poseOf(points);
  const transform = chipTransformOf(points);
  const square = faceSquareOf(points);
  if (pose === null || transform === null || !isUsable(square)) return null;
  const chip = stage.chip(transform);
  const luma = lumaOf(chip.rgba);
  const light = lightOf(luma);
  const measures: FaceMeasures = {
    centre: { x: pose.eyeMiddle.x / stage.widthPx(), y: pose.eyeMiddle.y / stage.heightPx() },
    eyeDistancePx: pose.eyeDistancePx,
    eyeDistanceFraction: pose.eyeDistancePx / stage.widthPx(),
    rollDeg: pose.rollDeg,
    yaw: pose.yaw,
    pitch: pose.pitch,
    meanLuma: light.meanLuma,
    burntShare: light.burntShare,
    sharpness: sharpnessOf(luma, CHIP_SIZE_PX),
  };
  return { measures, chip, square };
}

async function landmarksIn(nets: FaceNets, stage: Stage, square: Square): Promise<readonly Point[]> {
  const points = await nets.landmarks(stage.faceSquare(square));
  return points.map(({ x, y }) => ({ x: square.x + x * square.size, y: square.y + y * square.size }));
}

function isUsable(square: Square): boolean {
  return Number.isFinite(square.x + square.y) && square.size >= 8;
}

async function readingOf(
  nets: FaceNets,
  stage: Stage,
  letterbox: Letterbox,
  { face, faceCount, problemOf }: Found,
): Promise<FrameReading> {
  const { meanLuma, brightLuma } = lightOf(lumaOf(letterbox.frameRgba));
  const measures = face?.measures ?? null;
  const isGood = problemOf !== null && problemOf({ face: measures, faceCount, meanLuma }) === null;
  return {
    widthPx: stage.widthPx(),
    heightPx: stage.heightPx(),
    meanLuma,
    brightLuma,
    contentHash: contentHashOf(letterbox.frameRgba),
    faceCount,
    face: measures,
    template: isGood && face !== null ? await templateOf(nets, face.chip) : null,
  };
}

/** The mean of the chip's and its mirror image's vector, which cancels part of the light from one side. */
async function templateOf(nets: FaceNets, chip: SquarePicture): Promise<FaceTemplate> {
  const [plain, mirrored] = await nets.describe([chip, mirrorOf(chip)]);
  if (plain === undefined || mirrored === undefined) throw new Error('the net gave fewer vectors than it got chips');
  return { version: TEMPLATE_VERSION, vector: meanVector(plain, mirrored) };
}

function mirrorOf({ rgba, sizePx }: SquarePicture): SquarePicture {
  const from = new Uint32Array(rgba.buffer, rgba.byteOffset, sizePx * sizePx);
  const to = new Uint32Array(sizePx * sizePx);
  for (let at = 0; at < to.length; at += 1) {
    const column = at % sizePx;
    to[at] = from[at - column + (sizePx - 1 - column)] ?? 0;
  }
  return { rgba: new Uint8ClampedArray(to.buffer), sizePx };
}
