import type { Fact, FactName, Facts, Truth } from '../../sensing/fact.ts';
import type { Reader } from '../statement.ts';

/** One combination of facts under test, changed in place: everything is true but what was set otherwise. */
export interface Combination {
  readonly facts: Facts;
  readonly read: Reader;
  readonly set: (name: FactName, value: Truth) => void;
  /** Everything true again. */
  readonly clear: () => void;
  /** What is not true, for people; unknown as null. */
  readonly notTrue: () => Readonly<Record<string, boolean | null>>;
  /** Writes the names that are read from now on into `into`, until `undefined` is given. */
  readonly record: (into: Set<FactName> | undefined) => void;
}

/** A combination in which everything is true. */
export function createCombination(): Combination {
  const lost = new Map<FactName, Truth>();
  const fact: { -readonly [K in keyof Fact]: Fact[K] } = { value: true, cause: 'confirmed', confirmedAtMs: 0, sinceMs: 0, sources: [] };
  let recorded: Set<FactName> | undefined;
  const read: Reader = (name) => {
    recorded?.add(name);
    return lost.size > 0 && lost.has(name) ? lost.get(name) : true;
  };
  return {
    read,
    facts: {
      revision: 0,
      updatedAtMs: 0,
      get: (name) => {
        fact.value = read(name);
        return fact;
      },
    },
    set: (name, value) => {
      if (value === true) lost.delete(name);
      else lost.set(name, value);
    },
    clear: () => { lost.clear(); },
    notTrue: () => Object.fromEntries([...lost].map(([name, value]) => [name, value ?? null])),
    record: (into) => { recorded = into; },
  };
}
