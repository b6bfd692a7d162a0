import { explainProblems, loadSite, loadStock, siteIds } from '../../../config/load-site.ts';
import type { Site } from '../../../config/schema/site.schema.ts';
import { checkPublished, type FigureCheck } from '../limit/published.ts';
import { playPreset, type PresetPlay } from '../limit/play-preset.ts';
import { refused, type VerbOutcome } from './outcome.ts';

interface Played {
  readonly site: Site;
  readonly play: PresetPlay;
  readonly figures: readonly FigureCheck[];
}

/** `carillon presets`: every preset (or one) delivers and receives every cell; then its published figures, met or missed. */
export async function presets(only: string | undefined, seed: number, withReturns: boolean): Promise<VerbOutcome> {
  const played: Played[] = [];
  for (const id of only === undefined ? siteIds() : [only]) {
    const site = loadSite(id);
    if (!site.ok) return refused(explainProblems(site.problems));
    const stock = loadStock(site.value.id);
    if (!stock.ok) return refused(explainProblems(stock.problems));
    const play = await playPreset(site.value, stock.value, seed, withReturns);
    played.push({ site: site.value, play, figures: checkPublished(site.value, play.shown) });
  }
  return {
    ok: played.every(({ play, figures }) => isWhole(play) && figures.every(({ met }) => met !== false)),
    json: { presets: played.map(({ site, play, figures }) => ({ site: site.id, cells: play.cells, delivered: play.delivered, received: play.received, figures, problems: play.problems })) },
    lines: played.flatMap(table),
  };
}

function isWhole({ cells, delivered, received, problems }: PresetPlay): boolean {
  return problems.length === 0 && delivered === cells && (received === null || received === cells);
}

const words = (met: boolean | null): string => (met === null ? 'not measured' : met ? 'met' : 'MISSED');

function table({ site, play, figures }: Played): readonly string[] {
  const received = play.received === null ? '' : `, ${String(play.received)} received`;
  return [
    `${site.id}: ${String(play.cells)} cells, ${String(play.delivered)} delivered${received}`,
    ...figures.map(({ figure, published, measured, unit, met, source }) =>
      `  ${figure.padEnd(16)} ${String(published).padStart(6)} ${unit.padEnd(8)} here ${String(measured ?? '-').padStart(6)}  ${words(met).padEnd(12)}  ${source}`),
    ...play.problems.map((problem) => `  problem: ${problem}`),
  ];
}
