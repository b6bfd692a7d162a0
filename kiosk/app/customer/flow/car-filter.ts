import type { WalkUpCar } from '../../../../controller/api/contract/index.ts';

/** Which cars are wanted; what is left out takes every one. Prices in the minor unit of the site's currency. */
export interface CarFilter {
  readonly seats?: number;
  readonly energy?: WalkUpCar['powertrain'];
  readonly price?: { readonly is: 'upTo' | 'above'; readonly minor: number };
}
export type FilterName = keyof CarFilter;

type Filtered = Pick<WalkUpCar, 'seats' | 'powertrain' | 'priceMinor'>;

/** Prices are parted at a number that people say: tens of thousands, in the major unit of two decimals. */
const STEP_MINOR = 1_000_000;
const ENERGIES = ['BEV', 'PHEV', 'ICE'] as const;

/** The price that parts the dearer half from the other; undefined where there is nothing to part. */
function partingPrice(cars: readonly Filtered[]): number | undefined {
  const prices = cars.flatMap(({ priceMinor }) => (priceMinor === undefined ? [] : [priceMinor])).toSorted((a, b) => a - b);
  const middle = prices[Math.floor((prices.length - 1) / 2)];
  if (middle === undefined) return undefined;
  const parting = Math.ceil(middle / STEP_MINOR) * STEP_MINOR;
  return prices.some((price) => price > parting) ? parting : undefined;
}

/** The values that a filter can take with these cars, besides taking every one. */
export function optionsOf<Name extends FilterName>(name: Name, cars: readonly Filtered[]): readonly NonNullable<CarFilter[Name]>[];
export function optionsOf(name: FilterName, cars: readonly Filtered[]): readonly NonNullable<CarFilter[FilterName]>[] {
  if (name === 'seats') return [...new Set(cars.map(({ seats }) => seats))].toSorted((a, b) => a - b);
  if (name === 'energy') return ENERGIES.filter((energy) => cars.some(({ powertrain }) => powertrain === energy));
  const minor = partingPrice(cars);
  return minor === undefined ? [] : [{ is: 'upTo', minor }, { is: 'above', minor }];
}

/** Whether a choice can be made at all. */
export const isChoice = (name: FilterName, cars: readonly Filtered[]): boolean => optionsOf(name, cars).length > 1;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The filter after one turn of a knob: every car, then one value after the other, and every car again. */
export function turned(filter: CarFilter, name: FilterName, cars: readonly Filtered[]): CarFilter {
  const values = [undefined, ...optionsOf(name, cars)];
  const at = values.findIndex((value) => same(value, filter[name]));
  const next = values[(at + 1) % values.length];
  const { [name]: _turned, ...others } = filter;
  return next === undefined ? others : { ...others, [name]: next };
}

const isPriced = ({ price }: CarFilter, { priceMinor }: Filtered): boolean =>
  price === undefined || (priceMinor !== undefined && (price.is === 'upTo' ? priceMinor <= price.minor : priceMinor > price.minor));

/** Cars that are wanted, in their order. */
export function filtered<Car extends Filtered>(cars: readonly Car[], filter: CarFilter): readonly Car[] {
  return cars.filter((car) =>
    (filter.seats === undefined || car.seats === filter.seats) && (filter.energy === undefined || car.powertrain === filter.energy) && isPriced(filter, car));
}
