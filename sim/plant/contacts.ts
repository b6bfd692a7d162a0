import {
  SEAT_TOLERANCE_MM, STILL_MM_PER_S, STRUCTURE_CLEARANCE_MM, bayCrossedBy, levelErrorMm, placeAt, positionErrorMm,
} from './geometry.ts';
import type { Geometry } from './geometry.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import { JAMMED } from './mechanism-body.ts';
import type { PlantState } from './plant.port.ts';

/** Which axis a contact stops. */
export interface Contacts {
  /** Checks what the shuttle would touch where it stands; true when it must be blocked. Records each contact once. */
  readonly shuttleTouches: () => boolean;
  /** The same for the axes of the carriage. */
  readonly carriageTouches: () => boolean;
  /** Records a contact that another body found, once as long as it lasts. */
  readonly report: (what: string, other: string) => void;
}

/** A drive that pushes on meets the obstacle again within this time: still the same contact. */
const SAME_CONTACT_MS = 1000;

/** Keeps which contacts exist, so that one that lasts is recorded once. Allocates only when something new touches. */
function createRecorder(state: PlantState): Contacts['report'] {
  const lasting: { readonly what: string; readonly other: string; seenAtMs: number }[] = [];
  return (what, other) => {
    for (const contact of lasting) {
      if (contact.what !== what || contact.other !== other) continue;
      const lasted = state.timeMs - contact.seenAtMs <= SAME_CONTACT_MS;
      contact.seenAtMs = state.timeMs;
      if (!lasted) state.collisions.push({ atMs: state.timeMs, what, with: other });
      return;
    }
    lasting.push({ what, other, seenAtMs: state.timeMs });
    state.collisions.push({ atMs: state.timeMs, what, with: other });
  };
}

type Report = Contacts['report'];

/** What a moving pallet or a raised fork meets: other pallets, in the place that it enters or on the carriage, and the pallet lock. */
function createPalletContacts(geometry: Geometry, state: PlantState, report: Report) {
  const { shuttle } = state.axes;
  const pallets = Object.entries(state.pallets);

  const otherPalletAt = (place: string): string | undefined => {
    for (const [id, pallet] of pallets) if (pallet.place === place && id !== state.coupledPallet) return id;
    return undefined;
  };

  const forkTouches = (entering: string | undefined): boolean => {
    if (entering === undefined || state.fork.position <= JAMMED) return false;
    const standing = state.pallets[entering];
    // Under its pocket the fork may rise; anywhere else it hits the frame.
    if (standing !== undefined && Math.abs(standing.yMm - shuttle.positionMm) <= SEAT_TOLERANCE_MM) return false;
    report('fork', entering);
    return true;
  };

  const touchesPallet = (place: string): boolean => {
    const yMm = Math.abs(shuttle.positionMm);
    const entering = yMm > geometry.palletGapMm ? otherPalletAt(place) : undefined;
    if (state.coupledPallet === undefined) return forkTouches(entering);
    const met = entering ?? (yMm < geometry.palletLengthMm ? otherPalletAt('lift') : undefined);
    if (met === undefined) return false;
    report(state.coupledPallet, met);
    return true;
  };

  const touchesLock = (): boolean => {
    const yMm = Math.abs(shuttle.positionMm);
    const offSeat = yMm > SEAT_TOLERANCE_MM && yMm <= geometry.palletGapMm;
    if (state.coupledPallet === undefined || state.palletLock.position <= JAMMED || !offSeat) return false;
    report(state.coupledPallet, 'palletLock');
    return true;
  };

  return { touchesPallet, touchesLock };
}

/** Builds the contact checks of one tower. `strandedMm`: where a pallet that nobody holds stands off the centre. */
export function createContacts(site: Site, geometry: Geometry, state: PlantState, strandedMm: () => number): Contacts {
  const { lift, shuttle } = state.axes;
  const aside = [state.axes.travel, state.axes.turn].filter((axis) => axis !== undefined);
  const innerDoors = new Map(site.tower.bays.map((bay) => [bay.id, `${bay.id}.inner`]));
  const report = createRecorder(state);
  const pallets = createPalletContacts(geometry, state, report);

  const reachesOut = (): boolean =>
    Math.abs(shuttle.positionMm) > geometry.planeClearanceMm || Math.abs(strandedMm()) > geometry.planeClearanceMm;

  const touchesDoor = (): boolean => {
    const bay = bayCrossedBy(geometry, state.axes);
    const door = bay === undefined ? undefined : innerDoors.get(bay.name);
    if (door === undefined || (state.doors[door]?.position ?? 1) >= 0.99) return false;
    report('shuttle', door);
    return true;
  };

  const shuttleTouches = (): boolean => {
    if (shuttle.velocityMmPerS === 0) return false;
    if (pallets.touchesLock()) return true;
    if (Math.abs(shuttle.positionMm) <= geometry.planeClearanceMm) return false;
    const place = placeAt(geometry, state.axes, STRUCTURE_CLEARANCE_MM);
    if (place === undefined) {
      report('shuttle', 'structure');
      return true;
    }
    return touchesDoor() || pallets.touchesPallet(place.id);
  };

  const carriageMoves = (): boolean => {
    if (Math.abs(lift.velocityMmPerS) > STILL_MM_PER_S) return true;
    for (const axis of aside) if (Math.abs(axis.velocityMmPerS) > STILL_MM_PER_S) return true;
    return false;
  };

  const carriageTouches = (): boolean => {
    if (!carriageMoves()) return false;
    if (reachesOut()) {
      report('shuttle', 'structure');
      return true;
    }
    if (state.lockPin.position > JAMMED && levelErrorMm(site, lift.positionMm) > SEAT_TOLERANCE_MM + 1) {
      report('lift', 'lockPin');
      return true;
    }
    // The pin holds a turntable in its angle as well.
    if (state.axes.turn !== undefined && state.lockPin.position > JAMMED && positionErrorMm(geometry, state.axes) > SEAT_TOLERANCE_MM + 1) {
      report('turn', 'lockPin');
      return true;
    }
    return false;
  };

  return { shuttleTouches, carriageTouches, report };
}
