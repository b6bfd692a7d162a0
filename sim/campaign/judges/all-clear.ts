import { onFoot } from '../../plant/people-in-bay.ts';
import type { WireCommand } from '../../wire/wire-watch.ts';
import type { Subject } from '../subject.port.ts';
import type { Judge, Report } from './judge.port.ts';

/** Looks, and how often a channel must have been in doubt one after the other: a contact that bounces is clear in between. */
const LOOK_MS = 100;
/** From the last permit to the device lies one exchange on the bus. */
const ON_ITS_WAY_MS = 200;
/** A door counts as closed below, and the shuttle as centred. */
const CLOSED_BELOW = 0.005;
const CENTRED_MM = 5;

/** One bay with what its two channels for people say, and since when one of them does not say that nobody is there. */
interface BayChannels {
  readonly id: string;
  readonly line: string;
  readonly module: string;
  heardAtMs: number;
  doubtSinceMs: number | undefined;
  doubt: string;
}

function baysOf({ tower, devices }: Subject['stage']['site'], nowMs: number): readonly BayChannels[] {
  return tower.bays.flatMap(({ id }) => {
    const module = devices.find(({ on, inputs = [] }) => 'bay' in on && on.bay === id && inputs.includes('presenceClear'));
    return module === undefined ? [] : [{ id, line: `${id}.personClear`, module: module.id, heardAtMs: nowMs, doubtSinceMs: undefined, doubt: '' }];
  });
}

/**
 * I19: what may hurt somebody in a bay (its inner door that moves, its street door that closes, the shuttle that leaves the centre towards it) is begun only
 * where both channels say that nobody is there, and both are heard. What they say is taken from the line, and for the one behind the bus from the truth and
 * the fault that lies about it; that an old answer is believed for its time, and that a frame is on its way, is granted.
 */
export function judgeAllClear({ stage, wire, clock, lines }: Pick<Subject, 'stage' | 'wire' | 'clock' | 'lines'>, report: Report): Judge {
  const { site, plant: { state }, faults } = stage;
  const mostAgeMs = Math.max(...Object.values(site.control.maxAgeMs));
  const believedMs = mostAgeMs + site.control.safeHoldMs + 2 * site.control.scanMs + ON_ITS_WAY_MS;
  const bays = baysOf(site, stage.clock.nowMs());
  let judged = 0;
  let lookedAtMs = stage.clock.nowMs();

  const doubtOf = ({ id, line, module, heardAtMs }: BayChannels, active: readonly string[], nowMs: number): string => {
    const level = lines.level(line);
    if (level !== true) return level === false ? `${line} says that somebody is there` : `${line} cannot be read`;
    if (nowMs - heardAtMs > mostAgeMs) return `${module} is not heard`;
    if (active.some((one) => one.startsWith(`${module}:`))) return `${module} is not what it was`;
    if (active.includes(`${module}/presenceClear:off`)) return `${module} says that somebody is there`;
    return onFoot(state, id) > 0 && !active.some((one) => one.startsWith(`${module}/presenceClear:`)) ? 'somebody is there, and both channels see it' : '';
  };
  const look = (): void => {
    const nowMs = stage.clock.nowMs();
    const active = faults.active();
    // Quiet time that was passed over is nobody's silence.
    const passedOverMs = Math.max(0, nowMs - lookedAtMs - LOOK_MS);
    lookedAtMs = nowMs;
    for (const bay of bays) {
      bay.heardAtMs += passedOverMs;
      if (bay.doubtSinceMs !== undefined) bay.doubtSinceMs += passedOverMs;
      bay.doubt = doubtOf(bay, active, nowMs);
      bay.doubtSinceMs = bay.doubt === '' ? undefined : (bay.doubtSinceMs ?? nowMs);
    }
  };
  const endangered = ({ device: { on, document }, what }: WireCommand): BayChannels | undefined => {
    if ('door' in on) return on.door === 'inner' || what === 'close' ? bays.find(({ id }) => id === on.bay) : undefined;
    if (document !== 'axis-drive' || !('axis' in on) || on.axis !== 'shuttle' || Math.abs(state.axes.shuttle.positionMm) > CENTRED_MM) return undefined;
    return bays.find(({ id }) => (state.doors[`${id}.inner`]?.position ?? 0) > CLOSED_BELOW);
  };
  wire.listen({
    opened: () => undefined,
    answered: ({ id }) => { for (const bay of bays) if (bay.module === id) bay.heardAtMs = stage.clock.nowMs(); },
    command: (command) => {
      if (command.verb !== 'execute' || !command.taken || command.what === 'resetFault' || state.panel.key === 'maintenance') return;
      const bay = endangered(command);
      if (bay === undefined) return;
      judged += 1;
      if (bay.doubtSinceMs !== undefined && lookedAtMs - bay.doubtSinceMs > believedMs) report('I19', `${command.device.id} is told to ${command.what}: ${bay.doubt} for ${String(Math.round(lookedAtMs - bay.doubtSinceMs))} ms`);
    },
  });
  const endLooking = clock.every(LOOK_MS, look);
  return {
    end: () => {
      endLooking();
      return Promise.resolve();
    },
    premises: () => ({ 'I19 hazards': judged }),
  };
}
