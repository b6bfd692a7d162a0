import type { BayFactName, TowerFactName } from '../sensing/fact.ts';
import { kindOf, type MaintenanceKind, type MaintenanceMotion, type Motion, type MotionKind } from './motion.ts';

type TowerFactOrBay = TowerFactName | BayFactName;

/** How a held motion relates to the motion of production that does the same to the machine. */
interface Twin {
  readonly like: MotionKind;
  /** Facts that the twin needs and the held motion does not; each with its reason below. */
  readonly without: readonly TowerFactOrBay[];
  /** Rows that the held motion has beside those of its twin: an axis without reference does not know where its ends are. */
  readonly also?: readonly string[];
}

/**
 * The key is not in AUTO and production is locked out; the hatch is open, because a technician is inside; run-enable comes and goes with
 * the enabling device, which has rows of its own.
 */
const BY_HAND = ['keyInAuto', 'productionMode', 'hatchLocked', 'runEnabled'] as const;

/** Contacts of the safety hardware for which the enabling device stands in while the key is on maintenance. */
export const BRIDGED: ReadonlySet<string> = new Set<TowerFactOrBay>(['keyInAuto', 'hatchLocked', 'runEnabled', 'overtravelClear']);

/**
 * Every physical rule of the twin holds for the held motion as well, those that are added later included. The rest is named: `jogOut`
 * exists to leave a final limit, `shuttle.jog` asks for the way in front of it instead of all inner doors, and back to the centre the shuttle comes also with a
 * fork that is defective: somebody sees what it holds.
 */
export const TWINS: Readonly<Record<MaintenanceKind, Twin>> = {
  'lift.jog': { like: 'lift.home', without: BY_HAND, also: ['IL-21'] },
  'travel.jog': { like: 'travel.home', without: BY_HAND, also: ['IL-25'] },
  'turn.jog': { like: 'turn.home', without: BY_HAND, also: ['IL-101'] },
  'shuttle.jog': { like: 'shuttle.cell', without: [...BY_HAND, 'innerClosedLocked'] },
  'shuttle.jogIn': { like: 'shuttle.retract', without: [...BY_HAND, 'forkAtEnd'] },
  'lift.jogOut': { like: 'lift.home', without: [...BY_HAND, 'overtravelClear'], also: ['IL-21'] },
  'travel.jogOut': { like: 'travel.home', without: [...BY_HAND, 'overtravelClear'], also: ['IL-25'] },
  'turn.jogOut': { like: 'turn.home', without: [...BY_HAND, 'overtravelClear'], also: ['IL-101'] },
  'shuttle.jogOut': { like: 'shuttle.retract', without: [...BY_HAND, 'forkAtEnd'] },
  'lockPin.stepIn': { like: 'lockPin.in', without: BY_HAND },
  'lockPin.stepOut': { like: 'lockPin.out', without: BY_HAND },
  'fork.stepEngage': { like: 'fork.engage', without: BY_HAND },
  'fork.stepRelease': { like: 'fork.release', without: BY_HAND },
  'palletLock.stepLock': { like: 'palletLock.lock', without: BY_HAND },
  'palletLock.stepUnlock': { like: 'palletLock.unlock', without: BY_HAND },
  'inner.stepOpen': { like: 'inner.open', without: BY_HAND },
  'inner.stepClose': { like: 'inner.close', without: BY_HAND },
  'outer.stepOpen': { like: 'outer.open', without: BY_HAND },
  'outer.stepClose': { like: 'outer.close', without: BY_HAND },
};

/** Every held motion, without its bay. */
export const MAINTENANCE_KINDS = Object.keys(TWINS) as readonly MaintenanceKind[];

const OF_A_BAY: readonly MaintenanceKind[] = ['inner.stepOpen', 'inner.stepClose', 'outer.stepOpen', 'outer.stepClose'];

/** Whether a kind names a bay. */
export function isOfBay(kind: MaintenanceKind): boolean {
  return OF_A_BAY.includes(kind);
}

/** Every held motion of a tower with these bays. */
export function maintenanceMotionsOf(bays: readonly string[]): readonly MaintenanceMotion[] {
  return MAINTENANCE_KINDS.flatMap((kind) => (isOfBay(kind) ? bays.map((bay) => `${kind}:${bay}` as MaintenanceMotion) : [kind as MaintenanceMotion]));
}

/** Whether a kind of motion is one that somebody holds. */
export function isHeldKind(kind: MotionKind): kind is MaintenanceKind {
  return Object.hasOwn(TWINS, kind);
}

/** Whether a motion is one that somebody holds. */
export function isHeld(motion: Motion): motion is MaintenanceMotion {
  return isHeldKind(kindOf(motion).kind);
}
