/** Axes of the storage and retrieval machine. */
export type AxisId = 'lift' | 'travel' | 'shuttle';

/** What the electrical side (drives, door operators, IO modules, relay) does to the mechanics during one step. */
export interface PlantInputs {
  /** Servo commands of the drives. Without torque the brake closes after its own delay and friction stops the axis. */
  readonly axes: Record<AxisId, { torque: boolean; releaseBrake: boolean; setpointMm: number; setpointMmPerS: number }>;
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

/** True state of the mechanics; read by the simulated sensors, the oracle and the trace, never by the controller. */
export interface PlantState {
  /** Milliseconds of plant time since the start. */
  timeMs: number;
  readonly axes: Record<AxisId, { positionMm: number; velocityMmPerS: number; brakeClosed: boolean; torque: boolean }>;
  readonly doors: Record<string, { position: number; velocityPerS: number; locked: boolean; obstructed: boolean }>;
  /** 0 out to 1 in, and so on: position of the mechanisms. */
  readonly lockPin: { position: number };
  readonly fork: { position: number };
  readonly palletLock: { position: number };
  readonly pallets: Record<string, { place: TruePlace; tag: number; car: string | undefined }>;
  readonly cars: Record<string, { place: string; massKg: number; lengthMm: number; widthMm: number; heightMm: number; offsetMm: number }>;
  /** Persons in each bay now, and the passages of the outer plane. */
  readonly bays: Record<string, { persons: number; passagesIn: number; passagesOut: number; carPartlyOut: boolean }>;
  /** Persons in the shaft (never, unless a fault or a person model puts one there). */
  shaftPersons: number;
  /** Panel and safety contacts. */
  readonly panel: { emergencyStopPressed: boolean; hatchLocked: boolean; key: 'auto' | 'maintenance' | 'off'; resetPressed: boolean; supplyOk: boolean; smoke: boolean };
  /** Safety relay: chain closed, latched trip, run-enable output. */
  readonly relay: { chainClosed: boolean; runEnabled: boolean; tripped: boolean };
}
