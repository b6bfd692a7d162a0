import { carriageAxesOf, limitsOf, stationMm, type AxesOfSite, type CarriageAxisId } from '../../config/axes.ts';
import { placesOf } from '../../config/places.ts';
import type { AxisId, Site } from '../../config/schema/site.schema.ts';
import type { TowerDevices } from '../ports.ts';
import { ask, type Channel } from './channel.ts';
import { agreement, begunWithin, both, computed, not, single, type Derivation } from './derivation.ts';
import type { TowerFactName, Truth } from './fact.ts';
import { required, type TowerChannels } from './tower-channels.ts';

/** Share of the speed by which two position readings may differ on account of their different sampling instants, in s. */
const SAMPLING_SKEW_S = 0.03;

/** A rule without its hold time, which the caller adds. */
export interface RawRule {
  readonly name: TowerFactName;
  readonly derivation: Derivation;
  /** Believed safe only after it has held. */
  readonly held?: true;
}

/** Live, homed, still and without fault, for one axis. */
export function axisFacts(id: AxisId, site: Site, channels: TowerChannels): readonly RawRule[] {
  const stillBelow = site.control.stillVelocityMmPerS;
  return [
    { name: `${id}Live`, derivation: single(channels.axis(id, 'live', () => true)) },
    { name: `${id}Homed`, derivation: single(channels.axis(id, 'homed', (s) => s.homed)) },
    { name: `${id}Still`, derivation: single(channels.axis(id, 'velocity', (s) => Math.abs(s.velocityMmPerS) <= stillBelow)) },
    { name: `${id}NoFault`, derivation: single(channels.axis(id, 'drive', (s) => s.drive !== 'fault' && s.drive !== 'faultReactionActive' && s.errorCode === 0)) },
  ];
}

/** The brake's own contact: closed. */
export function braked(id: CarriageAxisId, channels: TowerChannels): RawRule {
  return { name: `${id}Braked`, derivation: single(channels.axis(id, 'brake', (s) => !s.brakeReleased)) };
}

/** The drive's position against the distance meter's, brought to the same instant by the measured speed. */
export function positionAgrees(id: CarriageAxisId, site: Site, channels: TowerChannels, devices: TowerDevices): RawRule {
  const axis = required(devices.axes[id], `axis ${id}`);
  const config = site.devices.find((device) => device.document === 'distance-meter' && 'axis' in device.on && device.on.axis === id);
  const meter = required(config && devices.distanceMeters[config.id], `distance meter of ${id}`);
  const limitMm = site.control.positionAgreementMm;
  const driveChannel = channels.axis(id, 'position', () => true);
  const meterSource = channels.device(meter);
  const meterChannel: Channel = ask(meterSource, `${meter.id}/position`, (s) => (s.valid ? true : undefined));
  const compare = (): Truth => {
    const drive = axis.observed();
    const measured = meterSource.status();
    if (driveChannel.read() !== true || !drive.value || !measured?.valid) return undefined;
    const speed = drive.value.velocityMmPerS;
    const meterSeen = meter.observed();
    const skewS = ((drive.sampledAtMs ?? drive.confirmedAtMs) - (meterSeen.sampledAtMs ?? meterSeen.confirmedAtMs)) / 1000;
    const difference = Math.abs(drive.value.positionMm - (measured.positionMm + speed * skewS));
    return difference <= limitMm + Math.abs(speed) * SAMPLING_SKEW_S ? true : undefined;
  };
  return { name: `${id}PositionAgrees`, derivation: computed([driveChannel, meterChannel], compare) };
}

/** Flag switch and fact of each axis of the carriage. */
const STATIONS = {
  lift: { flag: 'levelFlag', fact: 'liftAtLevel' },
  travel: { flag: 'positionFlag', fact: 'travelAtPosition' },
  turn: { flag: 'angleFlag', fact: 'turnAtAngle' },
} as const satisfies Record<CarriageAxisId, { readonly flag: string; readonly fact: TowerFactName }>;

/** The fact that an axis of the carriage stands at one of its stations. */
export function stationFact(id: CarriageAxisId): (typeof STATIONS)[CarriageAxisId]['fact'] {
  return STATIONS[id].fact;
}

/**
 * Standing at a storey (at a position of the aisle, at an angle of the shaft): the flag switch and the drive's position must both say so.
 * The flag is the sensor that did not command the motion. The shuttle goes only from within `toleranceMm`; while the hard-wired switch says
 * that it is out, ropes may give way under what it takes over, as far as `holdToleranceMm`.
 */
export function atStation(id: CarriageAxisId, site: Site, channels: TowerChannels): RawRule {
  const stationsMm = [...new Set(placesOf(site).map((place) => stationMm(site, id, place)))];
  const { toleranceMm, holdToleranceMm } = limitsOf(site, id);
  const flag = channels.carriage(STATIONS[id].flag);
  const within = (withinMm: number): Channel => channels.axis(id, 'position', (s) => stationsMm.some((station) => Math.abs(s.positionMm - station) <= withinMm));
  const centred = channels.line('shuttleCentred');
  const shuttleOut: Channel = { ...centred, read: () => not(centred.read()) };
  const standing = agreement([flag, within(holdToleranceMm)], site.control.discrepancyMs);
  return { name: STATIONS[id].fact, derivation: begunWithin(standing, within(toleranceMm), shuttleOut) };
}

/** What the sensors say of whether the carriage stands at a storey and at a position: every axis of the carriage at one of its stations. */
export function atStations(site: AxesOfSite, factOf: (name: TowerFactName) => Truth): Truth {
  return carriageAxesOf(site).reduce<Truth>((all, id) => both(all, factOf(STATIONS[id].fact)), true);
}

/**
 * Centred on the carriage: the hard-wired switch, the carriage's switch and the drive's position. A drive that lives but has lost its
 * reference cannot say where the shuttle is: then the two switches, each on a way of its own, must agree without it.
 */
export function shuttleCentred(site: Site, channels: TowerChannels): RawRule {
  const toleranceMm = site.axes.shuttle.holdToleranceMm;
  const drive = channels.axis('shuttle', 'position', (s) => (s.homed ? Math.abs(s.positionMm) <= toleranceMm : undefined));
  const homed = channels.axis('shuttle', 'homed', (s) => s.homed);
  const sensors = [channels.line('shuttleCentred'), channels.carriage('shuttleCentred'), drive];
  const derivation = agreement(sensors, site.control.discrepancyMs, (channel) => channel === drive && homed.read() === false);
  return { name: 'shuttleCentred', derivation };
}

/** Fully out on either side: an end switch and the drive's position. */
export function shuttleAtEnd(site: Site, channels: TowerChannels): RawRule {
  const toleranceMm = site.axes.shuttle.holdToleranceMm;
  const left = channels.carriage('shuttleAtLeft');
  const right = channels.carriage('shuttleAtRight');
  const drive = channels.axis('shuttle', 'position', (s) => Math.abs(Math.abs(s.positionMm) - site.axes.shuttle.strokeMm) <= toleranceMm);
  const end: Channel = { name: `${left.name}|${right.name}`, source: left.source, read: () => { const l = left.read(); return l === true ? true : right.read(); } };
  return { name: 'shuttleAtEnd', derivation: agreement([end, drive], site.control.discrepancyMs) };
}
