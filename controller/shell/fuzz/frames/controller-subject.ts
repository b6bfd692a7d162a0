import type { Clock } from '../../../../hal/ports/clock.port.ts';
import { createExchange } from '../../../../hal/wire/exchange.ts';
import { createLineReader } from '../../../../hal/wire/line-reader.ts';
import type { Request } from '../../../../hal/wire/modbus-ascii/request.ts';
import type { Ending } from '../../../../hal/wire/transaction.ts';
import { contentOf, frameWith } from './frame-mutations.ts';
import { createHeard, type FrameSubject, type FrameWeakness } from './frame-subject.ts';
import type { RecordedExchange } from './recorded-frames.ts';

/** Time stands: no deadline passes, so that a request waits until something is taken for its answer. */
const STANDING: Clock = { nowMs: () => 0, setTimeout: () => undefined, clearTimeout: () => undefined, every: () => () => undefined };
const READ_BITS = 2;
const READ_REGISTERS = 4;
const EXCHANGE = 23;
const HEAD_BYTES = 3;
const ECHO_BYTES = 6;
const EXCEPTION_BIT = 0x80;

/** How many bytes the right answer has, read from the request. */
function answerBytesOf(request: Buffer): number {
  const fn = request[1] ?? 0;
  if (fn > READ_REGISTERS && fn !== EXCHANGE) return ECHO_BYTES;
  const count = request.readUInt16BE(4);
  return HEAD_BYTES + (fn <= READ_BITS ? Math.ceil(count / 8) : 2 * count);
}

/** Whether a content is an answer to a request, said apart from the judge of the wire. */
function isAnswer(request: Buffer, answer: Buffer): boolean {
  if (answer[0] !== request[0]) return false;
  if (answer[1] === ((request[1] ?? 0) | EXCEPTION_BIT)) return answer.length === HEAD_BYTES;
  if (answer[1] !== request[1] || answer.length !== answerBytesOf(request)) return false;
  return answer.length === ECHO_BYTES && request[1] === 16 ? answer.subarray(2).equals(request.subarray(2, ECHO_BYTES)) : answer[2] === answer.length - HEAD_BYTES;
}

/** A subject that waits for the answer of one request after the other. */
export interface ControllerSubject extends FrameSubject {
  /** Asks this, unless a question is still open. */
  readonly ask: (exchange: RecordedExchange) => void;
}

/** The controller's end of a line: what cuts lines, decodes them and decides whether they answer the open request. */
export function createControllerSubject(weakness: FrameWeakness = {}): ControllerSubject {
  const heard = createHeard();
  let open: { readonly request: Buffer; readonly answer: Buffer } | undefined;
  let [wrong, taken]: [string | undefined, number] = [undefined, 0];

  const finish = (ending: Ending, answer: Uint8Array): void => {
    const asked = open;
    open = undefined;
    taken += 1;
    if (asked === undefined) return;
    const bytes = ending === 'exception' ? HEAD_BYTES : answerBytesOf(asked.request);
    const content = Buffer.from(answer.subarray(0, bytes));
    if (ending !== 'answered' && ending !== 'exception') wrong = `a request ended as ${ending} although no time had passed`;
    else if (!isAnswer(asked.request, content)) wrong = 'something was taken for the answer of another request';
    else if (!heard.has(frameWith(content).subarray(0, -2))) wrong = 'an answer was taken that did not come over the line, or whose check was wrong';
  };
  const exchange = createExchange({ clock: STANDING, timeoutMs: 1, write: () => undefined, memberOf: () => undefined, disturbed: () => undefined, freed: () => undefined });
  const reader = createLineReader((line) => { exchange.takeLine(line); }, exchange.noteOverflow);
  const feed = (chunk: Buffer): boolean => {
    const before = taken;
    heard.add(chunk);
    reader.push(weakness.chunk?.(chunk) ?? chunk);
    return taken > before;
  };
  const ask = ({ request: frame, answer }: RecordedExchange): void => {
    if (open !== undefined) return;
    const adu = contentOf(frame);
    open = { request: adu, answer };
    const answerBytes = answerBytesOf(adu);
    const request: Request = { adu, answerBytes, dataAt: answerBytes === ECHO_BYTES ? ECHO_BYTES : HEAD_BYTES };
    exchange.send({ prepare: () => request, finish });
  };
  return {
    feed, ask,
    isWell: () => {
      if (open === undefined) return true;
      const { answer } = open;
      // The end of whatever line is open, and then the answer.
      return feed(Buffer.from('\r\n')) || feed(answer);
    },
    wrong: () => {
      const found = wrong;
      wrong = undefined;
      return found;
    },
  };
}
