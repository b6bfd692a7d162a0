import type { PlantState } from '../plant/plant.port.ts';

/** What a person is sent to do. Durations in ms; what is left out is drawn from the seed. */
export type Assignment =
  /**
   * Waits outside; walks in when the outer door is fully open and the lamp is green, gets into the car, starts it (8 to 25 s
   * after getting in) and drives out as soon as the door is open.
   */
  | { readonly kind: 'driver'; readonly bay: string; readonly carId: string; readonly dwellMs?: number }
  /** Walks in with the open door, stays, leaves without the car. Without `stayMs`, stays until called by `leave`. */
  | { readonly kind: 'visitor'; readonly bay: string; readonly stayMs?: number }
  /** Walks in, leaves, and comes back after `awayMs` if the door is still open; leaves again. */
  | { readonly kind: 'returner'; readonly bay: string; readonly stayMs?: number; readonly awayMs?: number }
  /** Steps into the plane of the outer door as soon as it leaves room, also while it closes; stands there for `standMs`, goes away. */
  | { readonly kind: 'loiterer'; readonly bay: string; readonly standMs: number }
  /** Somebody who cannot get out alone and sits in the car from the start; leaves only when fetched by `leave`. */
  | { readonly kind: 'forgotten'; readonly bay: string; readonly carId: string }
  /**
   * Brings a car from the street: waits for the open outer door and the green lamp, drives onto the empty pallet, gets out with everybody
   * who does not stay in the car, walks out and presses the buttons beside the door. What they have done wrong they mend when called by `leave`.
   */
  | { readonly kind: 'bringer'; readonly bay: string; readonly carId: string; readonly manner?: BringerManner };

/** How somebody brings a car back; what is left out is done as it should be. */
export interface BringerManner {
  /** Where they stop, from the middle of the pallet: towards the street positive; and to the left as seen from the street. */
  readonly aimMm?: number;
  readonly sideMm?: number;
  readonly speedMmPerS?: number;
  /** Drives to the middle when called. */
  readonly straightens?: boolean;
  /** Stays at the wheel, goes on towards the middle while told to, and gets out when told so by `tell`. */
  readonly heedsScreen?: boolean;
  /** People beside the driver who get out as well. */
  readonly companions?: number;
  /** Whoever stays in the car: a child, a dog, somebody asleep. Fetched when called. */
  readonly staying?: number;
  /** The driver stays at the wheel until called. */
  readonly staysInCar?: boolean;
  readonly forgetsBrake?: boolean;
  /** Gets something out of the boot and leaves it open. */
  readonly opensTailgate?: boolean;
  /** Goes back in after the buttons, for the phone. */
  readonly walksBack?: boolean;
  readonly presses?: 'both' | 'left' | 'none';
  /** What the car is like on this day: roof box, load, snow. */
  readonly load?: Partial<Pick<PlantState['cars'][string], 'massKg' | 'heightMm' | 'widthMm' | 'lengthMm' | 'massCentreMm' | 'clearanceMm' | 'wet'>>;
}

/** What a screen tells a driver who has driven in: go on to the middle, stand, or get out. */
export type Told = 'correct' | 'stand' | 'getOut';

/** Where somebody is now. `trapped`: wants to leave and the door is not open. */
export type Whereabouts = 'outside' | 'inDoorway' | 'inBay' | 'inCar' | 'driving' | 'trapped' | 'gone';

export interface PersonView {
  readonly id: number;
  readonly kind: Assignment['kind'];
  readonly bay: string;
  readonly whereabouts: Whereabouts;
}

/** Everybody around the tower, on plant time. */
export interface People {
  /** Sends somebody; returns their number. Throws a RangeError for a bay or car that the plant does not have. */
  readonly assign: (assignment: Assignment) => number;
  /** Calls somebody out who stays until called, and has a forgotten one fetched. */
  readonly leave: (id: number) => void;
  /** What somebody who heeds the screen reads on it from now on. */
  readonly tell: (id: number, told: Told) => void;
  readonly view: (id: number) => PersonView | undefined;
  /** Moves everybody on by `dtMs`, right after the plant's step. */
  readonly step: (dtMs: number) => void;
  /** Nobody walks, drives, counts time or sees the door or lamp that they wait for: another step would change nothing. */
  readonly atRest: () => boolean;
  /** The person at the control panel: presses and lets go. Resolves nothing; what follows is the relay's matter. */
  readonly attendant: Attendant;
}

/** Hands at the panel. */
export interface Attendant {
  /** Presses the reset button for 300 ms. */
  readonly pressReset: () => void;
  /** Pushes the emergency stop in, where it stays. */
  readonly pressEmergencyStop: () => void;
  /** Pulls it out again. Starts nothing. */
  readonly releaseEmergencyStop: () => void;
  /** Presses the all-clear button left or right of the outer door of a bay, seen from the street, for 300 ms. */
  readonly pressAllClear: (bay: string, side: 'left' | 'right') => void;
  readonly turnKey: (to: 'auto' | 'maintenance' | 'off') => void;
  /** Squeezes the enabling device to its middle, clenches it beyond, or lets it go. It stays so. */
  readonly holdEnabling: (how: 'released' | 'mid' | 'crushed') => void;
}
