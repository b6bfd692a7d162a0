// Entry of the Electron shell: `electron kiosk/shell/dist/main.js` with the controller's address in CARILLON_URL.
import { join } from 'node:path';
import { app, BrowserWindow, ipcMain, Menu, protocol, screen, session } from 'electron';
import { readAddress } from './address.ts';
import { HAN_FONTS } from './han-fonts.ts';
import { outOfServiceUrl } from './out-of-service.ts';
import { machineClock, postJson } from './rim/machine.ts';
import { readPages } from './rim/read-pages.ts';
import { prepareShell, startShell } from './start-shell.ts';

const USAGE_STATUS = 2;

const log = (line: string): void => {
  process.stderr.write(`kiosk: ${line}\n`);
};

function leave(reasons: readonly string[]): void {
  reasons.forEach(log);
  app.exit(USAGE_STATUS);
}

/** The built pages, in the archive as in a clone. */
const PAGES = join(import.meta.dirname, '../../dist');

const address = readAddress(process.env);
const pages = readPages(PAGES);
if (!address.ok) {
  leave([address.error.message]);
} else if (pages === null) {
  leave([`There are no pages in ${PAGES}, or a file of a kind that no page has. The kiosk shows nothing and the tower is not affected. Build them with "npm run build".`]);
} else {
  // Taken as it is ready: `screen` may not be touched before.
  const electron = { app, BrowserWindow, ipcMain, Menu, protocol, session, get screen() { return screen; } };
  const obstacles = prepareShell(electron);
  if (obstacles.length > 0) {
    leave(obstacles);
  } else {
    const preload = join(import.meta.dirname, 'preload.cjs');
    const camera = process.env['CARILLON_CAMERA'] ?? null;
    const options = { address: address.value, pages, camera, fetch, preload, lastPage: outOfServiceUrl(HAN_FONTS), clock: machineClock, post: postJson, log };
    app
      .whenReady()
      .then(() => startShell(electron, options))
      .catch((error: unknown) => leave([`could not start: ${String(error)}`]));
  }
}
