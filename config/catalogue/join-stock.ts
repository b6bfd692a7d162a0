import { nearestKey } from '../nearest-key.ts';
import type { Site } from '../schema/site.schema.ts';
import type { Car, Stock, StockFile } from '../schema/stock.schema.ts';
import type { Catalogue } from './catalogue.schema.ts';
import { variantsOf } from './load-catalogue.ts';
import { checkDigitOf, judgeVin } from './vin.ts';

/** What is wrong with a stock beside its catalogue. */
interface Contradiction {
  readonly path: string;
  readonly message: string;
}

export type JoinedStock = { readonly ok: true; readonly value: Stock } | { readonly ok: false; readonly problems: readonly Contradiction[] };

type Vehicle = StockFile['cars'][number];

/** Puts what the catalogue says of its variant to each vehicle. Refuses VINs that are wrong, stand twice or belong to another variant, and cars that the site's market has no price for. */
export function joinStock(file: StockFile, catalogue: Catalogue, site: Pick<Site, 'booking'>): JoinedStock {
  const problems: Contradiction[] = twice(file.cars).map((message) => ({ path: 'cars', message }));
  const cars = file.cars.flatMap((vehicle): readonly Car[] => {
    const joined = joinCar(vehicle, catalogue, site.booking.currency);
    if (typeof joined !== 'string') return [joined];
    problems.push({ path: 'cars', message: joined });
    return [];
  });
  return problems.length === 0 ? { ok: true, value: { site: file.site, cars, pallets: file.pallets } } : { ok: false, problems };
}

/** The car, or what is wrong with it. */
function joinCar({ id, vin, variant: variantId, plate, colour }: Vehicle, catalogue: Catalogue, currency: Site['booking']['currency']): Car | string {
  const variants = variantsOf(catalogue);
  const found = variants.find(({ variant }) => variant.id === variantId);
  if (found === undefined) {
    const meant = nearestKey(variantId, variants.map(({ variant }) => variant.id));
    return `car ${id}: the catalogue has no variant "${variantId}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`;
  }
  if (!judgeVin(vin).ok) return `car ${id}: ${vin} is no VIN; with these characters the ninth would be ${checkDigitOf(vin)}`;
  const { brand, model, variant: { vinPrefix, priceMinor: prices, lengthMm, widthMm, heightMm, massKg, rangeKm, seats, powertrain } } = found;
  if (!vin.startsWith(vinPrefix)) return `car ${id}: ${vin} does not begin with ${vinPrefix}, as every ${variantId} does`;
  const priceMinor = prices[currency];
  if (priceMinor === undefined) return `car ${id}: ${variantId} has no price in ${currency}, the currency of the site`;
  return { id, vin, variantId, brand: brand.name.en, model: model.name.en, plate, powertrain, colour, lengthMm, widthMm, heightMm, massKg, rangeKm, seats, priceMinor };
}

function twice(vehicles: readonly Vehicle[]): readonly string[] {
  return (['id', 'vin', 'plate'] as const).flatMap((key) => {
    const all = vehicles.map((vehicle) => vehicle[key]);
    return all.filter((one, at) => all.indexOf(one) < at).map((one) => `${key} ${one} stands twice`);
  });
}
