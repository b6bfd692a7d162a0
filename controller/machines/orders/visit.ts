import type { Place } from '../../../config/places.ts';
import { done, ok, type Result } from '../../ports.ts';
import type { AuditFinding } from '../../journal/journal.port.ts';
import { runTransfer } from '../transfer/run-transfer.ts';
import type { OrderWorld } from './bay-effects.ts';
import { orderFault, type OrderFault } from './order-fault.ts';
import { heldByPlan } from './next-step-permit.ts';
import type { Turn } from './turn.ts';

/** The sensor that faces a cell, and its own poll, have spoken by then. */
const LOOK_MS = 5000;

type Found = Result<AuditFinding, OrderFault>;

/**
 * Drives to a cell and compares its sensor with the inventory; with `tags` its pallet is taken onto the carriage, where the reader is,
 * and put back. Another tag than the inventory has is no finding but a disagreement: it ends the audit with that fault.
 */
export async function visit(cell: Place, tags: boolean, orderId: string, turn: Turn, world: OrderWorld, signal: AbortSignal): Promise<Found> {
  const lifted = world.palletAt('carriage') ?? world.palletInTransfer(cell.id);
  if (lifted !== undefined) {
    // A stop came while its pallet was out: back with it. On its way out it comes onto the carriage first, where its tag is read.
    const isOnItsWayOut = world.palletPlace(lifted).startsWith(`transfer:${cell.id}>`);
    const taken = isOnItsWayOut ? await runTransfer({ verb: 'pick', place: cell, palletId: lifted, tag: world.tagOf(lifted), orderId }, world) : done;
    const back = taken.ok ? await putBack(cell, lifted, orderId, world) : taken;
    if (!back.ok) return back;
    turn.release(orderId);
    return ok({ cell: cell.name, occupied: true, tag: world.tagOf(lifted), agrees: true });
  }
  const held = heldByPlan(orderId, turn, world);
  if (held) return held;
  const expected = world.palletAt(cell.id);
  // A stop came while the shuttle reached into this cell: it finishes what it does before the carriage can approach anything.
  const reaches = tags && expected !== undefined && world.facts().get('shuttleCentred').value === false;
  if (!reaches) {
    const there = await runTransfer({ verb: 'approach', place: cell, palletId: expected ?? '', tag: -1, orderId }, world);
    if (!there.ok) return there;
  }
  const occupied = await look(cell, world, signal);
  if (!occupied.ok) return occupied;
  const read = tags && occupied.value && expected !== undefined;
  if (read) {
    const taken = await runTransfer({ verb: 'pick', place: cell, palletId: expected, tag: world.tagOf(expected), orderId }, world);
    const back = taken.ok ? await putBack(cell, expected, orderId, world) : taken;
    if (!back.ok) return back;
  }
  turn.release(orderId);
  return ok({ cell: cell.name, occupied: occupied.value, tag: read ? world.tagOf(expected) : undefined, agrees: occupied.value === (expected !== undefined) });
}

async function putBack(cell: Place, palletId: string, orderId: string, world: OrderWorld): Promise<Result<void, OrderFault>> {
  if (world.palletPlace(palletId) === 'carriage') {
    const there = await runTransfer({ verb: 'approach', place: cell, palletId, tag: world.tagOf(palletId), orderId }, world);
    if (!there.ok) return there;
  }
  return runTransfer({ verb: 'place', place: cell, palletId, tag: world.tagOf(palletId), orderId }, world);
}

async function look(cell: Place, world: OrderWorld, signal: AbortSignal): Promise<Result<boolean, OrderFault>> {
  const late = new AbortController();
  const either = AbortSignal.any([signal, late.signal]);
  const seen = await Promise.race([
    world.lookout.until(() => world.facts().get(cell.side === 'left' ? 'cellLeftOccupied' : 'cellRightOccupied').value, either),
    new Promise<undefined>((resolve) => { world.clock.setTimeout(() => { resolve(undefined); }, LOOK_MS); }),
  ]);
  late.abort();
  return seen === undefined ? { ok: false, error: orderFault('unclear', `The sensor that faces ${cell.id} does not tell whether a pallet is there. Nothing moves; a technician must look.`) } : ok(seen);
}
