import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { loadSite, loadStock, parseStock, siteIds } from '../load-site.ts';
import { bodies } from './catalogue.schema.ts';
import { loadCatalogue, parseCatalogue, variantsOf } from './load-catalogue.ts';
import { judgeVin } from './vin.ts';

const text = readFileSync(new URL('./catalogue.yaml', import.meta.url), 'utf8');
const stockText = readFileSync(new URL('../sites/tmall-shanghai.stock.yaml', import.meta.url), 'utf8');

function refused(from: string, to: string): string {
  assert.ok(text.includes(from), `the catalogue says ${from}`);
  const loaded = parseCatalogue(text.replace(from, to), 'changed.yaml');
  assert.ok(!loaded.ok, `${to} is accepted`);
  return loaded.problems.map(({ path, message }) => `${path}: ${message}`).join('\n');
}

function stockRefused(from: string, to: string): string {
  assert.ok(stockText.includes(from), `the stock says ${from}`);
  const site = loadSite('tmall-shanghai');
  assert.ok(site.ok);
  const loaded = parseStock(stockText.replace(from, to), 'stock.yaml', site.value);
  assert.ok(!loaded.ok, `${to} is accepted`);
  return loaded.problems.map(({ message }) => message).join('\n');
}

describe('the catalogue', () => {
  const loaded = loadCatalogue();
  assert.ok(loaded.ok);

  it('names every brand, model and variant in both languages, in kinds of bodies that can be drawn', () => {
    const { brands } = loaded.value;
    assert.ok(brands.length > 10 && variantsOf(loaded.value).length > brands.length);
    for (const { name } of brands) assert.match(name.zh, /\p{Script=Han}/u);
    for (const body of bodies) assert.ok(brands.some(({ models }) => models.some((model) => model.body === body)), `no model is a ${body}`);
  });

  it('refuses an unknown key, a price of nothing, and what stands twice', () => {
    assert.match(refused('rangeKm: 612', 'rangeMi: 380'), /unknown key "rangeMi"; did you mean "rangeKm"\?/u);
    assert.match(refused('CNY: 20990000', 'CNY: 0'), /priceMinor\.CNY: must be at least 1 minor unit/u);
    assert.match(refused('CNY: 20990000', 'GBP: 20990000'), /GBP/u);
    assert.match(refused('id: aurora-e5-long', 'id: aurora-e5'), /variant aurora-e5 stands twice/u);
    assert.match(refused('vinPrefix: LAYE5L1B', 'vinPrefix: LAYE5S1B'), /vinPrefix LAYE5S1B stands twice/u);
    assert.match(refused('vinPrefix: LAYE5L1B', 'vinPrefix: LAYEOL1B'), /first eight characters/u);
  });
});

describe('the vehicles of the towers', () => {
  it('carry valid VINs, no two the same in any of the towers, and a price in the currency of their market', () => {
    const seen = new Set<string>();
    for (const id of siteIds()) {
      const stock = loadStock(id);
      assert.ok(stock.ok, id);
      for (const car of stock.value.cars) {
        assert.deepEqual(judgeVin(car.vin), { ok: true, vin: car.vin });
        assert.ok(!seen.has(car.vin), car.vin);
        seen.add(car.vin);
        assert.ok(Number.isInteger(car.priceMinor) && car.priceMinor > 0);
      }
    }
    assert.equal(seen.size, 16 + 42 + 30 + 60);
  });

  it('have the facts of their variant', () => {
    const stock = loadStock('tmall-shanghai');
    assert.ok(stock.ok);
    assert.deepEqual(stock.value.cars[4], {
      id: 'SH-05', vin: stock.value.cars[4]?.vin, variantId: 'kestrel-gt', brand: 'Kestrel', model: 'GT', plate: '沪B·K5526', powertrain: 'ICE', colour: '#8A1C2E',
      lengthMm: 4560, widthMm: 1910, heightMm: 1290, massKg: 1520, rangeKm: 590, seats: 2, priceMinor: 59_800_000,
    });
  });

  it('are refused when their VIN is wrong, of another variant, or stands twice, and when nothing is known of their variant or price', () => {
    const [first = '', second = ''] = [...stockText.matchAll(/vin: (?<vin>\w{17})/gu)].map(({ groups }) => groups?.['vin'] ?? '');
    assert.match(stockRefused(first, first.replace(/\d$/u, (digit) => String((Number(digit) + 1) % 10))), /SH-01: \w{17} is no VIN; with these characters the ninth would be/u);
    assert.match(stockRefused(first, second), /SH-01: \w{17} does not begin with LAYE5S1B, as every aurora-e5 does/u);
    assert.match(stockRefused(first, second), new RegExp(`vin ${second} stands twice`, 'u'));
    assert.match(stockRefused('variant: aurora-e5,', 'variant: aurora-e6,'), /no variant "aurora-e6"; did you mean "aurora-e\d"\?/u);
    assert.match(stockRefused('variant: lumen-city', 'variant: sierra-crew'), /does not begin with/u);
    assert.match(stockRefused('LUYCTS1BXTH103003, variant: lumen-city', '1SYCRS4G6TA103763, variant: sierra-crew'), /SH-03: sierra-crew has no price in CNY/u);
  });
});
