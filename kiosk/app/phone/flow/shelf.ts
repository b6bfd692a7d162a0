import type { Language } from '../../../../config/words/index.ts';
import type { CatalogueView, VariantView } from '../../../../controller/api/contract/index.ts';
import type { ListedCar } from './phone-context.ts';

/** A variant with the names of its model and brand, in one language. */
export interface NamedVariant {
  readonly variant: VariantView;
  readonly brand: string;
  readonly model: string;
  /** Of the variant within its model. */
  readonly kind: string;
}

/** A car of the tower as it is shown: named by the catalogue, or by the tower itself where the catalogue did not come. */
export interface ShelfCar {
  readonly car: ListedCar;
  readonly brand: string;
  readonly model: string;
  readonly kind: string | undefined;
  readonly vin: string | undefined;
  /** In the minor unit of `currency`; undefined where it is not for sale. */
  readonly price: { readonly amountMinor: number; readonly currency: string } | undefined;
}

/** A variant by its id. */
export function variantIn(catalogue: CatalogueView | undefined, variantId: string, language: Language): NamedVariant | undefined {
  for (const { name: brand, models } of catalogue?.brands ?? []) {
    for (const { name: model, variants } of models) {
      const variant = variants.find((each) => each.variantId === variantId);
      if (variant !== undefined) return { variant, brand: brand[language], model: model[language], kind: variant.name[language] };
    }
  }
  return undefined;
}

/** One car as it is shown. */
export function shelfCar(car: ListedCar, catalogue: CatalogueView | undefined, language: Language): ShelfCar {
  const vehicle = catalogue?.vehicles.find(({ carId }) => carId === car.carId);
  const named = vehicle === undefined ? undefined : variantIn(catalogue, vehicle.variantId, language);
  const price = vehicle === undefined || catalogue === undefined ? undefined : { amountMinor: vehicle.priceMinor, currency: catalogue.currency };
  return { car, brand: named?.brand ?? car.brand, model: named?.model ?? car.model, kind: named?.kind, vin: vehicle?.vin, price };
}

/** Cars by brand, brands in the order of the catalogue, or as they come without it. */
export function byBrand(cars: readonly ShelfCar[]): readonly (readonly [brand: string, cars: readonly ShelfCar[]])[] {
  const brands = new Map<string, ShelfCar[]>();
  for (const each of cars) brands.set(each.brand, [...(brands.get(each.brand) ?? []), each]);
  return [...brands];
}
