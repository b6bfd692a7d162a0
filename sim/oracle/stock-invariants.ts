import { cellSizes } from '../../config/cells.ts';
import { heightOf, tailMm } from '../plant/car-body.ts';
import { RAIL_TOLERANCE_MM, placeAt } from '../plant/geometry.ts';
import { ratedLoadKg } from '../plant/axis-physics.ts';
import type { PlantState } from '../plant/plant.port.ts';
import type { Invariant } from './oracle.port.ts';
import { moves } from './scene.ts';
import type { Scene } from './scene.ts';

/** A car may shift this far on its pallet in one move; beyond it the pallet must stand within this time. */
const SHIFT_MM = 20;
const SHIFTED_MS = 500;
/** Rounding of a car's ends against the ends of its pallet. */
const OVERHANG_MM = 20;
/** Rounding of a length, and what a scale may be off, against what a cell takes. */
const LENGTH_ROUNDING_MM = 1;
const SCALE_KG = 10;
const INTO_ROOM = 'No pallet is pushed into a place that is occupied, nor into a cell that is too low, too short or too weak for its car.';

interface CarTrack {
  readonly id: string;
  readonly car: PlantState['cars'][string];
  was: string;
}

interface PalletTrack {
  readonly id: string;
  readonly pallet: PlantState['pallets'][string];
  was: string;
  carWas: string | undefined;
}

/** Notes new places of pallets and cars; true when there are any. Cars are noted by I24, which asks where they came from. */
function haveMoved(pallets: readonly PalletTrack[], cars: readonly CarTrack[]): boolean {
  let moved = false;
  for (const track of pallets) {
    if (track.was === track.pallet.place && track.carWas === track.pallet.car) continue;
    track.was = track.pallet.place;
    track.carWas = track.pallet.car;
    moved = true;
  }
  for (const track of cars) moved ||= track.was !== track.car.place;
  return moved;
}

function findConflict(state: PlantState, pallets: readonly PalletTrack[], cars: readonly CarTrack[]): string {
  const takenBy = new Map<string, string>();
  for (const { id, pallet } of pallets) {
    const other = takenBy.get(pallet.place);
    if (other !== undefined) return `${other} and ${id} both in ${pallet.place}`;
    takenBy.set(pallet.place, id);
    const carPlace = pallet.car === undefined ? id : (state.cars[pallet.car]?.place ?? 'nowhere');
    if (carPlace !== id) return `${id} carries ${pallet.car ?? ''}, which is on ${carPlace}`;
  }
  for (const { id, car } of cars) {
    const carried = state.pallets[car.place]?.car;
    if (car.place !== 'outside' && carried !== id) return `${id} is on ${car.place}, which carries ${carried ?? 'nothing'}`;
  }
  return '';
}

/** A car leaves and comes only where a bay is; a pallet never leaves. */
function findLoss(state: PlantState, pallets: readonly PalletTrack[], cars: readonly CarTrack[]): string {
  let lost = '';
  for (const track of cars) {
    if (track.was === track.car.place) continue;
    const pallet = track.was === 'outside' ? track.car.place : track.was;
    if (state.pallets[pallet]?.place.startsWith('bay:') !== true) lost = `${track.id} went from ${track.was} to ${track.car.place} outside a bay`;
    track.was = track.car.place;
  }
  if (Object.keys(state.pallets).length !== pallets.length) lost = 'the number of pallets has changed';
  for (const { id, pallet } of pallets) if (pallet.place === 'outside') lost = `${id} is outside`;
  return lost;
}

/** I23 and I24: looked at again only when something has changed its place. */
function placesInvariants({ state }: Scene): readonly Invariant[] {
  const pallets = Object.entries(state.pallets).map(([id, pallet]): PalletTrack => ({ id, pallet, was: '', carWas: undefined }));
  const cars = Object.entries(state.cars).map(([id, car]): CarTrack => ({ id, car, was: car.place }));
  let conflict = '';
  let lost = '';
  let changed = true;
  return [
    {
      id: 'I23',
      sentence: 'Each car and each pallet is in exactly one place, at most one car on a pallet and one pallet in a place.',
      premise: () => {
        changed = haveMoved(pallets, cars);
        if (changed) conflict = findConflict(state, pallets, cars);
        return true;
      },
      holds: () => conflict === '',
      detail: () => conflict,
    },
    {
      id: 'I24',
      sentence: 'No car and no pallet appears or disappears: cars come and go through bays, pallets stay.',
      premise: () => {
        if (changed) lost = findLoss(state, pallets, cars);
        return true;
      },
      holds: () => lost === '',
      detail: () => lost,
    },
  ];
}

/** I25: the plant itself finds contacts; each one is a violation. */
function collisionInvariant({ state }: Scene): Invariant {
  let seen = 0;
  let from = 0;
  return {
    id: 'I25',
    sentence: 'No two bodies ever touch that should not.',
    premise: () => {
      from = seen;
      seen = state.collisions.length;
      return true;
    },
    holds: () => seen === from,
    detail: () => state.collisions.slice(from).map((contact) => `${contact.what} x ${contact.with}`).join(', '),
  };
}

/** I26, I29 and I30: what stands on the carriage. */
function carriageInvariants(scene: Scene): readonly Invariant[] {
  const { state, site, geometry } = scene;
  const pallets = Object.entries(state.pallets);
  const rated = ratedLoadKg(site);
  let found: (typeof pallets)[number] | undefined;
  let foundAtMs = NaN;
  /** Looked for once a tick: three invariants ask, and most ask twice. */
  const riding = (): typeof found => {
    if (foundAtMs === state.timeMs) return found;
    foundAtMs = state.timeMs;
    found = undefined;
    for (const entry of pallets) {
      if (entry[1].place !== 'lift' && entry[1].place !== 'shuttle') continue;
      found = entry;
      break;
    }
    return found;
  };
  const massKg = (): number => {
    let sum = 0;
    for (const [, pallet] of pallets) {
      if (pallet.place !== 'lift' && pallet.place !== 'shuttle') continue;
      sum += site.tower.pallet.massKg + (pallet.car === undefined ? 0 : (state.cars[pallet.car]?.massKg ?? 0));
    }
    return sum;
  };
  const overhangMm = (): number => {
    const carId = riding()?.[1].car;
    const car = carId === undefined ? undefined : state.cars[carId];
    return car === undefined ? 0 : Math.abs(car.offsetMm) + car.lengthMm / 2 + tailMm(car) - geometry.palletLengthMm / 2;
  };
  const detail = (): string => `${riding()?.[0] ?? 'none'} on the carriage, lock ${state.palletLock.position.toFixed(2)}, fork ${state.fork.position.toFixed(2)}, overhang ${overhangMm().toFixed(0)} mm, ${massKg()} kg`;
  return [
    {
      id: 'I26',
      sentence: 'A pallet on the carriage is locked or held by the fork.',
      premise: () => riding() !== undefined,
      holds: () => {
        const entry = riding();
        return entry === undefined || state.coupledPallet === entry[0] || (entry[1].place === 'lift' && state.palletLock.position > 0.5);
      },
      detail,
    },
    {
      id: 'I29',
      sentence: 'A pallet leaves its place only with its car fully on it, or fully off it.',
      premise: () => riding() !== undefined,
      holds: () => overhangMm() <= OVERHANG_MM,
      detail,
    },
    { id: 'I30', sentence: 'The carriage never carries more than its rated load.', premise: () => riding() !== undefined, holds: () => massKg() <= rated, detail },
  ];
}

/** I28: how far the car has shifted since the shuttle began to move. */
function shiftInvariant(scene: Scene): Invariant {
  const { state, shuttle } = scene;
  let fromMm = 0;
  let moving = false;
  let shiftedMs = 0;
  const car = () => {
    const pallet = state.coupledPallet === undefined ? undefined : state.pallets[state.coupledPallet];
    return pallet?.car === undefined ? undefined : state.cars[pallet.car];
  };
  return {
    id: 'I28',
    sentence: 'A car shifts at most 20 mm on its pallet in one move, or the move ends within 0.5 s.',
    premise: () => {
      const carried = car();
      const now = moves(shuttle) && carried !== undefined;
      if (now && !moving) fromMm = carried.offsetMm;
      moving = now;
      const shifted = now && Math.abs(carried.offsetMm - fromMm) > SHIFT_MM;
      shiftedMs = shifted ? shiftedMs + scene.dtMs : 0;
      return now;
    },
    holds: () => shiftedMs <= SHIFTED_MS,
    detail: () => `${((car()?.offsetMm ?? 0) - fromMm).toFixed(1)} mm, still moving after ${shiftedMs} ms`,
  };
}

/** I32: a pallet on its way into a place finds it empty. */
function insertionInvariant(scene: Scene): Invariant {
  const { state, geometry, shuttle } = scene;
  const ids = Object.keys(state.pallets);
  let found = '';
  return {
    id: 'I32',
    sentence: INTO_ROOM,
    premise: () => {
      const { positionMm, velocityMmPerS } = shuttle.state;
      return state.coupledPallet !== undefined && Math.abs(positionMm) > geometry.planeClearanceMm && velocityMmPerS * positionMm > 0;
    },
    holds: () => {
      const place = placeAt(geometry, state.axes, RAIL_TOLERANCE_MM);
      for (const id of ids) {
        if (id === state.coupledPallet || state.pallets[id]?.place !== place?.id) continue;
        found = id;
        return false;
      }
      return true;
    },
    detail: () => `${state.coupledPallet ?? 'a pallet'} pushed towards ${found}`,
  };
}

/** I32 as well: a place that something of the building stands in is occupied for a car that reaches there. */
function roomInvariant(scene: Scene): Invariant {
  const { state, geometry, shuttle, site } = scene;
  const sizes = cellSizes(site);
  let place = '';
  const carried = (): PlantState['cars'][string] | undefined => {
    const id = state.coupledPallet === undefined ? undefined : state.pallets[state.coupledPallet]?.car;
    return id === undefined ? undefined : state.cars[id];
  };
  return {
    id: 'I32',
    sentence: INTO_ROOM,
    premise: () => {
      const { positionMm, velocityMmPerS } = shuttle.state;
      if (Math.abs(positionMm) <= geometry.planeClearanceMm || velocityMmPerS * positionMm <= 0 || carried() === undefined) return false;
      place = placeAt(geometry, state.axes, RAIL_TOLERANCE_MM)?.id ?? '';
      return sizes.has(place);
    },
    holds: () => {
      const [car, size] = [carried(), sizes.get(place)];
      if (car === undefined || size === undefined) return true;
      // The steel above it, not the headroom that a controller leaves.
      return heightOf(car) <= size.clearHeightMm && car.lengthMm + tailMm(car) <= size.lengthMm + LENGTH_ROUNDING_MM && car.massKg <= size.massKg + SCALE_KG;
    },
    detail: () => {
      const [car, size] = [carried(), sizes.get(place)];
      return `a car of ${String(car?.heightMm)} x ${String(car?.lengthMm)} mm and ${String(car?.massKg)} kg towards ${place}, which takes ${String(size?.clearHeightMm)} x ${String(size?.lengthMm)} mm and ${String(size?.massKg)} kg`;
    },
  };
}

/** Invariants of pallets and cars. */
export function stockInvariants(scene: Scene): readonly Invariant[] {
  return [...placesInvariants(scene), collisionInvariant(scene), ...carriageInvariants(scene), shiftInvariant(scene), insertionInvariant(scene), roomInvariant(scene)];
}
