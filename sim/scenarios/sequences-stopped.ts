import type { Sequence } from './sequence.ts';
import { relocate, sequences } from './sequences.ts';

/** The carriage is under way, and whoever pressed is heard of, after so long. */
const UNDER_WAY_MS = 4000;
const PRESSED_MS = 3000;

/** Somebody presses the emergency stop over a car that is carried; it is released and reset at the panel, and the car goes on when told. */
const emergencyStop: Sequence = {
  ...relocate, name: 'emergency-stop', ways: ['complete'],
  begin: async (stage) => {
    const asked = await relocate.begin(stage);
    await stage.clock.runFor(UNDER_WAY_MS);
    stage.people.attendant.pressEmergencyStop();
    await stage.clock.runFor(PRESSED_MS);
    return asked;
  },
};

/** Every sequence of a tower, and those that are stopped and reset by people: an interruption of them is one in a stop. */
export const sequencesWithStops: readonly Sequence[] = [...sequences, emergencyStop];
