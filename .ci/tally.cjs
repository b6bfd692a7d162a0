// mocha's own report, and its count in a file for the run that sums up the tiers.
'use strict';
const { writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

/** A dot for each test of a quick tier, a sentence for each of a slow one, where a person waits and reads. */
const Report = process.env['CARILLON_REPORT'] === 'dot' ? reporters.Dot : reporters.Spec;

module.exports = class Tally extends Report {
  /** @param {Mocha.Runner} runner @param {Mocha.MochaOptions} options */
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const file = process.env['CARILLON_TALLY'];
      if (file === undefined) return;
      writeFileSync(file, JSON.stringify({ passed: this.stats.passes, failed: this.stats.failures }));
    });
  }
};
