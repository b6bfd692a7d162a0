import { carriageAxesOf, limitsOf, stationMm } from '../../config/axes.ts';
import { placesOf } from '../../config/places.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import type { DoorStatus, LaserFrameStatus, TowerDevices } from '../ports.ts';
import { atStations } from './axis-facts.ts';
import { ask, type Channel } from './channel.ts';
import { agreement, both, combined, computed, either, not, single, type Derivation } from './derivation.ts';
import type { BayFactName, FactName, Truth } from './fact.ts';
import { guardShut, lockContact } from './guard-lock.ts';
import { required, type TowerChannels } from './tower-channels.ts';

/** A bay rule without the bay's name. */
export interface BayRule {
  readonly name: BayFactName;
  readonly derivation: Derivation;
  readonly held?: true;
}

/** What the rules of one bay are made from. `factOf` reads any fact that stands earlier in the table. */
export interface BayParts {
  readonly bay: string;
  readonly site: Site;
  readonly channels: TowerChannels;
  readonly devices: TowerDevices;
  readonly factOf: (name: FactName) => Truth;
}

/** Reads the facts of a bay by their short names. The full ones are put together once: the scan allocates nothing. */
export function ownFacts({ bay, factOf }: Pick<BayParts, 'bay' | 'factOf'>): (name: BayFactName) => Truth {
  const fullNames = new Map<BayFactName, FactName>();
  return (name) => {
    const known = fullNames.get(name);
    if (known !== undefined) return factOf(known);
    const fullName = `${bay}.${name}` as const;
    fullNames.set(name, fullName);
    return factOf(fullName);
  };
}

/** Everything that interlocks ask of one bay. */
export function bayFacts(parts: BayParts): readonly BayRule[] {
  return [...doorFacts('inner', parts), ...doorFacts('outer', parts), ...contents(parts), ...conclusions(parts)];
}

function doorFacts(which: 'inner' | 'outer', { bay, site, channels, devices }: BayParts): readonly BayRule[] {
  const id = `${bay}.${which}`;
  const door = channels.device(required(devices.doors[id], `door ${id}`));
  const question = (name: string, answer: (s: DoorStatus) => Truth): Channel => ask(door, `${id}/${name}`, answer);
  const lock = { bay, which, site, channels };
  const contact = lockContact(lock);
  const shut = guardShut(lock, question('closedLocked', (s) => s.closed && s.locked));
  const opened = question('open', (s) => s.open && !s.locked);
  return [
    { name: `${which}ClosedLocked`, derivation: shut, held: true },
    { name: `${which}Open`, derivation: computed([opened, contact], () => both(opened.read(), not(contact.read()))) },
    { name: `${which}Unobstructed`, derivation: single(question('edge', (s) => !s.obstructed)) },
    { name: `${which}Live`, derivation: single(question('live', () => true)) },
  ];
}

function contents({ bay, site, channels, devices }: BayParts): readonly BayRule[] {
  const scaleId = idOnBay(site, bay, 'scale');
  const laserId = idOnBay(site, bay, 'laser-frame');
  const scale = channels.device(required(devices.scales[scaleId], `scale of bay ${bay}`));
  const laser = channels.device(required(devices.laserFrames[laserId], `laser frame of bay ${bay}`));
  const palletKg = site.tower.pallet.massKg;
  const bandKg = site.bayRules.palletOnlyToleranceKg;
  const mass = (name: string, fits: (kg: number) => boolean): Channel => ask(scale, `${scaleId}/${name}`, (s) => s.settled && fits(s.massKg));
  const profile = (name: string, answer: (s: LaserFrameStatus) => Truth): Channel => ask(laser, `${laserId}/${name}`, answer);
  const seatLeft = channels.bayInput(bay, 'palletSeatLeft');
  const seatRight = channels.bayInput(bay, 'palletSeatRight');
  const unloaded = mass('unloaded', (kg) => Math.abs(kg) <= bandKg);
  const limits = site.tower.carLimits;
  const persons = [channels.line(`${bay}.personClear`), channels.bayInput(bay, 'presenceClear')];
  return [
    { name: 'personClear', derivation: agreement(persons, site.control.discrepancyMs), held: true },
    { name: 'envelopeClear', derivation: single(profile('envelope', (s) => s.envelopeClear)), held: true },
    { name: 'palletOnly', derivation: single(mass('palletOnly', (kg) => Math.abs(kg - palletKg) <= bandKg)), held: true },
    { name: 'palletSeated', derivation: agreement([seatLeft, seatRight], site.control.discrepancyMs) },
    { name: 'noPallet', derivation: computed([seatLeft, seatRight, unloaded], () => nothing(either(seatLeft.read(), seatRight.read()), unloaded.read())) },
    {
      name: 'carFits',
      derivation: single(profile('extent', (s) => s.overhangInnerMm === 0 && s.overhangOuterMm === 0 && s.lengthMm <= limits.lengthMm && s.widthMm <= limits.widthMm && s.heightMm <= limits.heightMm)),
    },
  ];
}

/** Id of the scale or the laser frame of a bay; empty where the site has none. */
export function idOnBay(site: Site, bay: string, document: 'scale' | 'laser-frame'): string {
  return site.devices.find((device) => device.document === document && 'bay' in device.on && device.on.bay === bay)?.id ?? '';
}

/** Laser frame and scale of a bay, as sources. */
export function bayDevices({ bay, site, channels, devices }: BayParts) {
  const laser = required(devices.laserFrames[idOnBay(site, bay, 'laser-frame')], `laser frame of bay ${bay}`);
  const scale = required(devices.scales[idOnBay(site, bay, 'scale')], `scale of bay ${bay}`);
  return { laser: channels.device(laser), scale: channels.device(scale) };
}

/** No pallet: both seats off and the scale unloaded. A scale that says otherwise makes it unknown, never "none". */
function nothing(seated: Truth, unloaded: Truth): Truth {
  if (seated !== false) return not(seated);
  return unloaded === true ? true : undefined;
}

/** What follows from several facts of the bay together. */
function conclusions({ bay, site, channels, devices, factOf }: BayParts): readonly BayRule[] {
  const own = ownFacts({ bay, factOf });
  const place = required(placesOf(site).find((candidate) => candidate.id === `bay:${bay}`), `place of bay ${bay}`);
  const near = carriageAxesOf(site).map((id) => channels.axis(id, 'position', (s) => Math.abs(s.positionMm - stationMm(site, id, place)) <= limitsOf(site, id).holdToleranceMm));
  const laser = required(devices.laserFrames[idOnBay(site, bay, 'laser-frame')], `laser frame of bay ${bay}`);
  const scale = required(devices.scales[idOnBay(site, bay, 'scale')], `scale of bay ${bay}`);
  const witnesses = [ask(channels.device(laser), `${laser.id}/envelope`, () => true), ask(channels.device(scale), `${scale.id}/mass`, () => true), channels.bayInput(bay, 'palletSeatLeft'), channels.bayInput(bay, 'palletSeatRight')];
  const heaviestKg = site.tower.pallet.massKg + site.tower.carLimits.massKg + site.bayRules.palletOnlyToleranceKg;
  const laden = ask(channels.device(scale), `${scale.id}/laden`, (s) => s.settled && s.massKg > site.tower.pallet.massKg + site.bayRules.palletOnlyToleranceKg && s.massKg <= heaviestKg);
  const here = (): Truth => near.reduce<Truth>((all, channel) => both(all, channel.read()), atStations(site, factOf));
  const passable = (): Truth => both(own('innerOpen'), both(own('outerClosedLocked'), own('personClear')));
  // Hoboken 2008: one laser said "empty" and a car was lowered. Profile and mass are dissimilar proofs, and both must say it.
  const unladen = (): Truth => either(own('noPallet'), both(own('palletSeated'), own('palletOnly')));
  return [
    { name: 'innerPathSafe', derivation: combined([lockContact({ bay, which: 'inner', site, channels }), channels.line(`${bay}.personClear`)], () => either(own('innerClosedLocked'), passable())) },
    { name: 'emptyProven', derivation: combined(witnesses, () => both(own('envelopeClear'), unladen())) },
    { name: 'carProven', derivation: combined([...witnesses, laden], () => both(both(own('palletSeated'), not(own('envelopeClear'))), both(own('carFits'), laden.read()))) },
    { name: 'contentsProven', derivation: combined([...witnesses, laden], () => either(own('emptyProven'), own('carProven'))) },
    { name: 'carriageHere', derivation: combined(near, here) },
    { name: 'shuttleWayFree', derivation: combined(near, () => either(not(own('carriageHere')), passable())) },
  ];
}
