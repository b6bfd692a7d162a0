import { placesOf } from '../../../config/places.ts';
import { loadSite, loadStock } from '../../../config/load-site.ts';
import { loadCatalogue } from '../../../config/catalogue/load-catalogue.ts';
import { siteViewOf } from '../../../controller/api/contract/index.ts';
import type { CarView, CatalogueView, CollectionView, SiteView, TowerSnapshot } from '../../../controller/api/contract/index.ts';

const [loadedSite, loadedStock] = [loadSite('tmall-shanghai'), loadStock('tmall-shanghai')];
if (!loadedSite.ok || !loadedStock.ok) throw new Error('the demonstration site does not load');
const stock = loadedStock.value;

/** The demonstration site and what stands in it, as the pages see them. */
export const sampleSite: SiteView = siteViewOf(loadedSite.value, { phonePage: 'https://tower.example/phone/', writes: true });

export const sampleCars: readonly (CarView & { readonly available: boolean })[] = stock.cars.map(({ id, vin: _vin, variantId: _variantId, priceMinor: _priceMinor, massKg: _massKg, ...car }) => ({
  carId: id, ...car, available: true,
}));

const catalogue = loadCatalogue();
if (!catalogue.ok) throw new Error('the catalogue does not load');
const { currency } = loadedSite.value.booking;
/** What the showroom of the demonstration site shows. */
export const sampleCatalogue: CatalogueView = {
  currency,
  brands: catalogue.value.brands.map(({ id: brandId, name, models }) => ({
    brandId, name,
    models: models.map(({ id: modelId, name: modelName, body, variants }) => ({
      modelId, name: modelName, body,
      variants: variants.map(({ id: variantId, vinPrefix: _vinPrefix, priceMinor, ...facts }) => ({ variantId, ...facts, ...(priceMinor[currency] === undefined ? {} : { priceMinor: priceMinor[currency] }) })),
    })),
  })),
  vehicles: stock.cars.map(({ id: carId, vin, variantId, priceMinor }) => ({ carId, vin, variantId, priceMinor })),
};

const cells: TowerSnapshot['cells'] = Object.fromEntries(
  placesOf(sampleSite).filter(({ kind }) => kind === 'cell').map(({ name }) => {
    const pallet = stock.pallets.find(({ cell }) => cell === name);
    return [name, pallet === undefined
      ? { state: 'empty' as const }
      : { state: 'occupied' as const, palletId: pallet.id, ...(pallet.car === undefined ? {} : { carId: pallet.car }) }];
  }),
);

const closed = { position: 0, locked: true, motion: 'still', quality: 'good' } as const;
const axisAt = (positionMm: number): TowerSnapshot['axes'][string] => ({ positionMm, velocityMmPerS: 0, quality: 'good', homed: true });

/** A tower at rest: full of cars, carriage empty at its home. */
export const restingTower: TowerSnapshot = {
  siteId: sampleSite.siteId,
  bootId: 'boot-1',
  atMs: 1000,
  mode: 'production',
  state: 'idle',
  reasons: [],
  recovery: [],
  axes: { lift: axisAt(600), travel: axisAt(500), shuttle: axisAt(0) },
  doors: Object.fromEntries(sampleSite.tower.bays.flatMap(({ id }) => [[`${id}.inner`, closed], [`${id}.outer`, closed]])),
  bays: Object.fromEntries(sampleSite.tower.bays.map(({ id }) => [id, { state: 'free' as const, person: 'none' as const }])),
  cells,
  carriage: { state: 'empty' },
  collections: [],
  orders: [],
};

/** A collection of the car in cell 3-2R (the far side, top storey) to bay A. */
export const sampleCollection: CollectionView = {
  collectionId: 'c0ffee12-0001', carId: 'SH-14', palletId: 'P14', fromCell: '3-2R', bay: 'A', phase: 'finding',
  phaseSinceMs: 1000, estimate: { lowS: 70, highS: 105 }, paused: false, ahead: 0,
};
