import { breaks } from './plays.ts';
import type { Trouble } from './trouble.ts';

/** Fifteen storeys round a shaft: most ways begin with a turn. */
const SITE = 'autobahn-singapore';
const DARK_MS = 10_000;
/** Shorter than anybody needs to notice the silence itself. */
const FLICKER_MS = 50;

/** The table of this family: the carriage that turns. */
export const turnTroubles: readonly Trouble[] = [
  {
    name: 'turn-drive-lost', family: 'turn', site: SITE, at: 'turnGoes', outcome: 'stops', because: ['turnNoFault', 'turnStill'],
    sentence: 'The motor of the turntable loses its torque in mid-turn: everything stops under its brakes, and the turn is finished after a technician has looked.',
    happen: ({ stage }) => { breaks(stage, 'turn/motor', 'off'); },
    mend: ({ stage }) => { stage.faults.clear('turn/motor'); },
  },
  {
    name: 'turn-drive-restarts', family: 'turn', site: SITE, at: 'turnComes', outcome: 'stops', because: ['turnHomed', 'turnNoFault', 'turnLive'], homing: true,
    sentence: 'The drive of the turntable restarts in mid-turn with a car on the carriage: it has lost its angle, and turns again only after a technician has homed it.',
    happen: async ({ stage }) => {
      breaks(stage, 'turn', 'off');
      await stage.clock.runFor(FLICKER_MS);
      stage.faults.clear('turn');
    },
  },
  {
    name: 'turn-encoders-differ', family: 'turn', site: SITE, at: 'turnGoes', outcome: 'stops', because: ['turnPositionAgrees'],
    sentence: 'The angle reader and the drive of the turntable do not agree in mid-turn: nobody knows where the shuttle looks, and everything stops until they agree again.',
    happen: ({ stage }) => { breaks(stage, 'distance-turn', 'wrong', { amount: 120 }); },
    mend: ({ stage }) => { stage.faults.clear('distance-turn'); },
  },
  {
    name: 'turn-emergency-stop', family: 'turn', site: SITE, at: 'turnComes', outcome: 'stops', because: ['safetyChainClosed'],
    sentence: 'The emergency stop is pressed while the carriage turns with a car: it stands between two directions, and finishes its turn after reset and command.',
    happen: ({ stage }) => { stage.people.attendant.pressEmergencyStop(); },
    mend: ({ stage }) => { stage.people.attendant.releaseEmergencyStop(); },
  },
  {
    name: 'turn-power-cut', family: 'turn', site: SITE, at: 'turnComes', outcome: 'comesBack',
    sentence: 'The mains fail in mid-turn: the brakes hold the carriage between two directions, every axis finds its reference again, and the car comes.',
    happen: ({ stage }) => { stage.power.cut(); },
    mend: async ({ stage }) => {
      await stage.clock.runFor(DARK_MS);
      await stage.power.restore();
    },
  },
];
