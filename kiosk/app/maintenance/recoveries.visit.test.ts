import assert from 'node:assert/strict';
import type { TowerSnapshot } from '../../../controller/api/contract/index.ts';
import { until } from '../../../controller/shell/up/testing/until.ts';
import { MOTION_MS, visitBench, type BenchVisit } from '../testing/bench-visit.ts';
import { flawsOf, NO_FLAWS, settled } from '../testing/page-flaws.ts';

/** Nothing here is held by hand, so the tower need not wait for the clock. */
const SPEED = '3';
const SHORT_MS = 30_000;

describe('a technician who brings the tower back, by the page alone', function () {
  this.timeout(600_000);
  let bench: BenchVisit;
  const { act, snapshot } = { act: (...args: Parameters<BenchVisit['tower']['hands']['act']>) => bench.tower.hands.act(...args), snapshot: () => bench.tower.snapshot() };
  const untilTower = (what: string, isSo: (tower: TowerSnapshot) => boolean): Promise<TowerSnapshot> =>
    until(what, MOTION_MS, async () => {
      const tower = await snapshot();
      return isSo(tower) ? tower : undefined;
    });
  const advised = (word: string): Promise<void> => bench.seen(`[data-advice="${word}"]`);
  const advice = (): Promise<readonly (string | undefined)[]> => bench.page.locator('[data-advice]').evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset['advice']));
  /** Reads what is due, does it at the panel, and sees it gone. */
  const resetAtPanel = async (): Promise<void> => {
    await bench.open('now');
    await advised('bench.advice.resetAtPanelDue');
    await act('press-reset');
    await until('the page asks for no reset any more', SHORT_MS, async () => !(await advice()).some((word) => word?.startsWith('bench.advice.reset')) || undefined);
  };
  /** Goes the way that recovery offers, as soon as it is green. */
  const goWay = async (doubt: string, way: string): Promise<void> => {
    await bench.open('recovery');
    await bench.seen(`[data-doubt^="${doubt}"] [data-way="${way}"][data-ready="true"]`, MOTION_MS);
    await bench.page.locator(`[data-doubt^="${doubt}"] [data-way="${way}"] button.main`).click();
    await bench.confirm('我已在现场查看');
    await bench.done('choose', MOTION_MS);
    await until('nothing is in doubt', SHORT_MS, async () => (await bench.page.locator('[data-doubt]').count()) === 0 || undefined);
  };
  const withoutFlaws = async (): Promise<void> => {
    for (const [width, height] of [[1080, 1920], [1440, 900]] as const) {
      await bench.page.setViewportSize({ width, height });
      await settled(bench.page);
      assert.deepEqual({ ...(await flawsOf(bench.page, { targetMm: 0, scrolls: true })), small: [] }, NO_FLAWS, `${String(width)} wide`);
    }
  };
  const correctMap = async (what: 'pallet' | 'car', object: string, to: string): Promise<void> => {
    await bench.open('stock');
    await bench.page.selectOption('[data-action="edit-what"]', what);
    await bench.page.fill('[data-action="edit-object"]', object);
    await bench.page.selectOption('[data-action="edit-to"]', to);
    await bench.press('edit-map');
    await bench.confirm('已由人工移走', bench.secondPin);
    await bench.done('editMap');
  };
  const chooseInStock = async (place: string): Promise<void> => {
    await bench.open('stock');
    await bench.press(`choose-${place}`);
    await bench.seen('[data-part="chosen-place"]');
  };

  before(async () => {
    bench = await visitBench(['--speed', SPEED], 'zh-CN');
    await bench.seen('[data-view="signIn"]', 120_000);
    await bench.page.fill('input[name=pin]', bench.pin);
    await bench.press('sign-in');
    await bench.seen('[data-view="now"]');
    await untilTower('the tower is idle', ({ state }) => state === 'idle');
  });
  after(() => bench.close());
  afterEach(() => { bench.noProblems(); });

  it('takes an emergency stop back: the cause, then that it is over, then the reset', async () => {
    await act('press-emergency-stop');
    await advised('interlock.IL-01.technician');
    await advised('bench.advice.resetAtPanel');
    await act('release-emergency-stop');
    await advised('bench.advice.over');
    await resetAtPanel();
    await untilTower('the tower is idle', ({ state }) => state === 'idle');
  });
  it('gives a lift that has lost its reference a new one', async () => {
    const id = await act('inject', { target: 'lift', verb: 'off' });
    await bench.open('now');
    await advised('bench.advice.failureOf');
    await act('clear', { id });
    await untilTower('the lift has lost its reference', ({ axes }) => axes['lift']?.homed === false);
    await resetAtPanel();
    await goWay('reference:lift', 'home');
    assert.equal((await snapshot()).axes['lift']?.homed, true);
  });
  it('takes back a transfer that was stopped half-way', async () => {
    await bench.tower.collect(await bench.tower.book('SH-05'));
    await untilTower('the shuttle reaches out', ({ axes }) => (axes['shuttle']?.positionMm ?? 0) < -800);
    await act('press-emergency-stop');
    await untilTower('it has stopped', ({ resetNeeded }) => resetNeeded !== undefined);
    await act('release-emergency-stop');
    await bench.open('recovery');
    await bench.seen('[data-doubt^="order:"]');
    await withoutFlaws();
    await resetAtPanel();
    await goWay('order:', 'reverse');
    const { orders, cells } = await untilTower('the order has ended', (tower) => tower.orders.length === 0);
    assert.deepEqual([orders.length, cells['2-1L']?.palletId, cells['2-1L']?.carId], [0, 'P05', 'SH-05']);
    assert.equal((await bench.tower.truth()).pallets['P05']?.place, 'cell:2-1L');
  });
  it('says that a car was taken away by hand, with a second technician, for no sensor sees into a cell', async () => {
    await act('carry', { what: 'car', id: 'SH-06', to: 'outside' });
    await correctMap('car', 'SH-06', 'outside');
    assert.equal((await snapshot()).cells['2-1R']?.carId, undefined);
  });
  it('finds a pallet that was moved while somebody worked inside, says which it is, and has it brought home', async () => {
    await act('turn-key', { to: 'maintenance' });
    await untilTower('it is in maintenance', ({ mode }) => mode === 'maintenance');
    await act('carry', { what: 'pallet', id: 'P06', to: 'bay:A' });
    await act('turn-key', { to: 'auto' });
    await untilTower('the key stands in auto', ({ maintenance }) => maintenance?.key === 'auto');
    await resetAtPanel();
    await bench.open('recovery');
    await bench.seen('[data-doubt="bay:A"]', MOTION_MS);
    await bench.press('map-bay:A');
    await correctMap('pallet', 'P06', 'bay:A');
    await bench.open('recovery');
    await until('nothing is in doubt', SHORT_MS, async () => (await bench.page.locator('[data-doubt]').count()) === 0 || undefined);
    await bench.open('orders');
    await bench.page.selectOption('[data-action="order-kind"]', 'stow');
    await bench.page.selectOption('[data-action="order-bay"]', 'A');
    await bench.press('begin-order');
    await bench.confirm();
    await bench.done('order');
    await untilTower('the pallet is at home', ({ orders, cells }) => orders.length === 0 && cells['2-1R']?.palletId === 'P06');
    assert.equal((await bench.tower.truth()).pallets['P06']?.place, 'cell:2-1R');
  });
  it('takes a cell and a bay out of service while the rest runs, and gives them back', async () => {
    for (const place of ['cell:3-3R', 'bay:B']) {
      await chooseInStock(place);
      await bench.press(`quarantine-${place}`);
      await bench.confirm('传感器有问题');
      await bench.done('quarantine');
    }
    await untilTower('both are out of service', ({ quarantines }) => quarantines?.length === 2);
    const code = await bench.tower.book('SH-16');
    await assert.rejects(bench.tower.collect(code), /quarantined/u, 'a car of the cell is promised');
    await bench.open('orders');
    await bench.page.selectOption('[data-action="order-kind"]', 'cycleDoors');
    await bench.page.selectOption('[data-action="order-bay"]', 'A');
    await bench.press('begin-order');
    await bench.confirm();
    await untilTower('the other bay works', ({ doors }) => (doors['A.outer']?.position ?? 0) > 0.5);
    await untilTower('and is shut again', ({ orders, doors }) => orders.length === 0 && doors['A.outer']?.position === 0);
    for (const place of ['cell:3-3R', 'bay:B']) {
      await chooseInStock(place);
      await bench.page.locator(`[data-action^="lift-"][data-action$="-${place}"]:not([disabled])`).first().click();
      await bench.confirm('已修好并走动测试通过了一遍');
      await bench.done('liftQuarantine');
    }
    await untilTower('both are in service', ({ quarantines = [] }) => quarantines.length === 0);
  });
});
