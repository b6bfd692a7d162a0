import { axesOf, limitsOf } from '../../config/axes.ts';
import type { AxisLimits, Site, Stock } from '../../config/schema/site.schema.ts';
import { geometryOf } from './geometry.ts';
import type { OfAxes, PlantInputs, PlantState } from './plant.port.ts';

/** Ground clearance of a usual passenger car. */
const USUAL_CLEARANCE_MM = 140;

/** Ids of all doors of a site: `<bay>.inner` towards the shaft, `<bay>.outer` towards the street. */
export function doorIdsOf(site: Site): readonly string[] {
  return site.tower.bays.flatMap((bay) => [`${bay.id}.inner`, `${bay.id}.outer`]);
}

const eachDoor = <T>(site: Site, make: () => T): Record<string, T> => Object.fromEntries(doorIdsOf(site).map((id) => [id, make()]));
const eachBay = <T>(site: Site, make: () => T): Record<string, T> => Object.fromEntries(site.tower.bays.map(({ id }) => [id, make()]));

/** One for each axis that the site has. */
function eachAxis<T>(site: Site, make: (limits: AxisLimits) => T): OfAxes<T> {
  const made = { lift: make(limitsOf(site, 'lift')), shuttle: make(limitsOf(site, 'shuttle')) };
  return { ...made, ...Object.fromEntries(axesOf(site).map((id) => [id, made[id as keyof typeof made] ?? make(limitsOf(site, id))])) };
}

/** Electrics at rest: no torque, doors still and locked, fork and lock pin out, pallet lock out, red lamps. */
export function createPlantInputs(site: Site): PlantInputs {
  return {
    axes: eachAxis(site, ({ homeMm }) => ({ torque: false, releaseBrake: false, setpointMm: homeMm, setpointMmPerS: 0 })),
    doors: eachDoor(site, () => ({ motor: 'still' as const, lock: true })),
    lockPin: { in: false },
    fork: { engage: false },
    palletLock: { lock: false },
    lamps: eachBay(site, () => ({ green: false, red: true })),
    horn: { on: false },
  };
}

function palletsOf(site: Site, stock: Stock): PlantState['pallets'] {
  const { places } = geometryOf(site);
  return Object.fromEntries(
    stock.pallets.map(({ id, tag, cell, car }) => {
      const home = places.find((place) => place.id === `cell:${cell}`);
      if (home === undefined) throw new RangeError(`stock: pallet ${id} stands in cell ${cell}, which the site ${site.id} does not have`);
      return [id, { place: home.id, tag, car, yMm: home.reachMm }];
    }),
  );
}

function carsOf(stock: Stock): PlantState['cars'] {
  return Object.fromEntries(
    stock.cars.map(({ id, massKg, lengthMm, widthMm, heightMm }) => {
      const place = stock.pallets.find((pallet) => pallet.car === id)?.id ?? 'outside';
      return [id, { place, massKg, lengthMm, widthMm, heightMm, offsetMm: 0, occupants: 0, sideMm: 0, massCentreMm: 0, clearanceMm: USUAL_CLEARANCE_MM, wet: false, braked: true, rollMmPerS: 0, tailgateOpen: false }];
    }),
  );
}

/** A tower that was left in order: axes at home with closed brakes, doors closed and locked, stock in its cells, key on auto. */
export function createPlantState(site: Site, stock: Stock): PlantState {
  return {
    timeMs: 0,
    axes: eachAxis(site, ({ homeMm }) => ({ positionMm: homeMm, velocityMmPerS: 0, brakeClosed: true, torque: false })),
    doors: eachDoor(site, () => ({ position: 0, velocityPerS: 0, locked: true, obstructed: false })),
    lockPin: { position: 0 },
    fork: { position: 0 },
    palletLock: { position: 0 },
    pallets: palletsOf(site, stock),
    cars: carsOf(stock),
    bays: eachBay(site, () => ({ persons: 0, passagesIn: 0, passagesOut: 0, carPartlyOut: false, allClearLeft: false, allClearRight: false, exitPressed: false, handlePulled: false, floorWet: false })),
    doorways: eachDoor(site, () => ({ persons: 0, car: false })),
    coupledPallet: undefined,
    collisions: [],
    shaftPersons: 0,
    panel: { emergencyStopPressed: false, hatchLocked: true, key: 'auto', enabling: 'released', resetPressed: false, supplyOk: true, smoke: false },
    surroundings: { windMPerS: 2, heat: false, gas: false, quake: false, pitWater: false, debris: false, mains: true, battery: true },
    relay: { chainClosed: false, runEnabled: false, tripped: true },
  };
}
