import type { WireCommand } from '../../wire/wire-watch.ts';
import type { Subject } from '../subject.port.ts';
import type { Judge, Report } from './judge.port.ts';

/** Quick stops of one stop reach the devices of a bus within this time, one after the other, also where a frame is lost. */
const ONE_STOP_MS = 500;
/** So long after a stop no drive is refreshed any more: what was on the line then has come by long before. */
const LATE_MS = 500;
/** A line that was disturbed may bring old frames for so long. */
const SETTLES_MS = 5000;
const LOOK_MS = 100;
/** Whoever has just started has withdrawn drive enable within this time. */
const BORN_MS = 100;

/** Hears of whoever asks the tower for anything: only that gives drive enable back. */
export interface StopsJudge extends Judge {
  readonly asked: () => void;
  /** A controller is started. */
  readonly born: () => void;
}

/** What a stop is judged by, as far as the outputs show it. */
interface Outputs {
  isGiven: boolean;
  changedAtMs: number;
  askedAtMs: number;
  disturbedAtMs: number;
}

/** Hears when every drive, or every door, is told to stop within one stop's time: nothing but a stop of the tower does that. */
function createStopEar({ site: { devices }, clock }: Subject['stage'], stopped: () => void): (id: string) => void {
  const groups = (['axis-drive', 'door-operator'] as const).map((document) => new Map(devices.filter((device) => device.document === document).map(({ id }) => [id, -Infinity])));
  return (id) => {
    const nowMs = clock.nowMs();
    for (const group of groups) {
      if (!group.has(id)) continue;
      group.set(id, nowMs);
      if ([...group.values()].some((atMs) => nowMs - atMs > ONE_STOP_MS)) continue;
      for (const one of group.keys()) group.set(one, -Infinity);
      stopped();
    }
  };
}

/**
 * A stop as it shows on the outputs. I33: when every drive or every door is told to stop at once, and when a controller has started, drive enable is
 * withdrawn, and it comes back only after somebody has asked for it, or pressed the button, since it went. I12: a drive is not kept moving (its lease
 * renewed) while drive enable is withdrawn.
 */
export function judgeStops({ stage, wire, clock, lines, process }: Pick<Subject, 'stage' | 'wire' | 'clock' | 'lines' | 'process'>, report: Report): StopsJudge {
  const nowMs = stage.clock.nowMs;
  const outputs: Outputs = { isGiven: lines.written('driveEnable'), changedAtMs: nowMs(), askedAtMs: nowMs(), disturbedAtMs: -Infinity };
  const judged = { stops: 0, resets: 0, withdrawn: 0 };
  const lookAtLines = createLineLook({ lines, stage }, outputs, (sinceMs) => {
    judged[outputs.isGiven ? 'resets' : 'withdrawn'] += 1;
    if (outputs.isGiven && outputs.askedAtMs < outputs.changedAtMs) report('I33', `drive enable is given back ${String(Math.round(sinceMs))} ms after a stop, and nobody has asked for it since`);
  });
  const stopped = createStopEar(stage, () => {
    judged.stops += 1;
    if (outputs.isGiven && nowMs() - outputs.changedAtMs > ONE_STOP_MS) report('I33', 'everything is told to stop, and drive enable stays');
  });
  const hear = ({ device: { id, on }, verb, what }: WireCommand): void => {
    lookAtLines();
    if (nowMs() - outputs.disturbedAtMs < SETTLES_MS) return;
    if (what === 'quickStop') stopped(id);
    const goneMs = outputs.isGiven ? 0 : nowMs() - outputs.changedAtMs;
    if (verb === 'refresh' && 'axis' in on && goneMs > LATE_MS) report('I12', `${id} is kept moving ${String(Math.round(goneMs))} ms after drive enable was withdrawn`);
  };
  wire.listen({ opened: () => undefined, answered: () => undefined, command: hear });
  const endLooking = clock.every(LOOK_MS, () => {
    const active = stage.faults.active();
    if (active.some((id) => id.startsWith('bus/'))) outputs.disturbedAtMs = nowMs();
    // A button whose line is broken is pressed at any time.
    if (active.some((id) => id.startsWith('gpio/resetButton:'))) outputs.askedAtMs = nowMs();
    lookAtLines();
  });
  return {
    asked: () => { outputs.askedAtMs = nowMs(); },
    born: () => {
      const bornAtMs = nowMs();
      clock.after(BORN_MS, () => {
        lookAtLines();
        if (!process.isAlive() || outputs.askedAtMs > bornAtMs) return;
        judged.stops += 1;
        if (outputs.isGiven) report('I33', 'a controller has started, and drive enable is still given');
      });
    },
    end: () => {
      endLooking();
      return Promise.resolve();
    },
    premises: () => ({ 'I33 stops': judged.stops, 'I33 resets': judged.resets, 'I12 withdrawn': judged.withdrawn }),
  };
}

/** Looks at button and drive enable; `changed`: drive enable has, and so long it was as before. */
function createLineLook({ lines, stage }: Pick<Subject, 'lines' | 'stage'>, outputs: Outputs, changed: (sinceMs: number) => void): () => void {
  let isPressed = lines.level('resetButton');
  return () => {
    const nowMs = stage.clock.nowMs();
    const pressed = lines.level('resetButton');
    if (pressed !== isPressed) outputs.askedAtMs = nowMs;
    isPressed = pressed;
    const given = lines.written('driveEnable');
    if (given === outputs.isGiven) return;
    outputs.isGiven = given;
    changed(nowMs - outputs.changedAtMs);
    outputs.changedAtMs = nowMs;
  };
}
