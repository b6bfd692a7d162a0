import type { Site } from '../../../config/schema/site.schema.ts';
import { tell } from '../../../config/words/told.ts';
import type { AlarmCause } from '../../alarms/alarm-list.ts';
import type { AlarmTag } from '../../alarms/definitions.ts';
import type { FactName, Facts, TowerFactName } from '../../sensing/fact.ts';
import { alarmOfEvent } from '../events/event-alarms.ts';

type Causes = readonly AlarmCause[];

/** What refuses new work without being an event with a plan: the row whose sentences say what it is and what to do. */
const ROWS: readonly (readonly [TowerFactName, AlarmTag])[] = [['supplyReserve', 'interlock.IL-130'], ['debrisClear', 'interlock.IL-131']];

/** Facts whose sensors can contradict each other, and which refuse new work as long as nobody knows. */
const CONTRADICTABLE: readonly TowerFactName[] = ['fireClear', 'gasClear', 'windSafe', 'seismicClear', 'pitDry', 'mainsPresent', 'supplyReserve', 'debrisClear'];

/**
 * What around the tower keeps new work away, apart from the events that have alarms of their own (`../events`). A sensor that is silent is told
 * of as a lost link. `settled`: every device has had time to speak since the start.
 */
export function environmentSignals(site: Site, now: Facts, settled: boolean): Causes {
  const value = (fact: FactName) => now.get(fact).value;
  const lost = (fact: FactName, tag: AlarmTag, object?: string): Causes => (value(fact) === false ? [{ tag, object, detail: `${fact} lost`, told: tell('told.fact.lost', { fact }) }] : []);
  const contradictions = CONTRADICTABLE.flatMap((fact): Causes => {
    const { value: known, cause, sources } = now.get(fact);
    if (!settled || known !== undefined || cause !== 'disagree') return [];
    return [{ tag: 'sensor.contradiction', object: fact, detail: `${fact} unknown: ${sources.join(', ')} contradict each other`, told: tell('told.fact.disagree', { fact, sources: sources.join(', ') }) }];
  });
  return [
    ...ROWS.flatMap(([fact, tag]) => lost(fact, tag)),
    ...site.tower.bays.flatMap(({ id }) => lost(`${id}.exitReleased`, 'interlock.IL-132', id)),
    ...wind(site, now),
    ...contradictions,
  ];
}

/** Gusts from which staff are warned. Above the limit for work the storm has its own alarm, and the warning says nothing more. */
function wind({ plans: { storm } }: Site, now: Facts): Causes {
  if ('notFitted' in storm || now.get('windCalm').value !== false) return [];
  const stormBlows = now.get('windSafe').value === false;
  return [{ tag: 'wind.warning', detail: `gusts above ${String(storm.warnMPerS)} m/s`, told: tell('told.wind.above', { limit: storm.warnMPerS }), under: stormBlows ? alarmOfEvent('storm').alarmId : undefined }];
}
