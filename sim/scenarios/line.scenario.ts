import { breaks } from './plays.ts';
import type { Trouble } from './trouble.ts';

/** The table of this family. */
export const lineTroubles: readonly Trouble[] = [
  {
    name: 'line-chain-contact-welded', family: 'line', at: 'liftComes', outcome: 'stops', because: ['safetyChainClosed', 'runEnabled'],
    sentence: 'The input of the safety chain is stuck closed when the emergency stop is pressed: its mirror shows it, and the relay has cut the power anyway.',
    happen: ({ stage }) => {
      breaks(stage, 'gpio/safetyChainClosed', 'stuck');
      stage.people.attendant.pressEmergencyStop();
    },
    mend: ({ stage }) => {
      stage.faults.clear('gpio/safetyChainClosed');
      stage.people.attendant.releaseEmergencyStop();
    },
  },
  {
    name: 'line-key-contacts-contradict', family: 'line', at: 'liftGoes', outcome: 'stops', because: ['keyInAuto'],
    sentence: 'Both contacts of the key switch are closed, which cannot be: the key counts as not in AUTO, and everything stops.',
    happen: ({ stage }) => { breaks(stage, 'gpio/keyMaintenance', 'wrong'); },
    mend: ({ stage }) => { stage.faults.clear('gpio/keyMaintenance'); },
  },
  {
    name: 'line-watchdog-hangs', family: 'line', at: 'liftComes', outcome: 'stops', because: ['runEnabled'],
    sentence: 'The watchdog output hangs at one level: the relay takes it for a dead controller and cuts the power within its time.',
    happen: ({ stage }) => { breaks(stage, 'gpio/watchdog', 'stuck'); },
    mend: ({ stage }) => { stage.faults.clear('gpio/watchdog'); },
  },
  {
    name: 'line-drive-enable-dead', family: 'line', at: 'liftComes', outcome: 'stops', because: ['machine'],
    sentence: 'The drive-enable output dies: the drives run out their ramp, and the motion that does not arrive is found and stopped.',
    standsMs: 40_000,
    happen: ({ stage }) => { breaks(stage, 'gpio/driveEnable', 'off'); },
    mend: ({ stage }) => { stage.faults.clear('gpio/driveEnable'); },
  },
  {
    name: 'line-shuttle-switch-flickers', family: 'line', at: 'liftComes', outcome: 'stops', because: ['shuttleCentred'],
    sentence: 'The switch of the centred shuttle flickers: unsafe is believed at once, and the lift stops.',
    happen: ({ stage }) => { breaks(stage, 'gpio/shuttleCentred', 'intermittent'); },
    mend: ({ stage }) => { stage.faults.clear('gpio/shuttleCentred'); },
  },
  {
    name: 'line-unreadable', family: 'line', at: 'liftGoes', outcome: 'stops', because: ['supplyOk'],
    sentence: 'A GPIO input can no longer be read: unknown is not good, and everything stops.',
    happen: ({ stage }) => { breaks(stage, 'gpio/supplyOk', 'silent'); },
    mend: ({ stage }) => { stage.faults.clear('gpio/supplyOk'); },
  },
];
