import { deviceDocument } from '../../config/device-documents.ts';
import type { AxisId } from '../plant/plant.port.ts';
import type { Invariant } from './oracle.port.ts';
import { moves } from './scene.ts';
import type { AxisScene, Scene } from './scene.ts';
import type { AxisOnWire } from './wire-log.ts';

/** Farther than this in one tick, and without speed, goes only what people have moved. */
const CRANKED_MM = 50;
/** Beyond the time of a watchdog or lease: one cycle each of relay, drive and plant. */
const SAFE_AFTER_MS = 20;

/** A reset button that is held longer sticks, or is taped down. */
const LONGEST_PRESS_MS = 3000;

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

/** What of the controller's own signs reaches the tower; absent on a bench that has neither wire nor watchdog. */
export interface Signs {
  /** Plant time of the last edge of the watchdog, ms; undefined where no relay listens to it. */
  readonly watchdogEdgeMs: (() => number) | undefined;
  readonly axes: ReadonlyMap<AxisId, AxisOnWire>;
}

/** I33 as well: after the stop is over an axis starts by a command that was given since. */
function commandedAnew(scene: Scene, { axes }: Signs, resetAtMs: () => number): Invariant {
  const tracks = scene.axes.map((axis) => ({ axis, was: false, starts: false }));
  const isReplayed = ({ axis, starts }: (typeof tracks)[number]): boolean => starts && (axes.get(axis.id)?.startedAtMs ?? -Infinity) < resetAtMs();
  return {
    id: 'I33',
    sentence: STOPPED_BY_CHAIN,
    premise: () => {
      let any = false;
      for (const track of tracks) {
        const { torque } = track.axis.state;
        track.starts = torque && !track.was && resetAtMs() > -Infinity;
        track.was = torque;
        any ||= track.starts;
      }
      return any;
    },
    holds: () => !tracks.some(isReplayed),
    detail: () => `${tracks.filter(isReplayed).map(({ axis }) => axis.id).join()} moves by a command from before the reset`,
  };
}

/** I34 as well: how long run-enable outlives the last edge of the watchdog, and a drive the last refresh of its lease. */
function silentController(scene: Scene, { watchdogEdgeMs, axes }: Signs): Invariant {
  const { state, site } = scene;
  const { refreshTimeoutMs } = deviceDocument('axis-drive');
  const drives = scene.axes.flatMap((axis) => {
    const [servo, wire] = [scene.inputs.axes[axis.id], axes.get(axis.id)];
    return servo === undefined || wire === undefined ? [] : [{ axis, servo, wire, wasMmPerS: 0 }];
  });
  let found = '';
  const relayIsLate = (): boolean => watchdogEdgeMs !== undefined && state.relay.runEnabled && state.timeMs - watchdogEdgeMs() > site.control.relayWatchdogMs + SAFE_AFTER_MS;
  const look = (): string => {
    let late = '';
    for (const drive of drives) {
      const speed = Math.abs(drive.servo.setpointMmPerS);
      const silentMs = state.timeMs - drive.wire.refreshedAtMs;
      if (silentMs > refreshTimeoutMs + SAFE_AFTER_MS && drive.axis.state.torque && speed > 0 && speed >= drive.wasMmPerS) late = `${drive.axis.id} goes on ${String(silentMs)} ms after its last refresh`;
      drive.wasMmPerS = speed;
    }
    return late;
  };
  return {
    id: 'I34',
    sentence: SILENT_CONTROLLER,
    premise: () => {
      found = look();
      return state.relay.runEnabled;
    },
    holds: () => found === '' && !relayIsLate(),
    detail: () => found || `run-enable ${String(state.timeMs - (watchdogEdgeMs?.() ?? 0))} ms after the last edge of the watchdog`,
  };
}

const STOPPED_BY_CHAIN = 'When the safety chain opens, everything stops within its limits and stays until the chain is closed, reset anew, and told to move anew.';
const SILENT_CONTROLLER = 'Without run-enable, which the watchdog takes away from a silent controller within its time, everything stops within its limits and stays; so does a drive whose lease is not renewed.';

/** Invariants of stopping: the safety chain, run-enable (which the watchdog takes away), and the supply. */
export function stopInvariants(scene: Scene, signs?: Signs): readonly Invariant[] {
  const { relay, panel } = scene.state;
  let resetAtMs = -Infinity;
  const [chain, runEnable, supply] = [createStopWatch(scene), createStopWatch(scene), createStopWatch(scene)];
  let resetDue = true;
  let resetWas = false;

  let pressedMs = 0;

  /** After the chain has opened, only a closed chain and a fresh edge of the reset button end the stop: its press, or its release after a press of sensible length (ISO 13849-1, 5.2.2). */
  const stoppedByChain = (): boolean => {
    const pressed = panel.resetPressed && !resetWas;
    const released = !panel.resetPressed && resetWas && pressedMs <= LONGEST_PRESS_MS;
    const edge = pressed || released;
    pressedMs = panel.resetPressed && resetWas ? pressedMs + scene.dtMs : 0;
    resetWas = panel.resetPressed;
    if (!relay.chainClosed) resetDue = true;
    else if (edge && resetDue) {
      resetDue = false;
      resetAtMs = scene.state.timeMs;
    }
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
    invariant('I33', STOPPED_BY_CHAIN, chain, stoppedByChain),
    invariant('I34', SILENT_CONTROLLER, runEnable, () => !relay.runEnabled),
    invariant('I35', 'When the supply fails, everything stops within its limits and no load drops.', supply, () => !panel.supplyOk),
    ...(signs === undefined ? [] : [commandedAnew(scene, signs, () => resetAtMs), silentController(scene, signs)]),
  ];
}
