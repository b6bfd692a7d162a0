import type { AxisId } from '../../../../config/schema/site.schema.ts';
import { tell, type Told } from '../../../../config/words/told.ts';
import type { Evidence } from '../../../api/contract/index.ts';
import type { Device } from '../../../ports.ts';
import type { FactName } from '../../../sensing/fact.ts';
import type { Signs } from './signs.ts';

function ageOf(confirmedAtMs: number, nowMs: number): number | null {
  return Number.isFinite(confirmedAtMs) ? Math.max(0, nowMs - confirmedAtMs) : null;
}

/** Facts with the sensors behind them. */
export function factEvidence({ facts, nowMs }: Signs, ...names: readonly FactName[]): readonly Evidence[] {
  return names.map((name) => {
    const { value, sources, confirmedAtMs } = facts().get(name);
    return { source: `${name} (${sources.join(', ')})`, told: tell('told.reading.fact', { fact: name, sources: sources.join(', ') }), value: value ?? null, ageMs: ageOf(confirmedAtMs, nowMs) };
  });
}

const WHAT = {
  position: (device: string) => tell('told.reading.position', { device }), homed: (device: string) => tell('told.reading.homed', { device }), tag: (device: string) => tell('told.reading.tag', { device }),
  mass: (device: string) => tell('told.reading.mass', { device }), length: (device: string) => tell('told.reading.length', { device }),
} satisfies Readonly<Record<string, (device: string) => Told>>;

function reading<S>(device: Device<S> | undefined, what: keyof typeof WHAT, nowMs: number, read: (status: S) => number | string | boolean | undefined): readonly Evidence[] {
  if (device === undefined) return [];
  const { value, confirmedAtMs } = device.observed();
  const live = device.link() === 'live' && value !== undefined;
  return [{ source: `${device.id} ${what}`, told: WHAT[what](device.id), value: live ? (read(value) ?? null) : null, ageMs: ageOf(confirmedAtMs, nowMs) }];
}

/** Where an axis is by its drive and by its distance meter, and whether the drive has its reference. */
export function axisEvidence(axis: AxisId, { devices, site, nowMs }: Signs): readonly Evidence[] {
  const meterId = site.devices.find((device) => device.document === 'distance-meter' && 'axis' in device.on && device.on.axis === axis)?.id ?? '';
  const drive = devices.axes[axis];
  return [
    ...reading(drive, 'position', nowMs, (status) => Math.round(status.positionMm)),
    ...reading(drive, 'homed', nowMs, (status) => status.homed),
    ...reading(devices.distanceMeters[meterId], 'position', nowMs, (status) => (status.valid ? Math.round(status.positionMm) : undefined)),
  ];
}

/** What lies on the carriage: seats, and the tag in front of the reader. */
export function carriageEvidence(signs: Signs): readonly Evidence[] {
  const id = signs.site.devices.find((device) => device.document === 'rfid-reader')?.id ?? '';
  return [
    ...factEvidence(signs, 'carriagePalletSeated', 'carriageEmpty', 'carriagePalletLocked'),
    ...reading(signs.devices.rfidReaders[id], 'tag', signs.nowMs, (status) => status.tag),
  ];
}

/** What stands in a bay: seats, mass and profile. */
export function bayEvidence(bay: string, signs: Signs): readonly Evidence[] {
  const idOn = (document: 'scale' | 'laser-frame') => signs.site.devices.find((device) => device.document === document && 'bay' in device.on && device.on.bay === bay)?.id ?? '';
  return [
    ...factEvidence(signs, `${bay}.palletSeated`, `${bay}.noPallet`, `${bay}.envelopeClear`, `${bay}.personClear`),
    ...reading(signs.devices.scales[idOn('scale')], 'mass', signs.nowMs, (status) => Math.round(status.massKg)),
    ...reading(signs.devices.laserFrames[idOn('laser-frame')], 'length', signs.nowMs, (status) => Math.round(status.lengthMm)),
  ];
}
