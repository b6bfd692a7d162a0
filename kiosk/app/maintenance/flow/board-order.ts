import type { AlarmView } from '../../../../controller/api/contract/index.ts';

const RANK: Readonly<Record<AlarmView['priority'], number>> = { critical: 0, high: 1, medium: 2, low: 3 };
/** Put aside: after everything that wants to be seen. */
const isAside = ({ state }: AlarmView): number => (state === 'shelved' || state === 'outOfService' || state === 'suppressed' ? 1 : 0);

/** First-outs first, by priority and then the newest; each with its consequences right under it. */
export function boardOrder(alarms: readonly AlarmView[]): readonly AlarmView[] {
  const firsts = new Set(alarms.filter(({ consequenceOf }) => consequenceOf === undefined).map(({ alarmId }) => alarmId));
  // One whose first-out has gone stands for itself: nothing is ever left out.
  const isUnder = ({ consequenceOf }: AlarmView): boolean => consequenceOf !== undefined && firsts.has(consequenceOf);
  const heads = alarms.filter((alarm) => !isUnder(alarm)).toSorted((a, b) =>
    isAside(a) - isAside(b) || Number(b.firstOut) - Number(a.firstOut) || RANK[a.priority] - RANK[b.priority] || b.raisedUtcMs - a.raisedUtcMs);
  return heads.flatMap((head) => [head, ...alarms.filter((alarm) => isUnder(alarm) && alarm.consequenceOf === head.alarmId).toSorted((a, b) => a.raisedUtcMs - b.raisedUtcMs)]);
}
