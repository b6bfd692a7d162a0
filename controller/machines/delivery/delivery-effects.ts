import { fromPromise } from 'xstate';
import type { Place } from '../../../config/places.ts';
import { done, type IoModule, type Result } from '../../ports.ts';
import type { CollectionRecord, InventoryMove, Journal } from '../../journal/journal.port.ts';
import { runTransfer, type TransferWorld } from '../transfer/run-transfer.ts';
import { doorOrder } from '../transfer/step-orders.ts';
import type { TransferVerb } from '../transfer/next-step.ts';
import type { DeliveryFault, Where } from './delivery.setup.ts';

/** What deliveries need of the world. */
export interface DeliveryWorld extends TransferWorld {
  readonly journal: Pick<Journal, 'settle' | 'collection'>;
}

/** Places and pallet of one collection. */
export interface DeliverySubject {
  readonly cell: Place;
  readonly bay: Place;
  readonly tag: number;
}

type Answer = Result<void, DeliveryFault>;
/** The laser frame counts modulo this. */
const PASSAGES_MODULO = 65_536;

/** The actors of a delivery machine, over the ports. */
export function deliveryActors({ cell, bay, tag }: DeliverySubject, world: DeliveryWorld) {
  let passagesBefore: number | undefined;
  const passages = () => laserOf(bay.name, world)?.observed().value?.passagesOut;
  return {
    writePhase: fromPromise<Answer, { readonly record: CollectionRecord; readonly moves: readonly InventoryMove[] }>(async ({ input }) => {
      const written = await world.journal.collection(input.record, input.moves);
      if (!written.ok) return failure('journalUnavailable', `The phase ${input.record.phase} could not be written: ${written.error.message}`);
      world.moved(input.moves);
      return done;
    }),
    transfer: fromPromise<Answer, { readonly verb: TransferVerb; readonly where: Where; readonly record: CollectionRecord }>(async ({ input }) => {
      const { palletId, collectionId } = input.record;
      if (isBehind(input.verb, input.record, world.palletPlace(palletId), cell)) return done;
      return runTransfer({ verb: input.verb, place: input.where === 'cell' ? cell : bay, palletId, tag, collectionId }, world);
    }),
    openBay: fromPromise<Answer, CollectionRecord>(async ({ input }) => {
      passagesBefore ??= passages();
      const opened = await world.units.run(`${bay.name}.outer`, doorOrder(bay.name, 'outer', true, world.site, input.collectionId));
      return opened.ok ? light(bay.name, 'green', world) : opened;
    }),
    shutBay: fromPromise<Answer, CollectionRecord>(async ({ input }) => {
      const red = await light(bay.name, 'red', world);
      if (!red.ok) return red;
      return world.units.run(`${bay.name}.outer`, doorOrder(bay.name, 'outer', false, world.site, input.collectionId));
    }),
    seePassage: fromPromise<Answer, CollectionRecord>(({ signal }) =>
      world.lookout.until(() => {
        const counted = passages();
        passagesBefore ??= counted;
        if (counted === undefined || passagesBefore === undefined) return undefined;
        return (counted - passagesBefore + PASSAGES_MODULO) % PASSAGES_MODULO > 0 ? done : undefined;
      }, signal)),
    stopMotion: fromPromise<Answer, DeliveryFault | undefined>(async ({ input, signal }) => {
      world.stop.stop({ code: input?.code === 'machineError' ? 'machineError' : 'deadline', motion: undefined, broken: [], atMs: world.clock.nowMs(), detail: input?.message ?? 'a delivery was stopped' });
      return world.lookout.until(() => (world.units.busy() ? undefined : done), signal);
    }),
  };
}

/** After a pause, steps of putting away may lie behind: the pallet is home, or on its way from the carriage into its cell. */
function isBehind(verb: TransferVerb, { phase }: CollectionRecord, journal: string, cell: Place): boolean {
  return phase === 'puttingAway' && verb !== 'place' && (journal === cell.id || journal === `transfer:carriage>${cell.id}`);
}

function failure(code: DeliveryFault['code'], message: string): Answer {
  return { ok: false, error: { code, message, broken: [] } };
}

function laserOf(bay: string, { site, devices }: DeliveryWorld) {
  const id = site.devices.find((device) => device.document === 'laser-frame' && 'bay' in device.on && device.on.bay === bay)?.id ?? '';
  const laser = devices.laserFrames[id];
  return laser?.link() === 'live' ? laser : undefined;
}

async function light(bay: string, colour: 'green' | 'red', world: DeliveryWorld): Promise<Answer> {
  const id = world.site.devices.find((device) => device.document === 'io-module' && 'bay' in device.on && device.on.bay === bay)?.id ?? '';
  const module: IoModule | undefined = world.devices.ioModules[id];
  if (!module) return failure('lampFailed', `Bay ${bay} has no lamps in its configuration. The door stays as it is.`);
  const shown = await world.gate.signal(module, { lampGreen: colour === 'green', lampRed: colour === 'red' });
  return shown.ok ? done : failure('lampFailed', `The ${colour} lamp of bay ${bay} does not answer (${shown.error.message}). The door stays as it is.`);
}
