import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseCatalogue } from '../../../../config/catalogue/load-catalogue.ts';
import { loadSite, parseSite, parseStock, siteIds, type Loaded } from '../../../../config/load-site.ts';
import type { Site, Stock } from '../../../../config/schema/site.schema.ts';
import type { SeededRng } from '../../../../sim/time/seeded-rng.ts';
import { createTally, type FuzzReport, type Gauges, type Tally } from '../tally.ts';
import { mutateText, TEXT_KINDS } from './text-mutations.ts';

/** What reads the files; other ones in tests, to see that they are found. */
export interface FileReaders {
  readonly site: (text: string, file: string) => Loaded<Site>;
  readonly stock: (text: string, file: string, site: Site) => Loaded<Stock>;
  readonly catalogue: (text: string, file: string) => Loaded<unknown>;
}

/** What is played. */
export interface ConfigurationFuzzOptions {
  readonly rng: SeededRng;
  readonly files: number;
  readonly gauges: Gauges;
  readonly readers?: FileReaders;
}

const READERS: FileReaders = { site: parseSite, stock: parseStock, catalogue: parseCatalogue };
const WARM_SHARE = 0.2;

const textOf = (path: string): string => readFileSync(fileURLToPath(new URL(`../../../../config/${path}`, import.meta.url)), 'utf8');

interface Preset {
  readonly id: string;
  readonly site: Site;
  readonly siteText: string;
  readonly stockText: string;
}

/** The first number in a value that is none, by its path. */
function notFinite(value: unknown, path = ''): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : path;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, part] of Object.entries(value)) {
    const found = notFinite(part, `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Builds what a tower of such a site would be built from. */
type Build = (site: Site, stock: Stock) => void;

async function loadBuild(rng: SeededRng): Promise<Build> {
  const [{ createPlant }, { createElectrics }] = await Promise.all([import('../../../../sim/plant/plant.ts'), import('../../../../sim/devices/electrics.ts')]);
  return (site, stock) => {
    const plant = createPlant({ site, stock });
    createElectrics({ site, plant: plant.state, inputs: plant.inputs, outputs: { driveEnable: false, watchdogEdgeMs: 0 }, rng: rng.fork('built'), isHeldOff: () => false });
  };
}

/** What is wrong with how a file was taken; undefined when it was refused with its problems, or is whole. */
function wrongWith(loaded: Loaded<unknown>): string | undefined {
  if (!loaded.ok) return loaded.problems.length > 0 && loaded.problems.every(({ message }) => message !== '') ? undefined : 'it was refused without saying why';
  const path = notFinite(loaded.value);
  return path === undefined ? undefined : `it was taken although ${path} is not a number`;
}

/** Reads one changed file; what was taken must hold together with its neighbours. */
function readOne(what: 'site' | 'stock' | 'catalogue', text: string, preset: Preset, readers: FileReaders, build: Build): { readonly taken: boolean; readonly wrong: string | undefined } {
  const file = `${preset.id}.yaml`;
  if (what === 'catalogue') {
    const loaded = readers.catalogue(text, file);
    return { taken: loaded.ok, wrong: wrongWith(loaded) };
  }
  const site = what === 'site' ? readers.site(text, file) : ({ ok: true, value: preset.site } as const);
  const wrong = wrongWith(site);
  if (!site.ok || wrong !== undefined) return { taken: site.ok, wrong };
  const stock = readers.stock(what === 'stock' ? text : preset.stockText, file, site.value);
  // A stock that does not fit a changed site is refused: rightly so.
  if (stock.ok) build(site.value, stock.value);
  return { taken: what === 'site' || stock.ok, wrong: wrongWith(stock) };
}

function playOne({ rng, gauges, readers = READERS }: ConfigurationFuzzOptions, presets: readonly Preset[], catalogue: string, build: Build, tally: Tally): void {
  const preset = presets[rng.int(presets.length)];
  const kind = TEXT_KINDS[rng.int(TEXT_KINDS.length)];
  const what = (['site', 'site', 'stock', 'catalogue'] as const)[rng.int(4)];
  if (preset === undefined || kind === undefined || what === undefined) return;
  const text = mutateText(kind, { site: preset.siteText, stock: preset.stockText, catalogue }[what], rng);
  const [beganMs, workedMs] = [gauges.nowMs(), gauges.workMs()];
  const counter = tally.counter(`${what}: ${kind}`);
  try {
    const { taken, wrong } = readOne(what, text, preset, readers, build);
    counter(taken, gauges.nowMs() - beganMs, () => gauges.workMs() - workedMs);
    if (wrong !== undefined) tally.found(`${what} of ${preset.id}, ${kind}: ${wrong}`);
    if (kind === 'whole' && !taken) tally.found(`${what} of ${preset.id}: it was refused as it is`);
  } catch (error) {
    counter(false, gauges.nowMs() - beganMs, () => gauges.workMs() - workedMs);
    tally.found(`${what} of ${preset.id}, ${kind}: it threw ${error instanceof Error ? (error.stack ?? error.message).slice(0, 400) : String(error)}`);
  }
}

/** Changed files of sites, stocks and catalogue: refused with problems, or whole enough to build the tower from. Nothing throws. */
export async function fuzzConfiguration(options: ConfigurationFuzzOptions): Promise<FuzzReport> {
  const { files, gauges, rng } = options;
  const presets = siteIds().flatMap((id): readonly Preset[] => {
    const site = loadSite(id);
    return site.ok ? [{ id, site: site.value, siteText: textOf(`sites/${id}.yaml`), stockText: textOf(`sites/${id}.stock.yaml`) }] : [];
  });
  const catalogue = textOf('catalogue/catalogue.yaml');
  const build = await loadBuild(rng);
  const tally = createTally(gauges);
  for (let n = 0; n < files && !tally.isFull(); n += 1) {
    if (n === Math.floor(files * WARM_SHARE)) tally.warm();
    playOne(options, presets, catalogue, build, tally);
    await gauges.turn();
  }
  return tally.report();
}
