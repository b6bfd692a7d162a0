import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { siteSchema, stockSchema, type Site, type Stock } from './schema/site.schema.ts';
import { stockChecks } from './cell-checks.ts';
import { crossChecks } from './cross-checks.ts';
import { knownKeysAt } from './known-keys.ts';
import { nearestKey } from './nearest-key.ts';

const sitesFolder = fileURLToPath(new URL('./sites/', import.meta.url));

/** One thing that is wrong with a configuration file: where, what, and what would be right. */
export interface ConfigProblem {
  readonly file: string;
  /** Dotted path, as in `axes.lift.velocityMmPerS`. */
  readonly path: string;
  readonly message: string;
}

export type Loaded<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

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

/** Parses the text of a stock file and holds it against its site. */
export function parseStock(text: string, file: string, site: Site): Loaded<Stock> {
  const checked = parseYaml(text, file, stockSchema);
  if (!checked.ok) return checked;
  const contradictions = stockChecks(site, checked.value).map((problem) => ({ file, ...problem }));
  return contradictions.length === 0 ? checked : { ok: false, problems: contradictions };
}

function parseYaml<S extends z.ZodType>(text: string, file: string, schema: S): Loaded<z.infer<S>> {
  const document = parseDocument(text, { uniqueKeys: true });
  const syntax = document.errors[0];
  if (syntax) return refusal(file, '', `The file is not valid YAML: ${syntax.message}`);
  const plain = toPlain(document);
  if (!plain.ok) return refusal(file, '', `The file is not valid YAML: ${plain.message}`);
  const result = schema.safeParse(plain.value);
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, problems: result.error.issues.flatMap((issue) => describe(issue, schema, file)) };
}

/** Resolving can fail where parsing did not: an alias without its anchor, or aliases that multiply. */
function toPlain(document: Document): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string } {
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: 20 }) as unknown };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

function describe(issue: z.core.$ZodIssue, schema: z.ZodType, file: string): readonly ConfigProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeysAt(schema, issue.path);
    return issue.keys.map((key) => {
      const meant = nearestKey(key, known);
      const hint = meant ? `did you mean "${meant}"?` : `known keys here: ${known.join(', ')}`;
      return { file, path: [...issue.path, key].join('.'), message: `unknown key "${key}"; ${hint}` };
    });
  }
  if (issue.code === 'invalid_union') {
    const inner = issue.errors.flat();
    const unknownKeys = inner.filter((one) => one.code === 'unrecognized_keys');
    const nested = (unknownKeys.length > 0 ? unknownKeys : inner).map((one) => ({ ...one, path: [...issue.path, ...one.path] }));
    if (nested.length > 0) return nested.flatMap((one) => describe(one, schema, file));
  }
  return [{ file, path: issue.path.join('.'), message: issue.message }];
}

function refusal(file: string, path: string, message: string): { readonly ok: false; readonly problems: readonly ConfigProblem[] } {
  return { ok: false, problems: [{ file, path, message }] };
}

/** All problems as one text for a terminal. */
export function explainProblems(problems: readonly ConfigProblem[]): string {
  const lines = problems.map((p) => `  ${p.path === '' ? '' : `${p.path}: `}${p.message}`);
  return `The configuration is refused; nothing was started.\n${problems[0]?.file ?? ''}\n${lines.join('\n')}`;
}
