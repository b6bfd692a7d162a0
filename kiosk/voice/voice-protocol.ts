/** What page and worker say to each other. One answer a request, by its number. */

/** Voices of the program that are used. */
export type VoiceName = 'en' | 'cmn';

/** One sentence to be turned into sound. */
export interface VoiceRequest {
  readonly id: number;
  readonly text: string;
  readonly voice: VoiceName;
  /** 80 to 450, as the program takes it. */
  readonly wordsPerMinute: number;
  /** Folder of the program's files on our own origin. */
  readonly assetsUrl: string;
}

/** Sound of a sentence: one channel, each sample from -1 to 1. */
export interface SpokenSound {
  readonly samples: Float32Array<ArrayBuffer>;
  readonly sampleRateHz: number;
}

/** `missing`: the program is not there, or does not start. */
export type VoiceAnswer =
  | { readonly kind: 'sound'; readonly id: number; readonly sound: SpokenSound }
  | { readonly kind: 'failed'; readonly id: number; readonly code: 'missing' | 'failed'; readonly message: string };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** The request in a message, or null where it is none. */
export function parseRequest(message: unknown): VoiceRequest | null {
  if (!isObject(message)) return null;
  const { id, text, voice, wordsPerMinute, assetsUrl } = message;
  if (typeof id !== 'number' || typeof text !== 'string' || typeof wordsPerMinute !== 'number' || typeof assetsUrl !== 'string') return null;
  return voice === 'en' || voice === 'cmn' ? { id, text, voice, wordsPerMinute, assetsUrl } : null;
}
