import type { Act, PlantMoment, PlayedFault } from '../catalogue/fault-row.ts';
import type { MotionMoment } from '../plan.ts';
import { beginFault, beginReading, beginSwizzle } from './fault-acts.ts';
import { sleep, type Begun, type Cast, type Ongoing, type Scene } from './ongoing.ts';
import { beginAround, beginBringer, beginFetchEarly, beginFloorWet, beginPanel, beginPerson, beginShaftPerson, beginShutIn } from './people-acts.ts';
import { beginNudge, beginSwap } from './plant-acts.ts';
import { beginDieAt, beginFreeze, beginKill, beginPowerCut, beginRival } from './process-acts.ts';
import { beginHeldMotion, beginRequests } from './request-acts.ts';
import { beginDisk, beginJournal, beginWall } from './storage-acts.ts';

/** What came of one injection. */
export type Fate = 'done' | 'missed' | 'void';

/** An injection that is under way. */
export interface Injection {
  readonly fate: Fate;
  readonly inForce: () => boolean;
  readonly refused: () => boolean | undefined;
  readonly end: () => Promise<void>;
}

/** Longest wait for a moment of the plant, and how often it is looked for. */
const MOMENT_MS = 150_000;
const LOOK_MS = 20;
/** A fault that may strike at any time waits no longer than this for the motion that was drawn for it. */
const MOTION_MS = 40_000;
const MOVING_MM_PER_S = 50;

/** Whether a moment of the plant is there. */
function isThere(moment: PlantMoment, { subject: { stage } }: Scene): boolean {
  const { axes, doors, lockPin, fork, pallets, cars, bays } = stage.plant.state;
  const anyDoor = (side: string, holds: (door: { position: number; velocityPerS: number }) => boolean): boolean => Object.entries(doors).some(([id, door]) => id.endsWith(side) && holds(door));
  const midway = (position: number): boolean => position > 0.2 && position < 0.8;
  switch (moment) {
    case 'now': return true;
    case 'liftMoves': return Math.abs(axes.lift.velocityMmPerS) > MOVING_MM_PER_S;
    case 'shuttleOut': return Math.abs(axes.shuttle.positionMm) > MOVING_MM_PER_S;
    case 'innerOpen': return anyDoor('.inner', ({ position }) => position > 0.5);
    case 'outerOpen': return anyDoor('.outer', ({ position }) => position > 0.9);
    case 'outerShut': return anyDoor('.outer', ({ position }) => position === 0);
    case 'outerCloses': return anyDoor('.outer', ({ velocityPerS }) => velocityPerS < 0);
    case 'pinMidway': return midway(lockPin.position);
    case 'forkMidway': return midway(fork.position);
    case 'carInBay': return Object.values(pallets).some(({ place, car }) => place.startsWith('bay:') && car !== undefined);
    case 'carriageArrives': return axes.lift.brakeClosed && axes.lift.velocityMmPerS === 0 && lockPin.position === 0;
    case 'personInBay': return Object.values(bays).some(({ persons }) => persons > 0);
    case 'carOut': return Object.values(cars).some(({ place }) => place === 'outside');
    case 'alongMoves': return Math.abs((axes.travel ?? axes.turn)?.velocityMmPerS ?? 0) > MOVING_MM_PER_S;
    case 'innerMoves': return anyDoor('.inner', ({ velocityPerS }) => velocityPerS !== 0);
    case 'outerMoves': return anyDoor('.outer', ({ velocityPerS }) => velocityPerS !== 0);
    case 'carBetween': return Object.values(pallets).some(({ place, car }) => place === 'shuttle' && car !== undefined);
  }
}

/** Waits for it, at most so long. It cannot come while everything rests, so that quiet time may be skipped on the way. */
function untilThere(moment: PlantMoment, scene: Scene, mostMs = MOMENT_MS): Promise<boolean> {
  const { clock } = scene.subject;
  if (isThere(moment, scene)) return Promise.resolve(true);
  return new Promise((resolve) => {
    const end = clock.every(LOOK_MS, () => {
      if (isThere(moment, scene)) finish(true);
    });
    const finish = (there: boolean): void => {
      end();
      resolve(there);
    };
    clock.after(mostMs, () => { finish(false); });
  });
}

function begin(scene: Scene, act: Act, cast: Cast): Begun | Promise<Begun> {
  switch (act.act) {
    case 'fault': return beginFault(scene, act, cast);
    case 'reading': return beginReading(scene, act, cast);
    case 'swizzle': return beginSwizzle(scene, cast);
    case 'kill': return beginKill(scene, act, cast);
    case 'powerCut': return beginPowerCut(scene, act);
    case 'dieAt': return beginDieAt(scene, act, cast);
    case 'freeze': return beginFreeze(scene, act, cast);
    case 'rival': return beginRival(scene);
    case 'disk': return beginDisk(scene, act);
    case 'journal': return beginJournal(scene, act, cast);
    case 'wall': case 'wallRate': case 'wallTo': return beginWall(scene, act, cast);
    case 'panel': return beginPanel(scene, act);
    case 'around': return beginAround(scene, act);
    case 'shaftPerson': return beginShaftPerson(scene);
    case 'person': return beginPerson(scene, act, cast);
    case 'shutIn': return beginShutIn(scene, cast);
    case 'bringer': return beginBringer(scene, act, cast);
    case 'fetchEarly': return beginFetchEarly(scene);
    case 'floorWet': return beginFloorWet(scene, cast);
    case 'requests': return beginRequests(scene, act, cast);
    case 'heldMotion': return beginHeldMotion(scene, act, cast);
    case 'swapPallets': return beginSwap(scene, cast);
    case 'nudge': return beginNudge(scene, act, cast);
  }
}

/** Waits for the moment of a fault and begins its acts, one after the other. `motion`: where one that may strike at any time strikes. */
export async function inject(scene: Scene, row: PlayedFault, cast: Cast, motion?: MotionMoment): Promise<Injection> {
  const begun: Ongoing[] = [];
  const ended = async (): Promise<void> => {
    for (const one of begun.splice(0).reverse()) await one.end();
  };
  const failed = async (fate: Fate): Promise<Injection> => {
    await ended();
    return { fate, inForce: () => false, refused: () => undefined, end: async () => undefined };
  };
  if (!(await untilThere(row.when, scene))) return failed('missed');
  if (motion !== undefined && (await untilThere(motion.when, scene, MOTION_MS))) await sleep(scene, motion.afterMs);
  if (scene.isOver()) return failed('missed');
  for (const act of row.acts) {
    const one = await begin(scene, act, cast);
    if (one === 'missed' || one === 'void') return failed(one);
    begun.push(one);
  }
  // What found its occasion too late is taken back at once.
  if (scene.isOver()) return failed('missed');
  const all = [...begun];
  return { fate: 'done', inForce: () => begun.length > 0 && all.every((one) => one.inForce()), refused: () => all.find((one) => one.refused !== undefined)?.refused?.(), end: ended };
}
