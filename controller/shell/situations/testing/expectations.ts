import assert from 'node:assert/strict';
import { isWordId, languages, words } from '../../../../config/words/index.ts';
import { stopLimits } from '../../../../sim/oracle/stop-limits.ts';
import { stageOf, whoMayGoOn } from '../../../../kiosk/app/customer/flow/delivery-stage.ts';
import { digestOf } from '../../../../kiosk/app/customer/flow/tower-digest.ts';
import type { PlantState } from '../../../../sim/plant/plant.port.ts';
import { siteViewOf } from '../../../api/contract/index.ts';
import type { Scene } from './tower-scene.ts';

/** Slower than this is standing, mm/s. */
const STILL_MM_PER_S = 2;
/** A drive that has ramped down sees its axis settle before it lets the brake fall. */
const SETTLES_MS = 200;
/** An axis at rest under its brake stays within this, mm: the resolution of the plant. */
const STAYS_MM = 0.5;
/** States in which the tower says that it does not go on by itself. */
export const AT_A_STAND: readonly string[] = ['held', 'suspended', 'aborted', 'stopped'];

/** Everything of the machine that could move: axes, doors, bolts. */
function places({ axes, doors, lockPin, fork, palletLock }: PlantState): Readonly<Record<string, number>> {
  return {
    ...Object.fromEntries(Object.entries(axes).map(([id, axis]) => [id, axis.positionMm])),
    ...Object.fromEntries(Object.entries(doors).map(([id, door]) => [id, door.position * 1000])),
    lockPin: lockPin.position * 1000, fork: fork.position * 1000, palletLock: palletLock.position * 1000,
  };
}

/** Truth: no axis, door or bolt moves for a while; `wayOut`: but the doors to the street, which open for people. Looks at every tick, so that nothing can move there and back. */
export async function nothingMoves(scene: Scene, ms: number, when: string, wayOut = false): Promise<void> {
  const before = places(scene.plant);
  const strays = (): readonly string[] => Object.entries(places(scene.plant)).filter(([id, at]) => Math.abs(at - (before[id] ?? at)) > STAYS_MM && !(wayOut && id.endsWith('.outer'))).map(([id]) => id);
  const moved = await scene.until(() => strays().length > 0, ms);
  assert.ok(!moved, `${when} nothing moves, but ${strays().join()} did`);
}

/**
 * Truth: the lift comes to rest within the stopping distance and time of its axis and brake, after `noticeMs` at most in which the
 * controller may go on believing old readings.
 */
export async function liftComesToRest({ plant, site, until }: Scene, noticeMs: number): Promise<void> {
  const limits = stopLimits(site, 'lift');
  const { lift } = plant.axes;
  const fromMm = lift.positionMm;
  const fastest = site.axes.lift.velocityMmPerS;
  const withinMs = noticeMs + limits.timeMs(fastest);
  const stands = await until(() => Math.abs(lift.velocityMmPerS) <= STILL_MM_PER_S, withinMs);
  assert.ok(stands, `the lift stands within ${withinMs.toFixed(0)} ms, but moves at ${lift.velocityMmPerS.toFixed(0)} mm/s`);
  assert.ok(await until(() => lift.velocityMmPerS === 0 && lift.brakeClosed, limits.brakeMs + SETTLES_MS), 'the brake of the lift is closed');
  const wayMm = Math.abs(lift.positionMm - fromMm);
  const atMostMm = (fastest * noticeMs) / 1000 + limits.distanceMm(fastest);
  assert.ok(wayMm <= atMostMm, `the lift stops within ${atMostMm.toFixed(0)} mm, it took ${wayMm.toFixed(0)}`);
}

/** The tower stands, says so, and gives a reason in the customer's words that comes from one of these rows. */
export async function customerIsTold(scene: Scene, rows: readonly string[]): Promise<void> {
  const told = await scene.until(() => {
    const { state, reasons } = scene.now();
    return AT_A_STAND.includes(state) && rows.includes(reasons[0]?.interlockId ?? '');
  }, 2 * scene.site.control.stopTimeoutMs);
  const { state, reasons } = scene.now();
  const [first] = reasons;
  assert.ok(told && first, `the tower stands because of ${rows.join(' or ')}, not ${state} because of ${first?.interlockId ?? 'nothing'} (${first?.fact ?? ''} ${first?.cause ?? ''})`);
  const ofBay = /^(\w+)\./u.exec(first.fact)?.[1];
  assert.equal(first.bay, ofBay, 'the sentence names the bay that it is about');
  for (const who of ['customer', 'operator', 'technician'] as const) saidInEveryLanguage(first[who]);
}

/** What the kiosk of the waiting customer makes of it: a pause with the first reason, and who may end it. */
export function kioskShowsPause({ now, site, asked }: Scene): void {
  const tower = digestOf({ link: 'live', tower: now(), heardAtMs: 0 }, siteViewOf(site));
  const collection = tower.collections.find(({ collectionId }) => collectionId === asked.collectionId);
  assert.ok(collection, 'the kiosk still knows the collection');
  assert.equal(stageOf({ ...collection, isSeen: true, isMissing: false, wasEntered: false }, tower), 'paused');
  assert.equal(tower.reason?.customer, now().reasons[0]?.customer);
  assert.equal(whoMayGoOn(collection, tower), now().resetNeeded);
}

/** A sentence id with a sentence in every language. */
function saidInEveryLanguage(id: string): void {
  assert.ok(isWordId(id), `${id} is a sentence`);
  for (const language of languages) assert.ok(words[language][id].trim().length > 0, `${id} in ${language}`);
}
