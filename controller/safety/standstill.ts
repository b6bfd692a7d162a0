import { axisIds } from '../../config/axes.ts';
import type { AxisId } from '../../config/schema/site.schema.ts';
import type { TimeTranslated, TowerDevices } from '../ports.ts';

/** Finds motion that nobody commanded: an axis that has come to rest must stay there, and one without command must come to rest. */
export interface StandstillWatch extends TimeTranslated {
  /** The first axis that strays, or undefined. `isCommanded` says whether an axis has a command running. */
  readonly strayed: (nowMs: number, isCommanded: (id: AxisId) => boolean) => Stray | undefined;
}

export interface Stray {
  readonly axis: AxisId;
  readonly detail: string;
}

export interface StandstillLimits {
  /** How far an axis may drift from where it came to rest, mm. */
  readonly driftMm: number;
  readonly stillBelowMmPerS: number;
  /** An axis without command must stand within this time, ms. */
  readonly rampOutMs: number;
}

/** One position sensor of one axis: the drive's own, or the distance meter that does not know what the drive believes. */
interface Watched {
  readonly id: AxisId;
  readonly name: string;
  readonly position: () => number | undefined;
  /** Speed by this sensor; by difference where it has none of its own. */
  restingMm: number;
  lastMm: number | undefined;
  resting: boolean;
  commandEndedMs: number;
}

/** Watches every axis by its drive, and those of the carriage by their distance meters as well. */
export function createStandstillWatch(devices: TowerDevices, meters: Readonly<Partial<Record<AxisId, string>>>, limits: StandstillLimits): StandstillWatch {
  const watched = axisIds.filter((id) => devices.axes[id] !== undefined).flatMap((id) => sensorsOf(id, devices, meters[id]));

  function look(one: Watched, nowMs: number, commanded: boolean): Stray | undefined {
    const positionMm = one.position();
    if (positionMm === undefined) {
      // Where it was before the silence says nothing about motion: rest is proven anew when the sensor speaks again.
      one.resting = false;
      one.lastMm = undefined;
      one.commandEndedMs = nowMs;
      return undefined;
    }
    const stepMm = Math.abs(positionMm - (one.lastMm ?? positionMm));
    one.lastMm = positionMm;
    if (commanded) {
      one.resting = false;
      one.commandEndedMs = nowMs;
      return undefined;
    }
    if (!one.resting) return rampOut(one, positionMm, stepMm, nowMs);
    const byMm = Math.abs(positionMm - one.restingMm);
    if (byMm <= limits.driftMm) return undefined;
    one.restingMm = positionMm;
    return { axis: one.id, detail: `${one.id} moved ${byMm.toFixed(1)} mm without a command (${one.name})` };
  }

  /** The end of a motion: the axis runs out its ramp, and then it rests. */
  function rampOut(one: Watched, positionMm: number, stepMm: number, nowMs: number): Stray | undefined {
    const speed = devices.axes[one.id]?.observed().value?.velocityMmPerS ?? 0;
    one.restingMm = positionMm;
    one.resting = Math.abs(speed) <= limits.stillBelowMmPerS && stepMm <= limits.driftMm / 2;
    if (one.resting || nowMs - one.commandEndedMs <= limits.rampOutMs) return undefined;
    return { axis: one.id, detail: `${one.id} does not come to rest although nothing commands it (${one.name})` };
  }

  return {
    strayed: (nowMs, isCommanded) => {
      let found: Stray | undefined;
      for (const one of watched) found = look(one, nowMs, isCommanded(one.id)) ?? found;
      return found;
    },
    translateMs: (deltaMs) => {
      for (const one of watched) one.commandEndedMs += deltaMs;
    },
  };
}

function sensorsOf(id: AxisId, devices: TowerDevices, meterId: string | undefined): readonly Watched[] {
  const axis = devices.axes[id];
  const meter = meterId === undefined ? undefined : devices.distanceMeters[meterId];
  const fresh = { id, restingMm: 0, lastMm: undefined, resting: false, commandEndedMs: Infinity };
  const drive: Watched = { ...fresh, name: `${id} drive`, position: () => (axis?.link() === 'live' ? axis.observed().value?.positionMm : undefined) };
  if (!meter) return [drive];
  const measured = (): number | undefined => {
    const { value } = meter.observed();
    return meter.link() === 'live' && value?.valid ? value.positionMm : undefined;
  };
  return [drive, { ...fresh, name: meter.id, position: measured }];
}
