import { SEAT_TOLERANCE_MM } from '../plant/geometry.ts';
import type { PlantState } from '../plant/plant.port.ts';
import type { Invariant } from './oracle.port.ts';
import { lasting, longestStopMs } from './scene.ts';
import type { Scene } from './scene.ts';

/** A mechanism is in from here, and holds from there. */
const IN = 0.99;
const HOLDS = 0.5;
/** What has been so for this long is seen. */
const SEEN_MS = 600;
/** Farther from the end of its way than this the fork rises beside the pocket of the pallet. */
const POCKET_MM = 50;

type Bolt = PlantState['lockPin'];

/** The step at which a bolt leaves one of its ends. */
function leaves(bolt: Bolt): () => 'in' | 'out' | undefined {
  let before = bolt.position;
  return () => {
    const was = before;
    before = bolt.position;
    if (was === 1 && before < 1) return 'in';
    return was === 0 && before > 0 ? 'out' : undefined;
  };
}

/** A pallet on the carriage that nothing but the fork keeps there. */
function loosePallet({ state }: Scene): () => boolean {
  const pallets = Object.values(state.pallets);
  return () => {
    for (const { place } of pallets) if (place === 'shuttle' || (place === 'lift' && state.palletLock.position < HOLDS)) return true;
    return false;
  };
}

/**
 * I52. The pin is what keeps the carriage at its storey while weight passes over its edge: drawn from under a shuttle that is out, or a pallet that is not
 * secured, the ropes give way or recoil (hazards 17 and 18), and the pallet hangs between two levels.
 */
function pinDrawn(scene: Scene): Invariant {
  const { state, shuttle } = scene;
  const left = leaves(state.lockPin);
  const isLoose = loosePallet(scene);
  return {
    id: 'I52',
    sentence: 'The lock pin is drawn only with the shuttle in the middle, and with no pallet on the carriage or one that is locked.',
    premise: () => left() === 'in',
    holds: () => Math.abs(shuttle.state.positionMm) <= SEAT_TOLERANCE_MM && !isLoose(),
    detail: () => `shuttle at ${shuttle.state.positionMm.toFixed(1)} mm, pallet lock ${state.palletLock.position.toFixed(2)}`,
  };
}

/**
 * I53. Between carriage and place a pallet changes hands: the carriage is pinned, so that it stays while the weight passes; the fork rises in the middle or
 * in a place, where the pocket of a pallet is, and not into its frame; and the lock, whose bolt stands in the way of the next pallet, closes under none but a seated one.
 */
function changesHands(scene: Scene): Invariant {
  const { state, shuttle, geometry } = scene;
  const [forkLeft, lockLeft] = [leaves(state.fork), leaves(state.palletLock)];
  const pallets = Object.values(state.pallets);
  let [fork, lock]: ReturnType<typeof forkLeft>[] = [];
  let wrong = '';
  const isSeated = (): boolean => {
    for (const { place } of pallets) if (place === 'lift') return true;
    return false;
  };
  const judge = (): string => {
    const yMm = Math.abs(shuttle.state.positionMm);
    if ((fork !== undefined || lock === 'in') && state.lockPin.position < IN) return `${fork === undefined ? 'the pallet lock opens' : 'the fork moves'} on a carriage that no pin holds`;
    if (fork === 'out' && yMm > POCKET_MM && Math.abs(yMm - geometry.strokeMm) > POCKET_MM) return `the fork rises at ${yMm.toFixed(0)} mm`;
    return lock === 'out' && !isSeated() ? 'the pallet lock closes under no pallet' : '';
  };
  return {
    id: 'I53',
    sentence: 'Fork and pallet lock change hands only on a pinned carriage; the fork rises only in the middle or in a place, the lock closes only under a seated pallet.',
    premise: () => {
      [fork, lock] = [forkLeft(), lockLeft()];
      return fork !== undefined || lock !== undefined;
    },
    holds: () => {
      wrong = judge();
      return wrong === '';
    },
    detail: () => wrong,
  };
}

/** For how long the carriage has gone with something wrong, ms: for ever where it was wrong already when it set off. What becomes wrong on the way stops it. */
function goesWith(scene: Scene): (isWrong: boolean) => number {
  const [wrong, going] = [lasting(scene), lasting(scene)];
  let [wrongMs, setOffWrong, wentBefore] = [0, false, false];
  return (isWrong) => {
    const wasWrongMs = wrongMs;
    wrongMs = wrong(isWrong);
    if (!scene.carriageMoves) setOffWrong = false;
    else if (!wentBefore) setOffWrong = wasWrongMs > SEEN_MS;
    wentBefore = scene.carriageMoves;
    const wentMs = going(scene.carriageMoves && isWrong);
    return setOffWrong && isWrong ? Infinity : wentMs;
  };
}

/** I54. The fork alone does not keep a pallet on a carriage that starts and stops: what falls down the shaft takes the lift with it. */
function ridesLocked(scene: Scene): Invariant {
  const { state } = scene;
  const isLoose = loosePallet(scene);
  const goes = goesWith(scene);
  const stopMs = longestStopMs(scene);
  let looseMs = 0;
  return {
    id: 'I54',
    sentence: 'The carriage sets off only with no pallet on it, or with one that is seated and locked; what comes loose on the way stops it.',
    premise: () => {
      looseMs = goes(isLoose());
      return scene.carriageMoves;
    },
    holds: () => looseMs <= stopMs,
    detail: () => `goes with a pallet that is not locked (${state.palletLock.position.toFixed(2)})`,
  };
}

/** I58. The pin that stands in its hole is torn out by whatever moves the carriage, or bends. The pin's own play, and what a stop needs, is no motion. */
function goesUnpinned(scene: Scene): Invariant {
  const { state } = scene;
  const goes = goesWith(scene);
  const stopMs = longestStopMs(scene);
  let pinnedMs = 0;
  return {
    id: 'I58',
    sentence: 'The carriage sets off only with its lock pin drawn.',
    premise: () => {
      pinnedMs = goes(state.lockPin.position >= IN);
      return scene.carriageMoves;
    },
    holds: () => pinnedMs <= stopMs,
    detail: () => 'goes against its pin',
  };
}

/** Invariants of what holds a pallet and the carriage while it changes hands and while it rides. */
export function transferInvariants(scene: Scene): readonly Invariant[] {
  return [pinDrawn(scene), changesHands(scene), ridesLocked(scene), goesUnpinned(scene)];
}
