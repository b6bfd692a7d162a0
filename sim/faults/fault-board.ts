import { fault, ok } from '../../hal/ports/result.ts';
import type { Result } from '../../hal/ports/result.ts';
import type { EffectOf, FaultId, FaultSpec, InjectionFault } from './fault.ts';

/** Injects and clears faults, and knows which are active. */
export interface FaultBoard {
  /** Makes a fault so. Refused, without any change, when the target is unknown, cannot fail that way, or would not notice. */
  readonly inject: (spec: FaultSpec) => Result<FaultId, InjectionFault>;
  /** Ends a fault. Refused when it is not active. */
  readonly clear: (id: FaultId) => Result<void, InjectionFault>;
  /** Ends all faults of a target; harmless when it has none. */
  readonly clearTarget: (target: string) => void;
  readonly clearAll: () => void;
  /** Active faults in the order of their injection. */
  readonly active: () => readonly FaultId[];
  /** All targets of the site, sorted. */
  readonly targets: () => readonly string[];
  /** No active fault draws random numbers or keeps a history. */
  readonly quiet: () => boolean;
}

interface Active {
  readonly target: string;
  readonly aspect: string;
  readonly noisy: boolean;
  readonly undo: () => void;
}

/** Builds the board over everything that can fail. `onChange` runs after each injection and clearing. */
export function createFaultBoard(effects: ReadonlyMap<string, EffectOf>, onChange: () => void): FaultBoard {
  const active = new Map<FaultId, Active>();
  let ids: readonly FaultId[] = [];
  let noisyCount = 0;

  const changed = (): void => {
    ids = [...active.keys()];
    noisyCount = [...active.values()].filter((each) => each.noisy).length;
    onChange();
  };
  const end = (id: FaultId): boolean => {
    const found = active.get(id);
    found?.undo();
    active.delete(id);
    return found !== undefined;
  };
  const clearTarget = (target: string): number => {
    const mine = [...active].filter(([, each]) => each.target === target).map(([id]) => id);
    // The last one first: each puts back what it found.
    mine.reverse().forEach(end);
    if (mine.length > 0) changed();
    return mine.length;
  };

  const inject = (spec: FaultSpec): Result<FaultId, InjectionFault> => {
    const { target, verb } = spec;
    const effectOf = effects.get(target);
    if (effectOf === undefined) return fault('noSuchTarget', `The site has nothing named "${target}" that can fail. Nothing was changed.`);
    if (verb === 'ok') {
      return clearTarget(target) > 0 ? ok(`${target}:ok`) : fault('noEffect', `${target} has no fault. Nothing was changed.`);
    }
    const effect = effectOf(spec);
    if (effect === 'unsupported') return fault('unsupported', `${target} cannot be "${verb}". Nothing was changed.`);
    if (effect === 'noEffect') return fault('noEffect', `"${verb}" with these values would change nothing at ${target}.`);
    const hidden = [...active.values()].some((each) => each.target === target && each.aspect === effect.aspect);
    if (hidden) return fault('noEffect', `${target} already has a fault that hides "${verb}". Clear that one first.`);
    const id = `${target}:${verb}`;
    active.set(id, { target, aspect: effect.aspect, noisy: effect.noisy ?? false, undo: effect.apply() });
    changed();
    return ok(id);
  };

  return {
    inject,
    clear: (id) => {
      if (!end(id)) return fault('noEffect', `No fault "${id}" is active. Nothing was changed.`);
      changed();
      return { ok: true, value: undefined };
    },
    clearTarget: (target) => void clearTarget(target),
    clearAll: () => {
      [...active.keys()].reverse().forEach(end);
      changed();
    },
    active: () => ids,
    targets: () => [...effects.keys()].sort(),
    quiet: () => noisyCount === 0,
  };
}
