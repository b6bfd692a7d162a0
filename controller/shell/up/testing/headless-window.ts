import { chmodSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import WebSocket from 'ws';
import { z } from 'zod';
import { findChromium } from '../../../../kiosk/testing/find-chromium.ts';
import type { RunningUp } from './running-up.ts';

/**
 * A Chromium without a screen, for `CARILLON_BROWSER`. It takes what `up` gives it, and opens a port besides, through which a test looks at
 * the page without asking the one who watches over it.
 *
 * @returns path of a program in `folder`
 */
export async function headlessBrowser(folder: string): Promise<string> {
  const { executablePath, env } = await findChromium();
  const path = join(folder, 'headless-chromium');
  const set = Object.entries(env).map(([name, value]) => `export ${name}='${value}'\n`).join('');
  writeFileSync(path, `#!/bin/sh\n${set}exec '${executablePath}' --headless --disable-gpu --window-size=1080,1920 --remote-debugging-port=0 "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}

/** The window of a running tower, seen from outside. */
export interface WindowSeen {
  /** Process ids of its page's renderers. */
  readonly renderers: () => readonly number[];
  /** Process id of the browser itself. */
  readonly browser: () => number | undefined;
  /** Reference id of the screen that stands; undefined while there is none. */
  readonly screen: () => Promise<string | undefined>;
}

const ANSWER_WITHIN_MS = 1000;
const listSchema = z.array(z.object({ type: z.string(), url: z.string(), webSocketDebuggerUrl: z.string() }));

/** Looks at the window of this tower. */
export function seeWindow(up: RunningUp): WindowSeen {
  const browser = (): { readonly pid: number; readonly profile: string } | undefined => {
    for (const pid of up.alive().keys()) {
      const words = commandOf(pid);
      const profile = words.find((word) => word.startsWith('--user-data-dir='))?.slice('--user-data-dir='.length);
      if (profile !== undefined && !words.some((word) => word.startsWith('--type=')) && words.includes('--headless')) return { pid, profile };
    }
    return undefined;
  };
  return {
    renderers: () => processes().filter((pid) => commandOf(pid).includes('--type=renderer') && descends(pid, browser()?.pid)),
    browser: () => browser()?.pid,
    screen: async () => {
      const profile = browser()?.profile;
      return profile === undefined ? undefined : askScreen(profile).catch(() => undefined);
    },
  };
}

async function askScreen(profile: string): Promise<string | undefined> {
  const [port = ''] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
  const listed = await fetch(`http://127.0.0.1:${port}/json/list`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  const pages = listSchema.parse(await listed.json()).filter(({ type }) => type === 'page');
  const [page] = pages;
  if (page === undefined || pages.length > 1) return undefined;
  const socket = new WebSocket(page.webSocketDebuggerUrl, { handshakeTimeout: ANSWER_WITHIN_MS });
  try {
    return await new Promise((resolve, reject) => {
      socket.on('error', reject);
      socket.on('open', () => {
        // eslint-disable-next-line no-restricted-globals -- a look at a real browser
        setTimeout(() => { resolve(undefined); }, ANSWER_WITHIN_MS);
        socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression: 'document.querySelector("[data-screen]")?.dataset.screen', returnByValue: true } }));
      });
      socket.on('message', (data: Buffer) => {
        const answer = z.object({ id: z.literal(1), result: z.object({ result: z.object({ value: z.string().optional() }) }) }).safeParse(JSON.parse(data.toString()));
        if (answer.success) resolve(answer.data.result.result.value);
      });
    });
  } finally {
    socket.terminate();
  }
}

const processes = (): readonly number[] => readdirSync('/proc').filter((name) => /^\d+$/u.test(name)).map(Number);

/** Empty for a process that has ended. */
function commandOf(pid: number): readonly string[] {
  try {
    // Chromium's helpers write their words with spaces between them.
    return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').split(/[\0 ]/u);
  } catch {
    return [];
  }
}

function descends(pid: number, from: number | undefined): boolean {
  for (let each: number | undefined = pid; each !== undefined && each > 1; each = parentOf(each)) if (each === from) return true;
  return false;
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(/^PPid:\s+(\d+)$/mu.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}
