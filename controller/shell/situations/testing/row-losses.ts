import { loadSite, loadStock } from '../../../../config/load-site.ts';
import { planFor, siteEvents, workKinds, type SitePlans } from '../../../../config/schema/plans.schema.ts';
import { motionsOf } from '../../../interlocks/motions-of.ts';
import type { Motion } from '../../../interlocks/motion.ts';
import type { FactName, Truth } from '../../../sensing/fact.ts';
import { createSimulation, type Simulation } from '../../simulation/simulation.ts';
import { openTower } from '../../simulation/stage.ts';
import { ownerOf } from './losses.ts';

/** One fact of which every source has fallen silent, and what the table then says of each motion that needs it. */
export interface FactLoss {
  readonly fact: FactName;
  readonly before: Truth;
  readonly after: Truth;
  readonly rows: readonly { readonly id: string; readonly motion: Motion; readonly broken: readonly string[] }[];
}

/** Longer than the age limit of the slowest bus. */
const SILENT_MS = 1500;

/** Plans in which every event refuses all work and stops what runs, so that no row is narrowed. */
export function strictPlans(plans: SitePlans): SitePlans {
  const strict = siteEvents.map((event) => [event, planFor(plans, event) && { ...plans[event], refuses: [...workKinds], running: 'stop' }] as const);
  return Object.fromEntries(strict.map(([event, plan]) => [event, plan ?? plans[event]])) as SitePlans;
}

/** Loses each fact that a row needs in turn, by silence of the devices and lines behind it, in a tower at rest. Facts of the controller itself are left out. */
export async function lossOfEachFact(siteId: string): Promise<readonly FactLoss[]> {
  const site = loadSite(siteId);
  const stock = loadStock(siteId);
  if (!site.ok || !stock.ok) throw new Error(`${siteId} does not load`);
  const simulation = await createSimulation({ site: { ...site.value, plans: strictPlans(site.value.plans) }, stock: stock.value, seed: 1, skipIdle: false });
  try {
    if (!(await openTower(simulation))) throw new Error('the tower did not become idle');
    const motions = motionsOf(site.value.tower.bays.map(({ id }) => id));
    const needed = new Set(motions.flatMap((motion) => simulation.core.book.rowsOf(motion).map(({ fact }) => fact)));
    const losses: FactLoss[] = [];
    for (const fact of needed) {
      const owners = [...new Set(simulation.core.facts.get(fact).sources.map(ownerOf))].filter((owner) => simulation.sim.faults.targets().includes(owner));
      if (owners.length > 0) losses.push(await lose(fact, owners, motions, simulation));
    }
    return losses;
  } finally {
    await simulation.close();
  }
}

async function lose(fact: FactName, owners: readonly string[], motions: readonly Motion[], { core, sim, clock }: Simulation): Promise<FactLoss> {
  const before = core.facts.get(fact).value;
  for (const target of owners) {
    const injected = sim.faults.inject({ target, verb: 'silent' });
    if (!injected.ok) throw new Error(injected.error.message);
  }
  await clock.runFor(SILENT_MS);
  const rows = motions.flatMap((motion) => {
    const permit = core.book.permit(motion, core.facts);
    const broken = permit.granted ? [] : permit.broken.filter((rule) => rule.fact === fact).map(({ interlockId }) => interlockId);
    return core.book.rowsOf(motion).filter((row) => row.fact === fact).map(({ interlock }) => ({ id: interlock.id, motion, broken }));
  });
  const after = core.facts.get(fact).value;
  for (const target of owners) sim.faults.clearTarget(target);
  await clock.runFor(SILENT_MS);
  return { fact, before, after, rows };
}
