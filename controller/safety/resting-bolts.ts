import type { Site } from '../../config/schema/site.schema.ts';
import type { IoModule, TimeTranslated } from '../ports.ts';
import { BOLT_ENDS, type BoltId } from '../sensing/carriage-facts.ts';
import type { Facts } from '../sensing/fact.ts';
import type { OutputGate, StopControl } from './gate.port.ts';

/** On top of the time that a bolt needs for its whole way. */
const MARGIN_MS = 200;

export interface RestingBoltsParts {
  readonly actuators: Site['actuators'];
  /** The module on the carriage that drives the bolts. */
  readonly module: IoModule | undefined;
  readonly facts: Facts;
  readonly gate: Pick<OutputGate, 'settle'>;
  readonly stop: Pick<StopControl, 'latched'>;
}

/** Looked after once a scan. */
export interface RestingBolts extends TimeTranslated {
  readonly scan: (nowMs: number) => void;
}

/** Where a bolt is seen, as the level that its output has there; undefined between its ends and where that is not certain. */
function seenAt(facts: Facts, bolt: BoltId): boolean | undefined {
  const [on, off] = [facts.get(BOLT_ENDS[bolt].on).value, facts.get(BOLT_ENDS[bolt].off).value];
  if (on === true && off === false) return true;
  return on === false && off === true ? false : undefined;
}

/** Sets the output of a bolt to the end at which it is seen, as long as it is seen there and motion is stopped. */
export function createSettling({ facts, factsAreFresh, isStopped }: { readonly facts: () => Facts; readonly factsAreFresh: () => boolean; readonly isStopped: () => boolean }): OutputGate['settle'] {
  return async (module, bolt, on) => {
    const rests = (): boolean => isStopped() && factsAreFresh() && seenAt(facts(), bolt) === on;
    if (rests()) return module.write({ [bolt]: on }, rests);
    return { ok: false, error: { code: 'refused', message: `The ${bolt} is not seen at the end to which its output would be set, so nothing was sent.`, broken: [] } };
  };
}

/**
 * While motion is stopped, outputs follow the bolts. A bolt that stands at the other end than its output for longer than it needs to leave it does not
 * follow its output: a wire is off, air is missing, it is jammed. Whenever that is mended it would move by itself, under the hands of those who mend it.
 */
export function createRestingBolts({ actuators, module, facts, gate, stop }: RestingBoltsParts): RestingBolts {
  const against = new Map<BoltId, number>();
  const lastsTooLong = (bolt: BoltId, nowMs: number): boolean => nowMs - (against.get(bolt) ?? nowMs) > actuators[bolt].travelMs + MARGIN_MS;
  const look = (bolt: BoltId, from: IoModule, nowMs: number): void => {
    const seen = seenAt(facts, bolt);
    const output = from.link() === 'live' ? from.observed().value?.outputs[bolt] : undefined;
    if (seen === undefined || output === undefined || seen === output) against.delete(bolt);
    else if (!against.has(bolt)) against.set(bolt, nowMs);
    else if (lastsTooLong(bolt, nowMs)) {
      // What the module does not take is tried again after the same time.
      against.set(bolt, nowMs);
      void gate.settle(from, bolt, seen).then(() => undefined);
    }
  };
  return {
    scan: (nowMs) => {
      if (module === undefined || stop.latched() === undefined) against.clear();
      else for (const bolt of ['lockPin', 'fork', 'palletLock'] as const) look(bolt, module, nowMs);
    },
    translateMs: (deltaMs) => { for (const [bolt, sinceMs] of against) against.set(bolt, sinceMs + deltaMs); },
  };
}
