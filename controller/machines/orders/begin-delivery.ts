import { createActor } from 'xstate';
import type { Place } from '../../../config/places.ts';
import type { DeliverRecord } from '../../journal/order-record.ts';
import { deliveryMachine } from '../delivery.machine.ts';
import { deliveryActors } from '../delivery/delivery-effects.ts';
import type { OrderWorld } from './bay-effects.ts';
import { limitsOf } from './order-fault.ts';
import type { Running, RunListener } from './order.ts';
import type { Turn } from './turn.ts';

/** Starts the machine of one delivery. */
export function beginDelivery(record: DeliverRecord, places: { readonly cell: Place; readonly bay: Place; readonly turn: Turn }, found: boolean, world: OrderWorld, listener: RunListener): Running {
  const input = { record, limits: limitsOf(world.site), facts: world.facts(), found };
  const subject = { ...places, tag: world.tagOf(record.palletId) };
  const actor = createActor(deliveryMachine.provide({ actors: deliveryActors(subject, world) }), { input, clock: world.clock });
  const unhear = world.hear(actor);
  actor.on('car.left', () => { listener.carLeft(actor.getSnapshot().context.record); });
  const watching = actor.subscribe({
    next: (snapshot) => {
      const { fault, overdue } = snapshot.context;
      listener.update({ record: snapshot.context.record, fault, overdue, stage: snapshot.hasTag('paused') ? 'paused' : 'running', waitsForCustomer: snapshot.hasTag('waitingForCustomer') });
    },
    complete: () => {
      unhear();
      const { record: last, fault } = actor.getSnapshot().context;
      listener.ended(last, fault);
    },
    error: (error) => {
      unhear();
      world.died(`delivery ${record.orderId}`, error);
      listener.update({ stage: 'paused', fault: { code: 'machineError', message: 'The delivery broke off. Motion is stopped; restart the controller.', broken: [] } });
    },
  });
  actor.start();
  return {
    resume: () => { actor.send({ type: 'person.resumed' }); },
    leave: () => {
      watching.unsubscribe();
      unhear();
      actor.stop();
    },
  };
}
