import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { joinStock } from './catalogue/join-stock.ts';
import { loadCatalogue } from './catalogue/load-catalogue.ts';
import { stockChecks } from './cell-checks.ts';
import { crossChecks } from './cross-checks.ts';
import { nearestKey } from './nearest-key.ts';
import { parseYaml, refusal, type ConfigProblem, type Loaded } from './parse-yaml.ts';
import { siteSchema, type Site } from './schema/site.schema.ts';
import { stockSchema, type Stock } from './schema/stock.schema.ts';

const sitesFolder = fileURLToPath(new URL('./sites/', import.meta.url));

export type { ConfigProblem, Loaded } from './parse-yaml.ts';

/** Ids of all presets in `config/sites`. */
export function siteIds(): readonly string[] {
  return readdirSync(sitesFolder)
    .filter((name) => name.endsWith('.yaml') && !name.endsWith('.stock.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length));
}

/** Loads a preset by its id, or any site file by its path (with a slash or ending in .yaml). Refuses unknown keys and values out of range. */
export function loadSite(idOrPath: string): Loaded<Site> {
  const file = idOrPath.includes('/') || idOrPath.endsWith('.yaml') ? idOrPath : join(sitesFolder, `${idOrPath}.yaml`);
  if (!existsSync(file)) {
    const meant = nearestKey(idOrPath, siteIds());
    const hint = meant ? ` Did you mean "${meant}"?` : '';
    return refusal(file, '', `There is no site "${idOrPath}". Known sites: ${siteIds().join(', ')}.${hint}`);
  }
  const parsed = parseSite(readFileSync(file, 'utf8'), file);
  return parsed;
}

/** Parses and checks the text of a site file. */
export function parseSite(text: string, file: string): Loaded<Site> {
  const checked = parseYaml(text, file, siteSchema);
  if (!checked.ok) return checked;
  const contradictions = crossChecks(checked.value).map((problem) => ({ file, ...problem }));
  return contradictions.length === 0 ? checked : { ok: false, problems: contradictions };
}

/** Loads what stands in the demonstration tower of a preset; used by the simulator only. Refuses what does not fit where it stands. */
export function loadStock(siteId: string): Loaded<Stock> {
  const file = join(sitesFolder, `${siteId}.stock.yaml`);
  if (!existsSync(file)) return refusal(file, '', `There is no demonstration stock for site "${siteId}".`);
  const site = loadSite(siteId);
  return site.ok ? parseStock(readFileSync(file, 'utf8'), file, site.value) : site;
}

/** Parses the text of a stock file, joins it with the catalogue and holds it against its site. */
export function parseStock(text: string, file: string, site: Site): Loaded<Stock> {
  const checked = parseYaml(text, file, stockSchema);
  if (!checked.ok) return checked;
  const catalogue = loadCatalogue();
  if (!catalogue.ok) return catalogue;
  const joined = joinStock(checked.value, catalogue.value, site);
  const contradictions = joined.ok ? stockChecks(site, joined.value) : joined.problems;
  return joined.ok && contradictions.length === 0 ? joined : { ok: false, problems: contradictions.map((problem) => ({ file, ...problem })) };
}

/** All problems as one text for a terminal. */
export function explainProblems(problems: readonly ConfigProblem[]): string {
  const lines = problems.map((p) => `  ${p.path === '' ? '' : `${p.path}: `}${p.message}`);
  return `The configuration is refused; nothing was started.\n${problems[0]?.file ?? ''}\n${lines.join('\n')}`;
}
