/** What is used of the package, which brings no types. */
declare module 'espeak-ng' {
  interface Espeak {
    readonly FS: { readonly readFile: (path: string) => Uint8Array };
  }
  interface EspeakOptions {
    /** As on the command line of the program. */
    readonly arguments: readonly string[];
    readonly print?: (line: string) => void;
    readonly printErr?: (line: string) => void;
    /** Hands over an instance of a module that has been compiled before; returns the exports, or an empty object when they come later. */
    readonly instantiateWasm?: (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void) => object;
  }
  /** Runs the program once, to its end. */
  const run: (options: EspeakOptions) => Promise<Espeak>;
  export { run as default };
}
