import type { AxisId } from '../../../../config/schema/site.schema.ts';
import { tell, type Told } from '../../../../config/words/told.ts';
import type { ConditionView, Doubt, DoubtKind, WayOn } from '../../../api/contract/index.ts';
import type { FactName } from '../../../sensing/fact.ts';
import { homingOrders } from '../../tower/homing-orders.ts';
import { lostReferences } from '../../tower/homing.ts';
import { isShuttleOut } from '../compare.ts';
import { isOffLevel, nearestLevel } from '../level-orders.ts';
import { need, needCalm, needFact, needInService, needPermits, needRules, quarantineWay, step, wayOn } from './conditions.ts';
import { axisEvidence, carriageEvidence, factEvidence } from './evidence.ts';
import type { Signs } from './signs.ts';

/** A doubt about a part of the machine. */
export function doubt(id: string, kind: DoubtKind, word: string, parts: Partial<Doubt>): Doubt {
  return { id, kind, word: `recovery.${word}`, values: {}, journal: '', sensors: '', evidence: [], proven: false, ways: [], ...parts };
}

const said = (journal: Told, sensors: Told) => ({ journalTold: journal, sensorsTold: sensors });

/** What is in doubt about the machine itself. */
export function machineDoubts(signs: Signs): readonly Doubt[] {
  return [...references(signs), ...shuttleOut(signs), ...betweenLevels(signs), ...doors(signs), ...limitTrip(signs), ...brake(signs)];
}

const axesOf = ({ devices }: Signs): readonly AxisId[] => Object.keys(devices.axes) as AxisId[];
const isCentred = ({ facts }: Signs): boolean => facts().get('shuttleCentred').value === true;

function homingConditions(axis: AxisId, signs: Signs): readonly ConditionView[] {
  const planned = homingOrders(axis, { parts: signs, inventory: signs.inventory });
  return [...needCalm(signs), ...needRules('permitted', planned.ok ? [] : planned.error)];
}

/** The shuttle comes back to the centre at creep. */
function bringBack(signs: Signs): WayOn {
  const bay = signs.site.tower.bays.map(({ id }) => id).join(', ');
  return wayOn('recover', homingConditions('shuttle', signs), [step('look', { object: 'shuttle' }), step('clearPeople', { bay }), step('resetAtPanel'), step('confirm'), step('shuttleBack')]);
}

function references(signs: Signs): readonly Doubt[] {
  return axesOf(signs).flatMap((axis) => {
    const lost = lostReferences(signs, [axis]);
    if (lost.length === 0) return [];
    const slipped = lost.every((rule) => !rule.fact.endsWith('Homed'));
    const way = axis === 'shuttle' && !isCentred(signs)
      ? bringBack(signs)
      : wayOn('home', homingConditions(axis, signs), [step('look', { object: axis }), step('resetAtPanel'), step('confirm'), step('homes', { axis })]);
    return [doubt(`reference:${axis}`, 'reference', slipped ? 'slipped' : 'reference', {
      values: { axis }, journal: 'referenced', sensors: slipped ? 'drive and distance meter differ' : 'no reference',
      ...said(tell('told.journal.referenced', {}), slipped ? tell('told.sensors.metersDiffer', {}) : tell('told.sensors.noReference', {})),
      evidence: [...axisEvidence(axis, signs)], ways: [way],
    })];
  });
}

/** Whether an interrupted transfer explains it: then its order is completed or taken back instead. */
function transferOpen({ orders, inventory }: Signs): boolean {
  return orders.length > 0 && inventory.pallets().some((pallet) => pallet.place.startsWith('transfer:'));
}

/**
 * Axes of the carriage that have lost their reference under a shuttle that is out. They find it only with the shuttle in, and no order goes on before they
 * have: so the shuttle comes back first. Where the carriage stands is proven without their drives, by the lock pin in its hole and the brakes.
 */
const lostUnderShuttle = (signs: Signs): readonly AxisId[] => axesOf(signs).filter((axis) => axis !== 'shuttle' && lostReferences(signs, [axis]).length > 0);

function shuttleOut(signs: Signs): readonly Doubt[] {
  if (!isShuttleOut(signs.facts()) || signs.busy || lostReferences(signs, ['shuttle']).length > 0) return [];
  const lost = lostUnderShuttle(signs);
  // An order that reaches out on its way to a pallet goes on by itself as well, unless it is sent elsewhere now. From where nobody knows none does.
  const isKnown = signs.facts().get('shuttleCentred').value === false;
  const goesOn = isKnown && (transferOpen(signs) || signs.orders.some((order) => order.stage !== 'queued'));
  if (lost.length === 0 && goesOn && !signs.orders.some(({ fault }) => fault?.code === 'shuttleElsewhere')) return [];
  return [doubt('shuttle', 'shuttle', 'shuttleOut', {
    journal: 'centred', sensors: 'out', ...said(tell('told.journal.centred', {}), tell('told.sensors.out', {})),
    evidence: [
      ...axisEvidence('shuttle', signs), ...factEvidence(signs, 'shuttleCentred', 'shuttleAtEnd', 'forkEngaged', 'forkReleased'),
      ...(lost.length === 0 ? [] : factEvidence(signs, 'lockPinIn')), ...lost.flatMap((axis) => [...axisEvidence(axis, signs), ...factEvidence(signs, `${axis}Braked` as FactName)]),
    ],
    ways: [bringBack(signs)],
  })];
}

/** Brought about before the lift creeps. */
const isPrepared = (fact: FactName): boolean => fact === 'lockPinOut' || fact === 'carriageLoadSafe';

function betweenLevels(signs: Signs): readonly Doubt[] {
  const { facts } = signs;
  if (signs.busy || facts().get('liftAtLevel').value !== false || facts().get('lockPinIn').value !== false) return [];
  if (lostReferences(signs, ['lift']).length > 0) return [];
  const zMm = signs.devices.axes['lift']?.observed().value?.positionMm;
  if (!isOffLevel(zMm, signs.site)) return [];
  const level = nearestLevel(zMm ?? 0, signs.site);
  const conditions = [...needCalm(signs), ...needInService(signs, ['lift']), ...needPermits(signs, ['lift.move'], isPrepared)];
  return [doubt('carriage', 'carriage', 'liftBetweenLevels', {
    journal: 'at a level', sensors: `between levels, nearest ${level.id}`, ...said(tell('told.journal.atLevel', {}), tell('told.sensors.nearLevel', { level: level.id })), evidence: [...axisEvidence('lift', signs), ...factEvidence(signs, 'liftAtLevel', 'lockPinIn', 'lockPinOut'), ...carriageEvidence(signs)],
    ways: [wayOn('level', conditions, [step('look', { object: 'lift' }), step('resetAtPanel'), step('confirm'), step('levels', { level: level.id })])],
  })];
}

/** Doors that stand half-way although nothing works them, and an outer one beside an open inner one: no drive shuts it, the safety hardware is open until it is shut. */
function doors(signs: Signs): readonly Doubt[] {
  const { facts, devices } = signs;
  return signs.site.tower.bays.flatMap(({ id: bay }) => (['inner', 'outer'] as const).flatMap((which) => {
    const door = `${bay}.${which}`;
    const shut = facts().get(`${bay}.${which}ClosedLocked`).value;
    const open = facts().get(`${bay}.${which}Open`).value;
    const moves = devices.doors[door]?.observed().value?.motion !== 'still';
    const keepsOpen = which === 'outer' && shut === false && facts().get(`${bay}.innerClosedLocked`).value === false;
    const orderHere = !keepsOpen && signs.orders.some(({ record, stage }) => 'bay' in record && record.bay === bay && (which === 'inner' ? stage === 'running' : stage !== 'queued'));
    // An inner door that stands open keeps the carriage from going; a paused order opens it again when it needs it.
    const stray = which === 'inner' ? shut === false && isCentred(signs) : keepsOpen || (shut === false && open === false);
    if (!stray || moves || orderHere || signs.busy) return [];
    const conditions = [...needCalm(signs), ...needPermits(signs, [`${which}.close:${bay}`])];
    const steps = [step('clearPeople', { bay }), step('shutDoor', { door }), step('resetAtPanel'), step('confirm')];
    return [doubt(`door:${door}`, 'door', 'door', {
      values: { door }, journal: 'closed and locked', sensors: open === true ? 'open' : 'between',
      ...said(tell('told.journal.closed', {}), open === true ? tell('told.sensors.open', {}) : tell('told.sensors.halfOpen', {})),
      evidence: [...factEvidence(signs, `${bay}.${which}ClosedLocked`, `${bay}.${which}Open`, `${bay}.${which}Unobstructed`, `${bay}.personClear`)],
      ways: [wayOn('complete', conditions, steps), ...quarantineWay(`bay:${bay}`, signs)],
    })];
  }));
}

/** The final limits are wired in series: only where an axis stands tells which one has opened it. Without a position it is the lift, whose fall is the worst. */
function axisAtLimit(signs: Signs): AxisId {
  return axesOf(signs).find((axis) => signs.facts().get(`${axis}NearLimit`).value === true) ?? 'lift';
}

function limitTrip(signs: Signs): readonly Doubt[] {
  if (signs.facts().get('overtravelClear').value !== false) return [];
  const axis = axisAtLimit(signs);
  const conditions = [needFact('keyMaintenance', signs, 'keyInAuto', false), needFact('standing', signs, 'liftStill'), needFact('standing', signs, 'travelStill'), needFact('sensorsAnswer', signs, `${axis}Live`)];
  const steps = [step('look', { object: axis }), step('turnKey'), step('readyToHold'), step('jog', { axis }), step('keyBack')];
  return [doubt('limitTrip', 'limitTrip', 'limitTrip', {
    journal: 'within its limits', sensors: 'a final limit is open', ...said(tell('told.journal.withinLimits', {}), tell('told.sensors.limitOpen', {})), evidence: [...factEvidence(signs, 'overtravelClear', 'safetyChainClosed'), ...axesOf(signs).flatMap((axis) => axisEvidence(axis, signs))],
    ways: [wayOn('jogAway', conditions, steps)],
  })];
}

/** Something moved that nothing had commanded: its brake may not hold. */
function brake(signs: Signs): readonly Doubt[] {
  const { latched } = signs;
  if (latched?.code !== 'uncommandedMotion' || signs.isOutOfService('lift')) return [];
  const axis = axesOf(signs).find((one) => latched.detail.startsWith(`${one} `)) ?? 'lift';
  const steps = [step('look', { object: axis }), step('callMaker'), step('outOfService', { place: 'lift' }), step('liftsIt')];
  return [doubt(`brake:${axis}`, 'brake', 'brake', {
    values: { axis }, journal: 'at rest', sensors: latched.detail, ...said(tell('told.journal.atRest', {}), tell('told.sensors.strayed', { axis })), evidence: [...axisEvidence(axis, signs), ...(axis === 'shuttle' ? [] : factEvidence(signs, `${axis}Braked` as FactName))],
    ways: [wayOn('quarantine', [need('standing', !signs.busy)], steps)],
  })];
}
