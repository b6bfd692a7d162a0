import { EXCEPTION_BIT, type Request } from './request.ts';

/** What a decoded frame is to a pending request. `foreign`: another unit; `unfit`: the right unit, but not this answer. */
export type Fit = 'answer' | 'exception' | 'foreign' | 'unfit';

const FIRST_WRITE_ECHO = 5;
const LAST_WRITE_ECHO = 16;
/** Unit, function, exception code. */
const EXCEPTION_BYTES = 3;

/** A write answers with the address and the count of its request. */
function echoes(request: Request, answer: Uint8Array): boolean {
  for (let i = 2; i < request.answerBytes; i += 1) if (answer[i] !== request.adu[i]) return false;
  return true;
}

/** Judges the `length` bytes of `answer` against `request`: unit, function, length, and byte count or echo must all be right. */
export function fitOf(request: Request, answer: Uint8Array, length: number): Fit {
  const { adu } = request;
  if (answer[0] !== adu[0]) return 'foreign';
  const fn = adu[1] ?? 0;
  if (answer[1] === (fn | EXCEPTION_BIT)) return length === EXCEPTION_BYTES ? 'exception' : 'unfit';
  if (answer[1] !== fn || length !== request.answerBytes) return 'unfit';
  const isWrite = fn >= FIRST_WRITE_ECHO && fn <= LAST_WRITE_ECHO;
  const fits = isWrite ? echoes(request, answer) : answer[2] === length - request.dataAt;
  return fits ? 'answer' : 'unfit';
}

/** Exception code of an answer that `fitOf` called an exception. */
export const exceptionOf = (answer: Uint8Array): number => answer[2] ?? 0;

/** The register at byte `at`, unsigned. */
export const wordAt = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

/** The register at byte `at`, signed 16 bit. */
export const signedWordAt = (bytes: Uint8Array, at: number): number => (wordAt(bytes, at) << 16) >> 16;

/** Two registers, high word first, as a signed 32-bit number. */
export const signedLongAt = (bytes: Uint8Array, at: number): number => (wordAt(bytes, at) << 16) | wordAt(bytes, at + 2);

/** Two registers, high word first, unsigned. */
export const longAt = (bytes: Uint8Array, at: number): number => signedLongAt(bytes, at) >>> 0;

/** Bit `index` of packed coils or inputs that begin at byte `from`, lowest bit first. */
export const bitAt = (bytes: Uint8Array, from: number, index: number): boolean =>
  (((bytes[from + (index >> 3)] ?? 0) >> (index & 7)) & 1) === 1;
