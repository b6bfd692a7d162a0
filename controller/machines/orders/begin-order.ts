import { createActor } from 'xstate';
import type { Place } from '../../../config/places.ts';
import type { OrderRecord } from '../../journal/order-record.ts';
import type { OrderWorld } from './bay-effects.ts';
import { isNeeded, orderActors } from './order-effects.ts';
import { limitsOf } from './order-fault.ts';
import { orderMachine } from './order.machine.ts';
import type { Running, RunListener } from './order.ts';
import { recipeOf } from './recipes/recipe-of.ts';
import { runMachine } from './run-machine.ts';
import type { Turn } from './turn.ts';

/** What an order is run with. `place`: throws for a place that the site does not have. */
export interface OrderTools {
  readonly turn: Turn;
  readonly place: (id: string) => Place;
}

/** Starts the machine of one order by its recipe. */
export function beginOrder(record: OrderRecord, { turn, place }: OrderTools, found: boolean, world: OrderWorld, listener: RunListener): Running {
  const pantry = { cell: (name: string) => place(`cell:${name}`), bay: (name: string) => place(`bay:${name}`), hasCar: (palletId: string) => world.carOn(palletId) !== undefined, isInBay: (palletId: string, bay: string) => [world.palletAt(`bay:${bay}`), world.palletInTransfer(`bay:${bay}`)].includes(palletId) };
  const input = {
    record, found, limits: limitsOf(world.site), facts: world.facts(),
    recipe: (present: OrderRecord) => recipeOf(present, pantry),
    isNeeded: (act: Parameters<typeof isNeeded>[0], facts: Parameters<typeof isNeeded>[1]) => isNeeded(act, facts, world),
  };
  const actor = createActor(orderMachine.provide({ actors: orderActors(turn, world) }), { input, clock: world.clock });
  return runMachine(actor, record.orderId, world, listener);
}
