import type { PlantState } from '../plant/plant.port.ts';
import type { Approach } from './car-arrival.ts';

/** One thing that a person does. Durations in ms. */
export type Deed =
  /** Waits until the outer door is fully open and the lamp green, and the car, where one is meant, stands in the bay. */
  | { readonly do: 'awaitWelcome'; readonly carId: string | undefined }
  /** Waits until the outer door is fully open. */
  | { readonly do: 'awaitDoor' }
  /** The same from inside: whoever waits for long behind a shut door pulls its escape handle until it is open. */
  | { readonly do: 'getOut' }
  /** Waits until the outer door leaves room to step into its plane, also while it moves. */
  | { readonly do: 'awaitGap' }
  | { readonly do: 'pause'; readonly ms: number }
  | { readonly do: 'cross'; readonly way: 'in' | 'out'; readonly ms: number }
  /** Stands in the plane of the outer door. */
  | { readonly do: 'standInDoorway'; readonly ms: number }
  | { readonly do: 'board'; readonly carId: string }
  | { readonly do: 'alight'; readonly carId: string }
  | { readonly do: 'driveOut'; readonly carId: string }
  /** Drives from the street onto the empty pallet. */
  | { readonly do: 'driveIn'; readonly carId: string; readonly approach: Approach }
  /** Drives to the middle of the pallet. */
  | { readonly do: 'straighten'; readonly carId: string }
  /** Stands, or goes on towards the middle, as the screen tells, until it tells to get out. */
  | { readonly do: 'heedScreen'; readonly carId: string }
  /** Changes something about the car: brake, tailgate, what is on it. */
  | { readonly do: 'arrange'; readonly carId: string; readonly change: Partial<PlantState['cars'][string]> }
  /** Presses a button beside the door. */
  | { readonly do: 'press'; readonly side: 'left' | 'right' }
  | { readonly do: 'stayUntilCalled' }
  /** Sits in the car until fetched; is gone with it when it leaves. */
  | { readonly do: 'sitUntilFetched'; readonly carId: string };
