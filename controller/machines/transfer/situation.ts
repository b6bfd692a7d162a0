import { carriageAxesOf, limitsOf, stationMm, type CarriageAxisId } from '../../../config/axes.ts';
import type { Place } from '../../../config/places.ts';
import type { Site } from '../../../config/schema/site.schema.ts';
import type { TowerDevices } from '../../ports.ts';
import type { Motion } from '../../interlocks/motion.ts';
import type { Permit } from '../../interlocks/permit.port.ts';
import type { PalletPlace } from '../../journal/journal.port.ts';
import { carriageModuleId } from '../../sensing/carriage-facts.ts';
import { atStations, stationFact } from '../../sensing/axis-facts.ts';
import type { FactName, Facts, Truth } from '../../sensing/fact.ts';
import type { Contradiction } from '../unit/contradiction.ts';
import { inputOf } from '../unit/unit-effects.ts';

/** A two-ended mechanism as its end switches show it. */
export type Ends = 'here' | 'there' | 'between' | 'unknown';

/** What the sensors say of the carriage and of the place in question; nothing of it is remembered. */
export interface Situation {
  /** The carriage stands at the place with all its axes, proven by flags. */
  readonly atPlace: Truth;
  readonly shuttle: 'centred' | 'atLeft' | 'atRight' | 'between' | 'unknown';
  /** here: in. */
  readonly lockPin: Ends;
  /** here: engaged. */
  readonly fork: Ends;
  /** here: locked. */
  readonly palletLock: Ends;
  readonly carriage: 'loaded' | 'empty' | 'partly' | 'unknown';
  /** A pallet stands in the place (seats of the bay, or the sensor facing the cell). */
  readonly placeHolds: Truth;
  /** The bay's inner door, undefined for a cell. */
  readonly innerDoor: 'open' | 'closedLocked' | 'between' | undefined;
  readonly tag: number | undefined;
  /** The interlock table would let the shuttle reach into the place now. */
  readonly mayReach: boolean;
  /** Where the journal has the pallet in question. */
  readonly journal: PalletPlace;
}

/** Where the sensors are read. */
export interface Eyes {
  readonly site: Site;
  readonly devices: TowerDevices;
  readonly facts: () => Facts;
  readonly permit: (motion: Motion, facts: Facts) => Permit;
}

/** Reads the situation at `place` now. `journal`: where the journal has the pallet in question. */
export function situationAt(place: Place, journal: PalletPlace, { site, devices, facts: read, permit }: Eyes): Situation {
  const facts = read();
  const value = (name: FactName): Truth => facts.get(name).value;
  return {
    atPlace: standsAt(place, site, devices, facts),
    shuttle: shuttleOf(site, devices, facts),
    lockPin: ends(value('lockPinIn'), value('lockPinOut')),
    fork: ends(value('forkEngaged'), value('forkReleased')),
    palletLock: ends(value('carriagePalletLocked'), value('carriagePalletUnlocked')),
    carriage: carriageOf(value),
    placeHolds: holds(place, value),
    innerDoor: place.kind === 'bay' ? innerDoorOf(place.name, value) : undefined,
    tag: tagOf(site, devices),
    mayReach: permit(place.kind === 'bay' ? `shuttle.bay:${place.name}` : 'shuttle.cell', facts).granted,
    journal,
  };
}

/**
 * What keeps a transfer from going on because its sensors have contradicted each other: it stays so after they agree again, until they have said no together
 * or a technician has acknowledged it. Coming back settles whether the shuttle is centred, but not on a carriage that hangs between its levels, whose pin
 * finds no hole; so that is acknowledged as well, where it keeps the lift from moving.
 */
export function contradictionsBehind(code: string, place: Place, { site, facts: read }: Eyes): readonly Contradiction[] {
  const facts = read();
  const seats: readonly FactName[] = place.kind === 'bay' ? [`${place.name}.palletSeated`] : [];
  const unclear = [...carriageAxesOf(site).map(stationFact), 'carriagePalletSeated', ...seats] as const;
  const asked: readonly FactName[] = code === 'unclear' ? unclear : code === 'shuttleElsewhere' ? ['shuttleCentred'] : [];
  return asked.flatMap((fact) => {
    const { value, cause, sources } = facts.get(fact);
    return value === undefined && cause === 'disagree' ? [{ fact, sources }] : [];
  });
}

/** The carriage stands at a place: positions within tolerance by the drives, and the flags of level and position or angle confirmed. */
export function standsAt(place: Place, site: Site, devices: TowerDevices, facts: Facts): Truth {
  const axes = carriageAxesOf(site);
  const apart = axes.map((id) => offMm(id, place, site, devices));
  if (apart.includes(undefined)) return undefined;
  if (axes.some((id, n) => (apart[n] ?? NaN) > limitsOf(site, id).toleranceMm)) return false;
  return atStations(site, (name) => facts.get(name).value) === true ? true : undefined;
}

/** How far an axis of the carriage is from where it stands for a place, in mm, by its own drive; undefined while that is silent. */
function offMm(id: CarriageAxisId, place: Place, site: Site, devices: TowerDevices): number | undefined {
  const axis = devices.axes[id];
  const positionMm = axis?.link() === 'live' ? axis.observed().value?.positionMm : undefined;
  return positionMm === undefined ? undefined : Math.abs(positionMm - stationMm(site, id, place));
}

function shuttleOf(site: Site, devices: TowerDevices, facts: Facts): Situation['shuttle'] {
  const centredFact = facts.get('shuttleCentred');
  // Stopped at the edge of its switch the two positions differ for good. That is "not centred": coming back settles it, and if a
  // switch is defective the confirmation fails.
  const centred = centredFact.cause === 'disagree' ? false : centredFact.value;
  const module = devices.ioModules[carriageModuleId(site)];
  const left = inputOf(module, 'shuttleAtLeft');
  const right = inputOf(module, 'shuttleAtRight');
  if (centred === undefined || left === undefined || right === undefined) return 'unknown';
  const claims = [centred, left, right].filter(Boolean).length;
  if (claims > 1) return 'unknown';
  if (centred) return 'centred';
  return left ? 'atLeft' : right ? 'atRight' : 'between';
}

function ends(here: Truth, there: Truth): Ends {
  if (here === undefined || there === undefined || (here && there)) return 'unknown';
  return here ? 'here' : there ? 'there' : 'between';
}

function carriageOf(value: (name: FactName) => Truth): Situation['carriage'] {
  const seated = value('carriagePalletSeated');
  const empty = value('carriageEmpty');
  if (seated === true && empty !== true) return 'loaded';
  if (empty === true && seated === false) return 'empty';
  return seated === false && empty === false ? 'partly' : 'unknown';
}

function holds(place: Place, value: (name: FactName) => Truth): Truth {
  if (place.kind === 'cell') return value(place.side === 'left' ? 'cellLeftOccupied' : 'cellRightOccupied');
  const seated = value(`${place.name}.palletSeated`);
  const none = value(`${place.name}.noPallet`);
  if (seated === true && none !== true) return true;
  return seated === false && none === true ? false : undefined;
}

function innerDoorOf(bay: string, value: (name: FactName) => Truth): Situation['innerDoor'] {
  if (value(`${bay}.innerOpen`) === true) return 'open';
  return value(`${bay}.innerClosedLocked`) === true ? 'closedLocked' : 'between';
}

/** The tag in front of the carriage's reader; undefined when none is read or the reader is silent. */
export function tagOf(site: Site, devices: TowerDevices): number | undefined {
  const id = site.devices.find((device) => device.document === 'rfid-reader')?.id ?? '';
  const reader = devices.rfidReaders[id];
  return reader?.link() === 'live' ? reader.observed().value?.tag : undefined;
}
