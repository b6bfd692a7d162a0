import type { Clock } from '../../../hal/ports/clock.port.ts';
import type { Devtools, DevtoolsAnswer } from './devtools-pipe.ts';

/** What a watched window is seen to show. */
export interface PageSeen {
  /** `alive` while the kiosk's own page answers and shows a screen. */
  readonly page: 'alive' | 'silent';
  /** Reference id of the screen; absent while none is seen. */
  readonly screen: string | undefined;
  /** How often the page had to be loaded again in this window. */
  readonly recoveries: number;
  /** Whether this window has ever shown a screen. */
  readonly hasStood: boolean;
}

/** A watch over the page of one window. */
export interface PageWatch {
  readonly seen: () => PageSeen;
  readonly close: () => void;
}

/** What the watch needs. */
export interface PageWatchParts {
  readonly devtools: Devtools;
  readonly clock: Pick<Clock, 'nowMs' | 'setTimeout' | 'clearTimeout'>;
  /** Address of the kiosk's page, with the key in its fragment. */
  readonly url: string;
  /** Ends a process of this browser, whatever it is doing. */
  readonly kill: (pid: number) => void;
  readonly log: (line: string) => void;
  /** The page does not come back in this window; a fresh one may help. */
  readonly giveUp: (why: string) => void;
}

const LOOK_EVERY_MS = 1000;
/** While none stands: the sooner it is seen to stand, the sooner it is seen to hang. */
const LOOK_FOR_MS = 250;
/**
 * A page that answers nothing for this long hangs: its own longest work stands in workers. Where it was ended for that and hangs again, the
 * machine may just be too busy to answer: each further time is waited for half as long again, until it has stood for a minute. The second
 * time still leaves it the rest of ten seconds to come back.
 */
const HUNG_AFTER_MS = 4000;
const LONGER_EACH_TIME = 1.5;
const LONGEST_PATIENCE_MS = 32_000;
const CALM_AFTER_MS = 60_000;
/** Our page, while it is being loaded, may answer and show nothing for this long; as long again for each time that it was lost so, for a busy machine loads slowly. */
const LOADED_WITHIN_MS = 15_000;
/** Another page than ours is replaced after this long. */
const FOREIGN_MS = 3000;
/** A browser that has opened no page by then will not. */
const STARTED_WITHIN_MS = 45_000;
const BROWSER_ANSWERS_WITHIN_MS = 10_000;
/** Tries without a screen between them. After these the fault is not the page's alone. */
const MOST_TRIES = 4;

/** Runs in the page. */
const LOOK = '({ at: location.origin + location.pathname, screen: document.querySelector("[data-screen]")?.dataset.screen ?? null })';
interface Look {
  readonly at: string;
  readonly screen: string | null;
}

interface Watched {
  page: PageSeen['page'];
  screen: string | undefined;
  recoveries: number;
  hasStood: boolean;
  target: string | undefined;
  session: string | undefined;
  /** Since when nothing of ours is shown. */
  blankSinceMs: number;
  /** Since when it stands without a break. */
  stoodSinceMs: number;
  patienceMs: number;
  tries: number;
  isClosed: boolean;
  /** Ends the look that waits for a page that has gone. */
  lookAway: () => void;
}

/**
 * Watches the page of a browser over its pipe: a renderer that dies is told at once, one that hangs by its silence, a blank or a foreign
 * page by what it says of itself. Each is loaded anew in the same window; any second page is closed as it opens.
 */
export function watchPage(parts: PageWatchParts): PageWatch {
  const { devtools, clock, url } = parts;
  const startedMs = clock.nowMs();
  const watched: Watched = {
    page: 'silent', screen: undefined, recoveries: 0, hasStood: false, target: undefined, session: undefined, blankSinceMs: startedMs, stoodSinceMs: startedMs,
    patienceMs: HUNG_AFTER_MS, tries: 0, isClosed: false, lookAway: () => undefined,
  };
  const end = (why: string): void => {
    if (watched.isClosed) return;
    watched.isClosed = true;
    parts.giveUp(why);
  };
  followTargets(watched, parts, end);
  void devtools.ask('Target.setDiscoverTargets', { discover: true });
  void guardBrowser(devtools, new URL(url).origin);
  const again = (): void => {
    if (!watched.isClosed) timer = clock.setTimeout(() => void look(), watched.page === 'alive' ? LOOK_EVERY_MS : LOOK_FOR_MS);
  };
  const look = async (): Promise<void> => {
    if (watched.session !== undefined) await judge(watched, parts, end);
    else if (clock.nowMs() - startedMs > STARTED_WITHIN_MS) end('it opened no page');
    again();
  };
  let timer = clock.setTimeout(() => void look(), LOOK_EVERY_MS);
  return {
    seen: () => ({ page: watched.page, screen: watched.screen, recoveries: watched.recoveries, hasStood: watched.hasStood }),
    close: () => {
      watched.isClosed = true;
      clock.clearTimeout(timer);
    },
  };
}

/** No download, and of everything that a page may ask a person for, the camera alone: that is granted to our page, all else refused without a word on screen. */
async function guardBrowser(devtools: Devtools, origin: string): Promise<void> {
  await devtools.ask('Browser.setDownloadBehavior', { behavior: 'deny' });
  await devtools.ask('Browser.grantPermissions', { origin, permissions: ['videoCapture'] });
}

function followTargets(watched: Watched, parts: PageWatchParts, end: (why: string) => void): void {
  const { devtools } = parts;
  devtools.onEvent(({ method, params }) => {
    const info = (params['targetInfo'] ?? params) as { readonly targetId?: string; readonly type?: string };
    const isOurs = info.targetId === watched.target;
    if (method === 'Target.targetCreated' && info.type === 'page' && !isOurs) {
      if (watched.target === undefined) void attach(info.targetId, watched, devtools);
      else void devtools.ask('Target.closeTarget', { targetId: info.targetId });
    }
    if (!isOurs) return;
    if (method === 'Target.targetDestroyed') end('its page was closed');
    if (method === 'Target.targetCrashed') void bringBack('its process ended', watched, parts, end);
  });
}

async function attach(targetId: string | undefined, watched: Watched, devtools: Devtools): Promise<void> {
  watched.target = targetId;
  const attached = await devtools.ask('Target.attachToTarget', { targetId, flatten: true });
  if (!attached.ok) return;
  watched.session = attached.result['sessionId'] as string;
  // A file that is asked for is asked of us, and nobody answers: no window of the system opens.
  void devtools.ask('Page.setInterceptFileChooserDialog', { enabled: true }, watched.session);
}

/** One look at the page, and what follows from it. */
async function judge(watched: Watched, parts: PageWatchParts, end: (why: string) => void): Promise<void> {
  const { clock, devtools, url } = parts;
  const { recoveries } = watched;
  const seen = await lookAt(watched, parts);
  // Loaded anew meanwhile: the answer, or its absence, was of the page before.
  if (recoveries !== watched.recoveries) return;
  if (seen === undefined) {
    watched.patienceMs = Math.min(LONGEST_PATIENCE_MS, watched.patienceMs * LONGER_EACH_TIME);
    await endRenderers(watched, parts, end);
    return;
  }
  const { origin, pathname } = new URL(url);
  if (seen.at === origin + pathname && seen.screen !== null) {
    stands(watched, seen.screen, clock.nowMs());
    return;
  }
  Object.assign(watched, { page: 'silent', screen: undefined });
  const blankForMs = clock.nowMs() - watched.blankSinceMs;
  // Another page, or the browser's own in place of one that no controller was there to give: the window is well, and waits for ours.
  if (seen.at !== '' && seen.at !== origin + pathname) {
    if (blankForMs < FOREIGN_MS) return;
    watched.blankSinceMs = clock.nowMs();
    await inTime(devtools.ask('Page.navigate', { url }, watched.session), clock);
    return;
  }
  if (blankForMs >= loadedWithinMs(watched)) await endRenderers(watched, parts, end);
}

const loadedWithinMs = ({ tries }: Watched): number => LOADED_WITHIN_MS * (1 + tries);

function stands(watched: Watched, screen: string, nowMs: number): void {
  if (watched.page !== 'alive') watched.stoodSinceMs = nowMs;
  if (nowMs - watched.stoodSinceMs >= CALM_AFTER_MS) watched.patienceMs = HUNG_AFTER_MS;
  Object.assign(watched, { page: 'alive', screen, hasStood: true, blankSinceMs: nowMs, tries: 0 });
}

/** What the page says of itself; undefined when it says nothing in time. */
async function lookAt(watched: Watched, { clock, devtools }: PageWatchParts): Promise<Look | undefined> {
  const { session, page, patienceMs } = watched;
  const waitMs = page === 'alive' ? patienceMs : Math.max(patienceMs, loadedWithinMs(watched));
  let timer: unknown;
  const silence = new Promise<undefined>((resolve) => {
    watched.lookAway = () => { resolve(undefined); };
    timer = clock.setTimeout(watched.lookAway, waitMs);
  });
  const answer: DevtoolsAnswer | undefined = await Promise.race([devtools.ask('Runtime.evaluate', { expression: LOOK, returnByValue: true }, session), silence]);
  clock.clearTimeout(timer);
  if (answer === undefined) return undefined;
  const value = answer.ok ? (answer.result['result'] as { readonly value?: Look } | undefined)?.value : undefined;
  // Between two documents there is nothing to ask: nothing is shown, and the page does not hang.
  return value ?? { at: '', screen: null };
}

/** A page that hangs or shows nothing would swallow a reload: its process is ended, and the browser tells of that. */
async function endRenderers(watched: Watched, parts: PageWatchParts, end: (why: string) => void): Promise<void> {
  const { recoveries } = watched;
  const listed = await inTime(parts.devtools.ask('SystemInfo.getProcessInfo'), parts.clock);
  if (recoveries !== watched.recoveries) return;
  const processes = listed.ok ? (listed.result['processInfo'] as readonly { readonly type: string; readonly id: number }[]) : [];
  const renderers = processes.filter(({ type }) => type === 'renderer');
  if (renderers.length === 0) end('its page does not answer and cannot be ended');
  else for (const { id } of renderers) parts.kill(id);
}

/** The answer, or a refusal when the browser itself gives none. */
async function inTime(answer: Promise<DevtoolsAnswer>, clock: PageWatchParts['clock']): Promise<DevtoolsAnswer> {
  let timer: unknown;
  const silence = new Promise<DevtoolsAnswer>((resolve) => {
    timer = clock.setTimeout(() => { resolve({ ok: false, message: 'no answer' }); }, BROWSER_ANSWERS_WITHIN_MS);
  });
  const first = await Promise.race([answer, silence]);
  clock.clearTimeout(timer);
  return first;
}

/** Loads the page anew in the same window. */
async function bringBack(why: string, watched: Watched, parts: PageWatchParts, end: (why: string) => void): Promise<void> {
  if (watched.isClosed) return;
  watched.lookAway();
  Object.assign(watched, { page: 'silent', screen: undefined, recoveries: watched.recoveries + 1, blankSinceMs: parts.clock.nowMs(), tries: watched.tries + 1 });
  if (watched.tries > MOST_TRIES) {
    end(`its page was lost ${String(watched.tries)} times without showing a screen`);
    return;
  }
  parts.log(`the kiosk page was lost (${why}); loading it again`);
  await parts.devtools.ask('Page.navigate', { url: parts.url }, watched.session);
}
