import { breaks } from './plays.ts';
import type { Trouble } from './trouble.ts';

/** The table of this family. */
export const driveTroubles: readonly Trouble[] = [
  {
    name: 'drive-lift-stalls', family: 'drive', at: 'liftComes', outcome: 'stops', because: ['liftNoFault', 'liftStill'],
    sentence: 'The motor of the lift loses its torque in mid-move: the brake catches the car, and the lift goes on after a technician has looked.',
    happen: ({ stage }) => { breaks(stage, 'lift/motor', 'off'); },
    mend: ({ stage }) => { stage.faults.clear('lift/motor'); },
  },
  {
    name: 'drive-lift-brake-drags', family: 'drive', at: 'liftGoes', outcome: 'stops', because: ['liftNoFault', 'liftStill'],
    sentence: 'The brake of the lift closes while the motor pulls: the drive finds that it cannot follow, and everything stops.',
    happen: ({ stage }) => { breaks(stage, 'lift/brake', 'stuck'); },
    mend: ({ stage }) => { stage.faults.clear('lift/brake'); },
  },
  {
    name: 'drive-shuttle-jams', family: 'drive', at: 'palletSlides', outcome: 'stops', because: ['shuttleNoFault'],
    sentence: 'The shuttle jams with a pallet half on the carriage: it stops, and completes the transfer after the jam is cleared.',
    happen: ({ stage }) => { breaks(stage, 'shuttle/motor', 'off'); },
    mend: ({ stage }) => { stage.faults.clear('shuttle/motor'); },
  },
  {
    name: 'drive-encoder-slips', family: 'drive', at: 'liftComes', outcome: 'stops', because: ['liftPositionAgrees', 'liftNoFault'],
    sentence: 'The drive of the lift believes itself five centimetres away from where it is: the distance meter disagrees, and the lift stops.',
    happen: ({ stage }) => { breaks(stage, 'lift', 'wrong', { amount: 50 }); },
    mend: ({ stage }) => { stage.faults.clear('lift'); },
  },
];
