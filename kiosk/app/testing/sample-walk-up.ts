import { placesOf } from '../../../config/places.ts';
import type { HandOffView, Terms, WalkUp, WalkUpCar } from '../../../controller/api/contract/index.ts';
import { sampleTerms } from './phone-script.ts';
import { restingTower, sampleCars, sampleCatalogue, sampleSite } from './sample-tower.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 14 March 2026, noon at the sample site. */
export const WALK_UP_UTC_MS = Date.UTC(2026, 2, 14, 4);

const { driveDays } = sampleSite.booking;

/** The windows of a day with no end of opening hours. */
export const sampleWindows: WalkUp['windows'] = [1, 2, 4].map((hours) => ({ untilUtcMs: WALK_UP_UTC_MS + hours * HOUR_MS, returnByUtcMs: WALK_UP_UTC_MS + hours * HOUR_MS + driveDays * DAY_MS }));

const levels = new Map(placesOf(sampleSite).map(({ name, level }) => [name, level]));
const standing = Object.entries(restingTower.cells).flatMap(([cell, { carId }]): WalkUpCar[] => {
  const found = sampleCars.find((car) => car.carId === carId);
  if (found === undefined) return [];
  const { available: _available, ...car } = found;
  const priceMinor = sampleCatalogue.vehicles.find((vehicle) => vehicle.carId === car.carId)?.priceMinor;
  return [{ ...car, cell, level: levels.get(cell) ?? '', ...(priceMinor !== undefined && { priceMinor }), free: sampleWindows.map(({ untilUtcMs }) => untilUtcMs), ready: { lowS: 70, highS: 105 } }];
});

const { returnByUtcMs: _ofOneDrive, ...anybody } = sampleTerms;
/** Every car of the sample tower, free for every window. */
export const sampleWalkUp: WalkUp = { cars: standing, windows: sampleWindows, terms: { ...anybody, feeMinor: 9900 } };

/** What whoever has claimed the hand-off agrees to. */
export const agreedTerms: Terms = { ...sampleTerms, returnByUtcMs: sampleWindows[0]?.returnByUtcMs ?? 0 };

/** A hand-off that waits for a phone. */
export const sampleHandOff: HandOffView = {
  handOffId: 'h-0123456789ABCDEF', errand: 'walkUp', state: 'waiting', link: 'https://tower.example:8461/phone/#take=AbCdEfGhIjKlMnOpQrStUvWxYz012345', expiresInMs: 300_000, carId: standing[0]?.carId ?? '',
};
