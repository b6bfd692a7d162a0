import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import sinon from 'sinon';
import type { ElectronApi } from '../start-shell.ts';

/** An event as Electron hands it to a listener: it can be prevented, and one can look whether it was. */
export function stubEvent<T extends object>(fields: T): T & { readonly preventDefault: sinon.SinonSpy } {
  return { ...fields, preventDefault: sinon.spy() };
}

/** A page: its events are emitted by the test. */
export function stubContents() {
  const emitter = new EventEmitter();
  return Object.assign(emitter, {
    mainFrame: { url: '' },
    setWindowOpenHandler: sinon.stub(),
    setVisualZoomLevelLimits: sinon.stub().resolves(),
    forcefullyCrashRenderer: sinon.stub(),
  });
}
export type ContentsStub = ReturnType<typeof stubContents>;
export const asContents = (stub: ContentsStub): Electron.WebContents => stub as unknown as Electron.WebContents;

/** A session: the handlers that guard it are read back by the test. */
export function stubSession() {
  return Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: sinon.stub(),
    setPermissionCheckHandler: sinon.stub(),
    setDevicePermissionHandler: sinon.stub(),
    setUSBProtectedClassesHandler: sinon.stub(),
    setBluetoothPairingHandler: sinon.stub(),
    setDisplayMediaRequestHandler: sinon.stub(),
    protocol: { handle: sinon.stub() },
    webRequest: { onBeforeRequest: sinon.stub(), onHeadersReceived: sinon.stub() },
  });
}
export type SessionStub = ReturnType<typeof stubSession>;
export const asSession = (stub: SessionStub): Electron.Session => stub as unknown as Electron.Session;

function stubWindow(options: Electron.BrowserWindowConstructorOptions) {
  let destroyed = false;
  const window = Object.assign(new EventEmitter(), {
    options,
    webContents: stubContents(),
    loadURL: sinon.stub().callsFake(async (url: string) => {
      window.webContents.mainFrame.url = url;
    }),
    show: sinon.stub(),
    setBounds: sinon.stub(),
    setKiosk: sinon.stub(),
    removeMenu: sinon.stub(),
    isDestroyed: () => destroyed,
    destroy: () => {
      destroyed = true;
      window.emit('closed');
    },
  });
  return window;
}
export type WindowStub = ReturnType<typeof stubWindow>;

/** Where the kiosk's own display is. */
export const PRIMARY = { x: 0, y: 0, width: 1080, height: 1920 };

/** All of Electron that the shell uses, and what became of it. */
export interface ElectronStub {
  readonly api: ElectronApi;
  readonly app: EventEmitter & {
    readonly enableSandbox: sinon.SinonStub;
    readonly requestSingleInstanceLock: sinon.SinonStub;
    readonly commandLine: { readonly hasSwitch: sinon.SinonStub; readonly appendSwitch: sinon.SinonStub };
  };
  readonly session: SessionStub;
  readonly fromPartition: sinon.SinonStub;
  readonly handle: sinon.SinonStub;
  readonly registerSchemesAsPrivileged: sinon.SinonStub;
  readonly screen: EventEmitter;
  readonly setApplicationMenu: sinon.SinonStub;
  /** Every window ever opened, the latest last. */
  readonly windows: readonly WindowStub[];
}

export function stubElectron(): ElectronStub {
  const session = stubSession();
  const fromPartition = sinon.stub().returns(session);
  const handle = sinon.stub();
  const setApplicationMenu = sinon.stub();
  const registerSchemesAsPrivileged = sinon.stub();
  const screen = Object.assign(new EventEmitter(), { getPrimaryDisplay: () => ({ bounds: PRIMARY }) });
  const windows: WindowStub[] = [];
  const app = Object.assign(new EventEmitter(), {
    enableSandbox: sinon.stub(),
    requestSingleInstanceLock: sinon.stub().returns(true),
    commandLine: { hasSwitch: sinon.stub().returns(false), appendSwitch: sinon.stub() },
  });
  const BrowserWindow = function (options: Electron.BrowserWindowConstructorOptions): WindowStub {
    const window = stubWindow(options);
    windows.push(window);
    app.emit('web-contents-created', {}, window.webContents);
    return window;
  };
  const api = { app, BrowserWindow, session: { fromPartition }, ipcMain: { handle }, Menu: { setApplicationMenu }, protocol: { registerSchemesAsPrivileged }, screen };
  return { api: api as unknown as ElectronApi, app, session, fromPartition, handle, registerSchemesAsPrivileged, screen, setApplicationMenu, windows };
}
