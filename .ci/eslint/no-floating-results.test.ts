import { join } from 'node:path';
import { RuleTester } from 'eslint';
import tseslint from 'typescript-eslint';
import { noFloatingResults } from './no-floating-results.mjs';

const rules = new RuleTester({
  languageOptions: {
    parser: tseslint.parser,
    parserOptions: {
      projectService: { allowDefaultProject: ['*.ts'] },
      tsconfigRootDir: join(import.meta.dirname, '../..'),
    },
  },
});

const preamble = `
  type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };
  declare function read(): Result<number, string>;
  declare function readLater(): Promise<Result<number, string>>;
  declare const port: { read?: () => Result<void, string> };
  declare let kept: Result<number, string>;
  declare const condition: boolean;
`;
const file = (statement: string) => ({
  name: statement,
  code: preamble + statement,
  filename: 'sample.ts',
});
const refused = (statement: string) => ({ ...file(statement), errors: [{ messageId: 'floating' }] });

rules.run('no-floating-results', noFloatingResults, {
  valid: [
    file('const result = read();'),
    file('if (!read().ok) throw new Error();'),
    file('kept = read();'),
    file('function pass() { return readLater(); }'),
    file('[1].map(String);'),
    file('JSON.parse("1");'),
    file('declare function permit(): { ok: true; detail: string }; permit();'),
    file('declare function log(): void; log();'),
  ],
  invalid: [
    refused('read();'),
    refused('readLater();'),
    refused('async function go() { await readLater(); }'),
    refused('void read();'),
    refused('port.read?.();'),
    refused('condition ? read() : read();'),
    refused('condition && read();'),
    refused('const inferred = () => ({ ok: false, error: "jammed" }) as const; inferred();'),
  ],
});
