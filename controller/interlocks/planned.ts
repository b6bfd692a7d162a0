import { planFor, type EventPlan, type SitePlans } from '../../config/schema/plans.schema.ts';
import type { Interlock } from './interlock.ts';
import { INTERLOCKS } from './interlocks.ts';
import type { MotionKind } from './motion.ts';

/**
 * The table as it holds at a site: rows that follow the plan for an event are narrowed to what the plan says. A plan can refuse less new
 * work than the table and let what runs come to its end; it cannot touch a row without `plan`.
 */
export function interlocksFor(plans: SitePlans, table: readonly Interlock[] = INTERLOCKS): readonly Interlock[] {
  return table.flatMap((row): readonly Interlock[] => {
    const plan = row.plan && planFor(plans, row.plan.event);
    if (row.plan === undefined || plan === undefined) return [row];
    if (row.plan.decides === 'running') return plan.running === 'stop' ? [row] : [];
    const motions = row.motions.filter((motion) => isPlanned(motion, plan));
    return motions.length === 0 ? [] : [{ ...row, motions }];
  });
}

function isPlanned(motion: MotionKind, { refuses, running }: EventPlan): boolean {
  if (motion === 'order.goOn') return running !== 'finish';
  return refuses.some((work) => motion === `order.${work}`);
}
