import type { Rng } from '../../hal/ports/rng.port.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import type { PlantInputs, PlantState } from '../plant/plant.port.ts';
import { createAttendant } from './attendant.ts';
import type { Assignment, People } from './people.port.ts';
import { scriptOf } from './person-script.ts';
import { createPerson } from './person.ts';
import type { Person } from './person.ts';

/** What people need: the tower that they walk in, and their own random numbers. */
export interface PeopleParts {
  readonly site: Site;
  readonly state: PlantState;
  readonly inputs: PlantInputs;
  readonly rng: Pick<Rng, 'next'>;
}

interface Known {
  readonly assignment: Assignment;
  readonly person: Person;
}

/** An empty street. */
export function createPeople(parts: PeopleParts): People {
  const { state } = parts;
  const known: Known[] = [];
  const attendant = createAttendant(state);

  /** Whoever is forgotten in a car came in with somebody who counted once. */
  const seatForgotten = (bay: string, carId: string): void => {
    const [car, bayState] = [state.cars[carId], state.bays[bay]];
    if (car === undefined || bayState === undefined || state.pallets[car.place]?.place !== `bay:${bay}`) {
      throw new RangeError(`people: car ${carId} does not stand in bay ${bay}`);
    }
    car.occupants += 1;
    bayState.persons += 1;
    bayState.passagesIn += 1;
  };

  return {
    attendant,
    assign: (assignment) => {
      const { bay } = assignment;
      if ('carId' in assignment && state.cars[assignment.carId] === undefined) throw new RangeError(`people: there is no car ${assignment.carId}`);
      const person = createPerson({ ...parts, bay }, scriptOf(assignment, parts.rng));
      if (assignment.kind === 'forgotten') seatForgotten(bay, assignment.carId);
      return known.push({ assignment, person }) - 1;
    },
    leave: (id) => known[id]?.person.call(),
    tell: (id, told) => known[id]?.person.tell(told),
    view: (id) => {
      const found = known[id];
      return found && { id, kind: found.assignment.kind, bay: found.assignment.bay, whereabouts: found.person.whereabouts() };
    },
    step: (dtMs) => {
      attendant.step(dtMs);
      for (const { person } of known) person.step(dtMs);
    },
    atRest: () => attendant.atRest() && known.every(({ person }) => person.atRest()),
  };
}
