import type { Site } from '../../../config/schema/site.schema.ts';
import type { Why } from '../../api/contract/index.ts';
import type { RequestFault } from '../../api/tower.port.ts';
import { ok, type Result } from '../../ports.ts';
import type { InterlockBook } from '../../interlocks/permit.ts';
import type { Motion } from '../../interlocks/motion.ts';
import { motionsOf } from '../../interlocks/motions-of.ts';
import { isOfSite } from '../../interlocks/site-table.ts';
import type { Facts } from '../../sensing/fact.ts';
import { reasonOf } from './reasons.ts';

/** Every motion of a site. */
export function motionsOfSite(site: Site): readonly Motion[] {
  return motionsOf(site.tower.bays.map((bay) => bay.id)).filter((motion) => isOfSite(motion, site));
}

/** Every row of the interlock table for a motion, with its present value. Errors: `motionUnknown`. */
export function explain(motion: string, site: Site, book: Pick<InterlockBook, 'permit' | 'rowsOf'>, facts: Facts): Result<Why, RequestFault> {
  const known = motionsOfSite(site).find((one) => one === motion);
  if (known === undefined) {
    return { ok: false, error: { code: 'motionUnknown', message: `There is no motion "${motion}". Known: ${motionsOfSite(site).join(', ')}.` } };
  }
  const permit = book.permit(known, facts);
  return ok({
    motion: known,
    permitted: permit.granted,
    broken: permit.granted ? [] : permit.broken.map(reasonOf),
    rows: book.rowsOf(known).map(({ interlock, fact }) => {
      const { value, cause } = facts.get(fact);
      return { interlockId: interlock.id, fact, value: value ?? null, cause, kind: interlock.kind, hazards: [...interlock.hazards] };
    }),
  });
}
