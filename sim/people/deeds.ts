import type { Site } from '../../config/schema/site.schema.ts';
import type { PlantInputs, PlantState } from '../plant/plant.port.ts';
import { createCarArrival, straighten } from './car-arrival.ts';
import type { Approach } from './car-arrival.ts';
import { OPEN_DOOR, createCarDrive } from './car-drive.ts';
import type { CarDrive } from './car-drive.ts';
import type { Deed } from './deed.ts';
import type { Told } from './people.port.ts';

/** Somebody who is shut in looks for the way out so long before they pull the handle. */
const PATIENCE_MS = 5000;
const SHUT_BELOW = 0.005;
/** A door of 2.3 m that is open this far lets a person slip in upright. */
const WIDE_GAP = 0.85;

/** The world as one person sees it. */
export interface Surroundings {
  readonly site: Site;
  readonly state: PlantState;
  readonly inputs: PlantInputs;
  readonly bay: string;
}

/** What somebody has heard so far: whether they were called, and what a screen tells them. */
export interface Heard {
  readonly called: () => boolean;
  readonly told: () => Told | undefined;
}

/** Begins, goes on with and ends one deed. `step` returns true when the deed is done; `waits` tells that nothing would change. */
export interface Doing {
  readonly step: (dtMs: number) => boolean;
  readonly waits: () => boolean;
  /** Something is in the way, although time still counts; where it is not told, `waits` tells it. */
  readonly blocked?: () => boolean;
}

const never = (): boolean => false;

function countdown(ms: number, during: (leftMs: number) => void = () => undefined): Doing {
  let leftMs = ms;
  return {
    waits: never,
    step: (dtMs) => {
      leftMs -= dtMs;
      during(leftMs);
      return leftMs <= 0;
    },
  };
}

function until(condition: () => boolean): Doing {
  return { step: condition, waits: () => !condition() };
}

function atOnce(act: () => void): Doing {
  return {
    waits: never,
    step: () => {
      act();
      return true;
    },
  };
}

type BayState = PlantState['bays'][string];
type Doorway = PlantState['doorways'][string];

/** A while in the plane of a door: seen there from the first to the last moment. */
function inDoorway(doorway: Doorway, ms: number, during: (leftMs: number) => void = () => undefined): Doing {
  let begun = false;
  return countdown(ms, (leftMs) => {
    if (!begun) doorway.persons += 1;
    begun = true;
    during(leftMs);
    if (leftMs <= 0) doorway.persons -= 1;
  });
}

/** Through the plane: inside or outside from the middle on. */
function cross(bay: BayState, doorway: Doorway, way: 'in' | 'out', ms: number): Doing {
  let passed = false;
  return inDoorway(doorway, ms, (leftMs) => {
    if (passed || leftMs > ms / 2) return;
    passed = true;
    bay.persons += way === 'in' ? 1 : -1;
    if (way === 'in') bay.passagesIn += 1;
    else bay.passagesOut += 1;
  });
}

/** Out of a bay: through the open door, or by the handle of one that stays shut. */
function gettingOut(bay: BayState, door: PlantState['doors'][string]): Doing {
  let shutMs = 0;
  let pulls = false;
  const isOpen = (): boolean => door.position >= OPEN_DOOR;
  return {
    step: (dtMs) => {
      shutMs = door.position <= SHUT_BELOW ? shutMs + dtMs : 0;
      if (shutMs >= PATIENCE_MS) pulls = true;
      if (pulls) bay.handlePulled = !isOpen();
      return isOpen();
    },
    waits: () => !isOpen() && (door.position > SHUT_BELOW || pulls),
    blocked: () => !isOpen(),
  };
}

/** How long a person holds a button beside the door, ms. */
const PRESS_MS = 500;

function holding(bay: BayState, side: 'left' | 'right'): Doing {
  const hold = (pressed: boolean): void => { Object.assign(bay, side === 'left' ? { allClearLeft: pressed } : { allClearRight: pressed }); };
  return countdown(PRESS_MS, (leftMs) => { hold(leftMs > 0); });
}

/** At the wheel until told to get out; goes on while told to. */
function heeding(told: () => Told | undefined, goOn: (dtMs: number) => void): Doing {
  return {
    step: (dtMs) => {
      if (told() === 'correct') goOn(dtMs);
      return told() === 'getOut';
    },
    waits: () => told() === undefined || told() === 'stand',
  };
}

/** What hands at the wheel and about a car do. */
function carHands({ site, state, bay }: Surroundings) {
  const driveIn = (carId: string, approach: Approach): Doing => {
    const drive = createCarArrival(site, state, bay, carId, approach);
    return { step: (dtMs) => drive?.step(dtMs) ?? true, waits: () => drive?.waits() ?? false };
  };
  const carOf = (carId: string, act: (car: PlantState['cars'][string]) => unknown): boolean => {
    const car = state.cars[carId];
    return car === undefined || act(car) !== false;
  };
  /** True in the middle of the pallet, where a car is out of the door plane. */
  const toTheMiddle = (carId: string, dtMs: number): boolean => carOf(carId, (car) => {
    const stands = straighten(car, dtMs);
    const [bayState, doorway] = [state.bays[bay], state.doorways[`${bay}.outer`]];
    if (stands && bayState && doorway) bayState.carPartlyOut = doorway.car = false;
    return stands;
  });
  return { driveIn, carOf, toTheMiddle };
}

/** Everything that a person does to the plant, by deed. Throws a RangeError for a bay that the plant does not have. */
export function createDeeds({ site, state, inputs, bay }: Surroundings, { called, told }: Heard) {
  const bayState = state.bays[bay];
  const doorway = state.doorways[`${bay}.outer`];
  const door = state.doors[`${bay}.outer`];
  const lamp = inputs.lamps[bay];
  if (!bayState || !doorway || !door || !lamp) throw new RangeError(`people: there is no bay ${bay}`);

  const hands = carHands({ site, state, inputs, bay });
  const doorOpen = (): boolean => door.position >= OPEN_DOOR;
  const carWaits = (carId: string): boolean => {
    const car = state.cars[carId];
    return car !== undefined && state.pallets[car.place]?.place === `bay:${bay}`;
  };

  const seat = (carId: string, by: number): Doing =>
    atOnce(() => {
      const car = state.cars[carId];
      if (car !== undefined) car.occupants += by;
    });

  const driveOut = (carId: string): Doing => {
    const drive: CarDrive | undefined = createCarDrive(site, state, bay, carId);
    return { step: (dtMs) => drive?.step(dtMs) ?? true, waits: () => !doorOpen() && state.bays[bay]?.carPartlyOut === false };
  };

  return (deed: Deed): Doing => {
    switch (deed.do) {
      case 'awaitWelcome':
        return until(() => doorOpen() && lamp.green && (deed.carId === undefined || carWaits(deed.carId)));
      case 'awaitDoor':
        return until(doorOpen);
      case 'getOut':
        return gettingOut(bayState, door);
      case 'awaitGap':
        return until(() => door.position >= WIDE_GAP);
      case 'pause':
        return countdown(deed.ms);
      case 'cross':
        return cross(bayState, doorway, deed.way, deed.ms);
      case 'standInDoorway':
        return inDoorway(doorway, deed.ms);
      case 'board':
        return seat(deed.carId, 1);
      case 'alight':
        return seat(deed.carId, -1);
      case 'driveOut':
        return driveOut(deed.carId);
      case 'driveIn':
        return hands.driveIn(deed.carId, deed.approach);
      case 'straighten':
        return { step: (dtMs) => hands.toTheMiddle(deed.carId, dtMs), waits: never };
      case 'heedScreen':
        return heeding(told, (dtMs) => { hands.toTheMiddle(deed.carId, dtMs); });
      case 'arrange':
        return atOnce(() => { hands.carOf(deed.carId, (car) => Object.assign(car, deed.change)); });
      case 'press':
        return holding(bayState, deed.side);
      case 'stayUntilCalled':
        return until(called);
      case 'sitUntilFetched':
        return until(() => called() || state.cars[deed.carId]?.place === 'outside');
    }
  };
}
