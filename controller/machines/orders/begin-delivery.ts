import { createActor } from 'xstate';
import type { Place } from '../../../config/places.ts';
import type { DeliverRecord } from '../../journal/order-record.ts';
import { deliveryMachine } from '../delivery.machine.ts';
import { deliveryActors } from '../delivery/delivery-effects.ts';
import type { OrderWorld } from './bay-effects.ts';
import { limitsOf } from './order-fault.ts';
import type { Running, RunListener } from './order.ts';
import { runMachine } from './run-machine.ts';
import type { Turn } from './turn.ts';

/** Starts the machine of one delivery. */
export function beginDelivery(record: DeliverRecord, places: { readonly cell: Place; readonly bay: Place; readonly turn: Turn }, found: boolean, world: OrderWorld, listener: RunListener): Running {
  const input = { record, limits: limitsOf(world.site), facts: world.facts(), found };
  const subject = { ...places, tag: world.tagOf(record.palletId) };
  const actor = createActor(deliveryMachine.provide({ actors: deliveryActors(subject, world) }), { input, clock: world.clock });
  actor.on('car.left', () => { listener.carLeft(actor.getSnapshot().context.record); });
  return runMachine(actor, record.orderId, world, listener);
}
