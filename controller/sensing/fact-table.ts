import type { TimeTranslated } from '../ports.ts';
import type { Derivation, Finding } from './derivation.ts';
import type { Fact, FactCause, FactName, Facts, Truth } from './fact.ts';

/** How one fact is obtained. */
export interface FactRule {
  readonly name: FactName;
  readonly derivation: Derivation;
  /** `true` is believed only after it has held this long (ms); `false` and unknown at once. */
  readonly safeHoldMs: number;
}

interface FactCell extends Fact {
  value: Truth;
  cause: FactCause;
  confirmedAtMs: number;
  sinceMs: number;
  /** Since when the derivation says true; Infinity when it does not. */
  trueSinceMs: number;
}

export interface FactTable extends Facts, TimeTranslated {
  /** Derives every fact anew. Called once a scan. Returns whether any value changed. */
  readonly update: (nowMs: number) => boolean;
  readonly names: readonly FactName[];
}

const unknownFact: Fact = { value: undefined, cause: 'neverSeen', confirmedAtMs: -Infinity, sinceMs: -Infinity, sources: [] };

/** Builds the table. Facts are derived in the order of the rules, so a rule may read facts that stand before it. */
export function createFactTable(rules: readonly FactRule[]): FactTable {
  const cells = rules.map(newCell);
  const byName = new Map<FactName, FactCell>(rules.map((rule, i) => [rule.name, cells[i] as FactCell]));
  const finding: Finding = { value: undefined, cause: 'neverSeen' };
  let revision = 0;

  function settle(cell: FactCell, rule: FactRule, nowMs: number): boolean {
    rule.derivation.derive(nowMs, finding);
    let { value, cause } = finding;
    if (value === true && rule.safeHoldMs > 0) {
      if (cell.trueSinceMs === Infinity) cell.trueSinceMs = nowMs;
      if (nowMs - cell.trueSinceMs < rule.safeHoldMs) {
        value = false;
        cause = 'settling';
      }
    } else if (value !== true) cell.trueSinceMs = Infinity;
    cell.confirmedAtMs = oldestConfirmation(rule.derivation);
    if (cell.value === value && cell.cause === cause) return false;
    if (cell.value !== value) cell.sinceMs = nowMs;
    cell.value = value;
    cell.cause = cause;
    return true;
  }

  return {
    names: rules.map((rule) => rule.name),
    get: (name) => byName.get(name) ?? unknownFact,
    get revision() {
      return revision;
    },
    update: (nowMs) => {
      let changed = false;
      for (let i = 0; i < rules.length; i += 1) {
        if (settle(cells[i] as FactCell, rules[i] as FactRule, nowMs)) changed = true;
      }
      if (changed) revision += 1;
      return changed;
    },
    translateMs: (deltaMs) => {
      for (const cell of cells) {
        cell.confirmedAtMs += deltaMs;
        cell.trueSinceMs += deltaMs;
      }
      for (const rule of rules) rule.derivation.translateMs(deltaMs);
    },
  };
}

function newCell(rule: FactRule): FactCell {
  const sources = rule.derivation.channels.map((channel) => channel.source);
  return { value: undefined, cause: 'neverSeen', confirmedAtMs: -Infinity, sinceMs: -Infinity, trueSinceMs: Infinity, sources };
}

function oldestConfirmation(derivation: Derivation): number {
  let oldest = Infinity;
  for (const channel of derivation.channels) oldest = Math.min(oldest, channel.confirmedAtMs());
  return oldest === Infinity ? -Infinity : oldest;
}
