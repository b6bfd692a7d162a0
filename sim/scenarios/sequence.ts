import { placesOf } from '../../config/places.ts';
import type { Site, Stock } from '../../config/schema/site.schema.ts';
import type { Watched } from './on-duty.ts';
import type { Stage } from './stage.port.ts';

/** How people go on with what was interrupted. */
export type SequenceWay = 'complete' | 'reverse' | 'cancel';

/** What follows an order that was begun, and where things must be in the end. */
export interface Begun {
  readonly watched: Watched;
  /** Whether everything is where it must be, by the orders that were taken back. */
  readonly isAsItShould: (takenBack: ReadonlySet<string>) => boolean;
  /** What a person asks for once more where a stop has ended it for good. */
  readonly askAgain?: () => Promise<unknown>;
}

/** Something that the tower does as a whole and that may be interrupted anywhere. */
export interface Sequence {
  readonly name: string;
  readonly ways: readonly SequenceWay[];
  /** Whether a site has it; without it every site has. */
  readonly isOn?: (site: Site) => boolean;
  /** The stock that the tower begins with, so that little has to come before; without it the site's own. */
  readonly stock?: (site: Site, stock: Stock) => Stock;
  /** What comes before and is not interrupted; hands on what `begin` needs. Undefined, and a failed expectation, when it did not work. */
  readonly prepare: (stage: Stage) => Promise<Begun | undefined>;
  /** May never be answered: the controller may die in the request. */
  readonly begin: (stage: Stage) => Promise<unknown>;
}

/** The id of the order that is interrupted. */
export const ORDER = 'boundary';
export const ALL_WAYS: readonly SequenceWay[] = ['complete', 'reverse', 'cancel'];
/** Nobody is about, and no screen asks anything. */
export const quiet = { chances: [], help: async () => false, question: () => undefined };

/** The first pallet with a car, in the order of the places: the one that `carsInCells` names first. */
function firstLaden(site: Site, { pallets }: Stock): string | undefined {
  const inOrder = placesOf(site).map(({ name }) => pallets.find(({ cell, car }) => cell === name && car !== undefined));
  return inOrder.find((pallet) => pallet !== undefined)?.id;
}

/** The first car is with its customer, and its pallet stands empty at home. */
export function firstCarOut(site: Site, stock: Stock): Stock {
  const first = firstLaden(site, stock);
  return { ...stock, pallets: stock.pallets.map(({ car, ...pallet }) => (car === undefined || pallet.id === first ? pallet : { ...pallet, car })) };
}

/** The first pallet and its car are not there at all: its cell is free. */
export function firstCellFree(site: Site, stock: Stock): Stock {
  const first = firstLaden(site, stock);
  const gone = stock.pallets.find(({ id }) => id === first)?.car;
  return { ...stock, pallets: stock.pallets.filter(({ id }) => id !== first), cars: stock.cars.filter(({ id }) => id !== gone) };
}

/** The pallet that stands empty in its cell. */
export function emptyAtHome({ plant: { state } }: Stage): { readonly palletId: string; readonly cell: string } {
  const found = Object.entries(state.pallets).find(([, { place, car }]) => place.startsWith('cell:') && car === undefined);
  return { palletId: found?.[0] ?? '', cell: found?.[1].place ?? '' };
}

/** The car that is out. */
export const outside = ({ plant: { state } }: Stage): string => Object.entries(state.cars).find(([, { place }]) => place === 'outside')?.[0] ?? '';

/** Where a pallet stands in truth. */
export const placeOf = (stage: Stage, palletId: string): string => stage.plant.state.pallets[palletId]?.place ?? 'nowhere';

/** Whether a car stands in a cell. */
export const isWithin = (stage: Stage, carId: string): boolean => placeOf(stage, stage.plant.state.cars[carId]?.place ?? '').startsWith('cell:');

/** The bay that customers are sent to last. */
export const lastBay = (stage: Stage): string => stage.site.tower.bays.at(-1)?.id ?? '';
