import type { AuditRecord } from '../../../journal/order-record.ts';
import { phase, type Recipe } from '../recipe.ts';
import type { Pantry } from './pantry.ts';

/** One cell after the other; the phase is written anew after each. Nothing of it can be taken back. */
export function auditRecipe({ cells: [next] }: AuditRecord, { cell }: Pantry): Recipe {
  return { on: [next === undefined ? phase('visiting') : phase('visiting', { do: 'visit', cell: cell(next) })], back: [] };
}
