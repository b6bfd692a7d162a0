import assert from 'node:assert/strict';
import type { CatalogueView } from '../../../../controller/api/contract/index.ts';
import { sampleCars, sampleSite } from '../../testing/sample-tower.ts';
import { createWords } from '../../words/words.tsx';
import { judgeVin } from '../../../../config/catalogue/vin.ts';
import { vinHint } from '../screens/vin-hint.ts';
import { vehicleNamed, wishIn } from './car-wish.ts';
import { midnight } from './collection-window.ts';
import { freeDays, isFree } from './free-times.ts';
import { byBrand, shelfCar } from './shelf.ts';

const HOUR_MS = 3_600_000;
const catalogue: CatalogueView = {
  currency: 'CNY',
  brands: [{
    brandId: 'aurora', name: { en: 'Aurora', zh: '极光' },
    models: [{
      modelId: 'aurora-e7', name: { en: 'E7', zh: 'E7' }, body: 'saloon',
      variants: [{ variantId: 'aurora-e7', name: { en: 'Standard', zh: '标准版' }, powertrain: 'BEV', rangeKm: 640, seats: 5, lengthMm: 4920, widthMm: 1900, heightMm: 1500, massKg: 2040, priceMinor: 28_990_000 }],
    }],
  }],
  vehicles: [{ carId: 'SH-02', vin: 'LAYE7S1B0TH102866', variantId: 'aurora-e7', priceMinor: 27_990_000 }],
};
const car = sampleCars.find(({ carId }) => carId === 'SH-02')!;

describe('what a code on a car says', () => {
  it('is the value of a link, or the text itself', () => {
    assert.equal(wishIn('https://tower.example/phone/#car=LAYE7S1B0TH102866'), 'LAYE7S1B0TH102866');
    assert.equal(wishIn(' LAYE7S1B0TH102866 '), 'LAYE7S1B0TH102866');
    assert.equal(wishIn('https://tower.example/phone/#other=1'), 'https://tower.example/phone/#other=1');
  });
  it('names a vehicle of the list by its number as people and bar codes write it, or by its name', () => {
    for (const wish of ['LAYE7S1B0TH102866', 'laye7s1b0th102866', '*LAYE7S1B0TH102866*', 'ILAYE7S1B0TH102866', 'SH-02']) {
      assert.deepEqual(vehicleNamed(wish, catalogue)?.candidates, [{ variantId: 'aurora-e7', carIds: ['SH-02'] }], wish);
    }
    assert.equal(vehicleNamed('LAYE7S1B0TH102867', catalogue), undefined);
    assert.equal(vehicleNamed('SH-02', undefined), undefined);
  });
});

describe('a typed vehicle number', () => {
  const hint = (text: string): string => vinHint(createWords('en', 'Asia/Shanghai'), judgeVin(text));
  it('is told how far it is, which character cannot be, and whether its check digit fits', () => {
    assert.equal(hint('LAYE7'), '5 of 17 characters');
    assert.match(hint('LAYE7S1B0THO02866'), /"O" \(position 12\)/u);
    assert.match(hint('LAYE7S1B1TH102866'), /check digit/u);
    assert.match(hint('LAYE7S1B0TH102866'), /can be/u);
  });
});

describe('the list of cars', () => {
  it('is named by the catalogue in the language of the page, with the price of this very car', () => {
    const shown = shelfCar(car, catalogue, 'zh');
    assert.deepEqual([shown.brand, shown.kind, shown.price], ['极光', '标准版', { amountMinor: 27_990_000, currency: 'CNY' }]);
  });
  it("goes by the tower's own names without the catalogue", () => {
    const shown = shelfCar(car, undefined, 'zh');
    assert.deepEqual([shown.brand, shown.kind, shown.price], [car.brand, undefined, undefined]);
    assert.deepEqual(byBrand(sampleCars.map((each) => shelfCar(each, undefined, 'en'))).flatMap(([, cars]) => cars).length, sampleCars.length);
  });
});

describe('free times', () => {
  const now = midnight(Date.UTC(2026, 2, 10), 0, sampleSite.timezone) + 9 * HOUR_MS;
  it('are none at which the drive would meet another one, to the millisecond', () => {
    const driveMs = sampleSite.booking.driveDays * 24 * HOUR_MS;
    const taken = [{ fromUtcMs: now + driveMs, untilUtcMs: now + 2 * driveMs }];
    assert.equal(isFree(sampleSite, taken, now), true);
    assert.equal(isFree(sampleSite, taken, now + 1), false);
    assert.equal(isFree(sampleSite, taken, now + 2 * driveMs), true);
    assert.equal(isFree(sampleSite, taken, now + 2 * driveMs - 1), false);
  });
  it('leave out the days on which the car is away, and are all days without any booking', () => {
    assert.equal(freeDays(sampleSite, undefined, now).length, sampleSite.booking.daysAhead + 1);
    const away = [{ fromUtcMs: now - HOUR_MS, untilUtcMs: now + 48 * HOUR_MS }];
    assert.equal(freeDays(sampleSite, away, now)[0]?.day, 2);
  });
});
