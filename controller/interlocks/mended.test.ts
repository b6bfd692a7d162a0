import assert from 'node:assert/strict';
import { INTERLOCKS } from './interlocks.ts';
import type { Interlock } from './interlock.ts';
import type { MotionKind } from './motion.ts';
import type { MendedBy } from './permit.port.ts';

/** The motions that mend a fact: none of them may ask for it. */
const MENDING: Readonly<Record<string, { readonly by: MendedBy; readonly motions: readonly MotionKind[] }>> = {
  liftHomed: { by: 'homing', motions: ['lift.home'] },
  liftPositionAgrees: { by: 'homing', motions: ['lift.home'] },
  travelHomed: { by: 'homing', motions: ['travel.home'] },
  travelPositionAgrees: { by: 'homing', motions: ['travel.home'] },
  turnHomed: { by: 'homing', motions: ['turn.home'] },
  turnPositionAgrees: { by: 'homing', motions: ['turn.home'] },
  shuttleHomed: { by: 'homing', motions: ['shuttle.home', 'shuttle.recover'] },
  liftAtLevel: { by: 'levelling', motions: ['lift.move', 'lift.home', 'lockPin.out'] },
  travelAtPosition: { by: 'levelling', motions: ['travel.move', 'travel.home', 'lockPin.out'] },
  turnAtAngle: { by: 'levelling', motions: ['turn.move', 'turn.home', 'lockPin.out'] },
  carriageHere: { by: 'levelling', motions: ['lift.move', 'travel.move', 'turn.move', 'lockPin.out'] },
  forkAtEnd: { by: 'engaging', motions: ['fork.engage', 'fork.release'] },
  shuttleCentred: { by: 'retracting', motions: ['shuttle.retract', 'shuttle.home', 'shuttle.recover'] },
  lockPinIn: { by: 'bolting', motions: ['lockPin.in'] },
  lockPinOut: { by: 'bolting', motions: ['lockPin.out'] },
  carriageLoadSafe: { by: 'bolting', motions: ['palletLock.lock'] },
  innerClosedLocked: { by: 'shutting', motions: ['inner.close'] },
  outerClosedLocked: { by: 'shutting', motions: ['outer.close'] },
};

/** What people put right while everything stands: they mend, they switch on, they go away, or they wait until it is over. A reset comes after that. */
const BY_PEOPLE: readonly string[] = [
  'safetyChainClosed', 'runEnabled', 'keyInAuto', 'keyInMaintenance', 'hatchLocked', 'overtravelClear', 'slackRopeOk', 'supplyOk',
  'liftLive', 'travelLive', 'turnLive', 'shuttleLive', 'innerLive', 'outerLive', 'liftNoFault', 'travelNoFault', 'turnNoFault', 'shuttleNoFault',
  'liftStill', 'travelStill', 'turnStill', 'shuttleStill', 'liftBraked', 'travelBraked', 'turnBraked',
  'fireClear', 'gasClear', 'windSafe', 'seismicClear', 'pitDry', 'mainsPresent', 'supplyReserve', 'debrisClear', 'exitReleased',
  // Somebody may stand behind the door; a leaf that comes down on a shuttle is heaved off it by hand.
  'personClear', 'innerPathSafe', 'shuttleWayFree', 'innerOpen',
];

const stopping = INTERLOCKS.filter(({ reaction }) => reaction === 'stop');
const isAskedFor = (name: string, motion: MotionKind): boolean => INTERLOCKS.some(({ motions, fact }) => motions.includes(motion) && fact.name === name);

describe('what a reset waits for', () => {
  it('is never what only the tower itself can bring about: that would be a stop without a way back', () => {
    const waitsFor = (row: Interlock): string => `${row.id} ${row.fact.name}`;
    const dead = stopping.filter(({ fact, mendedBy }) => mendedBy !== MENDING[fact.name]?.by);
    assert.deepEqual(dead.map(waitsFor), []);
    const unjudged = stopping.filter(({ fact }) => MENDING[fact.name] === undefined && !BY_PEOPLE.includes(fact.name));
    assert.deepEqual(unjudged.map(waitsFor), [], 'each fact that stops is mended by people, or by a motion');
  });

  for (const [name, { by, motions }] of Object.entries(MENDING)) {
    it(`leaves ${name} to ${by}, whose motions do not ask for it; every other motion stays refused`, () => {
      for (const motion of motions) assert.ok(!isAskedFor(name, motion), motion);
      assert.ok(stopping.some(({ fact }) => fact.name === name), 'a row stops for it');
    });
  }
});
