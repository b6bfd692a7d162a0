import type { App, BrowserWindow } from 'electron';

/** Chromium's code for a load that was given up for another one; no failure. */
const ABORTED = -3;
const FIRST_FAILURE_STATUS = 400;

/** Reports every way in which the page of a window can be lost. */
export function watchForCrashes(window: BrowserWindow, fail: (reason: string) => void): void {
  const contents = window.webContents;
  contents.on('render-process-gone', (_event, details) => {
    fail(`renderer gone: ${details.reason}`);
  });
  contents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (isMainFrame && code !== ABORTED) fail(`not loaded: ${description} (${String(code)})`);
  });
  contents.on('did-navigate', (_event, _url, status) => {
    if (status >= FIRST_FAILURE_STATUS) fail(`not loaded: the controller answered ${String(status)}`);
  });
  contents.on('preload-error', (_event, _path, error) => {
    fail(`preload failed: ${error.message}`);
  });
  window.on('closed', () => {
    fail('window closed');
  });
  window.on('unresponsive', () => {
    // It may never answer again, and a stuck page would swallow a reload.
    contents.forcefullyCrashRenderer();
    fail('unresponsive');
  });
}

/** Chromium's name of the process that carries every request. */
const NETWORK_SERVICE = 'network.mojom.NetworkService';

/** Reports the loss of a process behind the page. Chromium starts it again; the page has lost its picture or its requests with it, and may not know. */
export function watchForLostProcesses(app: Pick<App, 'on'>, fail: (reason: string) => void): void {
  app.on('child-process-gone', (_event, { type, serviceName, reason }) => {
    const isMissed = type === 'GPU' || serviceName === NETWORK_SERVICE;
    if (isMissed && reason !== 'clean-exit') fail(`${type} process gone: ${reason}`);
  });
}
