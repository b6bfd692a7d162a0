/** Axes of the storage and retrieval machine: travel in an aisle, turn around a shaft. */
export type AxisId = 'lift' | 'travel' | 'turn' | 'shuttle';

/** Something for each axis of a tower. Positions are in mm; those of a turntable along its rim. */
export interface OfAxes<T> {
  readonly lift: T;
  readonly travel?: T;
  readonly turn?: T;
  readonly shuttle: T;
}

/** What the electrical side (drives, door operators, IO modules, relay) does to the mechanics during one step. */
export interface PlantInputs {
  /**
   * Servo commands of the drives: where the axis is to be, and how fast, at the end of the coming step. Without torque the brake
   * closes after its own delay and friction stops the axis.
   */
  readonly axes: OfAxes<{ torque: boolean; releaseBrake: boolean; setpointMm: number; setpointMmPerS: number }>;
  /** Motors and guard locks of the doors, by door id (`A.inner`). */
  readonly doors: Record<string, { motor: 'still' | 'opening' | 'closing'; lock: boolean }>;
  /** Carriage actuators: true drives the lock pin in, the fork to engaged, the pallet lock to locked. */
  readonly lockPin: { in: boolean };
  readonly fork: { engage: boolean };
  readonly palletLock: { lock: boolean };
  /** Lamps of a bay, seen by the driver. */
  readonly lamps: Record<string, { green: boolean; red: boolean }>;
  readonly horn: { on: boolean };
}

/** Where a pallet is in truth. While it slides between two places it is `shuttle`. */
export type TruePlace = `cell:${string}` | `bay:${string}` | 'lift' | 'shuttle' | 'outside';

/** Two bodies that touched: ids of axes, doors, pallets, `lockPin`, `palletLock`, `structure`, `buffer`, `person`, `car`. */
export interface Collision {
  readonly atMs: number;
  readonly what: string;
  readonly with: string;
}

/** True state of the mechanics; read by the simulated sensors, the oracle and the trace, never by the controller. */
export interface PlantState {
  /** Milliseconds of plant time since the start. */
  timeMs: number;
  readonly axes: OfAxes<{ positionMm: number; velocityMmPerS: number; brakeClosed: boolean; torque: boolean }>;
  readonly doors: Record<string, { position: number; velocityPerS: number; locked: boolean; obstructed: boolean }>;
  /** 0 out to 1 in, and so on: position of the mechanisms. */
  readonly lockPin: { position: number };
  readonly fork: { position: number };
  readonly palletLock: { position: number };
  /** `yMm`: centre of the pallet on the shuttle axis (0 on the carriage, the place's reach in a cell or bay). */
  readonly pallets: Record<string, { place: TruePlace; tag: number; car: string | undefined; yMm: number }>;
  /**
   * `offsetMm`: centre of the car from the centre of its pallet along the shuttle axis, same sign as the axis.
   * `occupants`: living beings that sit in it. `sideMm`: how far left of the middle it stands, seen from the street. `massCentreMm`:
   * its centre of mass from its middle, along the shuttle axis. `clearanceMm`: its lowest point. `wet`: water, ice or snow on it.
   * `braked`: its brake holds it. `rollMmPerS`: how fast it rolls on its pallet. `tailgateOpen`: the tail, which points to the street, reaches out.
   */
  readonly cars: Record<string, { place: string; massKg: number; lengthMm: number; widthMm: number; heightMm: number; offsetMm: number; occupants: number; sideMm: number; massCentreMm: number; clearanceMm: number; wet: boolean; braked: boolean; rollMmPerS: number; tailgateOpen: boolean }>;
  /**
   * Persons in each bay now (those in a car included), the passages of the outer plane, and the all-clear buttons left and right of its door.
   * `handlePulled`: somebody inside draws the bolt of the outer door by its escape handle and lifts the leaf.
   */
  readonly bays: Record<string, { persons: number; passagesIn: number; passagesOut: number; carPartlyOut: boolean; allClearLeft: boolean; allClearRight: boolean; exitPressed: boolean; handlePulled: boolean; floorWet: boolean }>;
  /** What people put into the plane of a door, by door id: persons that stand in it, and a car that passes it. */
  readonly doorways: Record<string, { persons: number; car: boolean }>;
  /** The pallet that the fork holds, or undefined. It moves with the shuttle. */
  coupledPallet: string | undefined;
  /** Every contact that must never be, oldest first; grows only. */
  readonly collisions: Collision[];
  /** Persons in the shaft (never, unless a fault or a person model puts one there). */
  shaftPersons: number;
  /** Panel and safety contacts. `enabling`: the three-position device in a technician's hand; only its middle enables. */
  readonly panel: { emergencyStopPressed: boolean; hatchLocked: boolean; key: 'auto' | 'maintenance' | 'off'; enabling: 'released' | 'mid' | 'crushed'; resetPressed: boolean; supplyOk: boolean; smoke: boolean };
  /** What happens around the tower. `windMPerS`: gusts on the roof; `mains`: the grid feeds the UPS; `battery`: the UPS has charge. */
  readonly surroundings: { windMPerS: number; heat: boolean; gas: boolean; quake: boolean; pitWater: boolean; debris: boolean; mains: boolean; battery: boolean };
  /** Safety relay: chain closed, latched trip, run-enable output. */
  readonly relay: { chainClosed: boolean; runEnabled: boolean; tripped: boolean };
}

/** The mechanics of one tower. `state` and `inputs` are two objects that live as long as the plant and are changed in place. */
export interface Plant {
  readonly state: PlantState;
  readonly inputs: PlantInputs;
  /** Moves everything on by `dtMs` (1 to 50). Allocates nothing while nothing collides. */
  readonly step: (dtMs: number) => void;
  /** True when further steps under the present inputs would change nothing but the time. */
  readonly atRest: () => boolean;
  /** Lets time pass over a plant at rest, as `step` would, at once. */
  readonly translateMs: (deltaMs: number) => void;
}
