import { tell } from '../../../config/words/told.ts';
import type { Broken } from '../../interlocks/permit.port.ts';
import type { UnitWorld } from './unit-effects.ts';

/** A fact that its sensors contradict each other about. */
export type Contradiction = Pick<Broken, 'fact' | 'sources'>;

/**
 * What keeps work from going on and is contradicted by its own sensors. The person sensors of a bay are not among it: they have to report
 * somebody together, which no reset stands in for.
 */
export function contradicted(broken: readonly Broken[]): readonly Contradiction[] {
  return broken.filter(({ fact, value, cause }) => value === undefined && cause === 'disagree' && !fact.endsWith('.personClear'));
}

/**
 * A contradiction is acknowledged by the reset of a technician, also after the sensors agree again. Where it has only refused what was to begin nothing
 * is stopped, so that nothing could be reset.
 */
export function stopForContradiction([first]: readonly Contradiction[], { stop, clock }: Pick<UnitWorld, 'stop' | 'clock'>): void {
  if (first === undefined || stop.latched() !== undefined) return;
  const { fact } = first;
  const sources = first.sources.join(', ');
  stop.stop({ code: 'contradiction', motion: undefined, broken: [], atMs: clock.nowMs(), detail: `${fact} unknown: ${sources} contradict each other`, told: tell('told.fact.disagree', { fact, sources }) });
}
