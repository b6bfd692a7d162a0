// The quick check before a commit: types, lint, architecture and unit tests, in well under two minutes.
import { conclude, inTurn } from './jobs.mjs';
import { LINT, TYPES } from './gates.mjs';
import { UNIT } from './tiers.mjs';

// Lint takes about as long as all the others together, and the machine may have two cores.
const outcomes = await Promise.all([inTurn([...TYPES, UNIT]), inTurn([LINT])]);
process.exitCode = conclude(outcomes.flat());
