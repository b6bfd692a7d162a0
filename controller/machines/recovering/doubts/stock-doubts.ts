import { tell } from '../../../../config/words/told.ts';
import type { Doubt, WayOn } from '../../../api/contract/index.ts';
import { journalOf, type Disagreement } from '../compare.ts';
import { need, needCalm, needFact, needGate, needInService, quarantineWay, step, wayOn } from './conditions.ts';
import { bayEvidence, carriageEvidence, factEvidence } from './evidence.ts';
import { doubt } from './machine-doubts.ts';
import { bayOfCar, carDeclarations, holdsPallet, palletDeclarations } from './proofs.ts';
import type { PalletRecord } from '../../../journal/journal.port.ts';
import { bayOf, type OrderRecord } from '../../../journal/order-record.ts';
import type { Signs } from './signs.ts';
import type { FactName } from '../../../sensing/fact.ts';

/** What is in doubt about pallets, cars and bays: the disagreements of journal and sensors, and whatever nobody knows the place of. */
export function stockDoubts(signs: Signs): readonly Doubt[] {
  const disagreeing = [...signs.disagreements, ...signs.contained].map((item) => fromDisagreement(item, signs));
  const known = new Set(disagreeing.map(({ id }) => id));
  const lost = [...carriedPallet(signs), ...droppedPallets(signs), ...lostPallets(signs), ...lostCars(signs), ...carsGone(signs)].filter(({ id }) => !known.has(id));
  return [...disagreeing, ...lost, ...unseenCells(signs)];
}

/** The settlement of one item: what two dissimilar signals prove. Moves nothing, so it needs nothing else. */
function settleWay(item: Disagreement): readonly WayOn[] {
  if (item.offer === undefined) return [];
  return [wayOn('settle', [need('proven', true)], [step('look', { object: item.object }), step('accept')])];
}

function declareWay(palletId: string, signs: Signs): WayOn {
  const steps = [step('byHand'), step('sayWhere', { object: palletId }), step('sign'), step('staysOut')];
  return wayOn('declare', [need('standing', !signs.busy)], steps, palletDeclarations(palletId, signs));
}

/** Sends the carriage to look into the pallet's own cell. */
function auditWay(cell: string, signs: Signs): WayOn {
  const free = signs.orders.length === 0 && signs.inventory.palletAt('carriage') === undefined;
  return wayOn('audit', [...needCalm(signs), ...needGate(signs, 'order.audit'), need('carriageEmpty', free, 'carriageEmpty'), ...needInService(signs, ['lift'])], [step('resetAtPanel'), step('goesLooking', { place: `cell:${cell}` })]);
}

function fromDisagreement(item: Disagreement, signs: Signs): Doubt {
  const { object, journal, sensors, word } = item;
  const told = { word, journal, sensors, journalTold: item.told.journal, sensorsTold: item.told.sensors, proven: item.offer !== undefined };
  const settle = settleWay(item);
  const pallet = signs.inventory.pallet(object);
  const contain = item.place === undefined ? [] : quarantineWay(item.place, signs);
  if (pallet !== undefined) {
    const evidence = [...carriageEvidence(signs), ...(item.place?.startsWith('bay:') === true ? bayEvidence(item.place.slice('bay:'.length), signs) : factEvidence(signs, 'cellLeftOccupied', 'cellRightOccupied', 'shuttleCentred'))];
    return { ...doubt(`pallet:${object}`, 'pallet', '', { evidence, ways: [...settle, declareWay(object, signs), ...contain] }), ...told };
  }
  switch (word) {
    case 'recovery.sensorsSilent': {
      const evidence = [...factEvidence(signs, object as FactName)];
      return { ...doubt(`sensor:${object}`, 'sensor', '', { evidence, ways: [...contain] }), ...told };
    }
    case 'recovery.bay': {
      const bay = object.replace(/^bay /u, '');
      return { ...doubt(`bay:${bay}`, 'bay', '', { evidence: [...bayEvidence(bay, signs)], ways: [...settle, ...declareInto(bay, signs), ...contain] }), ...told };
    }
    case 'recovery.openIntent':
      return { ...doubt(`motion:${String(item.offer?.intentIds[0] ?? object)}`, 'motion', '', { ways: [...settle] }), ...told };
    case 'recovery.shuttleOut':
      return { ...doubt('shuttle', 'shuttle', '', { evidence: [...factEvidence(signs, 'shuttleCentred', 'shuttleAtEnd', 'forkEngaged', 'forkReleased')], ways: [...settle] }), ...told };
    default:
      return { ...doubt('carriage', 'carriage', '', { evidence: [...carriageEvidence(signs), ...factEvidence(signs, 'liftAtLevel', 'lockPinIn')], ways: [...settle] }), ...told };
  }
}

/** A bay holds a pallet that the journal does not know there: one that is missing elsewhere may be declared to be it. */
function declareInto(bay: string, signs: Signs): readonly WayOn[] {
  const missing = signs.inventory.pallets().filter(({ place }) => place === 'unknown');
  const declarations = missing.flatMap(({ palletId }) => palletDeclarations(palletId, signs).filter(({ place }) => place === `bay:${bay}`).map((one) => ({ ...one, place: `${palletId}@${one.place}` })));
  if (declarations.length === 0) return [];
  return [wayOn('declare', [need('standing', !signs.busy)], [step('look', { object: `bay:${bay}` }), step('sayWhere', { object: `bay:${bay}` }), step('sign')], declarations)];
}

/** Out of service until somebody or something has looked into it. */
function unseenCells(signs: Signs): readonly Doubt[] {
  return signs.unseenCells.map((cell) => {
    const journaled = signs.inventory.palletAt(`cell:${cell}`);
    return doubt(`cell:${cell}`, 'cell', 'cellOutOfService', {
      values: { place: cell }, journal: journaled === undefined ? 'empty' : journaled.palletId, sensors: 'nothing has looked into it',
      journalTold: journaled === undefined ? tell('told.journal.empty', {}) : tell('told.journal.holds', { pallet: `pallet:${journaled.palletId}` }), sensorsTold: tell('told.sensors.unseen', {}), evidence: [...factEvidence(signs, 'cellLeftOccupied', 'cellRightOccupied')],
      ways: [auditWay(cell, signs)],
    });
  });
}

const NOWHERE = { journalTold: tell('told.journal.nowhere', {}), sensorsTold: tell('told.sensors.seenByNobody', {}) };

/** The shuttle is out, and nothing shows that its fork does not hold the pallet: neither the fork itself nor the place into which it reaches. */
function mayHangOnFork({ place }: PalletRecord, signs: Signs): boolean {
  const value = (fact: FactName) => signs.facts().get(fact).value;
  if (value('shuttleCentred') === true || value('forkEngaged') === false) return false;
  const ends = place.slice('transfer:'.length).split('>');
  const reached = value('shuttleAtEnd') === true ? signs.places.find(({ id }) => ends.includes(id)) : undefined;
  return reached === undefined || holdsPallet(reached, signs) !== false;
}

/** The fork has let go of a pallet half-way, or has come away without it: no motion takes hold of it again, so people bring it somewhere and say where. */
function droppedPallets(signs: Signs): readonly Doubt[] {
  if (signs.busy || signs.orders.some(({ stage }) => stage === 'running')) return [];
  return signs.inventory.pallets().filter((pallet) => pallet.place.startsWith('transfer:') && !mayHangOnFork(pallet, signs)).map(({ palletId, place }) =>
    doubt(`pallet:${palletId}`, 'pallet', 'transfer', {
      values: { pallet: palletId }, journal: place, sensors: 'the fork does not hold it', journalTold: journalOf(place), sensorsTold: tell('told.sensors.notHeld', {}),
      evidence: [...carriageEvidence(signs), ...factEvidence(signs, 'shuttleCentred', 'shuttleAtEnd', 'forkEngaged', 'forkReleased', 'cellLeftOccupied', 'cellRightOccupied')],
      ways: [declareWay(palletId, signs)],
    }));
}

function lostPallets(signs: Signs): readonly Doubt[] {
  return signs.inventory.pallets().filter(({ place }) => place === 'unknown').map(({ palletId, homeCell }) =>
    doubt(`pallet:${palletId}`, 'pallet', 'palletUnknown', {
      values: { pallet: palletId }, journal: 'unknown', sensors: 'nobody has seen it', ...NOWHERE, evidence: [...carriageEvidence(signs)],
      ways: [declareWay(palletId, signs), auditWay(homeCell, signs)],
    }));
}

/** A pallet lies on the carriage, and no order has it: nothing else can be fetched before it is put away. */
function carriedPallet(signs: Signs): readonly Doubt[] {
  const pallet = signs.inventory.palletAt('carriage');
  if (pallet === undefined || signs.orders.some(({ record }) => 'palletId' in record && record.palletId === pallet.palletId)) return [];
  const conditions = [...needCalm(signs), ...needGate(signs, 'order.relocate'), needFact('seated', signs, 'carriagePalletSeated'), ...needInService(signs, ['lift'])];
  return [doubt(`pallet:${pallet.palletId}`, 'pallet', 'palletOnCarriage', {
    values: { pallet: pallet.palletId }, journal: 'carriage', sensors: 'seated on the carriage', journalTold: tell('told.journal.at', { place: 'carriage' }), sensorsTold: tell('told.sensors.onCarriage', {}), proven: true, evidence: [...carriageEvidence(signs)],
    ways: [wayOn('complete', conditions, [step('look', { object: pallet.palletId }), step('resetAtPanel'), step('confirm'), step('putsAway', { cell: pallet.homeCell })])],
  })];
}

function lostCars(signs: Signs): readonly Doubt[] {
  return signs.inventory.cars().filter(({ place }) => place === 'unknown').map(({ carId }) =>
    doubt(`car:${carId}`, 'car', 'carUnknown', {
      values: { car: carId }, journal: 'unknown', sensors: 'nobody has seen it', ...NOWHERE,
      ways: [wayOn('declare', [], [step('sayWhere', { object: carId }), step('sign')], carDeclarations(carId, signs))],
    }));
}

/** It shuts the bay over a car that is to stay: one that drives out meanwhile is gone by no order's doing. */
const takesCarHome = ({ kind, phase }: OrderRecord): boolean => (kind === 'deliver' && phase === 'shutting') || (kind === 'stow' && phase === 'closing');

/** The journal has a car on a pallet in a bay, laser frame and scale both see a bare one, and no order explains it: it was taken out by hand. */
function carsGone(signs: Signs): readonly Doubt[] {
  return signs.inventory.cars().flatMap(({ carId }) => {
    const bay = bayOfCar(carId, signs);
    if (bay === undefined || signs.facts().get(`${bay}.emptyProven`).value !== true) return [];
    if (signs.orders.some(({ record }) => bayOf(record) === bay && !takesCarHome(record))) return [];
    return [doubt(`car:${carId}`, 'car', 'carUnknown', {
      values: { car: carId }, journal: `on its pallet in bay ${bay}`, sensors: `bay ${bay} holds a bare pallet`, proven: true,
      journalTold: tell('told.journal.onPalletIn', { place: `bay:${bay}` }), sensorsTold: tell('told.sensors.barePallet', { place: `bay:${bay}` }), evidence: [...bayEvidence(bay, signs)],
      ways: [wayOn('declare', [], [step('look', { object: `bay:${bay}` }), step('sayWhere', { object: carId }), step('sign')], carDeclarations(carId, signs))],
    })];
  });
}
