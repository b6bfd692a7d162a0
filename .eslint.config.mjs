import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import {
  BANNED_CLOCK_SYNTAX,
  BANNED_DEFAULT_EXPORT,
  BANNED_FORMS,
  BANNED_GLOBALS,
  BANNED_IMPORTS,
  BANNED_PROPERTIES,
} from './.ci/eslint/bans.mjs';
import { noFloatingResults } from './.ci/eslint/no-floating-results.mjs';

const TESTS = ['**/*.test.ts', '**/testing/**'];
/** Tests that keep real time: ptys, browsers, trees of processes. */
const SLOW_TESTS = ['**/*.wire.test.ts', '**/*.process.test.ts', '**/*.browser.test.ts', '**/*.visit.test.ts', '**/*.long.test.ts'];
/** Where the machine's own clock, timers and dice are turned into ports. */
const RIM = ['hal/system/**', 'kiosk/app/rim/**', 'kiosk/shell/rim/**', '.ci/**'];
/** Files whose tool asks for a default export. */
const CONFIG_FILES = ['.eslint.config.mjs', '**/*.config.ts'];
const OFF = 'off';

/** @type {import('eslint').Linter.RulesRecord} */
const strict = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
  // A port may be asynchronous where one of its implementations has nothing to wait for.
  '@typescript-eslint/require-await': OFF,
  '@typescript-eslint/no-unnecessary-type-parameters': OFF,
  '@typescript-eslint/unified-signatures': OFF,
  'carillon/no-floating-results': 'error',
  'max-lines': ['error', { max: 400 }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  'no-restricted-properties': ['error', ...BANNED_PROPERTIES],
  'no-restricted-globals': ['error', ...BANNED_GLOBALS],
  'no-restricted-imports': ['error', BANNED_IMPORTS],
  'no-restricted-syntax': ['error', ...BANNED_CLOCK_SYNTAX, ...BANNED_FORMS, ...BANNED_DEFAULT_EXPORT],
  eqeqeq: 'error',
  'prefer-const': 'error',
  'no-var': 'error',
  'no-console': 'error',
};

/** What stays forbidden when a file may read the clock. @type {import('eslint').Linter.RulesRecord} */
const withoutClockBans = {
  'no-restricted-properties': OFF,
  'no-restricted-globals': OFF,
  'no-restricted-imports': OFF,
  'no-restricted-syntax': ['error', ...BANNED_FORMS, ...BANNED_DEFAULT_EXPORT],
};

export default defineConfig(
  { ignores: ['node_modules/', 'kiosk/dist/', 'kiosk/shell/dist/', 'coverage/', 'var/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx,mjs,cjs}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { carillon: { rules: { 'no-floating-results': noFloatingResults } } },
    rules: strict,
  },
  {
    files: ['**/*.tsx'],
    // A screen is mostly markup, one element a line.
    rules: { 'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: TESTS,
    rules: {
      'max-lines-per-function': OFF,
      '@typescript-eslint/no-non-null-assertion': OFF,
      '@typescript-eslint/unbound-method': OFF,
      '@typescript-eslint/no-empty-function': OFF,
      '@typescript-eslint/no-unsafe-assignment': OFF,
      '@typescript-eslint/no-unsafe-member-access': OFF,
      '@typescript-eslint/no-unsafe-call': OFF,
      '@typescript-eslint/no-unsafe-argument': OFF,
      '@typescript-eslint/no-unsafe-return': OFF,
    },
  },
  { files: [...RIM, ...SLOW_TESTS], rules: withoutClockBans },
  { files: ['.ci/**', 'controller/shell/**'], rules: { 'no-console': OFF } },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': OFF } },
  {
    files: CONFIG_FILES,
    rules: { 'no-restricted-syntax': ['error', ...BANNED_CLOCK_SYNTAX, ...BANNED_FORMS] },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': OFF,
      '@typescript-eslint/no-unsafe-member-access': OFF,
      '@typescript-eslint/no-unsafe-call': OFF,
      '@typescript-eslint/no-unsafe-argument': OFF,
      '@typescript-eslint/no-unsafe-return': OFF,
    },
  },
);
