import { placesOf } from '../../config/places.ts';
import { doOrder, orderOf } from './orders.scenario.ts';
import { carsInCells } from './plays.ts';
import { helpReturn } from './returns-help.ts';
import { ALL_WAYS, ORDER, emptyAtHome, firstCarOut, firstCellFree, isWithin, lastBay, outside, placeOf, quiet, type Sequence } from './sequence.ts';
import { deliverLate, dualCommand, endOfDay } from './sequences-together.ts';
import type { Stage, StageOrderRequest } from './stage.port.ts';
import { resetAtPanel } from './way-back.ts';

/** A customer who drives off soon: whoever takes longer would only be waited for. */
const DWELL_MS = 3000;

/** The first car, from its cell to its customer. */
const deliver: Sequence = {
  name: 'deliver', ways: ALL_WAYS,
  prepare: async (stage) => {
    const carId = carsInCells(stage)[0]?.carId ?? '';
    let sent = false;
    const look = (): void => {
      const bay = orderOf(stage, ORDER)?.bay;
      if (sent || bay === undefined) return;
      sent = true;
      stage.people.assign({ kind: 'driver', bay, carId, dwellMs: DWELL_MS });
    };
    return { watched: { orderId: ORDER, ...quiet, look }, isAsItShould: (takenBack) => (takenBack.size === 0 ? stage.plant.state.cars[carId]?.place === 'outside' : isWithin(stage, carId)) };
  },
  begin: (stage) => stage.tower.collect({ collectionId: ORDER, bookingId: undefined, carId: carsInCells(stage)[0]?.carId ?? '' }),
};

/** The car that is out, back into a cell. */
const receive: Sequence = {
  name: 'receive', ways: ALL_WAYS, stock: firstCarOut,
  prepare: async (stage) => {
    const carId = outside(stage);
    let refused = false;
    const helped = helpReturn(stage, { returnId: ORDER, carId, manner: {}, onRefused: () => { refused = true; } });
    return { watched: { orderId: ORDER, ...quiet, ...helped }, isAsItShould: (takenBack) => (takenBack.size === 0 && !refused ? isWithin(stage, carId) : stage.plant.state.cars[carId]?.place === 'outside') };
  },
  begin: (stage) => stage.tower.order({ kind: 'receive', orderId: ORDER, carId: outside(stage), people: 1 }),
};

interface Carried {
  readonly palletId: string;
  readonly from: string;
  readonly to: string;
}

/** An order about one pallet, from a place to another. */
function carrying(name: string, stock: NonNullable<Sequence['stock']>, request: (stage: Stage) => StageOrderRequest, before: (stage: Stage) => Promise<Carried | undefined>): Sequence {
  return {
    name, ways: ALL_WAYS, stock,
    prepare: async (stage) => {
      const carried = await before(stage);
      return carried && { watched: { orderId: ORDER, ...quiet }, isAsItShould: (takenBack) => placeOf(stage, carried.palletId) === (takenBack.size === 0 ? carried.to : carried.from) };
    },
    begin: (stage) => stage.tower.order(request(stage)),
  };
}

const freeCell = (stage: Stage): string => placesOf(stage.site).find(({ id, kind }) => kind === 'cell' && !Object.values(stage.plant.state.pallets).some(({ place }) => place === id))?.id ?? '';

/** The car that is farthest up, to the free cell below. */
export const relocate = carrying('relocate', firstCellFree,
  (stage) => ({ kind: 'relocate', orderId: ORDER, palletId: carsInCells(stage).at(-1)?.palletId ?? '', toCell: freeCell(stage).slice('cell:'.length) }),
  async (stage) => ({ palletId: carsInCells(stage).at(-1)?.palletId ?? '', from: carsInCells(stage).at(-1)?.cell ?? '', to: freeCell(stage) }));

const provide = carrying('provide', firstCarOut, (stage) => ({ kind: 'provide', orderId: ORDER, bay: lastBay(stage) }), async (stage) => {
  const { palletId, cell } = emptyAtHome(stage);
  return { palletId, from: cell, to: `bay:${lastBay(stage)}` };
});

const stow = carrying('stow', firstCarOut, (stage) => ({ kind: 'stow', orderId: ORDER, bay: lastBay(stage) }), async (stage) => {
  const { palletId, cell } = emptyAtHome(stage);
  return (await doOrder(stage, { kind: 'provide', orderId: 'before', bay: lastBay(stage) })) ? { palletId, from: `bay:${lastBay(stage)}`, to: cell } : undefined;
});

/** An order that leaves everything where it is, and is not taken back. */
function leavingAll(name: string, request: (stage: Stage) => StageOrderRequest): Sequence {
  return {
    name, ways: ['complete', 'cancel'],
    prepare: async (stage) => {
      const all = (): string => JSON.stringify(Object.entries(stage.plant.state.pallets).map(([id, { place, car }]) => [id, place, car]));
      const before = all();
      return { watched: { orderId: ORDER, ...quiet }, isAsItShould: () => all() === before };
    },
    begin: (stage) => stage.tower.order(request(stage)),
  };
}

const audit = leavingAll('audit', (stage) => ({ kind: 'audit', orderId: ORDER, tags: true, cells: carsInCells(stage).slice(0, 2).map(({ cell }) => cell.slice('cell:'.length)) }));
const cycleDoors = leavingAll('cycleDoors', (stage) => ({ kind: 'cycleDoors', orderId: ORDER, bay: lastBay(stage) }));

const POWER_MS = 3000;

/** An axis whose drive was without power finds its reference again. */
function homing(axis: 'lift' | 'travel' | 'turn' | 'shuttle'): Sequence {
  return {
    name: `homing-${axis}`, ways: ['complete'], isOn: ({ axes }) => axes[axis] !== undefined,
    prepare: async (stage) => {
      stage.expect(`the ${axis} drive loses its power`, stage.faults.start(axis, 'off').ok);
      await stage.clock.runFor(POWER_MS);
      stage.faults.clear(axis);
      await stage.clock.runFor(POWER_MS);
      await resetAtPanel(stage);
      await stage.clock.runFor(POWER_MS);
      const isHomed = (): boolean => stage.tower.snapshot().tower.axes[axis]?.homed === true;
      stage.expect(`the ${axis} has lost its reference`, !isHomed());
      return { watched: { orderId: ORDER, ...quiet }, isAsItShould: isHomed };
    },
    begin: (stage) => stage.tower.home(axis, 'technician'),
  };
}

/** Every sequence of a tower; some only where the site has the axis. */
export const sequences: readonly Sequence[] = [
  deliver, deliverLate, receive, dualCommand, relocate, provide, stow, endOfDay, audit, cycleDoors,
  homing('lift'), homing('travel'), homing('turn'), homing('shuttle'),
];
