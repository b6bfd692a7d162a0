import type { Site } from '../../config/schema/site.schema.ts';
import type { IoModule, TimeTranslated } from '../ports.ts';
import { BOLT_ENDS, BOLT_SWITCHES, type BoltId } from '../sensing/carriage-facts.ts';
import type { Facts } from '../sensing/fact.ts';
import type { OutputGate } from './gate.port.ts';
import type { Running } from './passages.ts';

const BOLTS: readonly BoltId[] = ['lockPin', 'fork', 'palletLock'];
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

/** How a bolt has come to where it is, as its two switches have shown it. */
interface Track extends TimeTranslated {
  readonly look: (switches: { readonly on: boolean; readonly off: boolean } | undefined, output: boolean, nowMs: number) => void;
  /** It stands at the other end than its output, for so long, ms; undefined when it does not, or when nobody should believe it. */
  readonly againstMs: (nowMs: number) => number | undefined;
}

/**
 * Follows one bolt. A bolt that is at its other end without having been on its way for half its time has not moved: its switches, or the module that reads
 * them, lie. They are believed again when they agree with the output.
 */
function createTrack(travelMs: number): Track {
  let at: boolean | undefined;
  let leftAtMs: number | undefined;
  let againstSinceMs: number | undefined;
  let believed = false;
  return {
    look: (switches, output, nowMs) => {
      if (switches === undefined || switches.on === switches.off) {
        const isBetween = switches?.on === false;
        leftAtMs = isBetween ? (leftAtMs ?? nowMs) : undefined;
        againstSinceMs = undefined;
        believed &&= isBetween;
        return;
      }
      const hasJumped = switches.on !== at && (leftAtMs === undefined || nowMs - leftAtMs < travelMs / 2);
      believed = switches.on === output || (believed && !hasJumped);
      [at, leftAtMs] = [switches.on, undefined];
      againstSinceMs = switches.on === output ? undefined : (againstSinceMs ?? nowMs);
    },
    againstMs: (nowMs) => (believed && againstSinceMs !== undefined ? nowMs - againstSinceMs : undefined),
    translateMs: (deltaMs) => {
      if (leftAtMs !== undefined) leftAtMs += deltaMs;
      if (againstSinceMs !== undefined) againstSinceMs += deltaMs;
    },
  };
}

/** The switches of a bolt as its module reads them now. */
function switchesOf(module: IoModule, bolt: BoltId): { readonly on: boolean; readonly off: boolean } | undefined {
  const inputs = module.link() === 'live' ? module.observed().value?.inputs : undefined;
  const [on, off] = [inputs?.[BOLT_SWITCHES[bolt].on], inputs?.[BOLT_SWITCHES[bolt].off]];
  return on === undefined || off === undefined ? undefined : { on, off };
}

/**
 * While no bolt is commanded, outputs follow the bolts. A bolt that stands at the other end than its output for longer than it needs to leave it does not
 * follow its output: a wire is off, air is missing, it is jammed. Whenever that is mended it would move by itself: under the hands of those who mend it, or
 * under a pallet that the lift carries.
 */
export function createRestingBolts({ actuators, module, facts, gate, running }: RestingBoltsParts): RestingBolts {
  const tracks = BOLTS.map((bolt) => ({ bolt, track: createTrack(actuators[bolt].travelMs), quietSinceMs: -Infinity }));
  return {
    scan: (nowMs) => {
      if (module === undefined) return;
      const commanded = commands(running(), module);
      for (const one of tracks) {
        const { bolt, track } = one;
        track.look(switchesOf(module, bolt), module.observed().value?.outputs[bolt] ?? false, nowMs);
        if (commanded) one.quietSinceMs = nowMs;
        const seen = seenAt(facts, bolt);
        const lastsMs = Math.min(track.againstMs(nowMs) ?? -Infinity, nowMs - one.quietSinceMs);
        if (seen === undefined || lastsMs <= actuators[bolt].travelMs + MARGIN_MS) continue;
        // What the module does not take is tried again after the same time.
        one.quietSinceMs = nowMs;
        void gate.settle(module, bolt, seen).then(() => undefined);
      }
    },
    translateMs: (deltaMs) => {
      for (const one of tracks) {
        one.track.translateMs(deltaMs);
        one.quietSinceMs += deltaMs;
      }
    },
  };
}
