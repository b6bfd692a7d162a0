import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSeededRng } from '../../../../sim/time/seeded-rng.ts';
import type { CollectionView, TowerSnapshot } from '../../../api/contract/index.ts';
import { headlessBrowser, seeWindow } from './headless-window.ts';
import type { WindowSeen } from './headless-window.ts';
import { startUp, untilReady } from './running-up.ts';
import type { RunningUp } from './running-up.ts';
import { untilIdle, visit } from './tower-visit.ts';
import type { TowerVisit } from './tower-visit.ts';
import { nowMs, pause, until } from './until.ts';

/** What is asked for. */
export interface KillsAsked {
  readonly kills: number;
  readonly seed: number;
  /** Of the simulated tower against the clock: a slow one leaves more of a delivery for the kills. */
  readonly speed: number;
  /** `SIGKILL` ends the page's process, `SIGSTOP` makes it hang. */
  readonly signal: 'SIGKILL' | 'SIGSTOP';
}

/** One kill, and what came of it. */
export interface Kill {
  /** Phase of the collection when the page was lost. */
  readonly phase: string;
  /** Screen that stood again, and after how long; null when none did. */
  readonly screen: string | null;
  readonly backAfterMs: number | null;
}

/** All kills of a run, and what the tower noticed of them. */
export interface KillsReport {
  readonly kills: readonly Kill[];
  readonly deliveries: number;
  /** What should not have been. */
  readonly findings: readonly string[];
}

/** The page must be back by then, on the right screen. */
export const BACK_WITHIN_MS = 10_000;
const GIVE_UP_MS = 60_000;
const CARS = ['SH-06', 'SH-15', 'SH-02', 'SH-11', 'SH-09'];
/** Longest pause between a page that stands and the next kill. */
const PAUSE_MS = 2000;

/** The screens on which a person waits for a car, by the phase of the tower's sequence. Written down here a second time, from the screen map. */
const SCREENS: Readonly<Partial<Record<CollectionView['phase'], readonly string[]>>> = {
  queued: ['K20'], finding: ['K21'], taking: ['K21'], coming: ['K21'], presenting: ['K21'], opening: ['K24'], handover: ['K24', 'K26'],
};

/** Kills the renderer of the kiosk's page in the middle of deliveries, and watches who brings it back: nobody here does. */
export async function killKiosk(asked: KillsAsked, tell: (line: string) => void): Promise<KillsReport> {
  const folder = mkdtempSync(join(tmpdir(), 'carillon-kills-'));
  const up = startUp(['--no-demo', '--port', '0', '--speed', String(asked.speed)], { CARILLON_BROWSER: await headlessBrowser(folder) });
  try {
    await untilReady(up);
    const tower = await visit(up);
    const report = await killAll(asked, up, tower, tell);
    tower.hands.close();
    return report;
  } finally {
    await up.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function killAll({ kills, seed, signal }: KillsAsked, up: RunningUp, tower: TowerVisit, tell: (line: string) => void): Promise<KillsReport> {
  const rng = createSeededRng(seed);
  const window = seeWindow(up);
  const done: Kill[] = [];
  const findings: string[] = [];
  let deliveries = 0;
  let collectionId: string | undefined;
  while (done.length < kills) {
    const present = collectionId === undefined ? undefined : follow(await tower.snapshot(), collectionId);
    if (present === undefined || screensOf(present).length === 0) {
      collectionId = await begin(tower, CARS[deliveries % CARS.length] ?? '');
      deliveries += 1;
      continue;
    }
    await until('a right screen stands before the kill', GIVE_UP_MS, async () => (await isRight(window, tower, present.collectionId)) ?? undefined, () => up.stdout() + up.stderr());
    await pause(rng.next() * PAUSE_MS);
    const before = follow(await tower.snapshot(), present.collectionId);
    if (before === undefined || screensOf(before).length === 0) continue;
    const kill = await killOnce(window, tower, before, signal);
    done.push(kill);
    tell(`kill ${String(done.length)}: in ${kill.phase}, ${kill.screen ?? 'nothing'} after ${String(kill.backAfterMs)} ms`);
    findings.push(...judge(kill), ...noticed(await tower.snapshot()), ...(await hurt(tower)));
    if (kill.screen === null) break;
  }
  return { kills: done, deliveries, findings: [...new Set(findings)] };
}

async function begin(tower: TowerVisit, carId: string): Promise<string> {
  await untilIdle(tower, 20 * GIVE_UP_MS);
  return tower.collect(await tower.book(carId));
}

async function killOnce(window: WindowSeen, tower: TowerVisit, before: CollectionView, signal: KillsAsked['signal']): Promise<Kill> {
  const renderers = window.renderers();
  if (renderers.length === 0) throw new Error('the page has no process to kill');
  const killedMs = nowMs();
  for (const pid of renderers) process.kill(pid, signal);
  while (nowMs() - killedMs < GIVE_UP_MS) {
    const screen = await isRight(window, tower, before.collectionId);
    // A page that was killed may still be listed for a moment: the one that counts has a process that was not there before.
    const isNew = window.renderers().some((pid) => !renderers.includes(pid));
    if (screen !== null && isNew) return { phase: before.phase, screen, backAfterMs: Math.round(nowMs() - killedMs) };
    await pause(50);
  }
  return { phase: before.phase, screen: null, backAfterMs: null };
}

/** The screen that stands, if it is one that the phase of the tower asks for; null otherwise. */
async function isRight(window: WindowSeen, tower: TowerVisit, collectionId: string): Promise<string | null> {
  const before = follow(await tower.snapshot(), collectionId);
  const screen = await window.screen();
  const after = follow(await tower.snapshot(), collectionId);
  const right = [...screensOf(before), ...screensOf(after)];
  return screen !== undefined && right.includes(screen) ? screen : null;
}

const follow = ({ collections }: TowerSnapshot, collectionId: string): CollectionView | undefined => collections.find((each) => each.collectionId === collectionId);
const screensOf = (collection: CollectionView | undefined): readonly string[] => (collection === undefined ? [] : (SCREENS[collection.phase] ?? []));

function judge({ phase, backAfterMs }: Kill): readonly string[] {
  if (backAfterMs === null) return [`in ${phase} the page did not come back`];
  return backAfterMs > BACK_WITHIN_MS ? [`in ${phase} the page came back after ${String(backAfterMs)} ms`] : [];
}

/** What the controller would say if it had noticed. */
function noticed(snapshot: TowerSnapshot): readonly string[] {
  const { state, reasons, collections, resetNeeded, recovery } = snapshot;
  return [
    ...(state === 'execute' || state === 'idle' ? [] : [`the tower is ${state}`]),
    ...reasons.map(({ fact }) => `a rule is broken: ${fact}`),
    ...(resetNeeded === undefined ? [] : ['a reset is asked for']),
    ...recovery.map(({ object }) => `in doubt: ${object}`),
    ...collections.filter(({ paused }) => paused).map(() => 'the collection is paused'),
  ];
}

/** What the plant would show. */
async function hurt(tower: TowerVisit): Promise<readonly string[]> {
  const { relay, collisions } = await tower.truth();
  return [...(relay.tripped || !relay.runEnabled ? ['the safety relay has tripped'] : []), ...(collisions.length > 0 ? ['something collided'] : [])];
}
