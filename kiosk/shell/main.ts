// Entry of the Electron shell: `electron kiosk/shell/dist/main.js` with the controller's address in CARILLON_URL.
import { join } from 'node:path';
import { app, BrowserWindow, ipcMain, Menu, session } from 'electron';
import { readAddress } from './address.ts';
import { machineClock, postJson } from './rim/machine.ts';
import { prepareShell, startShell } from './start-shell.ts';

const USAGE_STATUS = 2;

const log = (line: string): void => {
  process.stderr.write(`kiosk: ${line}\n`);
};

function leave(reasons: readonly string[]): void {
  reasons.forEach(log);
  app.exit(USAGE_STATUS);
}

const address = readAddress(process.env);
if (!address.ok) {
  leave([address.error.message]);
} else {
  const electron = { app, BrowserWindow, ipcMain, Menu, session };
  const obstacles = prepareShell(electron, address.value.origin);
  if (obstacles.length > 0) {
    leave(obstacles);
  } else {
    const preload = join(import.meta.dirname, 'preload.cjs');
    app
      .whenReady()
      .then(() => startShell(electron, { address: address.value, preload, clock: machineClock, post: postJson, log }))
      .catch((error: unknown) => leave([`could not start: ${String(error)}`]));
  }
}
