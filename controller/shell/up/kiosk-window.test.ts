import assert from 'node:assert/strict';
import { OWN_SWITCHES } from '../../../kiosk/shell/launch-flags.ts';
import { CHROMIUM_SWITCHES } from './kiosk-window.ts';

describe('the kiosk in plain Chromium', () => {
  it('is given every switch that Electron’s shell sets', () => {
    const given: readonly string[] = CHROMIUM_SWITCHES;
    for (const [name, value] of OWN_SWITCHES) assert.ok(given.includes(value === undefined ? `--${name}` : `--${name}=${value}`), name);
  });
  it('opens no port for a debugger, and takes no wall away', () => {
    for (const each of CHROMIUM_SWITCHES) assert.doesNotMatch(each, /remote-debugging-port|remote-allow|no-sandbox|disable-web-security|inspect/u);
  });
});
