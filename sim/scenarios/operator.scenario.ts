import type { Trouble } from './trouble.ts';

/** The table of this family. */
export const operatorTroubles: readonly Trouble[] = [
  {
    name: 'operator-turns-key', family: 'operator', at: 'liftComes', outcome: 'stops', because: ['keyInAuto'],
    sentence: 'A technician turns the key to maintenance while a car comes: everything stops, and production needs the key back and a reset at the panel.',
    happen: ({ stage }) => { stage.people.attendant.turnKey('maintenance'); },
    mend: ({ stage }) => { stage.people.attendant.turnKey('auto'); },
  },
  {
    name: 'operator-takes-key-out', family: 'operator', at: 'liftGoes', outcome: 'stops', because: ['keyInAuto'],
    sentence: 'Somebody turns the key off: a key that is not proven in AUTO is not in AUTO.',
    happen: ({ stage }) => { stage.people.attendant.turnKey('off'); },
    mend: ({ stage }) => { stage.people.attendant.turnKey('auto'); },
  },
  {
    name: 'operator-opens-hatch', family: 'operator', at: 'liftComes', outcome: 'stops', because: ['hatchLocked', 'safetyChainClosed'],
    sentence: 'Somebody opens the service hatch while the lift moves: the shaft belongs to people from then on, until it is locked and reset.',
    happen: ({ stage }) => { stage.panel.setHatchLocked(false); },
    mend: ({ stage }) => { stage.panel.setHatchLocked(true); },
  },
  {
    name: 'operator-presses-stop-on-screen', family: 'operator', at: 'palletSlides', outcome: 'stops', because: ['requested', 'safetyChainClosed', 'stop'],
    sentence: 'Somebody presses Stop on a screen while a pallet slides: it stops within its ramp and needs a reset and a fresh command.',
    happen: async ({ stage }) => {
      const stopped = await stage.tower.stop('somebody pressed Stop');
      stage.expect('a stop is never refused', stopped.ok);
    },
  },
  {
    name: 'operator-stops-everywhere', family: 'operator', at: 'palletIntoBay', outcome: 'stops', because: ['safetyChainClosed'],
    sentence: 'The emergency stop is pressed while the car slides into the bay: it stays between bay and carriage, and is put down after reset and command.',
    happen: ({ stage }) => { stage.people.attendant.pressEmergencyStop(); },
    mend: ({ stage }) => { stage.people.attendant.releaseEmergencyStop(); },
  },
];
