import { fromPromise } from 'xstate';
import { done, type Result } from '../../ports.ts';
import type { AuditFinding, InventoryMove, OrderRecord } from '../../journal/journal.port.ts';
import { bayOf, isBack } from '../../journal/order-record.ts';
import type { Facts } from '../../sensing/fact.ts';
import { openBay, shutBay, stopMotion, type Answer, type OrderWorld } from './bay-effects.ts';
import { carry, refusedBySize } from './carry.ts';
import { fitCell, type FitAnswer } from './fit-cell.ts';
import { orderFault, type OrderFault } from './order-fault.ts';
import type { Doing } from './order.setup.ts';
import type { Act } from './recipe.ts';
import type { CheckInAnswer } from './receive/check-in.port.ts';
import type { Turn } from './turn.ts';
import { visit } from './visit.ts';

const defect = (what: string): { readonly ok: false; readonly error: OrderFault } => ({ ok: false, error: orderFault('machineError', `The order was told to ${what} where its recipe has nothing like it. Nothing moves; staff must look.`) });

/** The actors of an order's machine, over the ports. */
export function orderActors(turn: Turn, world: OrderWorld) {
  return {
    writePhase: fromPromise<Answer, { readonly record: OrderRecord; readonly moves: readonly InventoryMove[] }>(async ({ input }) => {
      const written = await world.journal.order(input.record, input.moves);
      if (!written.ok) return { ok: false, error: orderFault('journalUnavailable', `The phase ${input.record.phase} could not be written: ${written.error.message}`) };
      world.moved(input.moves);
      return done;
    }),
    takeTurn: fromPromise<Answer, Doing>(({ input: { act, record }, signal }) => {
      if (act?.do !== 'carry' && act?.do !== 'visit') return Promise.resolve(defect('take the carriage'));
      return turn.take(record.orderId, act.do === 'carry' ? act.from : act.cell, signal);
    }),
    carry: fromPromise<Answer, Doing>(async ({ input: { act, record } }) => {
      if (act?.do !== 'carry') return defect('carry');
      return (isBack(record) ? undefined : refusedBySize(act, world)) ?? carry(act, record.orderId, turn, world);
    }),
    openBay: fromPromise<Answer, Doing>(({ input: { record } }) => {
      const bay = bayOf(record);
      return bay === undefined ? Promise.resolve(defect('open a bay')) : openBay(bay, record.orderId, world);
    }),
    shutBay: fromPromise<Answer, Doing>(({ input: { record } }) => {
      const bay = bayOf(record);
      return bay === undefined ? Promise.resolve(defect('shut a bay')) : shutBay(bay, record.orderId, world);
    }),
    visit: fromPromise<Result<AuditFinding, OrderFault>, Doing>(({ input: { act, record }, signal }) =>
      act?.do === 'visit' && record.kind === 'audit' ? visit(act.cell, record.tags, record.orderId, turn, world, signal) : Promise.resolve(defect('visit a cell'))),
    checkIn: fromPromise<CheckInAnswer, Doing>(async ({ input: { act, record }, signal }) => {
      if (act?.do !== 'checkIn' || record.kind !== 'receive') return { kind: 'failed', ...defect('check a car') };
      const { orderId, bay, carId, palletId } = record;
      return world.checkIn[act.stage]({ orderId, bay, carId, palletId }, signal);
    }),
    fitCell: fromPromise<FitAnswer, OrderRecord>(({ input, signal }) => fitCell(input, signal, world)),
    stopMotion: fromPromise<Answer, OrderFault | undefined>(({ input, signal }) => stopMotion(input, signal, world)),
  };
}

/** Whether sensors or inventory leave anything of an act to be done. */
export function isNeeded(act: Act, facts: Facts, world: Pick<OrderWorld, 'palletAt' | 'palletInTransfer' | 'carOn'>): boolean {
  switch (act.do) {
    case 'carry': return act.onlyWithCar === undefined || world.carOn(act.palletId) === act.onlyWithCar;
    case 'open': return !act.unlessEmpty || facts.get(`${act.bay}.emptyProven`).value !== true || facts.get(`${act.bay}.personClear`).value !== true;
    // A bay that stands shut is proven behind its door.
    case 'prove':
    case 'shut': return facts.get(`${act.bay}.outerClosedLocked`).value !== true;
    // A pallet half-way in is proven by the transfer that ends its way; a car that has not come in yet is not in the bay.
    case 'proveShut': return world.palletInTransfer(`bay:${act.bay}`) === undefined && (act.contents === 'empty' || world.palletAt(`bay:${act.bay}`) !== undefined);
    // Only a car that stands in the bay can be measured there; what is on its way in goes on to where it was going.
    case 'fit': return world.palletAt(`bay:${act.bay}`) === act.palletId;
    case 'checkIn':
    case 'visit': return true;
  }
}
