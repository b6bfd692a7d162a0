import { placesOf } from '../../config/places.ts';
import { tailMm } from '../plant/car-body.ts';
import { geometryOf, standsAt } from '../plant/geometry.ts';
import { onFoot } from '../plant/people-in-bay.ts';
import type { PlantState } from '../plant/plant.port.ts';
import type { DeviceContext } from './device.ts';

type Pallet = PlantState['pallets'][string];
type Car = PlantState['cars'][string];

/** A pallet nearer to its mark than this stands on the table's seats. */
const SEAT_MM = 5;
/** The carriage faces a bay when its axes are this near to it. */
const FACING_MM = 20;
/** Axles of a car lie about this share of its length from its middle. */
const AXLE_SHARE = 0.3;

/** What the sensors of one bay can see of the truth. */
export interface BayView {
  readonly state: PlantState['bays'][string];
  /** The pallet that stands on the table, still held by the shuttle or not. */
  readonly palletOnTable: () => Pallet | undefined;
  /** The pallet that has any part inside the bay: on the table, or on its way. */
  readonly palletInside: () => Pallet | undefined;
  /** Persons that stand in the bay; who sits in a car is seen by no scanner and no camera. */
  readonly onFoot: () => number;
  readonly carOn: (pallet: Pallet | undefined) => Car | undefined;
  /** Mass that the table carries, in kg. */
  readonly tableKg: (palletKg: number, personKg: number) => number;
  /** Of that, what the two cells towards the shaft carry; persons stand in the middle. */
  readonly innerKg: (palletKg: number, personKg: number) => number;
  /** And the two cells on the left as seen from the street. */
  readonly leftKg: (palletKg: number, personKg: number) => number;
  /** How far a car reaches beyond its pallet towards the shaft and towards the street, in mm; 0 for not at all. */
  readonly overhangMm: (car: Car, towards: 'inner' | 'outer') => number;
  /** Middle of a car from the middle of its pallet, towards the street positive, in mm. An open tailgate is part of it. */
  readonly offCentreMm: (car: Car) => number;
}

/** Looks at the bay `bay`. Allocates nothing after its start. */
export function createBayView({ plant, site }: DeviceContext, bay: string): BayView {
  const place = placesOf(site).find((each) => each.kind === 'bay' && each.name === bay);
  const state = plant.bays[bay];
  if (place === undefined || state === undefined) throw new Error(`the plant has no bay ${bay}`);
  // Pallets stay the same objects for ever.
  const pallets = Object.values(plant.pallets);
  const carIds = Object.keys(plant.cars);
  const geometry = geometryOf(site);
  const halfPalletMm = site.tower.pallet.lengthMm / 2;
  /** Which way of the shuttle axis the street lies. */
  const outwards = Math.sign(place.reachMm);

  const facing = (): boolean => standsAt(geometry, place, plant.axes, FACING_MM);
  const find = (reachesMm: number): Pallet | undefined => {
    for (const pallet of pallets) {
      const sliding = pallet.place === 'shuttle' && facing() && Math.abs(pallet.yMm - place.reachMm) <= reachesMm;
      if (pallet.place === place.id || sliding) return pallet;
    }
    return undefined;
  };
  const carOn = (pallet: Pallet | undefined): Car | undefined => (pallet?.car === undefined ? undefined : plant.cars[pallet.car]);
  const axlesOnTable = (car: Car): number => {
    const reachMm = car.lengthMm * AXLE_SHARE;
    return [car.offsetMm - reachMm, car.offsetMm + reachMm].filter((atMm) => Math.abs(atMm) <= halfPalletMm).length;
  };
  const palletOnTable = (): Pallet | undefined => find(SEAT_MM);
  const carKg = (car: Car | undefined): number => (car === undefined ? 0 : (car.massKg * axlesOnTable(car)) / 2);
  /** Mass that a car off the middle puts on one pair of cells more than on the other; the table ends where the pallet does. */
  const shift = (car: Car | undefined, share: number): number => carKg(car) * Math.max(-0.5, Math.min(0.5, share));
  const tableKg = (palletKg: number, personKg: number): number => {
    const pallet = palletOnTable();
    return pallet === undefined ? 0 : palletKg + carKg(carOn(pallet)) + state.persons * personKg;
  };

  return {
    state,
    palletOnTable,
    palletInside: () => find(Math.abs(place.reachMm) / 2 + halfPalletMm),
    onFoot: () => onFoot(plant, bay),
    carOn: (pallet) => {
      const known = carOn(pallet);
      if (known !== undefined || pallet === undefined) return known;
      for (const id of carIds) if (plant.pallets[plant.cars[id]?.place ?? ''] === pallet) return plant.cars[id];
      return undefined;
    },
    tableKg,
    innerKg: (palletKg, personKg) => {
      const car = carOn(palletOnTable());
      const offMm = car === undefined ? 0 : -(car.offsetMm + car.massCentreMm) * outwards;
      return tableKg(palletKg, personKg) / 2 + shift(car, offMm / site.tower.pallet.lengthMm);
    },
    leftKg: (palletKg, personKg) => {
      const car = carOn(palletOnTable());
      return tableKg(palletKg, personKg) / 2 + shift(car, (car?.sideMm ?? 0) / site.tower.pallet.widthMm);
    },
    overhangMm: (car, towards) => {
      const streetEndMm = car.offsetMm * outwards + car.lengthMm / 2 + tailMm(car);
      const shaftEndMm = -car.offsetMm * outwards + car.lengthMm / 2;
      return Math.max(0, (towards === 'outer' ? streetEndMm : shaftEndMm) - halfPalletMm);
    },
    offCentreMm: (car) => car.offsetMm * outwards + tailMm(car) / 2,
  };
}
