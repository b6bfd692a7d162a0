/** A switch burnt into the Electron binary when it is packaged: where it stands, and why. */
interface Fuse {
  readonly on: boolean;
  readonly because: string;
}

/**
 * All nine fuses of Electron 45, each decided, under the names that `@electron/fuses` gives them. `electron-builder.yml`
 * sets the first eight; the packager does not know the ninth, which keeps the value that Electron ships.
 */
export const FUSES = {
  RunAsNode: { on: false, because: 'the kiosk binary must not serve as a Node for whoever can start it' },
  EnableCookieEncryption: { on: true, because: 'costs nothing; the session lives in memory all the same' },
  EnableNodeOptionsEnvironmentVariable: { on: false, because: 'NODE_OPTIONS would load foreign code into the main process' },
  EnableNodeCliInspectArguments: { on: false, because: 'a debugger reads and changes everything' },
  EnableEmbeddedAsarIntegrityValidation: { on: true, because: 'an archive that was changed is not run (no effect on Linux)' },
  OnlyLoadAppFromAsar: { on: true, because: 'a folder laid beside the archive must not be run in its place' },
  LoadBrowserProcessSpecificV8Snapshot: { on: false, because: 'there is no snapshot of our own' },
  GrantFileProtocolExtraPrivileges: { on: false, because: 'file addresses are never loaded' },
  WasmTrapHandlers: { on: true, because: 'the face model runs on WebAssembly and would be slowed by checks of its own' },
} as const satisfies Readonly<Record<string, Fuse>>;
