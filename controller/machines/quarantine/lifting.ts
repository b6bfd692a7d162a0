import type { ConditionView, QuarantineView } from '../../api/contract/index.ts';
import type { QuarantineReason } from '../../api/contract/index.ts';
import type { QuarantineRecord } from '../../journal/recovery-journal.port.ts';
import { need, needCalm, needFact } from '../recovering/doubts/conditions.ts';
import { holdsPallet } from '../recovering/doubts/proofs.ts';
import type { Signs } from '../recovering/doubts/signs.ts';

/** What sensors must say for a place to be in service again: of a cell or bay, that it holds what the journal says; of the lift, that it stands under its brake. */
function sensorProof(record: QuarantineRecord, signs: Signs): readonly ConditionView[] {
  if (record.place === 'lift') return [needFact('brakeHolds', signs, 'liftBraked'), needFact('standing', signs, 'liftStill'), needFact('sensorsAnswer', signs, 'liftNoFault')];
  const place = signs.places.find(({ id }) => id === record.place);
  const holds = place && holdsPallet(place, signs);
  const journaled = signs.inventory.pallets().some((pallet) => pallet.place === record.place);
  const seen = holds === undefined ? need('unseen', false, record.place) : need('agrees', holds === journaled, record.place);
  if (place?.kind !== 'bay') return [seen];
  return [seen, needFact('sensorsAnswer', signs, `${place.name}.innerLive`), needFact('sensorsAnswer', signs, `${place.name}.outerLive`), needFact('bayShut', signs, `${place.name}.personClear`)];
}

/** A brake is not proven by standing: only a person who has tested it lifts that. */
const BY_PERSON_ONLY: readonly QuarantineReason[] = ['brakeDidNotHold', 'leak', 'byPerson', 'doorFailed', 'sensorFailed', 'carCannotLeave'];

/** A place that is out of service for this reason comes back by a person's own evidence alone. */
export function isLiftedByPersonOnly(reason: string): boolean {
  return BY_PERSON_ONLY.includes(reason as QuarantineReason);
}

/** A technician's own evidence counts where no sensor says the opposite. */
function evidenceProof(sensors: readonly ConditionView[]): readonly ConditionView[] {
  return sensors.filter(({ green, word }) => !green && word === 'way.needs.agrees');
}

/** What lifts a quarantine, each with whether it is there now. */
export function liftedBy(record: QuarantineRecord, signs: Signs): QuarantineView['liftedBy'] {
  const sensors = sensorProof(record, signs);
  const evidence = evidenceProof(sensors);
  if (isLiftedByPersonOnly(record.reason)) return [{ proof: 'evidence', conditions: [...evidence], ready: evidence.length === 0 }];
  // The carriage has to go there first; what it sees then lifts it by itself.
  const audit = record.place.startsWith('cell:') ? [{ proof: 'audit' as const, conditions: [...needCalm(signs)], ready: false }] : [];
  return [
    { proof: 'sensors', conditions: [...sensors], ready: sensors.every(({ green }) => green) },
    ...audit,
    { proof: 'evidence', conditions: [...evidence], ready: evidence.length === 0 },
  ];
}

/** A quarantine as the page shows it. */
export function quarantineView(record: QuarantineRecord, signs: Signs): QuarantineView {
  const { place, reason, by, why, utcMs } = record;
  return { place, reason: reason as QuarantineReason, by, why, sinceUtcMs: utcMs, liftedBy: liftedBy(record, signs) };
}
