import type { Declaration, MapEditRequest, MapEditView } from '../../api/contract/index.ts';
import type { RequestFault } from '../../api/tower.port.ts';
import type { CarPlace, InventoryMove, PalletPlace } from '../../journal/journal.port.ts';
import type { MapEditRecord, QuarantinedPlace, QuarantineRecord, RecoveryJournal } from '../../journal/recovery-journal.port.ts';
import { done, ok, type Result, type WallClock } from '../../ports.ts';
import { palletOf } from '../../journal/order-record.ts';
import { carDeclarations, palletDeclarations } from '../recovering/doubts/proofs.ts';
import type { OrderSign, Signs } from '../recovering/doubts/signs.ts';
import type { Inventory } from '../tower/inventory.ts';
import type { Quarantine } from './quarantine.ts';

/** A change of the map with who asks for it; `second` is another technician whose PIN was checked. */
export interface MapEdit extends Omit<MapEditRequest, 'second'> {
  readonly by: string;
  readonly second: string | undefined;
}

/** The pallet map as people correct it. Nothing moves by it; before and after are kept for ever. */
export interface MapEdits {
  readonly edit: (edit: MapEdit) => Promise<Result<MapEditRecord, RequestFault>>;
  readonly undo: (editId: number, by: string, why: string) => Promise<Result<void, RequestFault>>;
  /** Newest first. */
  readonly all: () => readonly MapEditView[];
}

export interface MapEditWorld {
  readonly journal: Pick<RecoveryJournal, 'edit' | 'undo'>;
  readonly wall: WallClock;
  readonly inventory: Inventory;
  readonly quarantine: Pick<Quarantine, 'note' | 'kept'>;
  readonly signs: () => Signs;
  readonly moved: (moves: readonly InventoryMove[]) => void;
}

type Refused = { readonly ok: false; readonly error: RequestFault };
const refuse = (code: RequestFault['code'], message: string): Refused => ({ ok: false, error: { code, message } });

const moveOf = (what: 'pallet' | 'car', id: string, to: string): InventoryMove =>
  what === 'pallet' ? { what, id, to: to as PalletPlace } : { what, id, to: to as CarPlace };

/** The place that nobody has looked into: it stays out of service until a sensor has. */
function unseen(place: string): QuarantinedPlace | undefined {
  return place.startsWith('cell:') || place.startsWith('bay:') ? (place as QuarantinedPlace) : undefined;
}

/** Goes on from what the journal has, newest first. */
export function createMapEdits(world: MapEditWorld, image: readonly MapEditRecord[] = []): MapEdits {
  let records: readonly MapEditRecord[] = image;
  const placeOf = (what: 'pallet' | 'car', id: string): string | undefined => (what === 'pallet' ? world.inventory.pallet(id) : world.inventory.car(id))?.place;

  /** Its object is still where the edit has put it, and nobody has put another where it came from. */
  const isUndoable = ({ what, object, after, before, undone }: MapEditRecord): boolean => {
    if (undone || placeOf(what, object) !== after || before.startsWith('transfer:')) return false;
    if (what === 'pallet') return before === 'unknown' || world.inventory.palletAt(before as PalletPlace) === undefined;
    return !before.startsWith('pallet:') || world.inventory.carOn(before.slice('pallet:'.length)) === undefined;
  };

  async function edit(request: MapEdit): Promise<Result<MapEditRecord, RequestFault>> {
    const { what, object, to, by, second, why } = request;
    const before = placeOf(what, object);
    if (before === undefined) return refuse('objectUnknown', `There is no ${what} ${object} in this tower.`);
    const signs = world.signs();
    const accepted = acceptable(request, what === 'pallet' ? palletDeclarations(object, signs) : carDeclarations(object, signs), signs);
    if (!accepted.ok) return accepted;
    const utcMs = world.wall.utcMs();
    const record: MapEditRecord = { editId: (records[0]?.editId ?? 0) + 1, what, object, before, after: to, by, second, why, utcMs, undone: false };
    records = [record, ...records];
    const place = accepted.value === 'sensors' ? undefined : unseen(to);
    const quarantines: readonly QuarantineRecord[] = place === undefined ? [] : [world.quarantine.kept({ place, reason: 'mapEdited', by, why, utcMs })];
    const moves = [moveOf(what, object, to)];
    const written = await world.journal.edit(record, moves, quarantines);
    if (!written.ok) {
      records = records.filter((one) => one !== record);
      return refuse('towerUnavailable', `The change of the map could not be written down, so nothing was changed: ${written.error.message}`);
    }
    world.moved(moves);
    world.quarantine.note(quarantines);
    return ok(record);
  }

  async function undo(editId: number, by: string, why: string): Promise<Result<void, RequestFault>> {
    const record = records.find((one) => one.editId === editId);
    if (record === undefined) return refuse('editUnknown', 'There is no such change of the map.');
    if (!isUndoable(record)) return refuse('notUndoable', 'Something has moved since, or it was undone already. Nothing was changed; correct the map anew.');
    const inUse = underWay(record.what, record.object, world.signs());
    if (inUse !== undefined) return inUse;
    const moves = [moveOf(record.what, record.object, record.before)];
    const written = await world.journal.undo(editId, { by, why }, moves);
    if (!written.ok) return refuse('towerUnavailable', `The change of the map stays: that it is undone could not be written down (${written.error.message}).`);
    records = records.map((one) => (one === record ? { ...record, undone: true } : one));
    world.moved(moves);
    return done;
  }

  return {
    edit, undo,
    all: () => records.map(({ second, ...record }) => ({ ...record, ...(second !== undefined && { second }), undoable: isUndoable({ ...record, second }) })),
  };
}

/** Whether an order under way goes by where this is. A car that has left while its order waits for people may be said to have left. */
function isAbout({ record, waits }: OrderSign, what: MapEdit['what'], object: string): boolean {
  return what === 'pallet' ? palletOf(record) === object : 'carId' in record && record.carId === object && !waits;
}

/** Why nothing is changed about an object now: something moves, or is going to with it. */
function underWay(what: MapEdit['what'], object: string, { busy, orders }: Signs): Refused | undefined {
  if (busy) return refuse('stillUnsafe', 'Something moves. Wait until everything stands; nothing was changed.');
  const isRunning = orders.some((order) => order.stage === 'running' && isAbout(order, what, object));
  return isRunning ? refuse('stillUnsafe', `An order is under way with ${object}. Stop it first, or let it end; nothing was changed.`) : undefined;
}

/** By whom the new place is proven, or why it is not accepted. */
function acceptable({ what, object, to, second, by }: MapEdit, declarations: readonly Declaration[], signs: Signs): Result<'sensors' | 'people', RequestFault> {
  const inUse = underWay(what, object, signs);
  if (inUse !== undefined) return inUse;
  const declared = declarations.find(({ place }) => place === to);
  const isPlace = signs.places.some(({ id }) => id === to);
  if (declared === undefined) return isPlace || to.startsWith('pallet:') ? refuse('placeTaken', `The journal has something else at ${to}. Say first where that is; nothing was changed.`) : refuse('placeUnknown', `There is no place ${to} for ${object}.`);
  const isTooSmall = declared.by === 'nobody' && declared.proofs.some(({ word, green }) => word === 'way.needs.fitsThere' && !green);
  if (isTooSmall) return refuse('cellTooSmall', `By the size that is known of it, the car cannot stand there: ${object} is not at ${to}. Look again; nothing was changed.`);
  if (declared.by === 'nobody') return refuse('stillUnsafe', `A sensor says the opposite: ${object} is not at ${to}. Look again; nothing was changed.`);
  if (declared.by === 'sensors') return ok('sensors');
  if (second === undefined || second === by) return refuse('secondPersonNeeded', `No sensor proves that ${object} is at ${to}. A second technician has to sign; nothing was changed.`);
  return ok('people');
}
