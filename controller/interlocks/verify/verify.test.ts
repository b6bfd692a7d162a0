import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { bayFactNames, towerFactNames, type FactName } from '../../sensing/fact.ts';
import { HAZARDS } from '../hazards.ts';
import type { Interlock } from '../interlock.ts';
import { INTERLOCKS } from '../interlocks.ts';
import { kindOf } from '../motion.ts';
import { motionsOf } from '../motions-of.ts';
import { allowedByStatement } from '../statement.ts';
import { traceHazards } from './trace-hazards.ts';
import { compareTable, verifyInterlocks, type Scope } from './verify.ts';

const bays = ['A', 'B'];
const facts: readonly FactName[] = [...towerFactNames, ...bays.flatMap((bay) => bayFactNames.map((name): FactName => `${bay}.${name}`))];

/** A small repeatable sequence, enough to draw combinations with. */
function drawing() {
  let state = 12345;
  return { next: () => { state = (state * 1103515245 + 12345) % 2147483648; return state / 2147483648; } };
}

const scope = (change: Partial<Scope>): Scope => ({ bays, facts, rng: drawing(), randomRuns: 0, depth: 'pairs', exhaustiveUpTo: 0, ...change });

describe('interlock table against its statement', () => {
  it('agrees on each fact and each pair lost in any way, at random, and on every combination where there are few', () => {
    const found = verifyInterlocks(scope({ randomRuns: 100_000, exhaustiveUpTo: 8 }));
    assert.deepEqual(found.disagreements, []);
    assert.ok(found.random >= 100_000 && found.combinations > found.random + found.exhaustive.combinations);
    assert.ok(found.exhaustive.motions > 0);
  });

  it('has rows that read what they declare, and nothing else', () => {
    assert.deepEqual(verifyInterlocks(scope({})).undeclaredReads, []);
  });

  it('has a statement that forbids something for every motion, so that agreement means something', () => {
    for (const motion of motionsOf(bays)) {
      assert.equal(allowedByStatement(motion, bays, () => true), true, motion);
      assert.equal(allowedByStatement(motion, bays, () => undefined), false, motion);
    }
  });
});

describe('hazards', () => {
  it('are numbered without a gap, and each is answered', () => {
    assert.deepEqual(HAZARDS.map(({ number }) => number), Array.from({ length: 64 }, (_, i) => i + 1));
    assert.deepEqual(traceHazards(INTERLOCKS).filter(({ answered }) => !answered), []);
  });

  it('are said to be answered by rows where a row names them', () => {
    const byRows = HAZARDS.filter(({ answers }) => answers.some(({ by }) => by === 'rows')).map(({ number }) => number);
    const named = [...new Set(INTERLOCKS.flatMap((row) => row.hazards))].sort((a, b) => a - b);
    assert.deepEqual(named.filter((number) => !byRows.includes(number)), []);
  });

  it('that another part answers name a test that exists, with the situation in it', () => {
    for (const { number, answers } of HAZARDS) {
      for (const answer of answers) {
        if (answer.by !== 'part') continue;
        const { file, title } = answer.test;
        assert.ok(existsSync(file), `hazard ${String(number)}: ${file} exists`);
        assert.ok(readFileSync(file, 'utf8').includes(title), `hazard ${String(number)}: ${file} has "${title}"`);
      }
    }
  });

  it('are found untraced when the rows that answer them are gone', () => {
    const without = INTERLOCKS.filter((row) => !row.hazards.includes(46));
    assert.deepEqual(verifyInterlocks(scope({ table: without, motions: ['order.deliver'] })).untracedHazards, [46]);
  });
});

/** Every way to spoil the table by one row: the row gone, its value turned round, one of its motions dropped. */
function mutants(): readonly { readonly what: string; readonly row: Interlock; readonly table: readonly Interlock[] }[] {
  return INTERLOCKS.flatMap((row) => {
    const others = INTERLOCKS.filter((one) => one !== row);
    const spoilt = (what: string, changed: readonly Interlock[]) => ({ what: `${row.id} ${what}`, row, table: [...others, ...changed] });
    return [
      spoilt('removed', []),
      spoilt('negated', [{ ...row, expects: !row.expects }]),
      ...row.motions.map((motion) => spoilt(`without ${motion}`, [{ ...row, motions: row.motions.filter((one) => one !== motion) }])),
    ];
  });
}

describe('a spoilt interlock table', () => {
  it('is found, whichever row is removed, negated or short of a motion', () => {
    const survivors = mutants().filter(({ row, table }) => {
      const motions = motionsOf(bays).filter((motion) => row.motions.includes(kindOf(motion).kind));
      return compareTable(scope({ depth: 'rows', table, motions, facts: facts.filter((name) => name.endsWith(row.fact.name)) })).disagreements.length === 0;
    });
    assert.deepEqual(survivors.map(({ what }) => what), []);
  });
});
