// What may not stand in the source, and why. Time and chance are injected: a call to the machine's own clock or dice would
// make a run that no seed can repeat.

const CLOCK = 'Time is injected: take a Clock (hal/ports/clock.port.ts). Only the rim touches the real one.';
const CHANCE = 'Chance is injected: take an Rng (hal/ports/rng.port.ts). Only the rim touches the real one.';
const GLOBALS = ['globalThis', 'window', 'self', 'global'];
const TIMERS = ['setTimeout', 'setInterval', 'setImmediate'];

/** @param {string} object @param {string} property @param {string} message */
const member = (object, property, message) => ({ object, property, message });

/** `no-restricted-properties`: clock and dice reached as members. */
export const BANNED_PROPERTIES = [
  member('Date', 'now', CLOCK),
  member('performance', 'now', CLOCK),
  member('process', 'hrtime', CLOCK),
  member('Math', 'random', CHANCE),
  ...['randomUUID', 'randomBytes', 'randomInt', 'getRandomValues'].map((name) => member('crypto', name, CHANCE)),
  ...GLOBALS.flatMap((object) => TIMERS.map((timer) => member(object, timer, CLOCK))),
];

/** `no-restricted-globals`: timers reached by name. */
export const BANNED_GLOBALS = TIMERS.map((name) => ({ name, message: CLOCK }));

/** `no-restricted-imports`: the same things by import. */
export const BANNED_IMPORTS = {
  paths: [
    ...['timers', 'node:timers', 'timers/promises', 'node:timers/promises'].map((name) => ({ name, message: CLOCK })),
    ...['crypto', 'node:crypto'].map((name) => ({
      name,
      importNames: ['randomUUID', 'randomBytes', 'randomInt', 'getRandomValues', 'webcrypto'],
      message: CHANCE,
    })),
    ...['perf_hooks', 'node:perf_hooks'].map((name) => ({ name, importNames: ['performance'], message: CLOCK })),
  ],
};

/** `no-restricted-syntax`: the clock read by constructing a date. */
export const BANNED_CLOCK_SYNTAX = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: CLOCK },
  { selector: "CallExpression[callee.name='Date']", message: CLOCK },
];

/** `no-restricted-syntax`: forms that the house does not use. */
export const BANNED_FORMS = [
  { selector: 'TSEnumDeclaration', message: 'Use a union of literals: type stripping cannot run an enum.' },
  { selector: "TSModuleDeclaration[kind='namespace']", message: 'Use a module: type stripping cannot run a namespace.' },
];

/** `no-restricted-syntax`: one name for a thing, wherever it is imported. */
export const BANNED_DEFAULT_EXPORT = [
  { selector: 'ExportDefaultDeclaration', message: 'Use a named export.' },
];
