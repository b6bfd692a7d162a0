// Lets a test on Node import what only a bundler understands: `.tsx` is transformed on load (Node strips types, but does
// not know JSX) and a style sheet is an empty module. Loaded by mocha alone; the daemon runs without it.
import { readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

/** @param {string} url */
function transform(url) {
  // Loaded at first use: most test runs never meet a .tsx file, and the compiler takes a third of a second to load.
  const ts = /** @type {typeof import('typescript')} */ (require('typescript'));
  const path = fileURLToPath(url);
  return ts.transpileModule(readFileSync(path, 'utf8'), {
    fileName: path,
    compilerOptions: {
      jsx: ts.JsxEmit.ReactJSX,
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2024,
      verbatimModuleSyntax: true,
      inlineSourceMap: true,
    },
  }).outputText;
}

registerHooks({
  load(url, context, nextLoad) {
    if (url.startsWith('file:')) {
      if (url.endsWith('.tsx')) return { format: 'module', shortCircuit: true, source: transform(url) };
      if (url.endsWith('.css')) return { format: 'module', shortCircuit: true, source: '' };
    }
    return nextLoad(url, context);
  },
});
