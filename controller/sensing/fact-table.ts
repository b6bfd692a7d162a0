import type { TimeTranslated } from '../ports.ts';
import type { Source } from './channel.ts';
import type { Derivation, Finding } from './derivation.ts';
import type { Fact, FactCause, FactName, Facts, Truth } from './fact.ts';

/** How one fact is obtained. */
export interface FactRule {
  readonly name: FactName;
  readonly derivation: Derivation;
  /** `true` is believed only after it has held this long (ms); `false` and unknown at once. */
  readonly safeHoldMs: number;
}

export interface FactTable extends Facts, TimeTranslated {
  /** Looks at all sources and derives what may have changed. Called once a scan. Returns whether any value changed. */
  readonly update: (nowMs: number) => boolean;
  readonly names: readonly FactName[];
  /** A technician has looked at the channels: defects whose channels agree by now are forgotten. */
  readonly acknowledgeDefects: () => void;
  /** No fact waits for time to pass. */
  readonly isSettled: () => boolean;
}

interface FactCell {
  readonly rule: FactRule;
  readonly sources: readonly Source[];
  readonly readsFacts: boolean;
  readonly fact: { value: Truth; cause: FactCause; sinceMs: number; readonly sources: readonly string[]; readonly confirmedAtMs: number };
  /** Something that it reads has changed, or time alone may change it. */
  due: boolean;
  pending: boolean;
  /** Revision of the table at its last derivation, for rules that read other facts. */
  seenRevision: number;
  /** Since when the derivation says true; Infinity when it does not. */
  trueSinceMs: number;
}

const unknownFact: Fact = { value: undefined, cause: 'neverSeen', confirmedAtMs: -Infinity, sinceMs: -Infinity, sources: [] };

/** The facts between two scans. */
interface TableState {
  readonly cells: readonly FactCell[];
  readonly finding: Finding;
  revision: number;
  /** Some cell may come to another value: a source has news, a cell waits for time to pass, or another fact has changed since it looked. */
  anyDue: boolean;
}

function look(table: TableState, cell: FactCell, nowMs: number): void {
  if (!cell.due && !(cell.readsFacts && cell.seenRevision !== table.revision)) return;
  const { finding } = table;
  cell.seenRevision = table.revision;
  cell.rule.derivation.derive(nowMs, finding);
  hold(cell, finding, nowMs);
  cell.pending = finding.pending;
  cell.due = finding.pending;
  const { fact } = cell;
  if (fact.value === finding.value && fact.cause === finding.cause) return;
  if (fact.value !== finding.value) fact.sinceMs = nowMs;
  fact.value = finding.value;
  fact.cause = finding.cause;
  table.revision += 1;
}

/** Derives what is due; whether anything has changed. */
function lookAtAll(table: TableState, nowMs: number): boolean {
  const before = table.revision;
  let pending = false;
  for (const cell of table.cells) {
    look(table, cell, nowMs);
    pending ||= cell.due;
  }
  const changed = table.revision !== before;
  // A fact that stands before the one that has changed reads it on the next scan.
  table.anyDue = pending || changed;
  return changed;
}

/** Builds the table. Facts are derived in the order of the rules, so a rule may read facts that stand before it. */
export function createFactTable(rules: readonly FactRule[]): FactTable {
  const cells = rules.map(newCell);
  const byName = new Map<FactName, Fact>(cells.map((cell) => [cell.rule.name, cell.fact]));
  const sources = [...new Set(cells.flatMap((cell) => cell.sources))].map((source) => ({ source, readers: cells.filter((cell) => cell.sources.includes(source)) }));
  const table: TableState = { cells, finding: { value: undefined, cause: 'neverSeen', pending: false }, revision: 0, anyDue: true };
  let updatedAtMs = -Infinity;

  return {
    names: rules.map((rule) => rule.name),
    get: (name) => byName.get(name) ?? unknownFact,
    get revision() {
      return table.revision;
    },
    get updatedAtMs() {
      return updatedAtMs;
    },
    update: (nowMs) => {
      for (const { source, readers } of sources) {
        if (!source.refresh(nowMs)) continue;
        table.anyDue = true;
        for (const cell of readers) cell.due = true;
      }
      const changed = table.anyDue && lookAtAll(table, nowMs);
      // Last: facts of a scan that broke off are not those of now.
      updatedAtMs = nowMs;
      return changed;
    },
    isSettled: () => cells.every((cell) => !cell.pending || cell.fact.value === undefined),
    acknowledgeDefects: () => {
      for (const cell of cells) {
        cell.rule.derivation.acknowledge?.();
        cell.due = true;
      }
      table.anyDue = true;
    },
    translateMs: (deltaMs) => {
      updatedAtMs += deltaMs;
      for (const cell of cells) {
        cell.trueSinceMs += deltaMs;
        cell.rule.derivation.translateMs?.(deltaMs);
      }
    },
  };
}

/** Holds back a safe value until it has lasted. */
function hold(cell: FactCell, finding: Finding, nowMs: number): void {
  if (finding.value !== true) {
    cell.trueSinceMs = Infinity;
    return;
  }
  if (cell.rule.safeHoldMs === 0) return;
  if (cell.trueSinceMs === Infinity) cell.trueSinceMs = nowMs;
  if (nowMs - cell.trueSinceMs >= cell.rule.safeHoldMs) return;
  finding.value = false;
  finding.cause = 'settling';
  finding.pending = true;
}

function newCell(rule: FactRule): FactCell {
  const { channels } = rule.derivation;
  const sources = [...new Set(channels.map((channel) => channel.source))];
  const names = channels.map((channel) => channel.name);
  return {
    rule,
    sources,
    readsFacts: rule.derivation.readsFacts === true,
    due: true,
    pending: false,
    seenRevision: -1,
    trueSinceMs: Infinity,
    fact: {
      value: undefined,
      cause: 'neverSeen',
      sinceMs: -Infinity,
      sources: names,
      get confirmedAtMs() {
        return oldest(sources);
      },
    },
  };
}

function oldest(sources: readonly Source[]): number {
  let earliestMs = Infinity;
  for (const source of sources) earliestMs = Math.min(earliestMs, source.confirmedAtMs());
  return earliestMs === Infinity ? -Infinity : earliestMs;
}
