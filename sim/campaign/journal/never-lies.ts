import { RAIL_TOLERANCE_MM, geometryOf, placeOnSide } from '../../plant/geometry.ts';
import type { PlantState } from '../../plant/plant.port.ts';
import type { Scene } from '../injection/ongoing.ts';
import type { Judge, Report } from '../judges/judge.port.ts';
import type { DurableRows } from './durable.port.ts';

type Pallet = PlantState['pallets'][string];

/** The plant is looked at so often between two writes; it divides the time after which every wire is where it was. */
const LOOK_MS = 200;

/** A place that says exactly where something is; a transfer names two, and unknown none. */
const isDefinite = (place: string): boolean => place !== 'unknown' && !place.startsWith('transfer:');

/**
 * I41: every definite place on the disk is true, at every instant; what is not certain stands there as a transfer or as unknown. A car in a bay whose order
 * has not ended is with its people: they come and go when they like, and the journal follows. What people have moved by hand no journal knows of.
 */
export function judgeNeverLies({ subject, seen }: Pick<Scene, 'subject' | 'seen'>, report: Report): Judge {
  const { durable, stage } = subject;
  const { pallets, cars } = stage.plant.state;
  const geometry = geometryOf(stage.site);
  let judged = 0;
  /** A pallet that the fork has gripped stands where the shuttle has it: still in the place that it reaches into, on the carriage, or between them. */
  const whereIs = ({ place, yMm }: Pallet): string => {
    if (place !== 'shuttle') return place;
    if (Math.abs(yMm) <= RAIL_TOLERANCE_MM) return 'lift';
    const reached = placeOnSide(geometry, stage.plant.state.axes, yMm, RAIL_TOLERANCE_MM);
    return reached !== undefined && Math.abs(yMm - reached.reachMm) <= RAIL_TOLERANCE_MM ? reached.id : 'between';
  };
  const isMoved = (palletId: string): boolean => seen[`pallet:${palletId}`] !== undefined;

  const judgePallets = (rows: DurableRows): void => {
    for (const [id, pallet] of Object.entries(pallets)) {
      const said = rows.pallets[id] ?? 'unknown';
      const is = whereIs(pallet);
      if (said === is || !isDefinite(said) || isMoved(id)) continue;
      report('I41', `the disk says that ${id} is in ${said}, and it is ${is}`);
    }
  };
  const isWithPeople = (rows: DurableRows, carId: string, palletIds: readonly string[]): boolean => rows.openOrders.some((order) =>
    order.carId === carId || palletIds.some((palletId) => order.palletId === palletId || (order.bay !== undefined && pallets[palletId]?.place === `bay:${order.bay}`)));
  const judgeCars = (rows: DurableRows): void => {
    for (const [id, { place }] of Object.entries(cars)) {
      const said = rows.cars[id] ?? 'unknown';
      if (said === 'unknown' || said === place || isMoved(place) || isMoved(said)) continue;
      if (!isWithPeople(rows, id, [place, said])) report('I41', `the disk says that ${id} is on ${said}, and it is on ${place}`);
    }
  };
  const look = (): void => {
    const rows = durable.rows();
    if (rows === undefined) return;
    judged += 1;
    judgePallets(rows);
    judgeCars(rows);
  };
  durable.onDurable(look);
  const end = subject.clock.every(LOOK_MS, look);
  return {
    end: () => {
      end();
      return Promise.resolve();
    },
    premises: () => ({ I41: judged }),
  };
}
