import type { PlaceId } from '../../../config/places.ts';
import { done, type IoModule, type Result } from '../../ports.ts';
import type { Journal, PalletPlace } from '../../journal/journal.port.ts';
import type { QuarantinedPlace } from '../../journal/recovery-journal.port.ts';
import type { Leases } from '../../safety/leases.ts';
import type { TransferWorld } from '../transfer/run-transfer.ts';
import { doorOrder } from '../transfer/step-orders.ts';
import { orderFault, type OrderFault } from './order-fault.ts';
import type { Berths } from './berths.ts';
import type { CheckIn } from './receive/check-in.port.ts';

/** What orders need of the world. */
export interface OrderWorld extends TransferWorld {
  readonly journal: Pick<Journal, 'settle' | 'order'>;
  /** Orders that go into a place out of service wait until it is back. */
  readonly isOutOfService: (place: QuarantinedPlace) => boolean;
  readonly leases: Pick<Leases, 'take' | 'release' | 'isCurrent' | 'revocations'>;
  /** The tag that a pallet carries, as the inventory has it; -1 for a pallet that it does not know, which no tag matches. */
  readonly tagOf: (palletId: string) => number;
  /** The pallet that the inventory has at a place. */
  readonly palletAt: (place: PalletPlace) => string | undefined;
  /** The pallet that the inventory has half in or out of a place. */
  readonly palletInTransfer: (place: PlaceId) => string | undefined;
  /** The car that the inventory has on a pallet. */
  readonly carOn: (palletId: string) => string | undefined;
  readonly checkIn: CheckIn;
  readonly berths: Pick<Berths, 'choose' | 'keep' | 'takes'>;
}

/** Done, or why not. */
export type Answer = Result<void, OrderFault>;

/** Outer door open, then green light. */
export async function openBay(bay: string, orderId: string, world: OrderWorld): Promise<Answer> {
  const opened = await world.units.run(`${bay}.outer`, doorOrder(bay, 'outer', true, world.site, orderId));
  return opened.ok ? light(bay, 'green', world) : opened;
}

/** Red light, then outer door closed and locked. */
export async function shutBay(bay: string, orderId: string, world: OrderWorld): Promise<Answer> {
  const red = await light(bay, 'red', world);
  if (!red.ok) return red;
  return world.units.run(`${bay}.outer`, doorOrder(bay, 'outer', false, world.site, orderId));
}

/** Ends every motion of an order that broke off, and waits until everything stands. */
export async function stopMotion(fault: OrderFault | undefined, signal: AbortSignal, world: OrderWorld): Promise<Answer> {
  world.stop.stop({ code: fault?.code === 'machineError' ? 'machineError' : 'deadline', motion: undefined, broken: [], atMs: world.clock.nowMs(), detail: fault?.message ?? 'an order was stopped' });
  return world.lookout.until(() => (world.units.busy() ? undefined : done), signal);
}

/** The live laser frame of a bay. */
export function laserOf(bay: string, { site, devices }: OrderWorld) {
  const id = site.devices.find((device) => device.document === 'laser-frame' && 'bay' in device.on && device.on.bay === bay)?.id ?? '';
  const laser = devices.laserFrames[id];
  return laser?.link() === 'live' ? laser : undefined;
}

async function light(bay: string, colour: 'green' | 'red', world: OrderWorld): Promise<Answer> {
  const id = world.site.devices.find((device) => device.document === 'io-module' && 'bay' in device.on && device.on.bay === bay)?.id ?? '';
  const module: IoModule | undefined = world.devices.ioModules[id];
  if (!module) return { ok: false, error: orderFault('lampFailed', `Bay ${bay} has no lamps in its configuration. The door stays as it is.`) };
  const shown = await world.gate.signal(module, { lampGreen: colour === 'green', lampRed: colour === 'red' });
  return shown.ok ? done : { ok: false, error: orderFault('lampFailed', `The ${colour} lamp of bay ${bay} does not answer (${shown.error.message}). The door stays as it is.`) };
}
