import { alarmIdOf, type AlarmTag } from '../../alarms/definitions.ts';
import type { SiteEvent } from '../../../config/schema/plans.schema.ts';

/** The row that refuses new work for an event: its sentences say what has happened and what to do. */
const ROWS: Readonly<Record<SiteEvent, AlarmTag>> = {
  fire: 'interlock.IL-120', gas: 'interlock.IL-122', storm: 'interlock.IL-124', earthquake: 'interlock.IL-126', flood: 'interlock.IL-127', power: 'interlock.IL-128',
};

/** The alarm of an event, apart from the one that the same row raises where it has stopped a motion. */
export function alarmOfEvent(event: SiteEvent): { readonly tag: AlarmTag; readonly alarmId: string } {
  return { tag: ROWS[event], alarmId: alarmIdOf(ROWS[event], 'site') };
}
