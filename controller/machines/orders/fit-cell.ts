import type { CarSize } from '../../../config/cells.ts';
import { placesOf } from '../../../config/places.ts';
import type { Scale } from '../../ports.ts';
import type { InventoryMove, OrderRecord } from '../../journal/journal.port.ts';
import { laserOf, type OrderWorld } from './bay-effects.ts';
import { orderFault, type OrderFault } from './order-fault.ts';

/** A cell for the car that stands in a bay. `fits`: the order with the cell that it goes to, and its size to be written · `none`: no free cell takes it. */
export type FitAnswer =
  | { readonly kind: 'fits'; readonly record: OrderRecord; readonly moves: readonly InventoryMove[] }
  | { readonly kind: 'none'; readonly error: OrderFault };

/** The scale of a bay, while it answers. */
function scaleOf(bay: string, { site, devices }: OrderWorld): Scale | undefined {
  const id = site.devices.find((device) => device.document === 'scale' && 'bay' in device.on && device.on.bay === bay)?.id ?? '';
  const scale = devices.scales[id];
  return scale?.link() === 'live' ? scale : undefined;
}

/** What laser frame and scale of a bay measure of its car; undefined while either is not heard, sees none, or has not settled. */
function measuredIn(bay: string, world: OrderWorld): CarSize | undefined {
  const [profile, load] = [laserOf(bay, world)?.observed().value, scaleOf(bay, world)?.observed().value];
  if (profile === undefined || load === undefined || profile.envelopeClear || profile.noisy || !load.settled) return undefined;
  const massKg = Math.round(load.massKg - world.site.tower.pallet.massKg);
  return massKg > 0 ? { lengthMm: profile.lengthMm, heightMm: profile.heightMm, massKg } : undefined;
}

/**
 * Waits until the car in the bay is measured, and chooses its cell by that: for one that comes in the smallest free one, the planned one among
 * equals; for any other the planned one as long as that takes it.
 */
export async function fitCell(record: OrderRecord, signal: AbortSignal, world: OrderWorld): Promise<FitAnswer> {
  if (record.kind !== 'receive' && record.kind !== 'stow' && record.kind !== 'deliver') return { kind: 'none', error: orderFault('machineError', 'The order was told to choose a cell where its recipe has nothing like it. Nothing moves; staff must look.') };
  const { bay, palletId, orderId } = record;
  const size = await world.lookout.until(() => measuredIn(bay, world), signal);
  const planned = record.kind === 'deliver' ? record.fromCell : record.toCell;
  const stand = placesOf(world.site).find(({ id }) => id === `bay:${bay}`);
  const cell = stand && world.berths[record.kind === 'receive' ? 'choose' : 'keep'](orderId, size, stand, planned);
  if (cell === undefined) {
    return { kind: 'none', error: orderFault('cellTooSmall', `The car in bay ${bay} measures ${String(size.heightMm)} mm high, ${String(size.lengthMm)} mm long and ${String(size.massKg)} kg: no free cell takes it. It stays where it is. Let the door of the bay cycle and take off what is on the car, then let the order go on.`) };
  }
  const carId = record.kind === 'stow' ? world.carOn(palletId) : record.carId;
  const moves: readonly InventoryMove[] = carId === undefined ? [] : [{ what: 'carSize', id: carId, size }];
  return { kind: 'fits', record: record.kind === 'deliver' ? { ...record, fromCell: cell.name } : { ...record, toCell: cell.name }, moves };
}
