import type { Site } from '../../../config/schema/site.schema.ts';
import { inside, tell } from '../../../config/words/told.ts';
import type { AlarmCause } from '../../alarms/alarm-list.ts';
import { alarmIdOf } from '../../alarms/definitions.ts';
import type { QuarantineRecord } from '../../journal/recovery-journal.port.ts';
import type { Facts } from '../../sensing/fact.ts';
import type { Disagreement } from '../recovering/compare.ts';

type Causes = readonly AlarmCause[];

/** Reasons with which sensors take a place out of service because it holds something else than the inventory says. */
const DIFFERENCES: ReadonlySet<string> = new Set(['palletMissing', 'phantomCar', 'placeTaken', 'wrongPallet', 'palletBetween']);

/** Places in which something else was found than the inventory says, until that is settled. */
export function inventorySignals(quarantines: readonly QuarantineRecord[]): Causes {
  return quarantines.filter(({ reason }) => DIFFERENCES.has(reason)).map(({ place, reason }) => ({
    // Not what a person has written about it: this is for every screen.
    tag: 'inventory.differs', object: place, detail: `${place} is out of service: ${reason}`, told: tell('told.place.outOfService', { place, reason: { word: `quarantine.${reason}` } }),
  }));
}

/** What journal and sensors disagree about. A sensor that is silent because its device is has no alarm of its own. */
export function doubtSignals(disagreements: readonly Disagreement[], silent: Causes): Causes {
  return disagreements.filter(({ word }) => word !== 'recovery.sensorsSilent' || silent.length === 0).map(({ object, journal, sensors, told }) => ({
    tag: 'recovery.doubt', object, detail: `journal: ${journal}; sensors: ${sensors}`, told: tell('told.doubt', { journal: inside(told.journal), sensors: inside(told.sensors) }),
  }));
}

/** Person sensors of which nobody knows what they say: they contradict each other for longer than they may, or are not heard. */
export function personSignals({ tower }: Pick<Site, 'tower'>, now: Facts, silent: Causes): Causes {
  return tower.bays.flatMap(({ id }): Causes => {
    const { value, cause, sources } = now.get(`${id}.personClear`);
    if (value !== undefined) return [];
    const names = sources.join(', ');
    const lost = silent.find(({ tag, object }) => tag === 'link.lost' && object !== undefined && sources.some((source) => source.startsWith(`${object}.`) || source.startsWith(`${object}/`)));
    return [{
      tag: 'person.sensor', object: id, detail: `${names}: ${cause}`, under: cause === 'disagree' || lost === undefined ? undefined : alarmIdOf(lost.tag, lost.object),
      told: cause === 'disagree' ? tell('told.person.disagree', { sources: names }) : tell('told.person.silent', { cause: { word: `told.cause.${cause}` }, sources: names }),
    }];
  });
}
