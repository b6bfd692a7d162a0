import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { speedForThisMachine } from '../../../controller/shell/up/testing/machine-speed.ts';
import { until } from '../../../controller/shell/up/testing/until.ts';
import type { TowerVisit } from '../../../controller/shell/up/testing/tower-visit.ts';
import { MOTION_MS, visitBench, type BenchVisit } from '../testing/bench-visit.ts';
import { everyDeed } from '../testing/every-deed.ts';
import { flawsOf, NO_FLAWS, settled } from '../testing/page-flaws.ts';
import { wireOf } from './bench-client.ts';
import { motionGroups } from './flow/motions.ts';

const SHORT_MS = 30_000;

describe('a technician who only reads the screen', function () {
  this.timeout(600_000);
  let bench: BenchVisit;
  let tower: TowerVisit;
  let page: Page;
  const press: BenchVisit['press'] = (...args) => bench.press(...args);
  const seen: BenchVisit['seen'] = (...args) => bench.seen(...args);
  const done: BenchVisit['done'] = (...args) => bench.done(...args);
  const confirm: BenchVisit['confirm'] = (...args) => bench.confirm(...args);

  /** Facts that forbid a motion now. */
  const forbids = async (motion: string): Promise<readonly string[]> => {
    const why = await page.evaluate(async (asked) => (await fetch(`/api/v1/why?motion=${asked}`)).json() as Promise<{ readonly broken: readonly { readonly fact: string }[] }>, motion);
    return why.broken.map(({ fact }) => fact);
  };
  /** Does what the screen asks for when the enabling device was pressed for too long, as it is on a machine without time. */
  const keepEnabled = async (): Promise<void> => {
    if ((await page.locator('[data-enabling]').getAttribute('data-enabling')) === 'pressed') return;
    await tower.hands.act('hold-enabling', { how: 'released' });
    await seen('[data-enabling="released"]');
    await tower.hands.act('hold-enabling', { how: 'mid' });
    await seen('[data-enabling="pressed"]');
  };
  /** Holds the button until it is so, and is still holding it then; presses anew when the screen says that the hold has ended. */
  const holdUntil = async (action: string, what: string, isSo: () => Promise<boolean>): Promise<void> => {
    let said: string | null = '';
    await until(what, 90_000, async () => {
      await keepEnabled();
      await page.locator(`[data-action="${action}"][aria-disabled="false"]`).hover();
      await page.mouse.down();
      for (let state: string | null = 'asking'; state !== 'lost' && state !== 'released';) {
        if (await isSo()) return true;
        state = await page.locator('.hold-said').getAttribute('data-hold');
      }
      said = await page.locator('.hold-said').textContent();
      await page.mouse.up();
      return undefined;
    }, () => said ?? '');
  };

  before(async () => {
    // A finger's 50 ms pass the browser and the API's thread: a machine that is busy gets a tower that has time for them.
    bench = await visitBench(['--speed', String(await speedForThisMachine())], 'en-GB');
    ({ tower, page } = bench);
  });
  after(() => bench.close());
  afterEach(() => { bench.noProblems(); });

  it('signs in by PIN', async () => {
    await seen('[data-view="signIn"]', 60_000);
    await page.fill('input[name=pin]', '000000');
    await press('sign-in');
    await page.getByText('This PIN is not right.').waitFor();
    await page.fill('input[name=pin]', bench.pin);
    await press('sign-in');
    await seen('[data-view="now"]');
    assert.equal(await page.evaluate(() => JSON.stringify([sessionStorage, localStorage])), '[{},{}]', 'something of a session is kept');
  });
  it('finds nothing wrong with any page for eyes and hands', async () => {
    for (const view of ['now', 'recovery', 'move', 'why', 'alarms', 'stock', 'orders', 'io']) {
      await press(`tab-${view}`);
      await seen(`[data-view="${view}"]`);
      await settled(page);
      const flaws = await flawsOf(page, { targetMm: 0, scrolls: true });
      assert.deepEqual({ ...flaws, small: [] }, NO_FLAWS, view);
    }
  });
  it('can ask about every motion of the tower', async () => {
    const site = await page.evaluate(async () => (await fetch('/api/v1/site')).json() as Promise<Parameters<typeof motionGroups>[0]>);
    for (const motion of Object.values(motionGroups(site)).flat()) {
      const status = await page.evaluate(async (asked) => (await fetch(`/api/v1/why?motion=${encodeURIComponent(asked)}`)).status, motion);
      assert.equal(status, 200, motion);
    }
  });
  it('asks for nothing that the API does not have', async () => {
    const document = await page.evaluate(async () => (await fetch('/openapi.json')).json() as Promise<{ readonly paths: Readonly<Record<string, object>> }>);
    const routes = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
    for (const { deed } of Object.values(everyDeed)) {
      const { method, path } = wireOf(deed);
      const asked = `${method.toLowerCase()} /api/v1${path}`;
      assert.ok(routes.some((route) => new RegExp(`^${route.replaceAll(/\{\w+\}/gu, '[^/]+')}$`, 'u').test(asked)), asked);
    }
  });
  it('has a door cycled, stops it half-way, resets, and completes the order from what recovery shows', async () => {
    await press('tab-orders');
    await page.selectOption('[data-action="order-kind"]', 'cycleDoors');
    await page.selectOption('[data-action="order-bay"]', 'A');
    await press('begin-order');
    await confirm();
    await done('order');
    await until('the outer door moves', MOTION_MS, async () => ((await tower.snapshot()).doors['A.outer']?.position ?? 0) > 0.2 || undefined);
    await press('stop');
    await until('the tower has stopped', SHORT_MS, async () => (await tower.snapshot()).resetNeeded);
    await press('tab-now');
    await seen('[data-advice^="stop."]');
    await press('do-reset');
    await done('reset');
    await press('tab-recovery');
    await seen('[data-doubt^="order:"] [data-way="complete"][data-ready="true"]', MOTION_MS);
    await page.locator('[data-doubt^="order:"] [data-way="complete"] button.main').click();
    await confirm('the doorway is free');
    await done('choose', MOTION_MS);
    await until('the order has ended', MOTION_MS, async () => ((await tower.snapshot()).orders.length === 0 ? true : undefined));
  });
  it('homes an axis', async () => {
    await press('tab-move');
    await press('home-shuttle');
    await confirm();
    await done('home', MOTION_MS);
    assert.equal((await tower.snapshot()).axes['shuttle']?.homed, true);
  });
  it('turns the key, asks for manual mode, and moves the lift only while the button is held', async () => {
    await tower.hands.act('turn-key', { to: 'maintenance' });
    await until('maintenance', SHORT_MS, async () => (await tower.snapshot()).mode === 'maintenance' || undefined);
    await tower.hands.act('press-reset');
    await press('tab-now');
    await press('do-mode');
    await seen('.bench[data-mode="manual"]');
    await press('tab-move');
    await press('part-lift');
    // Nothing below is known beforehand: it is what the screen says is missing.
    const upwards = page.locator('[data-action="hold-lift.jog-plus"]');
    assert.equal(await upwards.getAttribute('aria-disabled'), 'true', 'without the enabling device');
    await tower.hands.act('hold-enabling', { how: 'mid' });
    await seen('[data-action="hold-lift.jog-plus"][aria-disabled="false"]');
    await tower.hands.act('press-reset');
    await press('part-bolts');
    await holdUntil('hold-lockPin.stepOut', 'the lock pin is out', async () => !(await forbids('lift.jog')).includes('lockPinOut'));
    await page.mouse.up();
    await press('part-lift');
    const heightMm = async (): Promise<number> => (await tower.snapshot()).axes['lift']?.positionMm ?? NaN;
    const fromMm = await heightMm();
    await holdUntil('hold-lift.jog-plus', 'the lift goes up', async () => (await heightMm()) > fromMm + 60);
    await page.mouse.up();
    await seen('[data-ended="released"]');
    const still = await until('the lift stands', SHORT_MS, async () => ((await tower.snapshot()).axes['lift']?.velocityMmPerS === 0 ? heightMm() : undefined));
    assert.ok(still < fromMm + 2000, `it went on to ${String(still)} mm`);
    assert.deepEqual((await tower.truth()).collisions, []);
  });
});
