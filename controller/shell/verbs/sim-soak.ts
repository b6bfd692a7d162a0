import { statSync } from 'node:fs';
import { explainProblems, loadSite, loadStock } from '../../../config/load-site.ts';
import { createSystemClock } from '../../../hal/system/system-clock.ts';
import type { SoakPlan, SoakReport } from '../../../sim/soak/soak.ts';
import { createHeldBytes } from '../held-bytes.ts';
import { createCampaignSubject } from '../simulation/campaign/campaign-subject.ts';
import { createSimulation } from '../simulation/simulation.ts';
import { openTower } from '../simulation/stage.ts';
import { refused, type VerbOutcome } from './outcome.ts';

export interface SimSoakOptions {
  readonly site: string;
  readonly days: number;
  readonly seed: number;
  readonly profile: string;
  /** Hour of the first day at which it begins. */
  readonly fromHour?: number;
}

/** Nothing of a soak may be worse than this (reliability of the field: 99.9 % beyond faults; ISA-18.2: an alarm every ten minutes, one window in a hundred with more than ten). */
const LIMITS = { availabilityBeyondFaults: 0.999, alarmsPerHour: 6, floodShare: 0.01, heapMbPerDay: 1, journalMb: 200 } as const;

/** `carillon sim soak`: days of traffic with the faults of the field, on one tower that is never started anew. */
export async function simSoak({ site: name, days, seed, profile, fromHour = 0 }: SimSoakOptions): Promise<VerbOutcome> {
  const [site, { PROFILES }, { soak }] = [loadSite(name), await import('../../../sim/soak/traffic.ts'), await import('../../../sim/soak/soak.ts')];
  if (!site.ok) return refused(explainProblems(site.problems));
  const stock = loadStock(site.value.id);
  if (!stock.ok) return refused(explainProblems(stock.problems));
  if (!(profile in PROFILES)) return refused(`There is no profile "${profile}". Nothing was played. Profiles: ${Object.keys(PROFILES).join(', ')}.`);
  const clock = createSystemClock();
  const beganMs = clock.nowMs();
  const simulation = await createSimulation({ site: site.value, stock: stock.value, seed, skipIdle: true });
  try {
    if (!(await openTower(simulation))) return refused('The tower did not become idle. Nothing was played.');
    const plan: SoakPlan = { seed, days, profile: profile as SoakPlan['profile'], fromHour };
    const report = await soak(plan, createCampaignSubject(simulation, site.value, stock.value), {
      heldBytes: createHeldBytes(),
      journalBytes: () => [simulation.journalPath, `${simulation.journalPath}-wal`].reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0),
      onDay: (day, { availability, alarms, memory }) => { process.stderr.write(`day ${String(Math.ceil(day))}: available ${percent(availability)}, ${String(alarms.annunciated)} alarms, ${String(memory.lastMb)} MB\n`); },
    });
    return outcomeOf(report, site.value.id, clock.nowMs() - beganMs);
  } finally {
    await simulation.close();
  }
}

const percent = (share: number): string => `${(share * 100).toFixed(3)} %`;

function exceeded({ availabilityBeyondFaults, alarms, memory, journal }: SoakReport): readonly string[] {
  return [
    ...(availabilityBeyondFaults < LIMITS.availabilityBeyondFaults ? [`available beyond faults for ${percent(availabilityBeyondFaults)} only`] : []),
    ...(alarms.perHour > LIMITS.alarmsPerHour ? [`${String(alarms.perHour)} alarms per hour`] : []),
    ...(alarms.floods > LIMITS.floodShare * alarms.windows ? [`${String(alarms.floods)} of ${String(alarms.windows)} windows of ten minutes with more than ten alarms`] : []),
    ...(memory.slopeMbPerDay > LIMITS.heapMbPerDay ? [`the heap grows by ${String(memory.slopeMbPerDay)} MB per day`] : []),
    ...(journal.lastMb > LIMITS.journalMb ? [`the journal has ${String(journal.lastMb)} MB`] : []),
  ];
}

function outcomeOf(report: SoakReport, site: string, wallMs: number): VerbOutcome {
  const tooMuch = exceeded(report);
  const ok = tooMuch.length === 0 && report.broken.length === 0;
  const { plan, visits, faults, staff, alarms, memory, journal } = report;
  const ratio = Math.round(report.simulatedMs / Math.max(1, wallMs));
  return {
    ok,
    json: { ok, site, wallMs: Math.round(wallMs), ratio, exceeded: tooMuch, ...report },
    lines: [
      `${String(plan.days)} days in ${site}, profile ${plan.profile}, seed ${String(plan.seed)}: ${String(report.carsOut)} cars out, ${String(report.carsIn)} in; ${String(visits.asked)} visits, ${String(visits.accepted)} accepted, ${String(visits.refused)} refused, ${String(visits.nothingToDo)} without anything to do`,
      `faults: ${Object.entries(faults).map(([kind, { done, void: without }]) => `${kind} ${String(done)} (${String(without)} void)`).join(', ')}; staff came ${String(staff.calls)} times, awaited ${String(staff.awaitedMinutes)} min in all, ${String(staff.longestMinutes)} min at most to be ready`,
      `available ${percent(report.availability)}, beyond faults ${percent(report.availabilityBeyondFaults)} · alarms ${String(alarms.perHour)} per hour, ${String(alarms.floods)} floods in ${String(alarms.windows)} windows`,
      `heap ${String(memory.firstMb)} to ${String(memory.lastMb)} MB (${String(memory.slopeMbPerDay)} MB per day) · journal ${String(journal.firstMb)} to ${String(journal.lastMb)} MB (${String(journal.slopeMbPerDay)} MB per day) · ${String(ratio)} times the clock`,
      ...tooMuch.map((what) => `too much: ${what}`),
      ...report.broken.slice(0, 20).map(({ invariant, atMs, detail }) => `  ${invariant} at ${(atMs / 1000).toFixed(1)} s: ${detail}`),
    ],
  };
}
