import { explainProblems, loadSite, loadStock } from '../../../config/load-site.ts';
import { placesOf } from '../../../config/places.ts';
import type { CellDelivery } from '../limit/measure-delivery.ts';
import { measureDelivery } from '../limit/measure-delivery.ts';
import { refused, type VerbOutcome } from './outcome.ts';

/** Every delivery has to come this near to what the machine can do at all. */
const TARGET = 1.15;

/** `carillon limit`: each cell's delivery against the physical limit, and the critical path of the worst one. */
export async function limit(siteId: string, cell: string | undefined, seed: number): Promise<VerbOutcome> {
  const site = loadSite(siteId);
  if (!site.ok) return refused(explainProblems(site.problems));
  const stock = loadStock(site.value.id);
  if (!stock.ok) return refused(explainProblems(stock.problems));
  const cells = placesOf(site.value).filter((place) => place.kind === 'cell' && (cell === undefined || place.name === cell));
  if (cells.length === 0) return refused(`The site ${site.value.id} has no cell "${String(cell)}".`);
  const measured: CellDelivery[] = [];
  const problems: string[] = [];
  for (const place of cells) {
    if (!stock.value.pallets.some((pallet) => pallet.cell === place.name && pallet.car !== undefined)) continue;
    const found = await measureDelivery(site.value, stock.value, place, seed);
    if (found.ok) measured.push(found.value);
    else problems.push(found.problem);
  }
  const worst = measured.reduce<CellDelivery | undefined>((most, one) => (most === undefined || one.ratio > most.ratio ? one : most), undefined);
  const worstRatio = round(worst?.ratio ?? 0, 4);
  return {
    ok: problems.length === 0 && worst !== undefined && worst.ratio <= TARGET,
    json: {
      site: site.value.id,
      cells: measured.map((one) => ({ cell: one.cell, limitMs: Math.round(one.limit.limitMs), achievedMs: one.achievedMs, ratio: round(one.ratio, 4) })),
      worstRatio,
      problems,
    },
    lines: [...table(measured), ...problems.map((problem) => `  ${problem}`), ...(worst ? criticalPath(worst) : []), `${site.value.id}: worst ratio ${worstRatio.toFixed(3)}, allowed ${TARGET.toFixed(2)}`],
  };
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`.padStart(9);

function table(measured: readonly CellDelivery[]): readonly string[] {
  return ['cell       bay      limit  achieved   ratio', ...measured.map((one) => `${one.cell.padEnd(10)} ${one.bay.padEnd(3)} ${seconds(one.limit.limitMs)} ${seconds(one.achievedMs)}   ${one.ratio.toFixed(3)}`)];
}

/** What the worst cell waits for, and when each motion really ran. */
function criticalPath(worst: CellDelivery): readonly string[] {
  let atMs = 0;
  const limits = worst.limit.path.map(({ step, ms }) => {
    atMs += ms;
    return `  ${seconds(ms)}  ${step.padEnd(32)} at ${seconds(atMs)}`;
  });
  return [
    `critical path of ${worst.cell} to bay ${worst.bay}:`, ...limits,
    'as it ran (command to proof):',
    ...worst.seen.map(({ motion, fromMs, toMs }) => `  ${seconds(fromMs)} to ${seconds(toMs)}  ${motion}`),
  ];
}
