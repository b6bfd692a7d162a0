import { degreesOf } from '../../config/axes.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import { SEAT_TOLERANCE_MM, bayCrossedBy, geometryOf } from '../plant/geometry.ts';
import { doorIdsOf } from '../plant/initial-state.ts';
import type { PlantState } from '../plant/plant.port.ts';

/** Writes the truth as one JSON line in the form that the trace promises. Parts that rarely change are kept until `forget`. */
export interface LineWriter {
  readonly line: (faults: readonly string[]) => string;
  /** Something about pallets, cars or bays has changed. */
  readonly forget: () => void;
}

/** 0.1 mm or mm/s, 0.1 ms, never minus zero: one number has one spelling. */
function tenth(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Door positions and speeds in thousandths of the whole way; angles in thousandths of a degree. */
function thousandth(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

const quoted = (text: string | undefined): string => (text === undefined ? 'null' : JSON.stringify(text));

function stockJson(site: Site, state: PlantState): string {
  const palletIn = new Map<string, string>(Object.entries(state.pallets).map(([id, pallet]) => [pallet.place, id]));
  const bays = site.tower.bays.map(({ id }) => {
    const pallet = palletIn.get(`bay:${id}`);
    const car = pallet === undefined ? undefined : state.pallets[pallet]?.car;
    return `${quoted(id)}:{"persons":${state.bays[id]?.persons ?? 0},"car":${quoted(car)},"pallet":${quoted(pallet)}}`;
  });
  const pallets = Object.entries(state.pallets).map(([id, { place }]) => `${quoted(id)}:${quoted(place)}`);
  const cars = Object.entries(state.cars).map(([id, { place }]) => `${quoted(id)}:${quoted(place)}`);
  return `"bays":{${bays.join()}},"pallets":{${pallets.join()}},"cars":{${cars.join()}}`;
}

/** A writer of lines about one plant. */
export function createLineWriter(site: Site, state: PlantState): LineWriter {
  const geometry = geometryOf(site);
  const doorIds = doorIdsOf(site);
  const { lift, travel, turn, shuttle } = state.axes;
  let stock: string | undefined;

  const shuttleJson = (): string => {
    const bay = bayCrossedBy(geometry, state.axes)?.name;
    const centred = Math.abs(shuttle.positionMm) <= SEAT_TOLERANCE_MM;
    return `{"y":${tenth(shuttle.positionMm)},"v":${tenth(shuttle.velocityMmPerS)},"centred":${centred},"bay":${quoted(bay)}}`;
  };
  /** Travel and turn, where the site has them. */
  const asideJson = (): string => {
    const { turn: table } = site.axes;
    const travelJson = travel === undefined ? '' : `"travel":{"x":${tenth(travel.positionMm)},"v":${tenth(travel.velocityMmPerS)}},`;
    if (turn === undefined || table === undefined) return travelJson;
    return `${travelJson}"turn":{"deg":${thousandth(degreesOf(turn.positionMm, table))},"v":${thousandth(degreesOf(turn.velocityMmPerS, table))}},`;
  };
  const doorJson = (id: string): string => {
    const door = state.doors[id];
    return door === undefined ? '' : `${quoted(id)}:{"pos":${thousandth(door.position)},"v":${thousandth(door.velocityPerS)},"locked":${door.locked}}`;
  };

  return {
    forget: () => {
      stock = undefined;
    },
    line: (faults) => {
      stock ??= stockJson(site, state);
      const liftJson = `{"z":${tenth(lift.positionMm)},"v":${tenth(lift.velocityMmPerS)},"brake":${lift.brakeClosed},"torque":${lift.torque}}`;
      const doors = doorIds.map(doorJson).join();
      const rest = `"chain":${state.relay.chainClosed},"mode":${quoted(state.panel.key)},"faults":${JSON.stringify(faults)}`;
      return `{"t":${tenth(state.timeMs)},"lift":${liftJson},"shuttle":${shuttleJson()},${asideJson()}"doors":{${doors}},${stock},${rest}}`;
    },
  };
}
