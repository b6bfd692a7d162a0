import type { Fact, FactName, Facts, Truth } from '../../sensing/fact.ts';

/** Facts that a test sets by hand. A name that was never set is unknown. */
export interface FactBoard extends Facts {
  readonly set: (values: Partial<Record<FactName, Truth>>) => FactBoard;
  /** Its sensors answer, and contradict each other. */
  readonly contradict: (name: FactName) => FactBoard;
}

/** A board with these facts confirmed. */
export function createFactBoard(values: Partial<Record<FactName, Truth>> = {}): FactBoard {
  const known = new Map<FactName, Truth>(Object.entries(values) as [FactName, Truth][]);
  const contradicted = new Set<FactName>();
  let revision = 0;
  const board: FactBoard = {
    updatedAtMs: 0,
    get revision() {
      return revision;
    },
    get: (name): Fact => {
      const value = known.get(name);
      return { value, cause: contradicted.has(name) ? 'disagree' : value === undefined ? 'neverSeen' : 'confirmed', confirmedAtMs: 0, sinceMs: 0, sources: [`test/${name}`] };
    },
    set: (changes) => {
      for (const [name, value] of Object.entries(changes) as [FactName, Truth][]) {
        known.set(name, value);
        contradicted.delete(name);
      }
      revision += 1;
      return board;
    },
    contradict: (name) => {
      known.delete(name);
      contradicted.add(name);
      revision += 1;
      return board;
    },
  };
  return board;
}
