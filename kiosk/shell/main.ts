// Entry of the Electron shell: `electron kiosk/shell/dist/main.js` with the controller's address in CARILLON_URL.
import { join } from 'node:path';
import { app, BrowserWindow, ipcMain, Menu, session } from 'electron';
import { readAddress } from './address.ts';
import { HAN_FONTS } from './han-fonts.ts';
import { outOfServiceUrl } from './out-of-service.ts';
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
    const options = { address: address.value, preload, lastPage: outOfServiceUrl(HAN_FONTS), clock: machineClock, post: postJson, log };
    app
      .whenReady()
      .then(() => startShell(electron, options))
      .catch((error: unknown) => leave([`could not start: ${String(error)}`]));
  }
}
