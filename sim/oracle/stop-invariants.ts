import type { Invariant } from './oracle.port.ts';
import { moves } from './scene.ts';
import type { AxisScene, Scene } from './scene.ts';

/** Farther than this in one tick, and without speed, goes only what people have moved. */
const CRANKED_MM = 50;

/** Where one axis was when the order to stop came. */
interface Track {
  readonly axis: AxisScene;
  fromMm: number;
  lastMm: number;
  distanceMm: number;
  timeMs: number;
}

/** Follows all axes from the moment at which something must stop them until they may move again. */
interface StopWatch {
  /** `stopping`: the order stands. Once a tick. */
  readonly look: (stopping: boolean) => void;
  /** Why the axes do not stop as they must, or an empty text. */
  readonly broken: () => string;
}

function createStopWatch(scene: Scene): StopWatch {
  const tracks: readonly Track[] = scene.axes.map((axis) => ({ axis, fromMm: 0, lastMm: 0, distanceMm: 0, timeMs: 0 }));
  let sinceMs = -1;

  const begin = (): void => {
    sinceMs = 0;
    for (const track of tracks) {
      const { positionMm, velocityMmPerS } = track.axis.state;
      track.fromMm = positionMm;
      track.lastMm = positionMm;
      track.distanceMm = track.axis.limits.distanceMm(velocityMmPerS);
      track.timeMs = track.axis.limits.timeMs(velocityMmPerS);
    }
  };
  const brokenBy = ({ axis, fromMm, distanceMm, timeMs }: Track): string => {
    if (axis.state.torque && sinceMs > axis.limits.torqueMs) return 'still has torque';
    if (!axis.state.brakeClosed && sinceMs > axis.limits.brakeMs) return 'has its brake open';
    if (Math.abs(axis.state.positionMm - fromMm) > distanceMm) return 'went beyond its stopping distance';
    return moves(axis) && sinceMs > timeMs ? 'still moves' : '';
  };
  /** What stands may be cranked elsewhere by people, all at once; whatever slips or creeps goes a little way a tick, and all of it counts. */
  const followHands = (): void => {
    for (const track of tracks) {
      const { positionMm } = track.axis.state;
      if (!moves(track.axis) && Math.abs(positionMm - track.lastMm) > CRANKED_MM) track.fromMm += positionMm - track.lastMm;
      track.lastMm = positionMm;
    }
  };
  return {
    look: (stopping) => {
      if (!stopping) sinceMs = -1;
      else if (sinceMs < 0) begin();
      else {
        sinceMs += scene.dtMs;
        followHands();
      }
    },
    broken: () => {
      if (sinceMs < 0) return '';
      for (const track of tracks) {
        const by = brokenBy(track);
        if (by !== '') return `${track.axis.id} ${by}`;
      }
      return '';
    },
  };
}

/** Invariants of stopping: the safety chain, run-enable (which the watchdog takes away), and the supply. */
export function stopInvariants(scene: Scene): readonly Invariant[] {
  const { relay, panel } = scene.state;
  const [chain, runEnable, supply] = [createStopWatch(scene), createStopWatch(scene), createStopWatch(scene)];
  let resetDue = true;
  let resetWas = false;

  /** After the chain has opened, only a closed chain and a fresh edge of the reset button end the stop. */
  const stoppedByChain = (): boolean => {
    const edge = panel.resetPressed && !resetWas;
    resetWas = panel.resetPressed;
    if (!relay.chainClosed) resetDue = true;
    else if (edge) resetDue = false;
    return resetDue;
  };
  const invariant = (id: string, sentence: string, watch: StopWatch, stopping: () => boolean): Invariant => ({
    id,
    sentence,
    premise: () => {
      const stops = stopping();
      watch.look(stops);
      return stops;
    },
    holds: () => watch.broken() === '',
    detail: () => watch.broken(),
  });
  return [
    invariant('I33', 'When the safety chain opens, everything stops within its limits and stays until the chain is closed and reset anew.', chain, stoppedByChain),
    invariant('I34', 'Without run-enable, which the watchdog takes away from a silent controller, everything stops within its limits and stays.', runEnable, () => !relay.runEnabled),
    invariant('I35', 'When the supply fails, everything stops within its limits and no load drops.', supply, () => !panel.supplyOk),
  ];
}
