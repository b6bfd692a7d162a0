import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** How a window can be opened on this machine. */
export type WindowKind =
  | { readonly kind: 'electron'; readonly executablePath: string }
  | { readonly kind: 'chromium'; readonly executablePath: string }
  | { readonly kind: 'none'; readonly why: string };

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];
const SHELL_MAIN = fileURLToPath(new URL('../../../kiosk/shell/dist/main.js', import.meta.url));

/** Electron where its binary is installed, else Chromium, else none; and none without a display. */
export function findWindow(env: NodeJS.ProcessEnv): WindowKind {
  if (env['DISPLAY'] === undefined && env['WAYLAND_DISPLAY'] === undefined) return { kind: 'none', why: 'this session has no display' };
  const electron = electronBinary();
  if (electron !== undefined && existsSync(SHELL_MAIN)) return { kind: 'electron', executablePath: electron };
  const browser = SYSTEM_BROWSERS.find((path) => existsSync(path));
  if (browser !== undefined) return { kind: 'chromium', executablePath: browser };
  return { kind: 'none', why: 'neither Electron nor Chromium is installed' };
}

/** The path that the package's own downloader leaves behind; undefined when the binary was never fetched. */
function electronBinary(): string | undefined {
  const root = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const named = join(root, 'path.txt');
  if (!existsSync(named)) return undefined;
  const executablePath = join(root, 'dist', readFileSync(named, 'utf8').trim());
  return existsSync(executablePath) ? executablePath : undefined;
}

/** Opens the kiosk with the key of its session. Each start of Chromium gets a profile of its own, so that nothing of a customer outlives it. */
export function openWindow(window: Exclude<WindowKind, { kind: 'none' }>, controllerUrl: string, kioskKey: string, isRoot: boolean): ChildProcess {
  const url = `${controllerUrl}/kiosk/#key=${kioskKey}`;
  if (window.kind === 'electron') {
    return spawn(window.executablePath, [SHELL_MAIN], { stdio: 'ignore', env: { ...process.env, CARILLON_URL: url, CARILLON_KIOSK_KEY: kioskKey } });
  }
  const profile = mkdtempSync(join(tmpdir(), 'carillon-kiosk-'));
  const args = [
    `--app=${url}`, `--user-data-dir=${profile}`, '--no-first-run', '--no-default-browser-check', '--disable-sync',
    '--disable-background-networking', '--disable-component-update', '--disable-pinch', '--overscroll-history-navigation=0', '--noerrdialogs',
    ...(isRoot ? ['--no-sandbox'] : []),
  ];
  return spawn(window.executablePath, args, { stdio: 'ignore' });
}
