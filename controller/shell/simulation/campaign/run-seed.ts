import { createHash } from 'node:crypto';
import type { Site, Stock } from '../../../../config/schema/site.schema.ts';
import type { Interlock } from '../../../interlocks/interlock.ts';
import type { Plan } from '../../../../sim/campaign/plan.ts';
import type { RunResult } from '../../../../sim/campaign/run.ts';
import { createSimulation, type SimulationOptions } from '../simulation.ts';
import { openTower } from '../stage.ts';
import { createCampaignSubject } from './campaign-subject.ts';

/** What is played, and how closely it is looked at. */
export interface CampaignTower {
  readonly site: Site;
  readonly stock: Stock;
  /** Hash everything that can be seen of the run, for the audit of determinism. */
  readonly hashed?: boolean;
  readonly onTraceLine?: (line: string) => void;
  /** Another interlock table, to show what the right one is good for. */
  readonly interlocks?: readonly Interlock[];
  /** `absent`: nobody but the software stops anything. */
  readonly relay?: 'present' | 'absent';
  /** Somebody between the parts of the tower, to show what the right ones are good for. */
  readonly spoilt?: Pick<SimulationOptions, 'interpose' | 'onStore' | 'onGpio' | 'onClock'>;
}

/** A run with the hash of everything that could be seen of it, where it was asked for. */
export interface CampaignRun extends RunResult {
  readonly traceSha256: string | undefined;
}

/** Plays one plan on a fresh tower. */
export async function runPlan(plan: Plan, { site, stock: full, hashed = false, onTraceLine, interlocks, spoilt, relay }: CampaignTower): Promise<CampaignRun> {
  const [{ stockOf }, { playPlan }] = await Promise.all([import('../../../../sim/campaign/plan.ts'), import('../../../../sim/campaign/run.ts')]);
  const stock = stockOf(plan, full);
  const hash = createHash('sha256');
  // Truth, what became durable, and when: controller, plant, people and faults leave their mark in one of them.
  const onLine = (line: string): void => {
    hash.update(line);
    onTraceLine?.(line);
  };
  const simulation = await createSimulation({
    site, stock, seed: plan.seed, skipIdle: true,
    ...((hashed || onTraceLine !== undefined) && { onTraceLine: onLine }),
    ...(hashed && { onCommit: (batch) => { hash.update(JSON.stringify(batch)); } }),
    ...(interlocks && { interlocks }), ...(relay && { relay }), ...spoilt,
  });
  try {
    const opened = await openTower(simulation);
    const result = await playPlan(plan, createCampaignSubject(simulation, site, stock));
    const broken = opened ? result.broken : [...result.broken, { invariant: 'problem', atMs: 0, detail: 'the tower did not become idle' }];
    hash.update(JSON.stringify([result.simulatedMs, result.fates, broken, result.deeds]));
    return { ...result, broken, traceSha256: hashed ? hash.digest('hex') : undefined };
  } finally {
    await simulation.close();
  }
}
