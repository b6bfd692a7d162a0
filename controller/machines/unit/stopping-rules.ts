import type { Broken, Permit } from '../../interlocks/permit.port.ts';

/** Broken rules that end a running motion; a rule whose reaction is `refuse` only keeps it from starting. */
export function stoppingRules(permit: Permit): readonly Broken[] {
  return permit.granted ? [] : permit.broken.filter((rule) => rule.reaction === 'stop');
}

/** Whether a running motion has to end because of this answer. */
export function mustStop(permit: Permit): boolean {
  return !permit.granted && permit.broken.some((rule) => rule.reaction === 'stop');
}
