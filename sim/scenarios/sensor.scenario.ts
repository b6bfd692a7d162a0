import { breaks } from './plays.ts';
import type { Stage } from './stage.port.ts';
import type { Trouble } from './trouble.ts';

/** Two channels that disagreed are trusted again after a technician has stopped the tower, looked, and pressed reset. */
async function lookedAt(stage: Stage): Promise<void> {
  const stopped = await stage.tower.stop('a technician looks at the person detectors');
  stage.expect('the tower may be stopped at any time', stopped.ok, stopped.ok ? undefined : stopped.error.message);
}

/** The table of this family. */
export const sensorTroubles: readonly Trouble[] = [
  {
    name: 'sensor-shuttle-not-centred', family: 'sensor', at: 'liftComes', outcome: 'stops', because: ['shuttleCentred'],
    sentence: 'The contact that shows the shuttle centred opens while the lift comes down: the lift stops, and goes on only after mending, reset and command.',
    happen: ({ stage }) => { breaks(stage, 'io-carriage/shuttleCentred', 'off'); },
    mend: ({ stage }) => { stage.faults.clear('io-carriage/shuttleCentred'); },
  },
  {
    name: 'sensor-distance-meter-lies', family: 'sensor', at: 'liftComes', outcome: 'stops', because: ['liftPositionAgrees'],
    sentence: 'The distance meter shows the lift somewhere else than its drive does: the lift stops, for nobody knows which of them is right.',
    happen: ({ stage }) => { breaks(stage, 'distance-lift', 'wrong', { amount: 50 }); },
    mend: ({ stage }) => { stage.faults.clear('distance-lift'); },
  },
  {
    name: 'sensor-distance-meter-freezes', family: 'sensor', at: 'liftGoes', outcome: 'stops', because: ['liftPositionAgrees'],
    sentence: 'The distance meter repeats its last value: a reading that never changes is no reading, and the lift stops.',
    happen: ({ stage }) => { breaks(stage, 'distance-lift', 'stuck'); },
    mend: ({ stage }) => { stage.faults.clear('distance-lift'); },
  },
  {
    name: 'sensor-seat-lost', family: 'sensor', at: 'liftComes', outcome: 'stops', because: ['carriageLoadSafe'],
    sentence: 'One of the two seat switches no longer feels the pallet on the moving carriage: the lift stops until somebody has looked at the load.',
    happen: ({ stage }) => { breaks(stage, 'io-carriage/palletSeatLeft', 'off'); },
    mend: ({ stage }) => { stage.faults.clear('io-carriage/palletSeatLeft'); },
  },
  {
    name: 'sensor-lock-pin-doubtful', family: 'sensor', at: 'liftGoes', outcome: 'stops', because: ['lockPinOut'],
    sentence: 'Both switches of the lock pin say the same: which cannot be, so the carriage does not go on.',
    happen: ({ stage }) => { breaks(stage, 'io-carriage/lockPinIn', 'wrong'); },
    mend: ({ stage }) => { stage.faults.clear('io-carriage/lockPinIn'); },
  },
  {
    name: 'sensor-slack-rope', family: 'sensor', at: 'liftComes', outcome: 'stops', because: ['slackRopeOk'],
    sentence: 'A rope goes slack while the lift comes down with a car: the lift stops at once and waits for a technician.',
    happen: ({ stage }) => { breaks(stage, 'io-carriage/slackRopeOk', 'off'); },
    mend: ({ stage }) => { stage.faults.clear('io-carriage/slackRopeOk'); },
  },
  {
    name: 'sensor-laser-frame-noise', family: 'sensor', at: 'liftGoes', outcome: 'goesOn', fault: 'scale-A:slow',
    sentence: 'A scale that nobody needs at the moment answers late: nothing is noticed, and the car comes.',
    happen: ({ stage }) => { breaks(stage, 'scale-A', 'slow'); },
    mend: ({ stage }) => { stage.faults.clear('scale-A'); },
  },
  {
    name: 'sensor-scale-blind', family: 'sensor', at: 'carHasLeft', outcome: 'waits',
    sentence: 'The scale of the bay falls silent when the car has left: with one proof alone the bay does not count as empty, and nothing closes.',
    happen: ({ stage, asked }) => { breaks(stage, `scale-${asked.bay}`, 'silent'); },
    mend: ({ stage, asked }) => { stage.faults.clear(`scale-${asked.bay}`); },
  },
  {
    name: 'sensor-laser-frame-sees-ghost', family: 'sensor', at: 'carHasLeft', outcome: 'waits',
    sentence: 'The laser frame still sees something after the car has left: the bay stays open until both proofs say empty.',
    happen: ({ stage, asked }) => { breaks(stage, `laser-${asked.bay}`, 'wrong'); },
    mend: ({ stage, asked }) => { stage.faults.clear(`laser-${asked.bay}`); },
  },
  {
    name: 'sensor-person-detector-false-alarm', family: 'sensor', at: 'carHasLeft', outcome: 'waits',
    sentence: 'One of two person detectors sees somebody who is not there: the bay stays open as for a real person until a technician has looked at both.',
    happen: ({ stage, asked }) => { breaks(stage, `gpio/${asked.bay}.personClear`, 'off'); },
    mend: async ({ stage, asked }) => {
      stage.faults.clear(`gpio/${asked.bay}.personClear`);
      await lookedAt(stage);
    },
  },
];
