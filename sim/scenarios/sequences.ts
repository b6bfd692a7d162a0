import { placesOf } from '../../config/places.ts';
import type { Watched } from './on-duty.ts';
import { doOrder, emptyPallet, orderOf } from './orders.scenario.ts';
import { carsInCells } from './plays.ts';
import { helpReturn } from './returns-help.ts';
import type { Stage, StageOrderRequest } from './stage.port.ts';
import { resetAtPanel } from './way-back.ts';

export type SequenceWay = 'complete' | 'reverse' | 'cancel';

/** What follows an order that was begun, and where things must be in the end. */
export interface Begun {
  readonly watched: Watched;
  /** Whether everything is where it must be after it was completed, or after it was taken back or never begun. */
  readonly isAsItShould: (completed: boolean) => boolean;
}

/** Something that the tower does as a whole and that may be interrupted anywhere. */
export interface Sequence {
  readonly name: string;
  readonly ways: readonly SequenceWay[];
  /** What comes before and is not interrupted; hands on what `begin` needs. Undefined, and a failed expectation, when it did not work. */
  readonly prepare: (stage: Stage) => Promise<Begun | undefined>;
  /** May never be answered: the controller may die in the request. */
  readonly begin: (stage: Stage) => Promise<unknown>;
}

const ORDER = 'boundary';
const ALL: readonly SequenceWay[] = ['complete', 'reverse', 'cancel'];
const quiet = { chances: [], help: async () => false, question: () => undefined };
const placeOf = (stage: Stage, palletId: string): string => stage.plant.state.pallets[palletId]?.place ?? 'nowhere';
const lastBay = (stage: Stage): string => stage.site.tower.bays.at(-1)?.id ?? '';
const isWithin = (stage: Stage, carId: string): boolean => placeOf(stage, stage.plant.state.cars[carId]?.place ?? '').startsWith('cell:');

/** The first car, from its cell to its customer. */
const deliver: Sequence = {
  name: 'deliver', ways: ALL,
  prepare: async (stage) => {
    const carId = carsInCells(stage)[0]?.carId ?? '';
    let sent = false;
    const look = (): void => {
      const bay = orderOf(stage, ORDER)?.bay;
      if (sent || bay === undefined) return;
      sent = true;
      stage.people.assign({ kind: 'driver', bay, carId });
    };
    return { watched: { orderId: ORDER, ...quiet, look }, isAsItShould: (completed) => (completed ? stage.plant.state.cars[carId]?.place === 'outside' : isWithin(stage, carId)) };
  },
  begin: (stage) => stage.tower.collect({ collectionId: ORDER, bookingId: undefined, carId: carsInCells(stage)[0]?.carId ?? '' }),
};

const outside = ({ plant: { state } }: Stage): string => Object.entries(state.cars).find(([, { place }]) => place === 'outside')?.[0] ?? '';

/** The car that is out, back into a cell. */
const receive: Sequence = {
  name: 'receive', ways: ALL,
  prepare: async (stage) => {
    const out = await emptyPallet(stage);
    if (out === undefined) return undefined;
    const { carId } = out;
    let refused = false;
    const helped = helpReturn(stage, { returnId: ORDER, carId, manner: {}, onRefused: () => { refused = true; } });
    return { watched: { orderId: ORDER, ...quiet, ...helped }, isAsItShould: (completed) => (completed && !refused ? isWithin(stage, carId) : stage.plant.state.cars[carId]?.place === 'outside') };
  },
  begin: (stage) => stage.tower.order({ kind: 'receive', orderId: ORDER, carId: outside(stage), people: 1 }),
};

/** An order about one pallet, from a place to another; an empty pallet comes first. */
function carrying(name: string, before: 'at home' | 'in the bay', request: (stage: Stage) => StageOrderRequest, about: (stage: Stage, empty: { readonly palletId: string; readonly cell: string }) => { readonly palletId: string; readonly from: string; readonly to: string }): Sequence {
  return {
    name, ways: ALL,
    prepare: async (stage) => {
      const empty = await emptyPallet(stage);
      if (empty === undefined || (before === 'in the bay' && !(await doOrder(stage, { kind: 'provide', orderId: 'before', bay: lastBay(stage) })))) return undefined;
      const { palletId, from, to } = about(stage, empty);
      return { watched: { orderId: ORDER, ...quiet }, isAsItShould: (completed) => placeOf(stage, palletId) === (completed ? to : from) };
    },
    begin: (stage) => stage.tower.order(request(stage)),
  };
}

const freeCell = (stage: Stage): string => placesOf(stage.site).find(({ id, kind }) => kind === 'cell' && !Object.values(stage.plant.state.pallets).some(({ place }) => place === id))?.id ?? '';

const relocate = carrying('relocate', 'in the bay',
  (stage) => ({ kind: 'relocate', orderId: ORDER, palletId: carsInCells(stage).at(-1)?.palletId ?? '', toCell: freeCell(stage).slice('cell:'.length) }),
  (stage, { cell }) => ({ palletId: carsInCells(stage).at(-1)?.palletId ?? '', from: carsInCells(stage).at(-1)?.cell ?? '', to: cell }));
const provide = carrying('provide', 'at home', (stage) => ({ kind: 'provide', orderId: ORDER, bay: lastBay(stage) }), (stage, { palletId, cell }) => ({ palletId, from: cell, to: `bay:${lastBay(stage)}` }));
const stow = carrying('stow', 'in the bay', (stage) => ({ kind: 'stow', orderId: ORDER, bay: lastBay(stage) }), (stage, { palletId, cell }) => ({ palletId, from: `bay:${lastBay(stage)}`, to: cell }));

/** An order that leaves everything where it is, and is not taken back. */
function leavingAll(name: string, request: (stage: Stage) => StageOrderRequest): Sequence {
  return {
    name, ways: ['complete', 'cancel'],
    prepare: async (stage) => {
      const before = JSON.stringify(Object.entries(stage.plant.state.pallets).map(([id, { place, car }]) => [id, place, car]));
      return { watched: { orderId: ORDER, ...quiet }, isAsItShould: () => JSON.stringify(Object.entries(stage.plant.state.pallets).map(([id, { place, car }]) => [id, place, car])) === before };
    },
    begin: (stage) => stage.tower.order(request(stage)),
  };
}

const audit = leavingAll('audit', (stage) => ({ kind: 'audit', orderId: ORDER, tags: true, cells: carsInCells(stage).slice(0, 2).map(({ cell }) => cell.slice('cell:'.length)) }));
const cycleDoors = leavingAll('cycleDoors', (stage) => ({ kind: 'cycleDoors', orderId: ORDER, bay: lastBay(stage) }));

const POWER_MS = 3000;

/** An axis whose drive was without power finds its reference again. */
function homing(axis: 'lift' | 'travel' | 'shuttle'): Sequence {
  return {
    name: `homing-${axis}`, ways: ['complete'],
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

/** Every sequence of the tower. */
export const sequences: readonly Sequence[] = [deliver, receive, relocate, provide, stow, audit, cycleDoors, homing('lift'), homing('travel'), homing('shuttle')];
