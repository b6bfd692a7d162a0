import assert from 'node:assert/strict';
import { loadSite, loadStock } from '../../../../config/load-site.ts';
import { announceReturn, bring, untilTakenIn } from '../../../../sim/scenarios/returns-play.ts';
import { siteViewOf } from '../../../api/contract/index.ts';
import type { SiteView, TowerSnapshot } from '../../../api/contract/index.ts';
import { createSimulation } from '../../simulation/simulation.ts';
import { createStage, openTower } from '../../simulation/stage.ts';

/** What a tower told while one car was collected, driven away and brought back, message by message, as the live channel sends it. */
export interface RecordedJourney {
  readonly site: SiteView;
  readonly carId: string;
  /** In their order; `atMs` of each is when it was measured. */
  readonly told: readonly TowerSnapshot[];
}

/** Records the farthest car of a site on virtual time. Throws when the journey did not end well. */
export async function recordJourney(siteId: string): Promise<RecordedJourney> {
  const [site, stock] = [loadSite(siteId), loadStock(siteId)];
  if (!site.ok || !stock.ok) throw new Error(`${siteId} does not load`);
  const simulation = await createSimulation({ site: site.value, stock: stock.value, seed: 1, skipIdle: true });
  try {
    assert.ok(await openTower(simulation), 'the tower becomes idle');
    const { stage, failures } = createStage(simulation, site.value, stock.value);
    const told: TowerSnapshot[] = [];
    const { tower } = simulation.core;
    tower.subscribe(() => told.push(tower.snapshot().tower));
    const cars = Object.entries(tower.snapshot().tower.cells).flatMap(([cell, { palletId, carId }]) => (palletId === undefined || carId === undefined ? [] : [{ palletId, carId, cell: `cell:${cell}` }]));
    const farthest = cars.at(-1);
    const returned = await announceReturn(stage, 1, farthest);
    assert.ok(returned, JSON.stringify(failures));
    bring(stage, returned);
    await untilTakenIn(stage, returned);
    assert.deepEqual(failures, []);
    return { site: siteViewOf(site.value), carId: returned.carId, told };
  } finally {
    await simulation.close();
  }
}
