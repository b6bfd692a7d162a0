import { normaliseVin } from '../../../../config/catalogue/vin.ts';
import type { CarScan, CatalogueView } from '../../../../controller/api/contract/index.ts';

/** What a code, a link or a typed text names: the value of `car` in a link's fragment, or the text itself. */
export function wishIn(text: string): string {
  const fragment = /#(?<fragment>.*)$/u.exec(text)?.groups?.['fragment'];
  return (fragment === undefined ? undefined : new URLSearchParams(fragment).get('car')) ?? text.trim();
}

/** The very vehicle that a wish names, when it stands in the list of this tower; by its number or by the tower's own name for it. */
export function vehicleNamed(wish: string, catalogue: CatalogueView | undefined): CarScan | undefined {
  const vin = normaliseVin(wish);
  const vehicle = catalogue?.vehicles.find((each) => each.vin === vin || each.carId === wish);
  return vehicle === undefined ? undefined : { exact: true, candidates: [{ variantId: vehicle.variantId, carIds: [vehicle.carId] }] };
}
