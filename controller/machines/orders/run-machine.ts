import type { MachineListener } from '../transfer/run-transfer.ts';
import type { OrderWorld } from './bay-effects.ts';
import type { OrderContext } from './order.setup.ts';
import type { Running, RunListener } from './order.ts';

/** What of an order's machine the runner looks at. */
interface Snapshot {
  readonly context: Pick<OrderContext, 'record' | 'fault' | 'overdue'> & Partial<Pick<OrderContext, 'refusal'>>;
  readonly hasTag: (tag: 'paused' | 'waitingForCustomer' | 'waitingForTurn') => boolean;
}

/** The machine of an order of any kind. */
interface OrderActor extends MachineListener {
  readonly subscribe: (observer: { readonly next: (snapshot: Snapshot) => void; readonly complete: () => void; readonly error: (error: unknown) => void }) => { readonly unsubscribe: () => void };
  readonly getSnapshot: () => Snapshot;
  readonly send: (event: Parameters<MachineListener['send']>[0] | { readonly type: 'person.resumed' }) => void;
  readonly start: () => unknown;
  readonly stop: () => unknown;
}

/** Starts the machine of an order: it hears of facts and stops from then on, and the runner of everything that becomes of it. */
export function runMachine(actor: OrderActor, orderId: string, world: OrderWorld, listener: RunListener): Running {
  const unhear = world.hear(actor);
  const watching = actor.subscribe({
    next: (snapshot) => {
      const { record, fault, overdue, refusal } = snapshot.context;
      listener.update({
        record, fault, overdue, refusal,
        stage: snapshot.hasTag('paused') ? 'paused' : 'running', waitsForCustomer: snapshot.hasTag('waitingForCustomer'), waitsForTurn: snapshot.hasTag('waitingForTurn'),
      });
    },
    complete: () => {
      unhear();
      const { record, fault } = actor.getSnapshot().context;
      listener.ended(record, fault);
    },
    error: (error) => {
      unhear();
      world.died(`order ${orderId}`, error);
      listener.update({ stage: 'paused', fault: { code: 'machineError', message: 'The order broke off. Motion is stopped; restart the controller.', broken: [] } });
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
