import type { Rng } from '../../hal/ports/rng.port.ts';
import type { IoInput, IoOutput } from '../devices/io-module.ts';
import type { SimGpio, SimLine } from '../wire/sim-gpio.ts';
import { delayOf, shareOf } from './fault.ts';
import type { Effect, EffectOf, FaultSpec } from './fault.ts';

/** What stands between a contact and its terminal. `undefined`: the terminal cannot be read. */
type Between = (truth: boolean) => boolean | undefined;

/** What a faulty signal needs besides its truth. */
export interface SignalContext {
  readonly nowMs: () => number;
  readonly rng: Rng;
}

const FLICKER_SHARE = 0.3;
const DELAY_MS = 500;

/** Follows the truth late: each change shows `delayMs` after it happened, as far as anybody looked in between. */
function late(context: SignalContext, delayMs: number): Between {
  let shown: boolean | undefined;
  let pending: boolean | undefined;
  let changedAtMs = 0;
  return (truth) => {
    shown ??= truth;
    if (truth !== pending) {
      pending = truth;
      changedAtMs = context.nowMs();
    }
    if (context.nowMs() - changedAtMs >= delayMs) shown = truth;
    return shown;
  };
}

/** The ways in which a single contact can fail. `present` is its level at this moment. */
function betweenOf(spec: FaultSpec, present: boolean, context: SignalContext): { readonly way: Between; readonly noisy: boolean } | 'unsupported' | 'noEffect' {
  switch (spec.verb) {
    case 'off': return { way: () => false, noisy: false };
    case 'stuck': {
      const level = spec.level ?? present;
      return { way: () => level, noisy: false };
    }
    case 'wrong': return { way: (truth) => !truth, noisy: false };
    case 'intermittent': {
      const share = shareOf(spec, FLICKER_SHARE);
      return share === undefined ? 'noEffect' : { way: (truth) => (context.rng.next() < share ? !truth : truth), noisy: true };
    }
    case 'delayed': {
      const ms = delayOf(spec, DELAY_MS);
      return ms === undefined ? 'noEffect' : { way: late(context, ms), noisy: true };
    }
    case 'ok': case 'garbage': case 'slow': case 'silent': return 'unsupported';
  }
}

/** Faults of one input of an IO module. */
export function ioInputFaults(input: IoInput, context: SignalContext): EffectOf {
  return (spec) => {
    const between = betweenOf(spec, input.sensor(), context);
    if (typeof between === 'string') return between;
    const apply = (): (() => void) => {
      input.override = () => between.way(input.sensor()) ?? false;
      return () => {
        input.override = undefined;
      };
    };
    return { aspect: 'signal', noisy: between.noisy, apply };
  };
}

/** Faults of one output of an IO module: it sticks as it is, or loses its power. */
export function ioOutputFaults(output: IoOutput, coil: () => boolean): EffectOf {
  return (spec) => {
    if (spec.verb !== 'stuck' && spec.verb !== 'off') return 'unsupported';
    const apply = (): (() => void) => {
      output.stuck = true;
      output.drive(spec.verb === 'off' ? false : (spec.level ?? output.driven()));
      return () => {
        output.stuck = false;
        output.drive(coil());
      };
    };
    return { aspect: 'signal', apply };
  };
}

function outputLine(gpio: SimGpio, line: SimLine, spec: FaultSpec): Effect | 'unsupported' {
  if (spec.verb !== 'stuck' && spec.verb !== 'off') return 'unsupported';
  const level = spec.verb === 'off' ? false : (spec.level ?? line.truth());
  const apply = (): (() => void) => {
    gpio.override(line.name, () => level);
    return () => gpio.override(line.name, undefined);
  };
  return { aspect: 'signal', apply };
}

/** Two wires crossed: the line shows what the other one should. */
function crossed(gpio: SimGpio, line: SimLine, other: string): Effect | 'noEffect' {
  const wired = gpio.lines.get(other);
  if (wired === undefined || wired === line || wired.direction === 'out') return 'noEffect';
  const apply = (): (() => void) => {
    gpio.override(line.name, wired.truth);
    return () => gpio.override(line.name, undefined);
  };
  return { aspect: 'signal', apply };
}

/** Faults of one GPIO line. An input may also be unreadable (`silent`). */
export function gpioFaults(gpio: SimGpio, line: SimLine, context: SignalContext): EffectOf {
  return (spec) => {
    if (line.direction === 'out') return outputLine(gpio, line, spec);
    if (spec.verb === 'wrong' && spec.crossedWith !== undefined) return crossed(gpio, line, spec.crossedWith);
    const silent = spec.verb === 'silent' ? { way: (): undefined => undefined, noisy: false } : undefined;
    const between = silent ?? betweenOf(spec, line.truth(), context);
    if (typeof between === 'string') return between;
    const apply = (): (() => void) => {
      gpio.override(line.name, between.way);
      return () => gpio.override(line.name, undefined);
    };
    return { aspect: 'signal', noisy: between.noisy, apply };
  };
}
