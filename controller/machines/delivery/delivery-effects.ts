import { fromPromise } from 'xstate';
import type { Place } from '../../../config/places.ts';
import { done } from '../../ports.ts';
import type { DeliverRecord, InventoryMove } from '../../journal/journal.port.ts';
import { laserOf, openBay, shutBay, stopMotion, type Answer, type OrderWorld } from '../orders/bay-effects.ts';
import { orderFault, type OrderFault } from '../orders/order-fault.ts';
import { heldByPlan, openedBehind } from '../orders/next-step-permit.ts';
import type { Turn } from '../orders/turn.ts';
import { runTransfer } from '../transfer/run-transfer.ts';
import type { TransferVerb } from '../transfer/next-step.ts';
import type { Where } from './delivery.setup.ts';

/** Places and pallet of one delivery. */
export interface DeliverySubject {
  readonly cell: Place;
  readonly bay: Place;
  readonly tag: number;
  readonly turn: Turn;
}

/** The laser frame counts modulo this. */
const PASSAGES_MODULO = 65_536;

/** The actors of a delivery machine, over the ports. */
export function deliveryActors({ cell, bay, tag, turn }: DeliverySubject, world: OrderWorld) {
  let passagesBefore: number | undefined;
  const passages = () => laserOf(bay.name, world)?.observed().value?.passagesOut;
  return {
    writePhase: fromPromise<Answer, { readonly record: DeliverRecord; readonly moves: readonly InventoryMove[] }>(async ({ input }) => {
      const written = await world.journal.order(input.record, input.moves);
      if (!written.ok) return { ok: false, error: orderFault('journalUnavailable', `The phase ${input.record.phase} could not be written: ${written.error.message}`) };
      world.moved(input.moves);
      return done;
    }),
    takeTurn: fromPromise<Answer, DeliverRecord>(({ input, signal }) => turn.take(input.orderId, bay, signal)),
    transfer: fromPromise<Answer, { readonly verb: TransferVerb; readonly where: Where; readonly record: DeliverRecord }>(async ({ input, signal }) => {
      const { palletId, orderId } = input.record;
      const place = input.where === 'cell' ? cell : bay;
      const turned = await turn.take(orderId, place, signal);
      if (!turned.ok) return turned;
      if (isBehind(input.verb, input.record, world.palletPlace(palletId), cell)) return done;
      const held = heldByPlan(orderId, turn, world) ?? openedBehind({ verb: input.verb, place, palletId, orderId }, turn, world);
      if (held) return held;
      const answer = await runTransfer({ verb: input.verb, place, palletId, tag, orderId }, world);
      if (answer.ok && input.verb === 'place') turn.release(orderId);
      return answer;
    }),
    openBay: fromPromise<Answer, DeliverRecord>(({ input }) => {
      passagesBefore ??= passages();
      return openBay(bay.name, input.orderId, world);
    }),
    shutBay: fromPromise<Answer, DeliverRecord>(({ input }) => shutBay(bay.name, input.orderId, world)),
    seePassage: fromPromise<Answer, DeliverRecord>(({ signal }) =>
      world.lookout.until(() => {
        const counted = passages();
        passagesBefore ??= counted;
        if (counted === undefined || passagesBefore === undefined) return undefined;
        return (counted - passagesBefore + PASSAGES_MODULO) % PASSAGES_MODULO > 0 ? done : undefined;
      }, signal)),
    stopMotion: fromPromise<Answer, OrderFault | undefined>(({ input, signal }) => stopMotion(input, signal, world)),
  };
}

/** After a pause, steps of putting away may lie behind: the pallet is home, or on its way from the carriage into its cell. */
function isBehind(verb: TransferVerb, { phase }: DeliverRecord, journal: string, cell: Place): boolean {
  return phase === 'puttingAway' && verb !== 'place' && (journal === cell.id || journal === `transfer:carriage>${cell.id}`);
}
