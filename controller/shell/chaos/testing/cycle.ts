import { nowMs, pause } from '../../up/testing/until.ts';
import type { SeededRng } from '../../../../sim/time/seeded-rng.ts';
import type { ChaosTower } from './chaos-tower.ts';
import type { Deed, Drawn } from './draw.ts';
import { keepImageOf, type JournalImage } from './journal-image.ts';
import { shownBy, type Look, type ScreenWatch } from './screen.ts';
import { strike, takeBack, type Struck } from './strike.ts';
import { moves, recordOf, violationsOf, type Stop } from './truth.ts';
import type { Traffic } from './traffic.ts';
import { bringBack } from './way-back.ts';

/** What one cycle has shown. Milliseconds of the tower's clock where it measures the tower, of the machine's where it measures screens. */
export interface Cycle {
  readonly cycle: number;
  readonly deed: Deed;
  readonly moving: boolean;
  /**
   * The first stop after the deed: from the last edge of the watchdog to no torque, to all brakes on; `afterMs`: from the deed to no torque.
   * Absent when run-enable stayed.
   */
  readonly stop?: { readonly safeMs: number | null; readonly brakesMs: number | null; readonly afterMs: number | null; readonly stalledMs: number; readonly cause: string; readonly moving: boolean };
  /** Stops after the first one, on the way back: this machine has caused them. */
  readonly otherStops: number;
  /** From the deed (of a stop: from its end) to a screen that is truthful, and stays so; null when there was none. */
  readonly screenMs: number | null;
  /** From there to a tower that is ready or at work, with a person who follows the screens; null when it was not. */
  readonly readyMs: number | null;
  readonly wallMs: number;
  readonly deeds: readonly string[];
  readonly skipped?: string;
  /** What should not have been. */
  readonly findings: readonly string[];
}

/** Everything that one cycle needs. */
export interface Setting {
  readonly tower: ChaosTower;
  readonly watch: ScreenWatch;
  readonly traffic: Traffic;
  readonly siteId: string;
  readonly speed: number;
  /** Somebody has had enough. */
  readonly isOver: () => boolean;
}

/** By the catalogue: the relay's watchdog, and 20 ms. */
const SAFE_WITHIN_MS = 120;
/** A timer of the machine is late by up to so much, and its looks with it. */
const LATE_MS = 1;
const MOVES_WITHIN_MS = 5000;
const ASKS_EVERY_MS = 400;
/** So long it is waited for; how long it may take is for the report to say. */
const TRUTHFUL_WITHIN_MS = 60_000;
const STANDS_AGAIN_MS = 20_000;
/** So many answers in a row are truthful before the screen counts as such. */
const IN_A_ROW = 4;
/** After a cause a screen may be this far behind. */
const BEHIND_MS = 1000;
const READY_WITHIN_MS = 90_000;

/** One deed on a tower at work, what it did, and the way back. */
export async function playCycle(setting: Setting, cycle: number, { deed, afterMs }: Drawn, dice: SeededRng): Promise<Cycle> {
  const { tower, watch, speed, isOver } = setting;
  const beganMs = nowMs();
  const asked = await untilAtWork(setting, afterMs, dice);
  watch.clear();
  const before = watch.looks().at(-1);
  const noise = tower.up.stderr().length;
  const violations = (await violationsOf(tower.visit.hands)).length;
  const truth = watch.truth();
  const moving = truth !== undefined && moves(truth);
  const enabled = truth?.relay.runEnabled === true;
  const struck = await strike(tower, deed);
  const truthful = await untilTruthful(setting, deed, struck, before);
  const back = await bringBack(tower, READY_WITHIN_MS, isOver);
  const readyMs = nowMs();
  takeBack(tower, deed);
  const stops = (await recordOf(tower.visit.hands)).stops.filter(({ runEnableGoneMs }) => runEnableGoneMs >= struck.atMs * speed);
  const stop = stops[0] && measured(stops[0], struck.atMs * speed);
  const findings = isOver() ? [] : [
    ...(struck.skipped === undefined && deed.kind === 'kill' && enabled && stop === undefined ? ['the outputs of a dead controller were not seen to become safe'] : []),
    ...(deed.kind === 'stopSimulator' ? [] : judgeStop(stop)),
    ...(truthful === undefined ? [`no truthful screen within ${String(TRUTHFUL_WITHIN_MS / 1000)} s: ${watch.looks().at(-1)?.untruths.join('; ') ?? 'no answer'}`] : []),
    ...lies(watch.looks(), deed, struck, before?.shown.bootId),
    ...(back.wanting === undefined ? [] : [`not ready: ${back.wanting}`]),
    ...(await violationsOf(tower.visit.hands)).slice(violations).map(({ invariant, detail }) => `${invariant}: ${detail}`),
    ...bugs(tower.up.stderr().slice(noise)),
    ...journals(setting, struck.image),
  ];
  return {
    cycle, deed, moving, ...(stop && { stop }), otherStops: Math.max(0, stops.length - 1),
    screenMs: truthful === undefined ? null : Math.round(truthful.answeredMs - from(deed, struck)),
    readyMs: truthful === undefined || back.wanting !== undefined ? null : Math.round(readyMs - truthful.answeredMs),
    wallMs: Math.round(nowMs() - beganMs), deeds: [...asked, ...back.deeds], ...(struck.skipped !== undefined && { skipped: struck.skipped }), findings,
  };
}

/** What has been silent or blind may be truthful from the end of that; everything else from its beginning. */
const from = ({ kind }: Deed, { atMs, overMs }: Struck): number => (kind === 'stop' || kind === 'stopSimulator' ? overMs : atMs);

/** Something moves, and has for a while; a tower that this machine has stopped meanwhile is brought back first. */
async function untilAtWork(setting: Setting, afterMs: number, dice: SeededRng): Promise<readonly string[]> {
  const { tower, watch, isOver } = setting;
  const done: string[] = [];
  for (let tries = 0; tries < 3 && !isOver(); tries += 1) {
    done.push(...(await untilItMoves(setting, dice)));
    await pause(afterMs);
    // Between two motions of a transfer there is none; the next one is a random instant as well.
    done.push(...(await untilItMoves(setting, dice)));
    if (watch.truth()?.relay.runEnabled === true) break;
    done.push(...(await bringBack(tower, STANDS_AGAIN_MS, isOver)).deeds);
  }
  return done;
}

async function untilItMoves({ tower, watch, traffic, isOver }: Setting, dice: SeededRng): Promise<readonly string[]> {
  const endMs = nowMs() + MOVES_WITHIN_MS;
  const asked: string[] = [];
  let askedMs = -Infinity;
  while (nowMs() < endMs && !isOver()) {
    const truth = watch.truth();
    if (truth !== undefined && moves(truth)) break;
    if (nowMs() - askedMs > ASKS_EVERY_MS) {
      askedMs = nowMs();
      const shown = await shownBy(tower.origin).catch(() => undefined);
      const words = shown && (await traffic.keepBusy(shown, dice));
      if (words !== undefined) asked.push(words);
    }
    await pause(20);
  }
  return asked;
}

/** The first answer after the cause, of the new boot after a kill, that is truthful with those after it. */
async function untilTruthful({ watch, isOver }: Setting, deed: Deed, struck: Struck, before: Look | undefined): Promise<Look | undefined> {
  const sinceMs = from(deed, struck);
  const endMs = nowMs() + TRUTHFUL_WITHIN_MS;
  const counts = ({ answeredMs, shown }: Look): boolean => answeredMs >= sinceMs && (deed.kind !== 'kill' || struck.skipped !== undefined || shown.bootId !== before?.shown.bootId);
  while (nowMs() < endMs && !isOver()) {
    const looks = watch.looks().filter(counts);
    const last = looks.findLastIndex(({ untruthsNow }) => untruthsNow.length > 0);
    const good = looks.slice(last + 1);
    if (good.length >= IN_A_ROW) return good[0];
    await pause(20);
  }
  return undefined;
}

/** Claims that had not been true for a second, of a screen that had had a second to mend them; of a fresh controller, at any time. */
function lies(looks: readonly Look[], deed: Deed, struck: Struck, bootId: string | undefined): readonly string[] {
  const afterMs = from(deed, struck) + BEHIND_MS;
  const false_ = looks.filter(({ answeredMs, shown, untruths }) => untruths.length > 0 && (answeredMs > afterMs || (deed.kind === 'kill' && shown.bootId !== bootId)));
  return [...new Set(false_.flatMap(({ untruths }) => untruths))].slice(0, 3).map((each) => `the screen is wrong: ${each}`);
}

function measured({ cause = 'controller', lastEdgeMs, runEnableGoneMs, torqueOffMs, brakesOnMs, stalledMs, moving }: Stop, struckMs: number): NonNullable<Cycle['stop']> {
  const safeAtMs = torqueOffMs === undefined ? undefined : Math.max(runEnableGoneMs, torqueOffMs);
  const between = (fromMs: number | null, toMs: number | undefined): number | null => (fromMs === null || toMs === undefined ? null : Number((toMs - fromMs).toFixed(1)));
  return { safeMs: between(lastEdgeMs, safeAtMs), brakesMs: between(lastEdgeMs, brakesOnMs), afterMs: between(struckMs, safeAtMs), stalledMs: Number(stalledMs.toFixed(1)), cause, moving };
}

/** Time in which the machine ran neither tower nor controller is not theirs; it is told apart. */
function judgeStop(stop: Cycle['stop']): readonly string[] {
  if (stop?.cause !== 'watchdog') return [];
  if (stop.safeMs === null) return ['the outputs did not become safe'];
  return stop.safeMs - stop.stalledMs > SAFE_WITHIN_MS + LATE_MS ? [`outputs safe only ${String(stop.safeMs)} ms after the last edge of the watchdog`] : [];
}

const bugs = (said: string): readonly string[] => said.split('\n').filter((line) => /^bug in |Error:|unhandled/iu.test(line)).slice(0, 3);

/** The image of a dead controller, and the journal as it stands now. */
function journals({ tower, siteId }: Setting, image: JournalImage | undefined): readonly string[] {
  const pid = tower.pidOf('run-controller');
  const found = [image?.check(siteId), pid === undefined ? undefined : keepImageOf(pid, tower.dataFolder).check(siteId)];
  return found.filter((each) => each !== undefined).map((each) => `journal: ${each}`);
}

/** A cycle that broke off: the tower ended, or answered with something that is no answer. */
export function brokenOff(cycle: number, deed: Deed, why: string): Cycle {
  return { cycle, deed, moving: false, otherStops: 0, screenMs: null, readyMs: null, wallMs: 0, deeds: [], findings: [`broke off: ${why}`] };
}
