import assert from 'node:assert/strict';
import { loadStock } from '../../config/load-site.ts';
import { checkDigitOf } from '../../config/catalogue/vin.ts';
import { statement } from '../journal/statements.ts';
import { NOON_UTC_MS, granted } from '../journal/testing/journal-bench.ts';
import type { CarScan, CatalogueView } from './contract/index.ts';
import { openApiBench, problemOf } from './testing/api-bench.ts';
import type { ApiBench, Heard } from './testing/api-bench.ts';

const stock = loadStock('tmall-shanghai');
assert.ok(stock.ok);
const vinOf = (carId: string): string => stock.value.cars.find(({ id }) => id === carId)?.vin ?? '';
/** The same variant, another vehicle: another serial number, and the check digit that belongs to it. */
const sibling = (vin: string): string => {
  const other = `${vin.slice(0, 11)}999999`;
  return `${other.slice(0, 8)}${checkDigitOf(other)}${other.slice(9)}`;
};
const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(200)]);

describe('the catalogue and the scans of cars', () => {
  let bench: ApiBench;
  let phone: string;
  beforeEach(async () => {
    bench = await openApiBench();
    phone = await bench.signIn('phone');
  });
  afterEach(() => bench.close());
  const scan = (text: string): Promise<Heard<CarScan>> =>
    bench.ask({ method: 'POST', url: '/api/v1/car-scans', payload: { by: 'text', text }, headers: { authorization: `Bearer ${phone}` } }, 'phone');
  const scanPhoto = (payload: Buffer, type = 'image/jpeg'): Promise<Heard> =>
    bench.ask({ method: 'POST', url: '/api/v1/car-scans', payload, headers: { authorization: `Bearer ${phone}`, 'content-type': type } }, 'phone');
  const catalogue = async (): Promise<CatalogueView> =>
    (await bench.ask<CatalogueView>({ method: 'GET', url: '/api/v1/catalogue', headers: { authorization: `Bearer ${phone}` } }, 'phone')).body;

  it('show all brands with the prices of this market, and the vehicles of this tower by VIN', async () => {
    const { currency, brands, vehicles } = await catalogue();
    assert.equal(currency, 'CNY');
    const variants = new Map(brands.flatMap(({ models }) => models.flatMap((model) => model.variants.map((variant) => [variant.variantId, variant] as const))));
    assert.equal(variants.get('kestrel-gt')?.priceMinor, 59_800_000);
    assert.ok(variants.has('falcon-r') && variants.get('falcon-r')?.priceMinor === undefined, 'what is not sold here is shown without a price');
    assert.deepEqual(vehicles.find(({ carId }) => carId === 'SH-05'), { carId: 'SH-05', vin: vinOf('SH-05'), variantId: 'kestrel-gt', priceMinor: 59_800_000 });
    assert.equal(vehicles.length, 16);
  });

  it('do not show a car that has been sold, and do not find it', async () => {
    granted(await bench.journal.store.commit([
      statement('car.move', { carId: 'SH-05', place: 'outside', palletId: null }, 1), statement('car.sell', { carId: 'SH-05', utcMs: NOON_UTC_MS }, 1),
    ]));
    assert.ok(!(await catalogue()).vehicles.some(({ carId }) => carId === 'SH-05'));
    assert.deepEqual((await scan(vinOf('SH-05'))).body, { exact: false, candidates: [{ variantId: 'kestrel-gt', carIds: [] }] });
  });

  it('find the very car by its VIN, as text, as people type it, or in the link of a poster', async () => {
    const vin = vinOf('SH-05');
    for (const text of [vin, ` ${vin.toLowerCase().slice(0, 8)} ${vin.slice(8)} `, `*${vin}*`, `https://tower.example/phone/#car=${vin}`, `https://elsewhere.example/x?y=1#lang=zh&car=${vin}`]) {
      const heard = await scan(text);
      assert.equal(heard.status, 200, text);
      assert.deepEqual(heard.body, { exact: true, candidates: [{ variantId: 'kestrel-gt', carIds: ['SH-05'] }] });
    }
    assert.deepEqual(bench.tower.asked, []);
  });

  it('offer the same variant for the VIN of another vehicle, and say that it is not the very car', async () => {
    const heard = await scan(sibling(vinOf('SH-01')));
    assert.deepEqual(heard.body, { exact: false, candidates: [{ variantId: 'aurora-e5', carIds: ['SH-01'] }] });
  });

  it('refuse a number with a wrong character, a text that is none, and a vehicle that nobody sells here', async () => {
    const vin = vinOf('SH-05');
    const wrong = `${vin.slice(0, 16)}${vin.endsWith('3') ? '4' : '3'}`;
    for (const text of [wrong, 'SH-05', 'https://tower.example/phone/', 'https://tower.example/phone/#car=', '../../etc', '\u0000'.repeat(17)]) assert.equal(problemOf(await scan(text)), 'vinWrong', text);
    assert.equal(problemOf(await scan('1M8GDM9AXKP042788')), 'scanUnknown');
    assert.equal(problemOf(await scan('')), 'malformed');
    assert.equal(problemOf(await scan('1'.repeat(601))), 'malformed');
  });

  it('refuse a photo where nobody recognises photos, what is no photo, what is too large, and too many', async () => {
    assert.equal(problemOf(await scanPhoto(jpeg)), 'recogniserMissing');
    assert.equal(problemOf(await scanPhoto(Buffer.from('not a photo'))), 'photoWrong');
    assert.equal(problemOf(await scanPhoto(Buffer.alloc(1_600_000, 0xff))), 'tooLarge');
    assert.equal(problemOf(await scanPhoto(jpeg, 'image/png')), 'unsupportedMediaType');
    for (let photo = 3; photo <= 5; photo += 1) assert.equal(problemOf(await scanPhoto(jpeg)), 'recogniserMissing');
    assert.equal(problemOf(await scanPhoto(jpeg)), 'tooManyRequests');
    assert.equal((await scan(vinOf('SH-05'))).status, 200, 'codes are still read');
  });
});
