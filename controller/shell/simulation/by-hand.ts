import { placesOf } from '../../../config/places.ts';
import type { Site } from '../../../config/schema/site.schema.ts';
import type { TowerSim } from '../../../sim/tower-sim.ts';

/** What somebody has done with a crane or a tow truck, and told nobody. */
export interface Carried {
  readonly what: 'pallet' | 'car';
  readonly id: string;
  /** `cell:<id>` or `bay:<id>` for a pallet; a pallet's id or `outside` for a car. */
  readonly to: string;
}

/** Puts a pallet, with what stands on it, or a car somewhere else. Throws when there is none of that name, or no such place. */
export function carryByHand({ plant: { pallets, cars }, panel, plant }: TowerSim, site: Site, { what, id, to }: Carried): void {
  if (what === 'pallet') {
    const pallet = pallets[id];
    const place = placesOf(site).find((one) => one.id === to);
    if (pallet === undefined || place === undefined) throw new Error(`no pallet ${id}, or no place ${to}`);
    pallet.place = place.id;
    pallet.yMm = place.reachMm;
    // It comes off the fork only when that is let down, and has room only when the shuttle is cranked back.
    if (plant.coupledPallet === id) {
      plant.coupledPallet = undefined;
      plant.fork.position = 0;
      plant.axes.shuttle.positionMm = 0;
    }
  } else {
    const car = cars[id];
    const onto = pallets[to];
    if (car === undefined || (onto === undefined && to !== 'outside')) throw new Error(`no car ${id}, or no pallet ${to}`);
    for (const pallet of Object.values(pallets)) if (pallet.car === id) pallet.car = undefined;
    if (onto !== undefined) onto.car = id;
    car.place = to;
  }
  // What stands still is looked at anew only after somebody has touched it.
  panel.setSmoke(plant.panel.smoke);
}
