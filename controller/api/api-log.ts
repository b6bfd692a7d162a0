import { pino } from 'pino';
import type { ApiLog } from './api.port.ts';

/** What never stands in a log, wherever it is in a detail. */
const SECRET = ['authorization', 'cookie', 'token', 'ticket', 'key', 'kioskKey', 'pin', 'signInCode', 'code', 'payload', 'pass', 'template', 'templates', 'vector', 'vectors', 'face', 'name', 'plate'];

/** JSON lines on stderr, with whatever could identify or admit a person taken out. */
export function createApiLog(destination: { readonly write: (line: string) => void } = pino.destination({ dest: 2, sync: true })): ApiLog {
  const paths = SECRET.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);
  const log = pino({ name: 'api', base: null, redact: { paths, censor: '[removed]' } }, destination);
  return {
    info: (detail, message) => log.info(detail, message),
    warn: (detail, message) => log.warn(detail, message),
    error: (detail, message) => log.error(detail, message),
  };
}
