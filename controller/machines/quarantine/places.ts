import type { QuarantinedPlace } from '../../journal/recovery-journal.port.ts';

/** A text as a place that can be out of service; undefined when it is none. */
export function toQuarantinedPlace(text: string): QuarantinedPlace | undefined {
  if (text === 'lift') return 'lift';
  return /^(?:cell|bay):.+$/u.test(text) ? (text as QuarantinedPlace) : undefined;
}
