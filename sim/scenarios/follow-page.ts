import { reasonsOf } from './plays.ts';
import type { StageRecovery, StageRecoveryTower, StageWay } from './recovery.port.ts';
import type { Stage } from './stage.port.ts';
import { resetAtPanel } from './way-back.ts';

type Way = Parameters<StageRecoveryTower['choose']>[0]['way'];

/** What the person knows that no sensor does, and what is preferred. */
export interface Hints {
  /** Where an object really is, seen with the person's own eyes. */
  readonly seen?: Readonly<Record<string, string>>;
  readonly ways?: readonly Way[];
}

/** First what moves nothing, then what finds references, then what completes. Taking something out of service comes after a reset. */
const USUAL: readonly Way[] = ['settle', 'declare', 'home', 'recover', 'level', 'complete', 'reverse', 'audit'];
const MOST_DEEDS = 40;
const CALM_MS = 900_000;
const SEEN_MS = 500;
/** After a reset safe values have to hold before they are believed. */
const BELIEVED_MS = 3000;

/**
 * Somebody on site who reads nothing but the recovery page and does only what it offers, until it offers nothing and the tower is idle.
 * Answers with what was done, in words: `home reference:lift`.
 */
export async function followPage(stage: Stage, hints: Hints = {}): Promise<readonly string[]> {
  const done: string[] = [];
  for (let deeds = 0; deeds < MOST_DEEDS; deeds += 1) {
    await stage.clock.until(() => isCalm(stage), CALM_MS);
    const page = await stage.tower.recovery();
    if (!page.ok) break;
    if (stage.tower.snapshot().tower.state === 'idle' && page.value.doubts.every(({ ways }) => ways.length === 0)) return done;
    if (!(await oneDeed(stage, page.value, hints, done))) break;
  }
  const page = await stage.tower.recovery();
  const left = page.ok ? page.value.doubts.map(({ id, ways }) => `${id} (${ways.map(({ way }) => way).join(', ')})`).join('; ') : '';
  stage.expect('who only follows the page ends with an idle tower', false, `${done.join(', ')}; left: ${left}; ${reasonsOf(stage)}`);
  return done;
}

function isCalm({ tower }: Stage): boolean {
  const { state, orders, recovery } = tower.snapshot().tower;
  return !orders.some(({ stage }) => stage === 'running') && !(state === 'recovering' && recovery.length === 0);
}

async function oneDeed(stage: Stage, page: StageRecovery, { seen = {}, ways = USUAL }: Hints, done: string[]): Promise<boolean> {
  for (const wished of ways) {
    for (const { id, ways: offered } of page.doubts) {
      const way = offered.find((one) => one.way === wished && one.ready);
      const where = way && whereFor(way, seen[id]);
      if (!way || !where) continue;
      done.push(`${wished} ${id}`);
      const chosen = await stage.tower.choose({ object: id, way: wished, why: 'seen from the gallery', by: 'technician', ...where });
      stage.expect(`${wished} for ${id} is taken, as the page said`, chosen.ok, chosen.ok ? undefined : chosen.error.message);
      await stage.clock.runFor(SEEN_MS);
      return chosen.ok;
    }
  }
  if (page.stage !== 'settled' || stage.tower.snapshot().tower.resetNeeded === undefined) return false;
  done.push('reset');
  await resetAtPanel(stage);
  await stage.clock.runFor(BELIEVED_MS);
  return true;
}

/** A place that sensors prove, or where the person has seen it and a colleague signs. */
function whereFor({ way, declarations = [] }: StageWay, seen: string | undefined): { readonly place?: string; readonly second: string | undefined } | undefined {
  if (way !== 'declare') return { second: undefined };
  const proven = declarations.find(({ by, place }) => by === 'sensors' && place !== 'unknown');
  if (proven) return { place: proven.place, second: undefined };
  const signed = declarations.find(({ by, place }) => by === 'twoTechnicians' && place === seen);
  return signed && { place: signed.place, second: 'colleague' };
}
