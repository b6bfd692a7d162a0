import { onFoot } from '../plant/people-in-bay.ts';
import type { Invariant } from './oracle.port.ts';
import { CLOSED_BELOW, lasting } from './scene.ts';
import type { BayScene, Scene } from './scene.ts';

/** Whoever asks to get out of a bay sees its door open within this. */
const LET_OUT_MS = 10_000;
/** A door that comes down where people may stand is announced for so long. */
const WARNED_MS = 2000;

/**
 * I18 for one bay. Asking is the exit button, or the handle that draws the bolt and lets the leaf be lifted by hand: the one needs the
 * controller and power, the other neither.
 */
function shutIn(scene: Scene, bay: BayScene): Invariant {
  const { state } = scene;
  const lasts = lasting(scene);
  let askedMs = 0;
  return {
    id: 'I18',
    sentence: 'Somebody who is shut in a bay and asks to get out, by its button or its handle, sees the door to the street open within 10 s, also without power.',
    premise: () => {
      const { exitPressed, handlePulled } = bay.state;
      const asks = (exitPressed || handlePulled) && bay.outer.position <= CLOSED_BELOW && onFoot(state, bay.id) > 0;
      askedMs = lasts(asks);
      return asks;
    },
    holds: () => askedMs <= LET_OUT_MS,
    detail: () => `bay ${bay.id}: ${String(onFoot(state, bay.id))} on foot have asked for ${String(askedMs)} ms, the door is shut`,
  };
}

/**
 * I20 for one bay. What moves where the public may stand is the outer door on its way down; behind it, inner door, shuttle and carriage
 * move in rooms that nobody may be in (I04, I15). A technician who has the door in his hand sees it himself.
 */
function warnedOf(scene: Scene, bay: BayScene): Invariant {
  const { state, inputs } = scene;
  const lasts = lasting(scene);
  let warnedMs = 0;
  let wasClosing = false;
  return {
    id: 'I20',
    sentence: 'The door of a bay comes down towards the street only after horn and red light have warned of it for 2 s.',
    premise: () => {
      const closing = bay.outer.velocityPerS < 0;
      const begins = closing && !wasClosing;
      warnedMs = lasts(inputs.horn.on && inputs.lamps[bay.id]?.red === true);
      wasClosing = closing;
      return begins && state.panel.key === 'auto';
    },
    holds: () => warnedMs >= WARNED_MS,
    detail: () => `the door of bay ${bay.id} comes down after ${String(warnedMs)} ms of warning`,
  };
}

/** Invariants of what meets the street: the way out, and the door that comes down. */
export function streetInvariants(scene: Scene): readonly Invariant[] {
  return scene.bays.flatMap((bay) => [shutIn(scene, bay), warnedOf(scene, bay)]);
}
