import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createDevtools } from './devtools-pipe.ts';
import type { OpenedWindow } from './keep-kiosk.ts';

/** How a window can be opened on this machine. */
export type WindowKind =
  | { readonly kind: 'electron'; readonly executablePath: string }
  | { readonly kind: 'chromium'; readonly executablePath: string }
  | { readonly kind: 'none'; readonly why: string };

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];
const SHELL_MAIN = fileURLToPath(new URL('../../../kiosk/shell/dist/main.js', import.meta.url));

/**
 * What `CARILLON_BROWSER` names (a Chromium, or what takes its arguments); else Electron where its binary is installed; else the
 * system's Chromium; else none. None without a display, unless a browser is named.
 */
export function findWindow(env: NodeJS.ProcessEnv): WindowKind {
  const named = env['CARILLON_BROWSER'];
  if (named !== undefined && named !== '') {
    return existsSync(named) ? { kind: 'chromium', executablePath: named } : { kind: 'none', why: `CARILLON_BROWSER names ${named}, which does not exist` };
  }
  if (env['DISPLAY'] === undefined && env['WAYLAND_DISPLAY'] === undefined) return { kind: 'none', why: 'this session has no display' };
  const electron = electronBinary();
  if (electron !== undefined && existsSync(SHELL_MAIN)) return { kind: 'electron', executablePath: electron };
  const browser = SYSTEM_BROWSERS.find((path) => existsSync(path));
  if (browser !== undefined) return { kind: 'chromium', executablePath: browser };
  return { kind: 'none', why: 'neither Electron nor Chromium is installed' };
}

/** The path that the package's own downloader leaves behind; undefined when package or binary are not there. */
function electronBinary(): string | undefined {
  try {
    const root = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
    const executablePath = join(root, 'dist', readFileSync(join(root, 'path.txt'), 'utf8').trim());
    return existsSync(executablePath) ? executablePath : undefined;
  } catch {
    return undefined;
  }
}

/** What a window is opened with. */
export interface WindowOptions {
  readonly window: Exclude<WindowKind, { kind: 'none' }>;
  readonly controllerUrl: string;
  /** Opens the session of the kiosk. */
  readonly kioskKey: string;
  /** Where its profile may stand for as long as it runs. */
  readonly folder: string;
  /** Chromium has no sandbox of its own for root. */
  readonly isRoot: boolean;
  /** Whether it takes the whole screen: in front of a real tower, not on a desk. */
  readonly isWholeScreen: boolean;
}

/**
 * Starts a program that takes what the tower leaves: the serial bytes of the controller wait behind whatever stands at the same
 * priority. Where the kernel groups by session (autogroup) a priority counts within its session only, so it gets a session of its own. Ten
 * steps leave it a tenth of a processor that somebody else keeps busy; with fifteen a page that was lost came back after half a minute there.
 */
function spawnBehindControl(executablePath: string, args: readonly string[], more: { readonly env?: NodeJS.ProcessEnv; readonly pipes?: boolean }): ChildProcess {
  const lowered = '{ echo 10 > /proc/self/autogroup; } 2> /dev/null; exec nice -n 10 "$0" "$@"';
  const stdio = ['ignore', 'ignore', 'ignore', ...(more.pipes === true ? (['pipe', 'pipe'] as const) : [])] as const;
  return spawn('/bin/sh', ['-c', lowered, executablePath, ...args], { stdio: [...stdio], env: more.env ?? process.env, detached: true });
}

/** Nothing is asked, remembered, offered or fetched beside the page, and no gesture leaves it. */
export const CHROMIUM_SWITCHES = [
  '--no-first-run', '--no-default-browser-check', '--disable-sync', '--disable-background-networking', '--disable-component-update', '--disable-breakpad',
  '--disable-pinch', '--autoplay-policy=no-user-gesture-required', '--overscroll-history-navigation=0', '--noerrdialogs', '--hide-crash-restore-bubble', '--disable-features=Translate,MediaRouter,OptimizationHints',
  // To nobody but the process that holds the other end.
  '--remote-debugging-pipe',
] as const;

/** Opens the kiosk. Each start of Chromium gets a profile of its own, so that nothing of a customer outlives it. */
export function openWindow({ window, controllerUrl, kioskKey, folder, isRoot, isWholeScreen }: WindowOptions): OpenedWindow {
  const url = `${controllerUrl}/kiosk/#key=${kioskKey}`;
  if (window.kind === 'electron') {
    const env = { ...process.env, CARILLON_URL: url, CARILLON_KIOSK_KEY: kioskKey };
    return { process: spawnBehindControl(window.executablePath, [SHELL_MAIN], { env }), url, tidy: () => undefined };
  }
  const profile = mkdtempSync(join(folder, 'kiosk-'));
  const args = [`--app=${url}`, `--user-data-dir=${profile}`, ...CHROMIUM_SWITCHES, ...(isWholeScreen ? ['--kiosk'] : []), ...(isRoot ? ['--no-sandbox'] : [])];
  const browser = spawnBehindControl(window.executablePath, args, { pipes: true });
  // The third and fourth of its files: what it reads, and what it writes.
  const [, , , toBrowser, fromBrowser] = browser.stdio;
  return {
    process: browser,
    url,
    devtools: createDevtools(toBrowser as Writable, fromBrowser as Readable),
    // Chromium's helpers may still write for a moment; what they leave goes with the folder of the run.
    tidy: () => { rmSync(profile, { recursive: true, force: true, maxRetries: 3 }); },
  };
}
