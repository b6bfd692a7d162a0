import { planFor, siteEvents } from './schema/plans.schema.ts';
import type { Site } from './schema/site.schema.ts';

interface Contradiction {
  readonly path: string;
  readonly message: string;
}

/** Whether the plans for events fit the tower and each other. */
export function planChecks(site: Site): readonly Contradiction[] {
  const levels = site.tower.levels.map(({ id }) => id);
  const problems = siteEvents.flatMap((event): readonly Contradiction[] => {
    const plan = planFor(site.plans, event);
    const path = `plans.${event}`;
    if (plan === undefined) return [];
    const { liftTo, running, releasedBy, inspects } = plan;
    const found: Contradiction[] = [];
    if (liftTo !== undefined && !levels.includes(liftTo)) found.push({ path: `${path}.liftTo`, message: `there is no level "${liftTo}"` });
    if (liftTo !== undefined && running === 'stop') found.push({ path: `${path}.liftTo`, message: 'what is stopped at once goes nowhere; let work end with the step under way, or leave the lift where it stands' });
    // The seismic switch and the float switch act by themselves; a plan that says otherwise would only deceive.
    if ((event === 'earthquake' || event === 'flood') && running !== 'stop') found.push({ path: `${path}.running`, message: 'the tower is stopped by the switch itself; the plan must say "stop"' });
    if (releasedBy === 'itself' && inspects.length > 0) found.push({ path: `${path}.releasedBy`, message: 'an inspection needs somebody who confirms it' });
    return found;
  });
  const { storm } = site.plans;
  if (!('notFitted' in storm) && storm.warnMPerS >= storm.holdMPerS) problems.push({ path: 'plans.storm.warnMPerS', message: 'staff must be warned before the wind stops the work' });
  return problems;
}
