import type { Page, Response } from 'playwright-core';
import { CHROMIUM_SWITCHES } from '../../../../controller/shell/up/kiosk-window.ts';
import { startUp, untilReady } from '../../../../controller/shell/up/testing/running-up.ts';
import type { RunningUp } from '../../../../controller/shell/up/testing/running-up.ts';
import { attendant, visit } from '../../../../controller/shell/up/testing/tower-visit.ts';
import type { TowerVisit } from '../../../../controller/shell/up/testing/tower-visit.ts';
import { nowMs, pause } from '../../../../controller/shell/up/testing/until.ts';
import { createSeededRng } from '../../../../sim/time/seeded-rng.ts';
import { launchChromium } from '../../../testing/launch-chromium.ts';
import { nextDeed } from './deeds.ts';
import { guardPage } from './guarded-page.ts';
import type { GuardedPage } from './guarded-page.ts';
import { createJudge } from './judge-requests.ts';
import type { Exchange, Judge } from './judge-requests.ts';
import { wrongWithTower } from './judge-tower.ts';
import { kioskRoutes } from './kiosk-routes.ts';
import { createHand } from './play-deed.ts';

/** What is asked for. */
export interface MonkeyAsked {
  readonly touches: number;
  readonly seed: number;
}

/** What became of it. */
export interface MonkeyReport {
  readonly touches: number;
  readonly kinds: Readonly<Record<string, number>>;
  /** Screens that were seen, and how often at a look. */
  readonly screens: Readonly<Record<string, number>>;
  readonly accepted: Readonly<Record<string, number>>;
  readonly refused: number;
  readonly reloads: number;
  readonly memory: readonly { readonly heapMb: number; readonly nodes: number }[];
  readonly touchesPerSecond: number;
  readonly findings: readonly string[];
}

/** Deeds between two looks at the page. */
const DEEDS_A_LOOK = 25;
const LOOKS_A_CHECK = 20;
const MEMORY_CHECKS = 20;
/** Bytes that a page may hold more at the end than after its first quarter: the caches of scripts are filled by then. */
const MOST_GROWTH_MB = 8;
/** Time passes this much faster in the tower, so that cars come and go under the monkey's hands. */
const SPEED = '6';
const CARS = ['SH-05', 'SH-11', 'SH-03', 'SH-15', 'SH-09'];
const WINDOW = { width: 720, height: 1280 } as const;
/** Each of its pixels is painted as a fourth of one: what stands where is the same, and painting takes the time of touches. */
const PAINTED_SHARE = 0.5;
/** As the kiosk's own window is started, but for the pipe: these tests bring one of their own. */
const SWITCHES = CHROMIUM_SWITCHES.filter((each) => each !== '--remote-debugging-pipe');

interface Run {
  readonly up: RunningUp;
  readonly tower: TowerVisit;
  readonly guarded: GuardedPage;
  readonly judge: Judge;
  readonly codes: string[];
  readonly findings: string[];
  readonly bootId: string;
}

/** Plays on the kiosk of a running tower; ends before all was played when it `isEnough`, and tells what was. */
export async function runMonkey(asked: MonkeyAsked, tell: (line: string) => void, isEnough: () => boolean = () => false): Promise<MonkeyReport> {
  const up = startUp(['--headless', '--no-demo', '--port', '0', '--speed', SPEED]);
  const chromium = await launchChromium({ viewport: WINDOW, extraArgs: SWITCHES });
  try {
    await untilReady(up);
    const tower = await visit(up);
    const { page, context } = chromium;
    const address = new URL(up.told('kiosk') ?? '');
    await page.goto(address.href, { waitUntil: 'commit', timeout: 120_000 });
    await page.waitForSelector('[data-screen="K01"]', { timeout: 120_000 });
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    // A kiosk's window begins with its page; a browser of tests begins with a blank one, to which there would be a way back.
    await session.send('Page.resetNavigationHistory');
    // Frames cost more than all deeds together, and the picture is judged elsewhere.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await session.send('Emulation.setDeviceMetricsOverride', { ...WINDOW, deviceScaleFactor: PAINTED_SHARE, mobile: false });
    const codes: string[] = [];
    const findings: string[] = [];
    const judge = createJudge({ origin: address.origin, codes: () => new Set(codes), isForKiosks: await kioskRoutes(address.origin) });
    listen(page, judge, findings);
    const run: Run = { up, tower, guarded: guardPage(context, page, session), judge, codes, findings, bootId: (await tower.snapshot()).bootId };
    return await play(asked, { ...run, isEnough, tell }, createHand(session, pause));
  } finally {
    await chromium.close();
    await up.stop();
  }
}

async function play({ touches, seed }: MonkeyAsked, run: Run & { readonly isEnough: () => boolean; readonly tell: (line: string) => void }, hand: ReturnType<typeof createHand>): Promise<MonkeyReport> {
  const rng = createSeededRng(seed);
  const kinds: Record<string, number> = {};
  const screens: Record<string, number> = {};
  const memory: { heapMb: number; nodes: number }[] = [];
  const startedMs = nowMs();
  let done = 0;
  const step = async (look: number): Promise<void> => {
    if (look % LOOKS_A_CHECK === 0) await check(run, look / LOOKS_A_CHECK);
    if (done >= (memory.length * touches) / MEMORY_CHECKS) {
      memory.push(await run.guarded.memory());
      run.tell(`${String(done)} touches, ${String(Math.round((done * 1000) / Math.max(1, nowMs() - startedMs)))} a second, ${memory.at(-1)?.heapMb.toFixed(1) ?? ''} MB, ${[...new Set(run.findings)].join('; ') || 'nothing found'}`);
    }
    const sight = await run.guarded.look(run.codes.at(-1));
    screens[sight.screen ?? 'none'] = (screens[sight.screen ?? 'none'] ?? 0) + 1;
    const deeds = Array.from({ length: Math.min(DEEDS_A_LOOK, touches - done) }, () => nextDeed(rng, sight));
    for (const { kind } of deeds) kinds[kind] = (kinds[kind] ?? 0) + 1;
    await hand.play(deeds);
    done += deeds.length;
  };
  try {
    for (let look = 0; done < touches && !run.isEnough(); look += 1) await step(look);
    await check(run, 0);
    memory.push(await run.guarded.memory());
  } catch (error) {
    // A page or a tower that is gone: what was found until then is told as well.
    run.findings.push(`it could not go on: ${String(error)}`);
  }
  const seconds = Math.max(1, nowMs() - startedMs) / 1000;
  return {
    touches: done, kinds, screens, accepted: run.judge.accepted(), refused: run.judge.refused(), reloads: run.guarded.reloads(), memory,
    touchesPerSecond: Math.round(done / seconds), findings: [...new Set([...run.findings, ...growth(memory)])],
  };
}

/** The page, the controller and the plant, as they must be at any moment; and what keeps things going: a reset at the panel, a booking. */
async function check({ guarded, tower, up, codes, findings, bootId }: Run, round: number): Promise<void> {
  findings.push(...(await guarded.findings()));
  const snapshot = await tower.snapshot();
  findings.push(...wrongWithTower({ snapshot, truth: await tower.truth(), bootId, said: [up.stderr(), up.stdout()] }));
  await attendant(tower, '').look(snapshot);
  if (round % 4 !== 0) return;
  // Refused while the member is on a drive, which ends when the monkey brings the car back.
  const code = await tower.book(CARS[codes.length % CARS.length] ?? '').catch(() => undefined);
  if (code !== undefined) codes.push(code);
}

function listen(page: Page, judge: Judge, findings: string[]): void {
  let before = Promise.resolve();
  page.on('response', (response) => {
    before = before.then(async () => {
      const wrong = judge.judge(await exchangeOf(response));
      if (wrong !== undefined) findings.push(wrong);
    });
  });
}

async function exchangeOf(response: Response): Promise<Exchange> {
  const request = response.request();
  const { origin, pathname } = new URL(response.url());
  // A body that went with its page, or none at all.
  const answer = await response.json().catch(() => undefined) as Exchange['answer'];
  const posted = request.postData();
  return {
    method: request.method(), path: pathname, origin, status: response.status(), answer, requestKey: request.headers()['idempotency-key'],
    body: posted === null ? undefined : (JSON.parse(posted) as Exchange['body']),
  };
}

/** Growth from the first quarter on. */
function growth(memory: readonly { readonly heapMb: number }[]): readonly string[] {
  const median = (part: readonly { readonly heapMb: number }[]): number => part.map(({ heapMb }) => heapMb).sort((a, b) => a - b)[Math.floor(part.length / 2)] ?? NaN;
  const quarter = Math.floor(memory.length / 4);
  if (quarter < 2) return [];
  const grownMb = median(memory.slice(-quarter)) - median(memory.slice(quarter, 2 * quarter));
  return grownMb > MOST_GROWTH_MB ? [`the page holds ${grownMb.toFixed(1)} MB more than before`] : [];
}
