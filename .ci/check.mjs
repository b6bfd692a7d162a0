// The quick check before a commit: types, lint, architecture and unit tests, in a minute and a half; the first one in a clone takes longer.
import { conclude, inTurn } from './jobs.mjs';
import { QUICK } from './gates.mjs';
import { UNIT } from './tiers.mjs';

// Lint takes about as long as all the others together, and the machine may have two cores.
const outcomes = await Promise.all([inTurn([...QUICK.types, UNIT]), inTurn([QUICK.lint])]);
process.exitCode = conclude(outcomes.flat());
