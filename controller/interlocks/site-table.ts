import { axesOf, axisIds, type AxesOfSite } from '../../config/axes.ts';
import type { AxisId } from '../../config/schema/site.schema.ts';
import type { TowerFactName } from '../sensing/fact.ts';
import type { Interlock } from './interlock.ts';
import { INTERLOCKS } from './interlocks.ts';
import type { Motion, MotionKind } from './motion.ts';

/** Everything that is said of one axis begins with its name. */
const axisOf = (name: string, follows: RegExp): AxisId | undefined => axisIds.find((id) => name.startsWith(id) && follows.test(name.slice(id.length)));
const axisOfMotion = (motion: string): AxisId | undefined => axisOf(motion, /^\./u);
const axisOfFact = (fact: TowerFactName): AxisId | undefined => axisOf(fact, /^[A-Z]/u);

/** Whether a tower with these axes knows the motion. */
export function isOfSite(motion: Motion | MotionKind, site: AxesOfSite): boolean {
  const axis = axisOfMotion(motion);
  return axis === undefined || axesOf(site).includes(axis);
}

/**
 * The table of one site: an axis that it does not have has no facts there, so nothing asks for them, and none of its motions is
 * known: a motion without a row is never permitted.
 */
export function tableOf(site: AxesOfSite, table: readonly Interlock[] = INTERLOCKS): readonly Interlock[] {
  const axes = axesOf(site);
  return table.flatMap((row) => {
    const axis = row.fact.of === 'tower' ? axisOfFact(row.fact.name) : undefined;
    if (axis !== undefined && !axes.includes(axis)) return [];
    const motions = row.motions.filter((motion) => isOfSite(motion, site));
    return motions.length === 0 ? [] : [{ ...row, motions }];
  });
}
