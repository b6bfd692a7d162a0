import { placesOf } from '../../../config/places.ts';
import type { RecoveryView } from '../../api/contract/index.ts';
import type { RecoveryPort } from '../../api/recovery.port.ts';
import type { RequestFault } from '../../api/tower.port.ts';
import { ok } from '../../ports.ts';
import { createMapEdits } from '../quarantine/map-edits.ts';
import { isLiftedByPersonOnly, liftedBy, quarantineView } from '../quarantine/lifting.ts';
import { toQuarantinedPlace } from '../quarantine/places.ts';
import type { TowerRooms } from '../tower/tower-rooms.ts';
import { createChoices, type Choices } from './choices.ts';
import type { DeskServices } from './desk-services.ts';
import { doubtsOf } from './doubts/doubts.ts';
import type { Signs } from './doubts/signs.ts';

/** Where recovery is asked for: what is in doubt, what is out of service, and the ways on. */
export interface RecoveryDesk extends RecoveryPort {
  /** The way under way; nothing else moves meanwhile. */
  readonly going: Choices['going'];
}

/** The desk of a tower. */
export function createRecoveryDesk(rooms: TowerRooms, services: DeskServices): RecoveryDesk {
  const { parts, inventory, recovering, quarantine, units, homing, moved } = rooms;
  const { wall, recoveryJournal: journal } = parts;
  const places = placesOf(parts.site);
  const changed = (): void => { rooms.view.changed(); };
  const signs = (): Signs => signsOf(rooms, places, services);
  const edits = createMapEdits({ journal, wall, inventory, quarantine, signs, moved: (moves) => { moved(moves); recovering.look(); } }, parts.recovered.edits);
  const doubts = () => doubtsOf(signs());
  const choices = createChoices({
    parts, journal: parts.journal, doubts, recovering, quarantine, edits, units, changed,
    home: homing.home, services,
  });

  function view(): RecoveryView {
    const now = signs();
    const going = choices.going();
    const open = recovering.disagreements();
    return {
      stage: recovering.stage(),
      settleable: open.length > 0 && open.every(({ offer }) => offer !== undefined),
      doubts: doubtsOf(now).map((doubt) => (going?.object === doubt.id ? { ...doubt, going: { way: going.way, by: going.by, sinceMs: going.sinceMs } } : doubt)),
      quarantines: quarantine.all().map((record) => quarantineView(record, now)),
      leases: parts.leases.all().map(({ resource, number, holder }) => ({ resource, number, holder: holder ?? null })),
      edits: [...edits.all()],
    };
  }

  return {
    recovery: () => Promise.resolve(ok(view())),
    choose: choices.choose,
    going: choices.going,
    quarantine: ({ place: text, reason, by, why }) => {
      const place = toQuarantinedPlace(text);
      if (place === undefined || !(place === 'lift' || places.some(({ id }) => id === place))) return Promise.resolve(refuse('placeUnknown', `There is no place ${text} in this tower.`));
      return quarantine.set([{ place, reason, by, why }]);
    },
    liftQuarantine: async ({ place, proof, by, why }) => {
      const record = quarantine.all().find((one) => one.place === place);
      if (record === undefined) return refuse('placeUnknown', `${place} is not out of service.`);
      const way = liftedBy(record, signs()).find((one) => one.proof === proof);
      if (way?.ready !== true) return refuse('wayNotReady', `${place} stays out of service: ${way === undefined ? `this is not proven by ${proof}` : 'its sensors do not show what the journal says'}.`);
      if (proof === 'evidence' && why.trim().length < LEAST_EVIDENCE) return refuse('wayNotReady', `${place} stays out of service: write what you have seen, in ${String(LEAST_EVIDENCE)} characters or more.`);
      const lifted = await quarantine.lift(record.place, { by, why, proof });
      recovering.look();
      return lifted;
    },
    editMap: async (edit) => {
      const edited = await edits.edit(edit);
      changed();
      if (!edited.ok) return edited;
      const shown = edits.all().find(({ editId }) => editId === edited.value.editId);
      return shown === undefined ? refuse('editUnknown', 'The change of the map was written down and is not shown. Look again.') : ok(shown);
    },
    undoMapEdit: ({ editId, by, why }) => edits.undo(editId, by, why),
  };
}

/** Evidence that is shorter is none, characters. */
const LEAST_EVIDENCE = 10;

function refuse(code: RequestFault['code'], message: string): { readonly ok: false; readonly error: RequestFault } {
  return { ok: false, error: { code, message } };
}

function signsOf({ parts, inventory, orders, recovering, quarantine, units, homing }: TowerRooms, places: Signs['places'], { isReversible }: DeskServices): Signs {
  return {
    site: parts.site, places, devices: parts.devices, facts: parts.facts, permit: parts.permit, nowMs: parts.clock.nowMs(), inventory,
    orders: orders.all().map(({ record, stage, fault, waitsForCustomer, waitsForTurn }) => ({ record, stage, fault, waits: waitsForCustomer || waitsForTurn, reversible: isReversible(record.orderId) })),
    settled: recovering.settled(),
    disagreements: recovering.disagreements(),
    contained: recovering.contained(),
    latched: parts.stop.latched(),
    homing: homing.axis(),
    busy: units.busy(),
    isOutOfService: quarantine.has,
    unseenCells: quarantine.all().filter(({ place, reason }) => place.startsWith('cell:') && !isLiftedByPersonOnly(reason)).map(({ place }) => place.slice('cell:'.length)),
  };
}
