import { axesOf, carriageAxesOf, limitsOf, stationMm } from '../../../config/axes.ts';
import { placesOf } from '../../../config/places.ts';
import type { AxisId, Site } from '../../../config/schema/site.schema.ts';
import { tell, type Told } from '../../../config/words/told.ts';
import type { TowerDevices } from '../../ports.ts';
import type { InventoryMove, OpenIntent, PalletRecord } from '../../journal/journal.port.ts';
import type { QuarantinedPlace } from '../../journal/recovery-journal.port.ts';
import { carriageModuleId } from '../../sensing/carriage-facts.ts';
import type { FactName, Facts } from '../../sensing/fact.ts';
import type { Inventory } from '../tower/inventory.ts';
import { tagOf } from '../transfer/situation.ts';
import { inputOf } from '../unit/unit-effects.ts';
import { begunTold } from '../unit/motion-told.ts';
import { isOffLevel } from './level-orders.ts';

/** Something on which journal and sensors do not agree, or that a person must have seen before anything moves. */
export interface Disagreement {
  /** Pallet, intent or part of the machine. */
  readonly object: string;
  readonly journal: string;
  readonly sensors: string;
  /** Both for the page to say. */
  readonly told: { readonly journal: Told; readonly sensors: Told };
  /** Id of its sentence: `recovery.<kind>`. */
  readonly word: string;
  /** The place that it is confined to: while that is out of service, the rest of the tower runs. */
  readonly place?: QuarantinedPlace;
  /** What a technician may settle it with, where two dissimilar signals prove it; undefined when nothing is proven. */
  readonly offer: { readonly moves: readonly InventoryMove[]; readonly intentIds: readonly number[] } | undefined;
}

/** What is compared. */
export interface ComparisonInput {
  readonly site: Site;
  readonly devices: TowerDevices;
  readonly facts: Facts;
  readonly inventory: Inventory;
  readonly openIntents: readonly OpenIntent[];
}

const NOTHING = { moves: [], intentIds: [] };

/** Facts without which the machine's own state is not known. */
const NEEDED: readonly FactName[] = ['shuttleCentred', 'lockPinIn', 'lockPinOut', 'forkEngaged', 'forkReleased', 'carriagePalletSeated', 'carriageEmpty'];

/** Facts that have not spoken yet. */
export function silentFacts(site: Site, facts: Facts): readonly FactName[] {
  const needed = [...axesOf(site).map((id): FactName => `${id}Live`), ...NEEDED, ...site.tower.bays.map((bay): FactName => `${bay.id}.palletSeated`)];
  return needed.filter((name) => facts.get(name).value === undefined && !(name === 'shuttleCentred' && isShuttleOut(facts)));
}

/**
 * The shuttle is out, or its sensors contradict each other about it. A few millimetres beside its centre the switches still say that it is in and its drive no
 * longer does: it stands there for as long as nobody brings it back, so that this is no silence to wait for.
 */
export function isShuttleOut(facts: Facts): boolean {
  const { value, cause } = facts.get('shuttleCentred');
  return value === false || (value === undefined && cause === 'disagree');
}

/** Object by object: what the journal says, what the sensors say, and what is proven. Pure; decides nothing. */
export function compare(input: ComparisonInput): readonly Disagreement[] {
  return [...silence(input), ...carriage(input), ...transfers(input), ...machine(input), ...bays(input), ...intents(input)];
}

function silence({ site, facts }: ComparisonInput): readonly Disagreement[] {
  return silentFacts(site, facts).map((name) => ({
    object: name, journal: 'expected', sensors: `no answer (${facts.get(name).cause}; ${facts.get(name).sources.join(', ')})`, word: 'recovery.sensorsSilent', offer: undefined,
    told: { journal: tell('told.journal.answerExpected', {}), sensors: tell('told.sensors.silent', { cause: { word: `told.cause.${facts.get(name).cause}` }, sources: facts.get(name).sources.join(', ') }) },
    ...(name.includes('.') && { place: `bay:${name.slice(0, name.indexOf('.'))}` as const }),
  }));
}

/** Two dissimilar signals of one pallet on the carriage: both seats, and its own tag read. */
function onCarriage({ facts, site, devices }: ComparisonInput): { readonly seated: boolean; readonly empty: boolean; readonly tag: number | undefined } {
  return { seated: facts.get('carriagePalletSeated').value === true, empty: facts.get('carriageEmpty').value === true, tag: tagOf(site, devices) };
}

function carriage(input: ComparisonInput): readonly Disagreement[] {
  const { seated, empty, tag } = onCarriage(input);
  const journaled = input.inventory.palletAt('carriage');
  const seen = tag === undefined ? undefined : input.inventory.palletWithTag(tag);
  const sensors = seated ? `a pallet is seated, tag ${tag === undefined ? 'unread' : String(tag)}` : empty ? 'empty' : 'neither empty nor seated';
  const found = seated ? (tag === undefined ? tell('told.sensors.seatedUnread', {}) : tell('told.sensors.seated', { tag: String(tag) })) : empty ? tell('told.sensors.carriageEmpty', {}) : tell('told.sensors.carriageUnclear', {});
  const item = (object: string, place: string | undefined, moves: readonly InventoryMove[] | undefined): Disagreement => ({
    object, journal: place ?? 'no pallet on the carriage', sensors: `carriage: ${sensors}`, word: 'recovery.carriage', offer: moves && { moves, intentIds: [] },
    told: { journal: place === undefined ? tell('told.journal.noPallet', {}) : journalOf(place), sensors: found },
  });
  if (journaled) {
    if (seated && seen === journaled) return [];
    const unknown: InventoryMove = { what: 'pallet', id: journaled.palletId, to: 'unknown' };
    if (empty) return [item(journaled.palletId, 'carriage', [unknown])];
    return [item(journaled.palletId, 'carriage', seated && seen ? [unknown, { what: 'pallet', id: seen.palletId, to: 'carriage' }] : undefined)];
  }
  // A pallet that the journal has in a transfer is judged there.
  if (!seated || seen?.place.startsWith('transfer:') === true) return [];
  return [item(seen?.palletId ?? 'pallet', seen?.place, seen && [{ what: 'pallet', id: seen.palletId, to: 'carriage' }])];
}

/** A place of the journal, said. */
export function journalOf(place: string): Told {
  if (place === 'unknown') return tell('told.journal.nowhere', {});
  if (!place.startsWith('transfer:')) return tell('told.journal.at', { place });
  const [from = '', to = ''] = place.slice('transfer:'.length).split('>');
  return tell('told.journal.between', { from, to });
}

function transfers(input: ComparisonInput): readonly Disagreement[] {
  return input.inventory.pallets().filter((pallet) => pallet.place.startsWith('transfer:')).map((pallet) => transfer(pallet, input));
}

/** A pallet that was on its way when the journal ends: where is it proven to be? */
function transfer(pallet: PalletRecord, input: ComparisonInput): Disagreement {
  const { facts } = input;
  const { seated, empty, tag } = onCarriage(input);
  const centred = facts.get('shuttleCentred').value === true;
  const item = (sensors: string, said: Told, moves: readonly InventoryMove[] | undefined): Disagreement =>
    ({ object: pallet.palletId, journal: pallet.place, sensors, told: { journal: journalOf(pallet.place), sensors: said }, word: 'recovery.transfer', offer: moves && { moves, intentIds: [] } });
  if (centred && seated && tag === pallet.tag) return item('on the carriage: both seats, and its tag', tell('told.sensors.onCarriage', {}), [{ what: 'pallet', id: pallet.palletId, to: 'carriage' }]);
  const end = endOf(pallet, input);
  if (centred && empty && end) return item(`in ${end}: its place holds a pallet, and the carriage is empty`, tell('told.sensors.inPlace', { place: end }), [{ what: 'pallet', id: pallet.palletId, to: end }]);
  // Journal and shuttle agree that it lies between; the collection completes or reverses it after a fresh command.
  if (isShuttleOut(facts)) return item('between the two: the shuttle is out', tell('told.sensors.between', {}), []);
  return item('nowhere proven', tell('told.sensors.unproven', {}), undefined);
}

/**
 * The end of a transfer that is a bay, when the carriage stands there and the seats of the bay hold a pallet. What the probe of a cell sees may hang out
 * of it half-way: no proof.
 */
function endOf(pallet: PalletRecord, { site, devices, facts }: ComparisonInput) {
  const ends = pallet.place.slice('transfer:'.length).split('>');
  const place = placesOf(site).find((one) => ends.includes(one.id));
  if (place?.kind !== 'bay') return undefined;
  const there = carriageAxesOf(site).every((id) => Math.abs((devices.axes[id]?.observed().value?.positionMm ?? NaN) - stationMm(site, id, place)) <= limitsOf(site, id).holdToleranceMm);
  return there && facts.get(`${place.name}.palletSeated`).value === true ? place.id : undefined;
}

/** Lift between levels, shuttle out: nothing to settle in the inventory, but a person looks before anything moves. */
function machine({ facts, site, devices }: ComparisonInput): readonly Disagreement[] {
  const found: Disagreement[] = [];
  const rounded = (axis: AxisId) => String(Math.round(devices.axes[axis]?.observed().value?.positionMm ?? NaN));
  const position = (axis: AxisId) => `${rounded(axis)} mm`;
  if (isShuttleOut(facts)) {
    const left = inputOf(devices.ioModules[carriageModuleId(site)], 'shuttleAtLeft') === true;
    found.push({ object: 'shuttle', journal: 'centred', sensors: `out, at ${position('shuttle')}${left ? ' (left end)' : ''}`, word: 'recovery.shuttleOut', offer: NOTHING, told: { journal: tell('told.journal.centred', {}), sensors: tell('told.sensors.outAt', { position: rounded('shuttle') }) } });
  }
  if (facts.get('liftAtLevel').value === false && facts.get('lockPinIn').value === false && isOffLevel(devices.axes['lift']?.observed().value?.positionMm, site)) {
    found.push({ object: 'lift', journal: 'at a level', sensors: `between levels, at ${position('lift')}`, word: 'recovery.liftBetweenLevels', offer: NOTHING, told: { journal: tell('told.journal.atLevel', {}), sensors: tell('told.sensors.betweenLevels', { position: rounded('lift') }) } });
  }
  return found;
}

function bays({ site, facts, inventory }: ComparisonInput): readonly Disagreement[] {
  return site.tower.bays.flatMap((bay): readonly Disagreement[] => {
    const journaled = inventory.palletAt(`bay:${bay.id}`);
    const seated = facts.get(`${bay.id}.palletSeated`).value;
    const none = facts.get(`${bay.id}.noPallet`).value === true;
    const moving = inventory.pallets().some((pallet) => pallet.place.startsWith('transfer:') && pallet.place.includes(`bay:${bay.id}`));
    if (seated === undefined || moving || seated === (journaled !== undefined)) return [];
    const sensors = seated ? `bay ${bay.id} holds a pallet` : `bay ${bay.id} holds none`;
    const word = 'recovery.bay';
    const place = `bay:${bay.id}` as const;
    const said = seated ? tell('told.sensors.bayHolds', { place }) : tell('told.sensors.bayHoldsNone', { place });
    if (!journaled) return [{ object: `bay ${bay.id}`, journal: 'no pallet', sensors, told: { journal: tell('told.journal.noPallet', {}), sensors: said }, word, place, offer: undefined }];
    // Seats off and scale unloaded: two dissimilar signals that it is not there; where it is, nobody knows.
    return [{ object: journaled.palletId, journal: journaled.place, sensors, told: { journal: journalOf(journaled.place), sensors: said }, word, place, offer: none ? { moves: [{ what: 'pallet', id: journaled.palletId, to: 'unknown' }], intentIds: [] } : undefined }];
  });
}

function intents({ openIntents }: ComparisonInput): readonly Disagreement[] {
  return openIntents.map((intent) => ({
    // Not its detail: who held a motion by hand is for no screen.
    object: intent.motion, journal: `begun: ${intent.motion}`, sensors: 'its end was not seen', told: { journal: begunTold(intent.motion), sensors: tell('told.sensors.endUnseen', {}) }, word: 'recovery.openIntent', offer: { moves: [], intentIds: [intent.intentId] },
  }));
}
