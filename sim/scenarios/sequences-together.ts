import { beginOrder, doOrder, orderOf } from './orders.scenario.ts';
import { carsInCells, reasonsOf } from './plays.ts';
import { helpReturn } from './returns-help.ts';
import { ALL_WAYS, ORDER, emptyAtHome, firstCarOut, isWithin, lastBay, outside, quiet, type Sequence } from './sequence.ts';
import type { Stage } from './stage.port.ts';

/** Longer than what comes before an interruption. */
const BEFORE_MS = 300_000;
const LOOK_MS = 500;
/** A customer who takes so long finds the tower as the people on duty have left it. */
const LATE_MS = 90_000;

/** Brings an order as far as a phase, with whatever people do on the way. */
async function bringTo(stage: Stage, orderId: string, phase: string, look: () => void): Promise<boolean> {
  const came = await stage.clock.until(() => {
    look();
    return orderOf(stage, orderId)?.phase === phase;
  }, BEFORE_MS, LOOK_MS);
  stage.expect(`${orderId} comes to ${phase}`, came, `${JSON.stringify(orderOf(stage, orderId))}; ${reasonsOf(stage)}`);
  return came;
}

/** A car stands in its bay and its customer is late: what is taken back goes home laden, also when the door was open before. */
export const deliverLate: Sequence = {
  name: 'deliver-late', ways: ALL_WAYS,
  prepare: async (stage) => {
    const carId = carsInCells(stage)[0]?.carId ?? '';
    const asked = await stage.tower.collect({ collectionId: ORDER, bookingId: undefined, carId });
    if (!asked.ok || !(await bringTo(stage, ORDER, 'presenting', () => undefined))) return undefined;
    const fromMs = stage.clock.nowMs();
    let sent = false;
    const look = (): void => {
      if (sent || stage.clock.nowMs() - fromMs < LATE_MS || orderOf(stage, ORDER)?.phase !== 'handover') return;
      sent = true;
      stage.people.assign({ kind: 'driver', bay: asked.value.bay, carId });
    };
    return { watched: { orderId: ORDER, ...quiet, look }, isAsItShould: (takenBack) => (takenBack.size === 0 ? stage.plant.state.cars[carId]?.place === 'outside' : isWithin(stage, carId)) };
  },
  // It is under way already: interrupted are the steps that are left.
  begin: async () => undefined,
};

const IN = 'before';

/** A car that came in goes up while another customer asks: from its cell the carriage goes on to the other car. */
export const dualCommand: Sequence = {
  name: 'dual-command', ways: ALL_WAYS, stock: firstCarOut,
  prepare: async (stage) => {
    const [comes, goes] = [outside(stage), carsInCells(stage).at(-1)?.carId ?? ''];
    const helped = helpReturn(stage, { returnId: IN, carId: comes, manner: {} });
    if (!(await beginOrder(stage, { kind: 'receive', orderId: IN, carId: comes, people: 1 })) || !(await bringTo(stage, IN, 'storing', helped.look ?? (() => undefined)))) return undefined;
    let sent = false;
    const look = (): void => {
      const bay = orderOf(stage, ORDER)?.bay;
      if (sent || bay === undefined) return;
      sent = true;
      stage.people.assign({ kind: 'driver', bay, carId: goes });
    };
    const isOut = (carId: string): boolean => stage.plant.state.cars[carId]?.place === 'outside';
    return {
      watched: { orderId: ORDER, ...quiet, ...helped, look, current: () => currentOf(stage, [IN, ORDER]) },
      isAsItShould: (takenBack) => (takenBack.has(IN) ? isOut(comes) : isWithin(stage, comes)) && (takenBack.has(ORDER) ? isWithin(stage, goes) : isOut(goes)),
    };
  },
  begin: (stage) => stage.tower.collect({ collectionId: ORDER, bookingId: undefined, carId: carsInCells(stage).at(-1)?.carId ?? '' }),
};

/** The order that waits for a person, or the first that has not ended; the last one when all have. */
function currentOf(stage: Stage, orderIds: readonly string[]): string {
  const left = orderIds.flatMap((id) => orderOf(stage, id) ?? []);
  return (left.find(({ stage: at }) => at === 'paused') ?? left[0])?.orderId ?? orderIds.at(-1) ?? '';
}

/** The night: the pallet that stands in an open bay goes home, and the bay is shut. A stop ends it; then it is asked for again. */
export const endOfDay: Sequence = {
  name: 'end-of-day', ways: ALL_WAYS, stock: firstCarOut,
  prepare: async (stage) => {
    const { palletId, cell } = emptyAtHome(stage);
    if (!(await doOrder(stage, { kind: 'provide', orderId: 'before', bay: lastBay(stage) }))) return undefined;
    const current = (): string => stage.tower.snapshot().tower.orders[0]?.orderId ?? ORDER;
    const isShut = (): boolean => stage.site.tower.bays.every(({ id }) => stage.plant.state.doors[`${id}.outer`]?.locked === true);
    return {
      watched: { orderId: ORDER, ...quiet, current },
      isAsItShould: () => stage.plant.state.pallets[palletId]?.place === cell && isShut(),
      askAgain: () => stage.tower.endDay('again', 'technician'),
    };
  },
  begin: (stage) => stage.tower.endDay(ORDER, 'technician'),
};
