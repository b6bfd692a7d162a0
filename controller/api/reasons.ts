import type { ReasonView } from './contract/index.ts';
import type { Broken } from '../interlocks/permit.port.ts';

/** A broken rule as screens get it: unknown is null, because JSON has no undefined. */
export function toReason({ interlockId, fact, value, cause, sinceMs, sources, reset, words, bay }: Broken): ReasonView {
  return {
    interlockId, fact, value: value ?? null, cause, sinceMs, sources: [...sources], reset,
    customer: words.customer, operator: words.operator, technician: words.technician,
    ...(bay === undefined ? {} : { bay }),
  };
}
