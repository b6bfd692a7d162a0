import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bySize, cellSizeOf, largestCar, takes } from './cells.ts';
import { loadSite, loadStock, parseSite, parseStock, siteIds } from './load-site.ts';
import { placesOf } from './places.ts';

const read = (file: string): string => readFileSync(new URL(`./sites/${file}`, import.meta.url), 'utf8');
const [text, stockText] = [read('tmall-shanghai.yaml'), read('tmall-shanghai.stock.yaml')];

function site(change: (yaml: string) => string = (yaml) => yaml) {
  const loaded = parseSite(change(text), 'changed.yaml');
  assert.ok(loaded.ok, JSON.stringify(loaded.ok ? [] : loaded.problems));
  return loaded.value;
}

function refused(from: string, to: string): string {
  assert.ok(text.includes(from), `the site says ${from}`);
  const loaded = parseSite(text.replace(from, to), 'changed.yaml');
  assert.ok(!loaded.ok, `${to} is accepted`);
  return loaded.problems.map(({ path, message }) => `${path}: ${message}`).join('\n');
}

const sizeOf = (name: string, of = site()) => {
  const place = placesOf(of).find((one) => one.name === name);
  assert.ok(place);
  return cellSizeOf(of, place);
};

describe('what cells take', () => {
  it('is what their storey says, and where it says nothing the largest car of the site with its headroom', () => {
    assert.deepEqual(sizeOf('1-2L'), { clearHeightMm: 1700, lengthMm: 5300, massKg: 2200 });
    assert.deepEqual(sizeOf('3-1L'), { clearHeightMm: 2000, lengthMm: 5300, massKg: 2500 });
    assert.deepEqual(sizeOf('A'), sizeOf('3-1L'), 'a bay takes what the site takes');
  });

  it('is said of a single cell where it differs from its storey, key by key', () => {
    const beam = site((yaml) => yaml.replace('  pallet: {', '  cells:\n    - { level: "2", position: "2", side: left, takes: { clearHeightMm: 1850 } }\n  pallet: {'));
    assert.deepEqual(sizeOf('2-2L', beam), { clearHeightMm: 1850, lengthMm: 5300, massKg: 2300 });
    assert.deepEqual(sizeOf('2-2R', beam), { clearHeightMm: 1900, lengthMm: 5300, massKg: 2300 });
  });

  it('leaves the headroom of the site above a car, and refuses one that is too high, too long or too heavy by the least bit', () => {
    const cell = { clearHeightMm: 1700, lengthMm: 5000, massKg: 2000 };
    const car = { heightMm: 1650, lengthMm: 5000, massKg: 2000 };
    assert.equal(takes(cell, car, 50), true);
    assert.equal(takes(cell, car, 51), false);
    for (const more of [{ heightMm: 1651 }, { lengthMm: 5001 }, { massKg: 2001 }]) assert.equal(takes(cell, { ...car, ...more }, 50), false);
  });

  it('orders a cell that takes less in one respect, and more in none, before the other', () => {
    const cell = { clearHeightMm: 1700, lengthMm: 5000, massKg: 2000 };
    for (const more of [{ clearHeightMm: 1701 }, { lengthMm: 5001 }, { massKg: 2001 }]) assert.ok(bySize(cell, { ...cell, ...more }) < 0);
    assert.equal(bySize(cell, { ...cell }), 0);
  });

  it('fits the largest car in some cell of each preset, and every car of its stock where that stands', () => {
    for (const id of siteIds()) {
      const [loaded, stock] = [loadSite(id), loadStock(id)];
      assert.ok(loaded.ok && stock.ok);
      const sizes = placesOf(loaded.value).filter(({ kind }) => kind === 'cell').map((place) => cellSizeOf(loaded.value, place));
      assert.ok(sizes.some((size) => takes(size, largestCar(loaded.value), loaded.value.tower.headroomMm)), id);
      assert.ok(new Set(sizes.map((size) => JSON.stringify(size))).size > 1, `${id} has cells of more than one size`);
    }
  });
});

describe('contradictions about cells', () => {
  it('are refused where a cell takes more than limits, pallet, lift and shuttle bring', () => {
    assert.match(refused('clearHeightMm: 1700', 'clearHeightMm: 2001'), /tower\.levels: storey 1: takes\.clearHeightMm 2001 is more than tower\.carLimits\.heightMm/u);
    assert.match(refused('payloadKg: 3300', 'payloadKg: 2900'), /storey 2: takes\.massKg 2300 is more than lift and shuttle carry beside the pallet \(payloadKg\) \(2150\)/u);
    const short = text.replace('carLimits: { lengthMm: 5300', 'carLimits: { lengthMm: 5000').replace('massKg: 2200 }', 'massKg: 2200, lengthMm: 5200 }');
    const loaded = parseSite(short, 'changed.yaml');
    assert.ok(!loaded.ok && loaded.problems.some(({ message }) => /takes\.lengthMm 5200 is more than tower\.carLimits\.lengthMm lets in \(5000\)/u.test(message)));
  });

  it('are refused where no cell takes the largest car, and where a storey is lower than its cells', () => {
    assert.match(refused('{ id: "3", zMm: 5400 }', '{ id: "3", zMm: 5400, takes: { massKg: 2400 } }'), /no cell takes the largest car that tower\.carLimits lets in \(1950 mm high/u);
    assert.match(refused('{ id: "2", zMm: 3000', '{ id: "2", zMm: 2400'), /storey 1: 1700 mm of clear height and 200 mm of structure do not fit below the next storey, 1800 mm above/u);
  });

  it('are refused where a single cell does not exist, stands twice, or is a bay', () => {
    const cells = (...lines: readonly string[]) => `  cells:\n${lines.map((line) => `    - { ${line}, takes: { clearHeightMm: 1850 } }\n`).join('')}  pallet: {`;
    assert.match(refused('  pallet: {', cells('level: "9", position: "1", side: left')), /tower\.cells: the tower has no cell at 9-1 left/u);
    assert.match(refused('  pallet: {', cells('level: "1", position: "1", side: left')), /the tower has no cell at 1-1 left/u);
    assert.match(refused('  pallet: {', cells('level: "2", position: "1", side: left', 'level: "2", position: "1", side: left')), /cell 2-1 left stands twice/u);
  });

  it('are refused where the doors of a bay are lower than the cars that it lets in', () => {
    assert.match(refused('timeoutMs: 9000, widthMm: 2700, heightMm: 2300', 'timeoutMs: 9000, widthMm: 2700, heightMm: 1900'), /tower\.carLimits\.heightMm: cars of 1950 mm do not pass doors\.inner\.heightMm/u);
  });

  it('are refused in a stock: a car where it does not fit, a cell that is none, a car that is missing', () => {
    const stock = (from: string, to: string): string => {
      assert.ok(stockText.includes(from));
      const loaded = parseStock(stockText.replace(from, to), 'stock.yaml', site());
      assert.ok(!loaded.ok);
      return loaded.problems.map(({ path, message }) => `${path}: ${message}`).join('\n');
    };
    assert.match(stock('cell: 1-2L, car: SH-01', 'cell: 1-2L, car: SH-14'), /pallets: car SH-14 \(1850 mm high, 5130 mm long, 2460 kg\) does not fit into cell 1-2L: it takes 1650 mm, 5300 mm and 2200 kg/u);
    assert.match(stock('cell: 3-3R', 'cell: 9-3R'), /pallet P16 stands in cell 9-3R, which site tmall-shanghai does not have/u);
    assert.match(stock('car: SH-16', 'car: SH-99'), /carries car SH-99, which is not among the cars/u);
  });
});
