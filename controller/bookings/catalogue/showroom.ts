import type { Catalogue, Variant } from '../../../config/catalogue/catalogue.schema.ts';
import type { Site } from '../../../config/schema/site.schema.ts';
import type { CatalogueView, VariantView, VehicleView } from '../../api/contract/index.ts';
import { statement } from '../../journal/statements.ts';
import { ok } from '../../ports.ts';
import type { Result, Store, StoreRow } from '../../ports.ts';
import { storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';

/** What the showroom works with. */
export interface ShowroomParts {
  readonly site: Pick<Site, 'booking'>;
  readonly store: Pick<Store, 'read'>;
  readonly catalogue: Catalogue;
}

/** The catalogue with the vehicles of this tower. */
export interface Showroom {
  readonly view: () => Promise<Result<CatalogueView, Refusal>>;
  /** Vehicles of the tower whose VIN is known and that have not been sold, in or out, by id. */
  readonly vehicles: () => Promise<Result<readonly VehicleView[], Refusal>>;
}

function toVehicle(row: StoreRow): readonly VehicleView[] {
  const { carId, vin, variantId, priceMinor, soldUtcMs } = row;
  const isKnown = typeof carId === 'string' && typeof vin === 'string' && typeof variantId === 'string' && typeof priceMinor === 'number';
  return isKnown && soldUtcMs === null ? [{ carId, vin, variantId, priceMinor }] : [];
}

function toVariant(variant: Variant, currency: Site['booking']['currency']): VariantView {
  const { id, vinPrefix: _vinPrefix, priceMinor: prices, ...facts } = variant;
  const priceMinor = prices[currency];
  return { variantId: id, ...facts, ...(priceMinor !== undefined && { priceMinor }) };
}

/** Joins the catalogue with the inventory, in the currency of the site. */
export function createShowroom({ site, store, catalogue }: ShowroomParts): Showroom {
  const { currency } = site.booking;
  const brands = catalogue.brands.map(({ id: brandId, name, models }) => ({
    brandId, name,
    models: models.map((model) => ({ modelId: model.id, name: model.name, body: model.body, variants: model.variants.map((variant) => toVariant(variant, currency)) })),
  }));
  const vehicles: Showroom['vehicles'] = async () => {
    const read = await store.read(statement('car.all'));
    return read.ok ? ok(read.value.flatMap(toVehicle)) : storeRefused(read.error);
  };
  return {
    vehicles,
    view: async () => {
      const here = await vehicles();
      return here.ok ? ok({ currency, brands, vehicles: here.value.map((vehicle) => ({ ...vehicle })) }) : here;
    },
  };
}
