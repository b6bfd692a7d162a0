/**
 * The only file that speaks to face-api.js: one backend, three nets, pictures in as bytes, numbers out. Worker only.
 */
import * as faceapi from 'face-api.js';
import { CHIP_SIZE_PX } from './chip-alignment.ts';
import type { Point } from './chip-alignment.ts';
import { MIN_DETECTION_SCORE } from './capture-limits.ts';

/** A square RGBA picture of `sizePx` a side. */
export interface SquarePicture {
  readonly rgba: Uint8ClampedArray;
  readonly sizePx: number;
}

/** A face in fractions of the square picture it was found in. */
export interface FaceBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly score: number;
}

/** Edge of the landmark net's input. */
export const LANDMARK_INPUT_PX = 112;

export interface FaceNets {
  /** Faces, best first. `sizePx` must be a multiple of 32: 320 for live frames, 416 for pictures. */
  readonly detect: (picture: SquarePicture) => Promise<readonly FaceBox[]>;
  /** 68 points in fractions of the picture, which shows one face of `LANDMARK_INPUT_PX` a side. */
  readonly landmarks: (picture: SquarePicture) => Promise<readonly Point[]>;
  /** One vector of 128 for each chip of `CHIP_SIZE_PX` a side. */
  readonly describe: (chips: readonly SquarePicture[]) => Promise<readonly Float32Array[]>;
}

/** What of the library's tensor runtime is used; its own typings leave the backend out. */
interface TensorRuntime {
  readonly setWasmPaths: (prefix: string) => void;
  readonly setBackend: (name: string) => Promise<boolean>;
  readonly getBackend: () => string;
  readonly env: () => {
    readonly set: (flag: string, value: boolean) => void;
    readonly getAsync: (flag: string) => Promise<unknown>;
  };
  readonly tensor3d: (values: Int32Array, shape: [number, number, number], dtype: 'int32') => faceapi.tf.Tensor3D;
}
const runtime = faceapi.tf as unknown as TensorRuntime;

/**
 * Loads backend and nets from one folder and runs each net once. Throws, saying why, when anything is not as pinned.
 */
export async function loadFaceNets(assetsUrl: string): Promise<FaceNets> {
  patchEnvironment();
  await pinBackend(assetsUrl);
  const { tinyFaceDetector, faceLandmark68Net, faceRecognitionNet } = faceapi.nets;
  await Promise.all([tinyFaceDetector, faceLandmark68Net, faceRecognitionNet].map((net) => net.loadFromUri(assetsUrl)));
  const nets: FaceNets = { detect, landmarks, describe };
  await warmUp(nets);
  return nets;
}

/**
 * The library knows windows and Node, but not workers: without this it has no canvas, no fetch and no image classes.
 */
function patchEnvironment(): void {
  const refuse = (): never => {
    throw new Error('a worker has no elements and no files');
  };
  // The library asks whether a picture is an instance of these; nothing in a worker is one.
  const Element = function neverBuilt(): void {
    refuse();
  };
  const environment = {
    Canvas: OffscreenCanvas,
    CanvasRenderingContext2D: OffscreenCanvasRenderingContext2D,
    Image: Element,
    ImageData,
    Video: Element,
    createCanvasElement: () => new OffscreenCanvas(1, 1),
    createImageElement: refuse,
    createVideoElement: refuse,
    fetch: (url: string, init?: RequestInit) => fetch(url, init),
    readFile: refuse,
  };
  faceapi.env.setEnv(environment as unknown as Parameters<typeof faceapi.env.setEnv>[0]);
}

async function pinBackend(assetsUrl: string): Promise<void> {
  // The threaded build starts workers from blobs, which the page's policy forbids; it would wait for them for ever.
  runtime.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if ((await runtime.env().getAsync('WASM_HAS_SIMD_SUPPORT')) !== true) {
    throw new Error('this browser has no WebAssembly SIMD; the nets would be too slow, so they are not started');
  }
  runtime.setWasmPaths(assetsUrl);
  const isSet = await runtime.setBackend('wasm');
  if (!isSet || runtime.getBackend() !== 'wasm') {
    throw new Error(`the WASM backend did not start from ${assetsUrl}; no other backend is used in its place`);
  }
}

async function warmUp(nets: FaceNets): Promise<void> {
  const blank = (sizePx: number): SquarePicture => ({
    rgba: new Uint8ClampedArray(sizePx * sizePx * 4).fill(128),
    sizePx,
  });
  await nets.detect(blank(320));
  await nets.landmarks(blank(LANDMARK_INPUT_PX));
  await nets.describe([blank(CHIP_SIZE_PX), blank(CHIP_SIZE_PX)]);
}

async function detect(picture: SquarePicture): Promise<readonly FaceBox[]> {
  const options = { inputSize: picture.sizePx, scoreThreshold: MIN_DETECTION_SCORE };
  const found = await withTensors([picture], ([tensor]) => faceapi.nets.tinyFaceDetector.locateFaces(tensor, options));
  return found
    .map(({ relativeBox: { x, y, width, height }, score }) => ({ x, y, width, height, score }))
    .sort((one, other) => other.score - one.score);
}

async function landmarks(picture: SquarePicture): Promise<readonly Point[]> {
  const found = await withTensors([picture], ([tensor]) => faceapi.nets.faceLandmark68Net.detectLandmarks(tensor));
  if (Array.isArray(found)) throw new Error('one picture gave several sets of landmarks');
  return found.relativePositions.map(({ x, y }) => ({ x, y }));
}

async function describe(chips: readonly SquarePicture[]): Promise<readonly Float32Array[]> {
  const net = faceapi.nets.faceRecognitionNet;
  const vectors = await withTensors(chips, (tensors) => net.computeFaceDescriptor([...tensors]));
  return Array.isArray(vectors) ? vectors : [vectors];
}

type Tensors = readonly [faceapi.tf.Tensor3D, ...faceapi.tf.Tensor3D[]];

/** Lends pictures to a net as tensors, and frees them whatever happens: tensors are not garbage-collected. */
async function withTensors<T>(pictures: readonly SquarePicture[], use: (tensors: Tensors) => Promise<T>): Promise<T> {
  const [first, ...rest] = pictures.map(tensorOf);
  if (first === undefined) throw new Error('no picture was given');
  const tensors: Tensors = [first, ...rest];
  try {
    return await use(tensors);
  } finally {
    for (const tensor of tensors) tensor.dispose();
  }
}

function tensorOf({ rgba, sizePx }: SquarePicture): faceapi.tf.Tensor3D {
  const rgb = new Int32Array(sizePx * sizePx * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    rgb[to] = rgba[from] ?? 0;
    rgb[to + 1] = rgba[from + 1] ?? 0;
    rgb[to + 2] = rgba[from + 2] ?? 0;
  }
  return runtime.tensor3d(rgb, [sizePx, sizePx, 3], 'int32');
}
