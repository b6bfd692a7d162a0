import type { Place } from '../../../config/places.ts';
import { done } from '../../ports.ts';
import { claimsOf } from '../../journal/inventory.ts';
import type { PalletPlace } from '../../journal/journal.port.ts';
import { runTransfer } from '../transfer/run-transfer.ts';
import type { TransferVerb } from '../transfer/next-step.ts';
import type { Answer, OrderWorld } from './bay-effects.ts';
import { orderFault } from './order-fault.ts';
import { heldByPlan, openedBehind } from './next-step-permit.ts';
import type { Turn } from './turn.ts';

/** A pallet on its way between two places. */
export interface Carry {
  readonly palletId: string;
  readonly from: Place;
  readonly to: Place;
}

interface Leg { readonly verb: TransferVerb; readonly place: Place }

/**
 * What is left of a carry, from where the journal has the pallet; undefined when it is nowhere on this way. A shuttle that is out has to
 * finish what it does before the carriage can approach anything, so the approach falls away then. An inner door that was left open behind a
 * pallet taken from a bay is shut first (`leftOpen`), which belongs to taking it. Pure.
 */
export function legsOf({ from, to }: Omit<Carry, 'palletId'>, journal: PalletPlace, shuttleOut: boolean, leftOpen = false): readonly Leg[] | undefined {
  const put: readonly Leg[] = [{ verb: 'approach', place: to }, { verb: 'place', place: to }];
  const ends = journal.startsWith('transfer:') ? journal.slice('transfer:'.length).split('>') : [journal];
  // Half-way into its goal it is pushed on; half-way out of its origin it is pulled on. Either way the shuttle decides by its sensors.
  if (ends.includes(to.id)) return [{ verb: 'place', place: to }];
  if (journal === 'carriage') return leftOpen ? [{ verb: 'pick', place: from }, ...put] : put;
  if (!ends.includes(from.id)) return undefined;
  const take: readonly Leg[] = [{ verb: 'approach', place: from }, { verb: 'pick', place: from }];
  return [...(shuttleOut ? take.slice(1) : take), ...put];
}

/**
 * Whoever planned it, and whatever was edited since: what does not hang in its goal yet goes into no cell that is too small for its car. On the
 * way back nothing is asked, for where it came from it has stood.
 */
export function refusedBySize({ palletId, to }: Carry, world: Pick<OrderWorld, 'palletPlace' | 'berths'>): Extract<Answer, { readonly ok: false }> | undefined {
  if (to.kind !== 'cell' || claimsOf(world.palletPlace(palletId)).includes(to.id) || world.berths.takes(palletId, to)) return undefined;
  return { ok: false, error: orderFault('cellTooSmall', `Cell ${to.name} is too small for the car on ${palletId}. Nothing was moved; take the order back, or let a technician look at what the inventory says of the car.`) };
}

/** Brings a pallet to its goal, from wherever it was left on the way. Gives the carriage back when it is there. Never rejects. */
export async function carry(way: Carry, orderId: string, turn: Turn, world: OrderWorld): Promise<Answer> {
  const journal = world.palletPlace(way.palletId);
  const leftOpen = way.from.kind === 'bay' && world.facts().get(`${way.from.name}.innerClosedLocked`).value !== true;
  const legs = legsOf(way, journal, world.facts().get('shuttleCentred').value === false, leftOpen);
  if (legs === undefined) {
    return { ok: false, error: orderFault('palletMissing', `${way.palletId} should be on its way from ${way.from.id} to ${way.to.id}; the journal has it ${journal}. A technician must settle the inventory.`) };
  }
  for (const { verb, place } of legs) {
    const held = heldByPlan(orderId, turn, world) ?? openedBehind({ verb, place, palletId: way.palletId, orderId }, turn, world);
    if (held) return held;
    const answer = await runTransfer({ verb, place, palletId: way.palletId, tag: world.tagOf(way.palletId), orderId }, world);
    if (!answer.ok) return answer;
  }
  turn.release(orderId);
  return done;
}
