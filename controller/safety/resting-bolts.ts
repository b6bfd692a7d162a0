import type { Site } from '../../config/schema/site.schema.ts';
import type { IoModule, TimeTranslated } from '../ports.ts';
import { BOLT_ENDS, type BoltId } from '../sensing/carriage-facts.ts';
import type { Facts } from '../sensing/fact.ts';
import type { OutputGate } from './gate.port.ts';
import type { Running } from './passages.ts';

/** On top of the time that a bolt needs for its whole way. */
const MARGIN_MS = 200;

export interface RestingBoltsParts {
  readonly actuators: Site['actuators'];
  /** The module on the carriage that drives the bolts. */
  readonly module: IoModule | undefined;
  readonly facts: Facts;
  readonly gate: Pick<OutputGate, 'settle'>;
  /** Everything that moves now. */
  readonly running: () => readonly Running[];
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

/** Whether a motion of one of its bolts is under way. */
const commands = (running: readonly Running[], module: IoModule): boolean => running.some(({ deviceId }) => deviceId === module.id);

/** Sets the output of a bolt to the end at which it is seen, as long as it is seen there and no bolt is commanded. */
export function createSettling({ facts, factsAreFresh, running }: { readonly facts: () => Facts; readonly factsAreFresh: () => boolean; readonly running: () => readonly Running[] }): OutputGate['settle'] {
  return async (module, bolt, on) => {
    const rests = (): boolean => !commands(running(), module) && factsAreFresh() && seenAt(facts(), bolt) === on;
    if (rests()) return module.write({ [bolt]: on }, rests);
    return { ok: false, error: { code: 'refused', message: `The ${bolt} is not seen at the end to which its output would be set, so nothing was sent.`, broken: [] } };
  };
}

/**
 * While no bolt is commanded, outputs follow the bolts. A bolt that stands at the other end than its output for longer than it needs to leave it does not
 * follow its output: a wire is off, air is missing, it is jammed. Whenever that is mended it would move by itself: under the hands of those who mend it, or
 * under a pallet that the lift carries.
 */
export function createRestingBolts({ actuators, module, facts, gate, running }: RestingBoltsParts): RestingBolts {
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
      if (module === undefined || commands(running(), module)) against.clear();
      else for (const bolt of ['lockPin', 'fork', 'palletLock'] as const) look(bolt, module, nowMs);
    },
    translateMs: (deltaMs) => { for (const [bolt, sinceMs] of against) against.set(bolt, sinceMs + deltaMs); },
  };
}
