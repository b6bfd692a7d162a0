import type { ReasonView } from '../../api/contract/index.ts';
import type { Broken, ResetBy } from '../../interlocks/permit.port.ts';
import type { Facts } from '../../sensing/fact.ts';

/** A broken rule as screens show it. */
export function reasonOf(broken: Broken): ReasonView {
  return {
    interlockId: broken.interlockId,
    fact: broken.fact,
    value: broken.value ?? null,
    cause: broken.cause,
    // A fact that was never seen has been so for ever; the contract carries finite numbers only.
    sinceMs: Number.isFinite(broken.sinceMs) ? broken.sinceMs : 0,
    sources: [...broken.sources],
    reset: broken.reset,
    customer: broken.words.customer,
    operator: broken.words.operator,
    technician: broken.words.technician,
    ...(broken.bay !== undefined && { bay: broken.bay }),
  };
}

/** A rule that was broken by what nobody knew yet, as before a sensor has first been heard: once that is known to be bad, people are told so. */
export function asHeard(broken: Broken, facts: Facts): Broken {
  if (broken.value !== undefined) return broken;
  const { value, cause, sinceMs } = facts.get(broken.fact);
  return value === undefined || value === broken.expects ? broken : { ...broken, value, cause, sinceMs };
}

/** A cause that is no rule of the interlock table: a stop without rules, or a delivery that does not go on. Words under `stop.<code>`. */
export function plainReason(code: string, sinceMs: number, reset: ResetBy, bay?: string): ReasonView {
  const words = `stop.${code}`;
  return {
    interlockId: words, fact: code, value: null, cause: code, sinceMs, sources: [], reset,
    customer: `${words}.customer`, operator: `${words}.operator`, technician: `${words}.technician`,
    ...(bay !== undefined && { bay }),
  };
}

/**
 * The person sensors of a bay have contradicted each other for longer than they may: nobody knows whether somebody is in it, so that nothing
 * moves into it, out of it or in front of it. Undefined while they agree, are within the discrepancy time, or are not heard, which is a lost link.
 */
export function personSensorsReason(bay: string, facts: Facts): ReasonView | undefined {
  const fact = facts.get(`${bay}.personClear`);
  if (fact.value !== undefined || fact.cause !== 'disagree') return undefined;
  return { ...plainReason('personSensors', Number.isFinite(fact.sinceMs) ? fact.sinceMs : 0, 'technician', bay), fact: `${bay}.personClear`, cause: fact.cause, sources: [...fact.sources] };
}
