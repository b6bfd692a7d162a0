import type { Site } from '../../config/schema/site.schema.ts';
import { SEAT_TOLERANCE_MM, bayCrossedBy, geometryOf } from '../plant/geometry.ts';
import type { PlantState } from '../plant/plant.port.ts';

/** What has changed since the last look. Numbers in motion are not changes; that something moves is. */
export interface Changes {
  /** Places of pallets and cars, persons. */
  stock: boolean;
  /** Anything else that has a yes or no, or a name. */
  condition: boolean;
  moving: boolean;
}

/** Compares the plant with the last look, without building anything. */
export interface ChangeWatch {
  /** The answer lives in one object that the next look overwrites. */
  readonly look: (faults: readonly string[]) => Readonly<Changes>;
}

/** Remembers one value after the other in a fixed order, and tells whether any differs from the last round. */
function createMemory() {
  const values: unknown[] = [];
  let at = 0;
  let differs = false;
  return {
    begin: (): void => {
      at = 0;
      differs = false;
    },
    note: (value: unknown): void => {
      if (values[at] !== value || at >= values.length) {
        values[at] = value;
        differs = true;
      }
      at += 1;
    },
    differs: (): boolean => differs,
  };
}

/** Watches one plant. The first look reports everything as changed. */
export function createChangeWatch(site: Site, state: PlantState): ChangeWatch {
  const geometry = geometryOf(site);
  const axes = [state.axes.lift, state.axes.travel, state.axes.turn, state.axes.shuttle].filter((axis) => axis !== undefined);
  const doors = Object.values(state.doors);
  const bays = Object.values(state.bays);
  const pallets = Object.values(state.pallets);
  const cars = Object.values(state.cars);
  const { lift, shuttle } = state.axes;
  const stock = createMemory();
  const condition = createMemory();
  const answer: Changes = { stock: true, condition: true, moving: false };

  const lookAtStock = (): boolean => {
    stock.begin();
    for (const pallet of pallets) {
      stock.note(pallet.place);
      stock.note(pallet.car);
    }
    for (const car of cars) stock.note(car.place);
    for (const bay of bays) stock.note(bay.persons);
    return stock.differs();
  };

  /** Notes which bodies move; true when any does. */
  const noteMotion = (): boolean => {
    let moving = false;
    for (const axis of axes) {
      const moves = axis.velocityMmPerS !== 0;
      condition.note(moves);
      moving ||= moves;
    }
    for (const door of doors) {
      const moves = door.velocityPerS !== 0;
      condition.note(moves);
      condition.note(door.locked);
      moving ||= moves;
    }
    return moving;
  };

  return {
    look: (faults) => {
      condition.begin();
      answer.stock = lookAtStock();
      answer.moving = noteMotion();
      condition.note(lift.brakeClosed);
      condition.note(lift.torque);
      condition.note(Math.abs(shuttle.positionMm) <= SEAT_TOLERANCE_MM);
      condition.note(bayCrossedBy(geometry, state.axes)?.name);
      condition.note(state.relay.chainClosed);
      condition.note(state.panel.key);
      for (const fault of faults) condition.note(fault);
      condition.note(faults.length);
      answer.condition = condition.differs();
      return answer;
    },
  };
}
