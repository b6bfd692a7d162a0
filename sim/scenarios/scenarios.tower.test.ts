import assert from 'node:assert/strict';
import { simRun } from '../../controller/shell/verbs/sim-run.ts';
import { scenarios } from './registry.ts';

/** Played by tests of their own, by the benchmark, or, where they take more than a minute, by a command of their own (README). */
const ELSEWHERE = new Set(['deliver', 'hundred-alternating']);

describe('every scenario', () => {
  for (const { name, sentence } of scenarios.filter((one) => !ELSEWHERE.has(one.name))) {
    it(`${name}: ${sentence}`, async () => {
      const outcome = await simRun({ scenario: name, seed: 1, skip: true });
      assert.ok(outcome.ok, outcome.lines.join('\n'));
    });
  }
});
