import type { AxisId } from '../../config/schema/site.schema.ts';
import type { Axis, TowerDevices } from '../ports.ts';

/** Finds motion that nobody commanded: an axis that has come to rest must stay there. */
export interface StandstillWatch {
  /** The first axis that strayed, or undefined. `isCommanded` says whether an axis has a command running. */
  readonly strayed: (isCommanded: (id: AxisId) => boolean) => { readonly axis: AxisId; readonly byMm: number } | undefined;
}

interface WatchedAxis {
  readonly id: AxisId;
  readonly axis: Axis;
  restingMm: number;
  /** Undecided until the axis has been seen standing after its last command; a stopped axis first runs out its ramp. */
  resting: boolean;
}

/** `toleranceMm`: how far an axis may drift from where it came to rest. */
export function createStandstillWatch(devices: TowerDevices, toleranceMm: number, stillBelowMmPerS: number): StandstillWatch {
  const axes: readonly WatchedAxis[] = (['lift', 'travel', 'shuttle'] as const).flatMap((id) => {
    const axis = devices.axes[id];
    return axis ? [{ id, axis, restingMm: 0, resting: false }] : [];
  });

  return {
    strayed: (isCommanded) => {
      for (const watched of axes) {
        const status = watched.axis.observed().value;
        if (!status) continue;
        if (isCommanded(watched.id)) {
          watched.resting = false;
          continue;
        }
        if (!watched.resting) {
          watched.restingMm = status.positionMm;
          watched.resting = Math.abs(status.velocityMmPerS) <= stillBelowMmPerS;
          continue;
        }
        const byMm = Math.abs(status.positionMm - watched.restingMm);
        if (byMm <= toleranceMm) continue;
        watched.restingMm = status.positionMm;
        return { axis: watched.id, byMm };
      }
      return undefined;
    },
  };
}
