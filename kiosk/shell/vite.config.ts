import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

// Built twice: the main process as a module, the preload script as one CommonJS file, the only form that a sandboxed page
// accepts. Both carry all they need: the package holds no node_modules.
export default defineConfig(({ mode }) => {
  const isPreload = mode === 'preload';
  return {
    root: import.meta.dirname,
    ssr: { noExternal: true },
    build: {
      ssr: isPreload ? 'preload.ts' : 'main.ts',
      outDir: 'dist',
      emptyOutDir: !isPreload,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        external: ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
        output: isPreload ? { format: 'cjs', entryFileNames: 'preload.cjs' } : { format: 'es', entryFileNames: 'main.js' },
      },
    },
    logLevel: 'warn',
  };
});
