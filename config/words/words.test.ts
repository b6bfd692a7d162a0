import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import type { CompiledMessage } from '@lingui/message-utils/compileMessage';
import { benchWords } from './bench-words.ts';
import { messageWords } from './message-words.ts';
import { sandboxWords } from './sandbox-words.ts';
import { languages, words as customerWords } from './index.ts';
import type { Language } from './index.ts';

const words = { zh: { ...customerWords.zh, ...benchWords.zh, ...messageWords.zh, ...sandboxWords.zh }, en: { ...customerWords.en, ...benchWords.en, ...messageWords.en, ...sandboxWords.en } };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Names of the values that a compiled sentence asks for, nested choices included. */
function namesIn(message: CompiledMessage): string[] {
  return message.flatMap((token) => {
    if (typeof token === 'string') return [];
    const [name, , choices] = token;
    const nested = isRecord(choices) ? Object.values(choices).filter(Array.isArray).flatMap((inner) => namesIn(inner as CompiledMessage)) : [];
    return [name, ...nested];
  });
}

const placeholders = (text: string): string[] => [...new Set(namesIn(compileMessageOrThrow(text)))].filter((name) => name !== '#').toSorted();
const entries = (language: Language): [string, string][] => Object.entries(words[language]);

describe('words', () => {
  for (const language of languages) {
    it(`has a readable sentence behind every id in ${language}`, () => {
      for (const [id, text] of entries(language)) {
        assert.notEqual(text.trim(), '', id);
        assert.doesNotThrow(() => compileMessageOrThrow(text), `${id}: ${text}`);
      }
    });
  }
  it('has the same ids in both languages', () => {
    assert.deepEqual(Object.keys(words.zh).toSorted(), Object.keys(words.en).toSorted());
  });
  it('has each id in one file only: another sentence of the same id would never be said', async () => {
    const folder = new URL('./en/', import.meta.url);
    const files = readdirSync(folder).filter((file) => !['index.ts', 'pages.ts', 'desk.ts'].includes(file));
    const modules = await Promise.all(files.map((file) => import(new URL(file, folder).href) as Promise<Record<string, unknown>>));
    const ids = modules.flatMap((module) => Object.values(module).filter(isRecord).flatMap((words) => Object.keys(words)));
    assert.deepEqual(ids.filter((id, i) => ids.indexOf(id) !== i), []);
  });
  it('asks for the same values in both languages', () => {
    for (const [id, text] of entries('en')) {
      assert.deepEqual(placeholders(words.zh[id as keyof typeof words.zh]), placeholders(text), id);
    }
  });
  it('is written in Han characters in Chinese, and without them in English', () => {
    for (const [id, text] of entries('en')) assert.doesNotMatch(text, /\p{Script=Han}/u, id);
    const latinOnly = entries('zh').filter(([, text]) => !/\p{Script=Han}/u.test(text));
    assert.deepEqual(latinOnly.map(([id]) => id), []);
  });
  it('never labels a button of ours as an emergency stop', () => {
    assert.equal(words.en['K21.stop'], 'Stop');
    assert.equal(words.zh['K21.stop'], '停止');
  });
  it('uses no sign in English that the face of both languages draws as wide as a Han character', () => {
    for (const [id, text] of entries('en')) assert.doesNotMatch(text, /[‘’“”]/u, id);
  });
  it('leaves no half-width punctuation between Han characters', () => {
    for (const [id, text] of entries('zh')) assert.doesNotMatch(text, /(?:\p{Script=Han}|\})[,;:?!](?=\p{Script=Han}|$)/u, id);
  });
});
