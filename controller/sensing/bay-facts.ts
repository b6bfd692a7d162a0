import type { Site } from '../../config/schema/site.schema.ts';
import type { Door, TowerDevices } from '../ports.ts';
import { deviceChannel, type Channel } from './channel.ts';
import { agreement, allTrue, anyTrue, computed, notTrue, single, type Derivation } from './derivation.ts';
import type { BayFactName, Truth } from './fact.ts';
import { required, type TowerChannels } from './tower-channels.ts';

/** A bay rule without the bay's name. */
export interface BayRule {
  readonly name: BayFactName;
  readonly derivation: Derivation;
  readonly held?: true;
}

/** Everything that interlocks ask of one bay. `factOf` reads facts of the same bay that stand earlier in the list. */
export function bayFacts(bay: string, site: Site, channels: TowerChannels, devices: TowerDevices, factOf: (name: BayFactName) => Truth): readonly BayRule[] {
  return [...doorFacts(bay, 'inner', site, channels, devices), ...doorFacts(bay, 'outer', site, channels, devices), ...proofs(bay, site, channels, devices), path(channels, bay, factOf)];
}

function doorFacts(bay: string, which: 'inner' | 'outer', site: Site, channels: TowerChannels, devices: TowerDevices): readonly BayRule[] {
  const id = `${bay}.${which}`;
  const door: Door = required(devices.doors[id], `door ${id}`);
  const ageMs = channels.maxAgeMs(id);
  const ask = (question: string, answer: (s: NonNullable<ReturnType<Door['observed']>['value']>) => Truth) => deviceChannel(door, `${id}/${question}`, ageMs, answer);
  const lockLine = channels.line(`${id}Locked`);
  const shut = [lockLine, ask('closedLocked', (s) => s.closed && s.locked), channels.bayInput(bay, `${which}LockedMirror`)];
  const opened = ask('open', (s) => s.open && !s.locked);
  return [
    { name: `${which}ClosedLocked`, derivation: agreement(shut, site.control.discrepancyMs), held: true },
    { name: `${which}Open`, derivation: computed([opened, lockLine], (nowMs) => allTrue(opened.read(nowMs), notTrue(lockLine.read(nowMs)))) },
    { name: `${which}Unobstructed`, derivation: single(ask('edge', (s) => !s.obstructed)) },
    { name: `${which}Live`, derivation: single(ask('live', () => true)) },
  ];
}

function proofs(bay: string, site: Site, channels: TowerChannels, devices: TowerDevices): readonly BayRule[] {
  const onBay = (document: string) => site.devices.find((d) => d.document === document && 'bay' in d.on && d.on.bay === bay)?.id ?? '';
  const scale = required(devices.scales[onBay('scale')], `scale of bay ${bay}`);
  const laser = required(devices.laserFrames[onBay('laser-frame')], `laser frame of bay ${bay}`);
  const palletKg = site.tower.pallet.massKg;
  const bandKg = site.bayRules.palletOnlyToleranceKg;
  const mass = (question: string, ask: (kg: number) => boolean) =>
    deviceChannel(scale, `${scale.id}/${question}`, channels.maxAgeMs(scale.id), (s) => (s.settled ? ask(s.massKg) : false));
  const profile = (question: string, ask: (s: NonNullable<ReturnType<typeof laser.observed>['value']>) => Truth) =>
    deviceChannel(laser, `${laser.id}/${question}`, channels.maxAgeMs(laser.id), ask);
  const seats = [channels.bayInput(bay, 'palletSeatLeft'), channels.bayInput(bay, 'palletSeatRight')];
  const unloaded = mass('unloaded', (kg) => Math.abs(kg) <= bandKg);
  const limits = site.tower.carLimits;
  return [
    { name: 'personClear', derivation: agreement([channels.line(`${bay}.personClear`), channels.bayInput(bay, 'presenceClear')], site.control.discrepancyMs), held: true },
    { name: 'envelopeClear', derivation: single(profile('envelope', (s) => s.envelopeClear)), held: true },
    { name: 'palletOnly', derivation: single(mass('palletOnly', (kg) => Math.abs(kg - palletKg) <= bandKg)), held: true },
    { name: 'palletSeated', derivation: agreement(seats, site.control.discrepancyMs) },
    { name: 'noPallet', derivation: computed([...seats, unloaded], (nowMs) => nothing(seats, unloaded, nowMs)) },
    {
      name: 'carFits',
      derivation: single(profile('extent', (s) => s.overhangInnerMm === 0 && s.overhangOuterMm === 0 && s.lengthMm <= limits.lengthMm && s.widthMm <= limits.widthMm && s.heightMm <= limits.heightMm)),
    },
  ];
}

/** No pallet: both seats off and the scale unloaded. A scale that says otherwise makes it unknown, never "none". */
function nothing(seats: readonly Channel[], unloaded: Channel, nowMs: number): Truth {
  const seated = anyTrue(...seats.map((seat) => seat.read(nowMs)));
  if (seated !== false) return notTrue(seated);
  return unloaded.read(nowMs) === true ? true : undefined;
}

function path(channels: TowerChannels, bay: string, factOf: (name: BayFactName) => Truth): BayRule {
  const watched = [channels.line(`${bay}.innerLocked`), channels.line(`${bay}.personClear`)];
  const safe = (): Truth => anyTrue(factOf('innerClosedLocked'), allTrue(factOf('innerOpen'), factOf('outerClosedLocked'), factOf('personClear')));
  return { name: 'innerPathSafe', derivation: computed(watched, safe) };
}
