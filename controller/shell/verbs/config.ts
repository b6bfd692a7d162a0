import { siteJsonSchema } from '../../../config/json-schema.ts';
import { explainProblems, loadSite } from '../../../config/load-site.ts';
import { checkWire } from '../check-wire.ts';
import { refused, type VerbOutcome } from './outcome.ts';

/** `carillon config schema` and `carillon config check SITE`. */
export function config(what: string, siteId: string): VerbOutcome {
  if (what === 'schema') return { ok: true, json: siteJsonSchema(), lines: [JSON.stringify(siteJsonSchema(), undefined, 2)] };
  if (what !== 'check') return refused(`There is no "config ${what}". Known: schema, check.`);
  const site = loadSite(siteId);
  if (!site.ok) return refused(explainProblems(site.problems));
  const slow = checkWire(site.value);
  if (slow.length > 0) return refused(explainProblems(slow));
  return { ok: true, json: { site: site.value.id }, lines: [`${site.value.id}: accepted`] };
}
