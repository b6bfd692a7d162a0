import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { loadSite } from '../../../../config/load-site.ts';
import type { Site } from '../../../../config/schema/site.schema.ts';
import { createSeededRng } from '../../../../sim/time/seeded-rng.ts';
import { nowMs } from '../../up/testing/until.ts';
import type { ChaosOptions } from '../chaos.port.ts';
import { startChaosTower, whyNoDisk, type ChaosTower } from './chaos-tower.ts';
import { brokenOff, playCycle, type Cycle } from './cycle.ts';
import { draw, type Drawn } from './draw.ts';
import { watchScreen, type ScreenWatch } from './screen.ts';
import { createTraffic, type Traffic } from './traffic.ts';

/** What is asked for, and who is told of it. */
export interface ChaosAsked extends ChaosOptions {
  /** Instead of the draw. */
  readonly drawn?: (cycle: number) => Drawn;
  readonly isOver: () => boolean;
  readonly tell: (line: string) => void;
}

/** All cycles, and how many towers it took. */
export interface ChaosPlayed {
  readonly cycles: readonly Cycle[];
  readonly towers: number;
}

/** `up` gives in when a controller ends five times in a minute, and rightly so: there are never more than four kills in it. */
const MAX_KILLS = 4;
const WITHIN_MS = 65_000;
/** A tower is given up after so many cycles, so that what would pile up in it, and what a start does, are both seen. */
const CYCLES_A_TOWER = 100;
const LAST_WORDS = 1000;

interface Standing {
  readonly tower: ChaosTower;
  readonly watch: ScreenWatch;
  readonly traffic: Traffic;
  readonly kills: number[];
  cycles: number;
}

/** Plays them. Rejects when a tower does not come up. */
export async function playChaos(asked: ChaosAsked): Promise<ChaosPlayed> {
  const site = loadSite(asked.site);
  if (!site.ok) throw new Error(`there is no site ${asked.site}`);
  const cycles = [...resultsOf(asked)];
  const known = new Set(cycles.map(({ cycle }) => cycle));
  const waiting = Array.from({ length: asked.cycles }, (_, n) => n).filter((n) => !known.has(n));
  const noDisk = whyNoDisk();
  if (noDisk !== undefined) asked.tell(`no disk is filled: ${noDisk}`);
  const done = (cycle: Cycle): void => {
    cycles.push(cycle);
    if (asked.results !== undefined) appendFileSync(asked.results, `${JSON.stringify({ seed: asked.seed, ...cycle })}\n`);
    asked.tell(inWords(cycle));
  };
  const job: Job = { asked, site: site.value, withDisk: noDisk === undefined, waiting, done, towers: 0 };
  await Promise.all(Array.from({ length: Math.min(asked.jobs, waiting.length) }, () => work(job)));
  return { cycles, towers: job.towers };
}

interface Job {
  readonly asked: ChaosAsked;
  readonly site: Site;
  readonly withDisk: boolean;
  readonly waiting: number[];
  readonly done: (cycle: Cycle) => void;
  towers: number;
}

/** One tower after the other, each for as long as it comes back to ready. */
async function work(job: Job): Promise<void> {
  const { asked, waiting, done } = job;
  let standing: Standing | undefined;
  try {
    for (let n = waiting.shift(); n !== undefined && !asked.isOver(); n = waiting.shift()) {
      if (standing === undefined) {
        job.towers += 1;
        standing = await stand(asked, job.withDisk);
      }
      const cycle = await playOne(job, standing, n);
      if (asked.isOver()) break;
      done(cycle);
      standing.cycles += 1;
      if (cycle.readyMs !== null && cycle.findings.length === 0 && standing.cycles < CYCLES_A_TOWER) continue;
      await end(standing);
      standing = undefined;
    }
  } catch (error) {
    // Whoever has had enough has ended the towers as well.
    if (!asked.isOver()) throw error;
  } finally {
    if (standing !== undefined) await end(standing);
  }
}

async function stand({ site, speed }: ChaosAsked, withDisk: boolean): Promise<Standing> {
  const tower = await startChaosTower(site, speed, withDisk);
  return { tower, watch: watchScreen(tower), traffic: createTraffic(tower), kills: [], cycles: 0 };
}

async function end({ tower, watch }: Standing): Promise<void> {
  await Promise.all([watch.stop(), tower.stop()]);
}

async function playOne({ asked, site }: Job, standing: Standing, n: number): Promise<Cycle> {
  const dice = createSeededRng(asked.seed).fork(`cycle ${String(n)}`);
  const mayKill = standing.kills.filter((atMs) => nowMs() - atMs < WITHIN_MS).length < MAX_KILLS;
  const drawn = asked.drawn?.(n) ?? draw(dice, site.buses.map(({ id }) => id), mayKill);
  const { tower, watch, traffic } = standing;
  try {
    return await playCycle({ tower, watch, traffic, siteId: site.id, speed: asked.speed, isOver: asked.isOver }, n, drawn, dice);
  } catch (error) {
    return brokenOff(n, drawn.deed, `${String(error)}\n${tower.up.stdout().slice(-LAST_WORDS)}${tower.up.stderr().slice(-LAST_WORDS)}`);
  } finally {
    if (drawn.deed.kind === 'kill') standing.kills.push(nowMs());
  }
}

/** What was played before; a last line that is not whole was lost with its process. */
function resultsOf({ results, seed, cycles }: ChaosAsked): readonly Cycle[] {
  if (results === undefined || !existsSync(results)) return [];
  const lines = readFileSync(results, 'utf8').split('\n').filter((line) => line.startsWith('{') && line.endsWith('}'));
  return lines.map((line) => JSON.parse(line) as Cycle & { readonly seed: number }).filter((one) => one.seed === seed && one.cycle < cycles);
}

function inWords({ cycle, deed, moving, stop, screenMs, readyMs, wallMs, skipped, findings }: Cycle): string {
  const how = Object.entries(deed).map(([, value]) => String(value)).join(' ');
  const safe = stop === undefined ? 'run-enable stays' : `${stop.cause}: safe after ${String(stop.safeMs)} ms${stop.stalledMs > 10 ? ` (machine stood still for ${String(stop.stalledMs)})` : ''}`;
  return `cycle ${String(cycle)}: ${how}${moving ? ', in motion' : ''}: ${skipped ?? `${safe}, screen after ${String(screenMs)} ms, ready ${String(readyMs)} ms later, ${String(wallMs)} ms in all`}${findings.map((each) => `\n  ${each}`).join('')}`;
}
