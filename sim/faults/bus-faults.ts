import type { LineHealth } from '../wire/baud-pipe.ts';
import type { SimulatedBus } from '../wire/simulated-bus.ts';
import { delayOf, shareOf } from './fault.ts';
import type { Effect, EffectOf, FaultSpec, LineManner } from './fault.ts';

const SLOW_MS = 5;
const DELAYED_MS = 60;
const LOST_SHARE = 0.3;
const MANNER_SHARE = 0.3;
/** Of damaged chunks, this part ends early; the rest arrives with a wrong bit. */
const TRUNCATED_PART = 0.3;

function setting(bus: SimulatedBus, spec: FaultSpec, aspect: string, change: Partial<LineHealth>, noisy: boolean): Effect {
  const ways = [spec.direction === 'toController' ? undefined : bus.toDevices, spec.direction === 'toDevices' ? undefined : bus.toController];
  return {
    aspect,
    noisy,
    apply: () => {
      const restores = ways.filter((way) => way !== undefined).map((way) => {
        const before = { ...way };
        Object.assign(way, change);
        return () => Object.assign(way, before);
      });
      return () => restores.forEach((restore) => restore());
    },
  };
}

/** What each manner changes, where `share` of the frames suffer. */
const MANNERS: Readonly<Record<LineManner, keyof LineHealth>> = { duplicate: 'duplicatedShare', reorder: 'overtakenShare', replay: 'replayedShare', babble: 'babbleShare' };

/** Faults of a whole line: unplugged, noisy, late, lossy or dead without a word. */
export function busFaults(bus: SimulatedBus): EffectOf {
  return (spec) => {
    if (bus.isCut()) return 'noEffect';
    switch (spec.verb) {
      case 'off':
        return { aspect: 'line', apply: () => {
          bus.cut();
          return bus.mend;
        } };
      case 'silent': return setting(bus, spec, 'loss', { lostShare: 1 }, false);
      case 'intermittent': {
        const share = shareOf(spec, LOST_SHARE);
        return share === undefined ? 'noEffect' : setting(bus, spec, 'loss', { lostShare: share }, true);
      }
      case 'garbage': {
        const share = shareOf(spec, 1);
        if (share === undefined) return 'noEffect';
        return setting(bus, spec, 'damage', { truncatedShare: share * TRUNCATED_PART, garbledShare: share }, true);
      }
      case 'slow':
      case 'delayed': {
        const extraMs = delayOf(spec, spec.verb === 'slow' ? SLOW_MS : DELAYED_MS);
        return extraMs === undefined ? 'noEffect' : setting(bus, spec, 'delay', { extraMs }, false);
      }
      case 'wrong': {
        const share = shareOf(spec, MANNER_SHARE);
        return share === undefined ? 'noEffect' : setting(bus, spec, 'frames', { [MANNERS[spec.manner ?? 'duplicate']]: share }, true);
      }
      case 'ok': case 'stuck': return 'unsupported';
    }
  };
}
