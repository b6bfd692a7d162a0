/** Starts a headless Chromium for browser tests: no sandbox, no network of its own, a fake camera when asked for. */
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { findChromium } from './find-chromium.ts';

/** How the browser and its first page are to be. */
export interface LaunchOptions {
  /**
   * `none`: no camera exists (`NotFoundError`). `denied`: one exists and permission is refused (`NotAllowedError`).
   * `video`: one exists and plays the file of `videoPath`, in a loop, at 30 frames a second. Default `none`.
   */
  readonly camera?:
    | { readonly kind: 'none' }
    | { readonly kind: 'denied' }
    | { readonly kind: 'video'; readonly videoPath: string };
  /** CSS pixels. Default 1080 x 1920: the kiosk's portrait screen. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Whether the page has a touch screen. Default true. */
  readonly touch?: boolean;
  /** Preferred language of the page, as in `zh-CN`. Default `en-GB`. */
  readonly locale?: string;
  /** A tower runs on this machine meanwhile, and the browser takes what it leaves. Default true. */
  readonly besideTower?: boolean;
  /** Flags added last. */
  readonly extraArgs?: readonly string[];
}

/** A running browser with one empty page. `close` ends its processes. */
export interface ChromiumSession {
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly version: string;
  readonly close: () => Promise<void>;
}

/** A tower under test shares this machine, and its serial bytes wait behind whatever stands at the same priority. */
const BEHIND_THE_TOWER = fileURLToPath(new URL('./behind-the-tower.sh', import.meta.url));

const BASE_ARGS = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Nothing but this machine can be reached, so a test that needs a network fails instead of passing by luck.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
] as const;

/** Launches a browser for one test file. Throws when none can be started, with what to do about it. */
export async function launchChromium(options: LaunchOptions = {}): Promise<ChromiumSession> {
  const binary = await findChromium();
  const browser = await chromium.launch({
    executablePath: (options.besideTower ?? true) ? BEHIND_THE_TOWER : binary.executablePath,
    headless: true,
    args: [...BASE_ARGS, ...cameraArgs(options.camera ?? { kind: 'none' }), ...(options.extraArgs ?? [])],
    env: { ...definedOf(process.env), ...binary.env, CARILLON_BROWSER_BINARY: binary.executablePath },
    timeout: 60_000,
  });
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1080, height: 1920 },
    hasTouch: options.touch ?? true,
    locale: options.locale ?? 'en-GB',
  });
  const page = await context.newPage();
  return {
    browser,
    context,
    page,
    version: browser.version(),
    close: () => browser.close(),
  };
}

function cameraArgs(camera: NonNullable<LaunchOptions['camera']>): readonly string[] {
  switch (camera.kind) {
    case 'none':
      return ['--use-fake-ui-for-media-stream'];
    case 'denied':
      return ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream=deny'];
    case 'video':
      return [
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        `--use-file-for-fake-video-capture=${camera.videoPath}`,
      ];
  }
}

function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
