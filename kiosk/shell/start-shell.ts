import type * as Electron from 'electron';
import type { TowerAddress } from './address.ts';
import { createAppHandler } from './app-protocol.ts';
import { watchForLostProcesses } from './crash-watch.ts';
import { ARGUMENTS } from './channels.ts';
import { createHeartbeatSender } from './controller-client.ts';
import type { Post } from './controller-client.ts';
import { stayOnOwnDisplay } from './displays.ts';
import type { Fetch } from './forward.ts';
import { createPageWatch, reportToController } from './heartbeat.ts';
import { answerPage } from './ipc.ts';
import { openKioskWindow } from './kiosk-window.ts';
import { findRefusedSwitches, OWN_SWITCHES } from './launch-flags.ts';
import { guardContents } from './navigation-guards.ts';
import { PAGE_SCHEME } from './own-urls.ts';
import type { Pages } from './pages.ts';
import { createRecovery } from './recovery.ts';
import { guardSession } from './session-guards.ts';
import type { ShellClock } from './shell-clock.ts';

/** What the shell uses of Electron. Given, never imported, so that every refusal can be tested without a screen. */
export type ElectronApi = Pick<typeof Electron, 'app' | 'BrowserWindow' | 'session' | 'ipcMain' | 'Menu' | 'protocol' | 'screen'>;

interface ShellOptions {
  readonly address: TowerAddress;
  /** What can be shown. */
  readonly pages: Pages;
  /** Label of the only camera that the page may use; null where the site does not say. */
  readonly camera: string | null;
  readonly fetch: Fetch;
  /** Absolute path of the built preload script. */
  readonly preload: string;
  /** Address of the out-of-service page. */
  readonly lastPage: string;
  readonly clock: ShellClock;
  readonly post: Post;
  readonly log: (line: string) => void;
}

/** Name of the session. Without "persist:" it lives in memory alone. */
const PARTITION = 'kiosk';

/**
 * Prepares Electron before it is ready: sandbox, switches, and guards that hold for every page that will ever exist.
 * Returns what forbids the start, empty when nothing does.
 */
export function prepareShell({ app, protocol }: ElectronApi): readonly string[] {
  const refused = findRefusedSwitches((name) => app.commandLine.hasSwitch(name));
  if (refused.length > 0) return refused.map((name) => `--${name} takes a wall of the kiosk away`);
  if (!app.requestSingleInstanceLock()) return ['another kiosk runs on this screen'];
  app.enableSandbox();
  // Like https: an origin, a secure context (the camera needs one), fetches and streams. No way around the content policy.
  protocol.registerSchemesAsPrivileged([{ scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } }]);
  for (const [name, value] of OWN_SWITCHES) app.commandLine.appendSwitch(name, value);
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents);
  });
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
  app.on('select-client-certificate', (event) => {
    event.preventDefault();
  });
  app.on('login', (event) => {
    event.preventDefault();
  });
  return [];
}

/** Starts the shell. Electron must be prepared and ready. */
export function startShell(electron: ElectronApi, options: ShellOptions): void {
  const { address, clock, lastPage, log } = options;
  let cameraStepActive = false;
  electron.Menu.setApplicationMenu(null);
  const session = electron.session.fromPartition(PARTITION);
  session.protocol.handle(PAGE_SCHEME, createAppHandler({ pages: options.pages, controllerOrigin: address.origin, fetch: options.fetch }));
  guardSession(session, { origin: address.origin, lastPage, isCameraStepActive: () => cameraStepActive });

  const watch = createPageWatch(clock, () => {
    // A page that is stuck would swallow a reload.
    window.page()?.forcefullyCrashRenderer();
    recovery.fail('silent');
  });
  const recovery = createRecovery({
    clock,
    log,
    actions: {
      reload: () => window.reload(),
      recreate: () => window.recreate(),
      showOutOfService: () => window.showOutOfService(),
    },
  });
  const window = openKioskWindow({
    BrowserWindow: electron.BrowserWindow,
    session,
    preload: options.preload,
    told: [`${ARGUMENTS.live}${address.origin.replace(/^http:/u, 'ws:')}`, ...(options.camera === null ? [] : [`${ARGUMENTS.camera}${options.camera}`])],
    url: address.url,
    lastPage,
    onFailure: recovery.fail,
    onLoad: (page) => {
      // The step that had the camera on went with its page.
      cameraStepActive = false;
      if (page === 'tower') watch.expect();
      else watch.rest();
    },
  });
  answerPage(electron.ipcMain, {
    page: window.page,
    actions: {
      cameraStep: (active) => {
        cameraStepActive = active;
      },
      heartbeat: () => {
        watch.beat();
        recovery.recovered();
      },
    },
  });
  stayOnOwnDisplay(electron.screen, window.shown);
  watchForLostProcesses(electron.app, recovery.fail);
  // A window lost from outside is recovered, not followed.
  electron.app.on('window-all-closed', () => undefined);
  electron.app.on('before-quit', window.release);
  reportToController({
    clock,
    log,
    send: createHeartbeatSender(address, options.post),
    state: () => ({
      page: recovery.isOutOfService() ? 'outOfService' : watch.isSilent() ? 'silent' : 'alive',
      recoveries: recovery.count(),
    }),
  });
}
