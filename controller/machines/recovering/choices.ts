import type { Doubt, DoubtKind, QuarantineReason, Way, WayOn } from '../../api/contract/index.ts';
import type { RecoveryPort } from '../../api/recovery.port.ts';
import type { RequestFault, TowerPort } from '../../api/tower.port.ts';
import { toQuarantinedPlace } from '../quarantine/places.ts';
import type { MapEdits } from '../quarantine/map-edits.ts';
import type { Quarantine } from '../quarantine/quarantine.ts';
import type { Broken } from '../../interlocks/permit.port.ts';
import type { Journal } from '../../journal/journal.port.ts';
import { done, type Result } from '../../ports.ts';
import type { TowerParts } from '../tower/tower-parts.ts';
import { contradicted, stopForContradiction } from '../unit/contradiction.ts';
import type { UnitOrder } from '../unit/unit-order.ts';
import type { UnitId, Units } from '../units.ts';
import { doorOrder } from '../transfer/step-orders.ts';
import type { Disagreement } from './compare.ts';
import { levelOrders } from './level-orders.ts';
import type { Recovering } from './recovering.ts';
import type { DeskServices } from './desk-services.ts';

type Choice = Parameters<RecoveryPort['choose']>[0];
type Answer = Result<void, RequestFault>;
/** A way under way, for whoever looks meanwhile. */
export interface Going { readonly object: string; readonly way: Way; readonly by: string; readonly sinceMs: number }

/** What the ways are gone with. */
export interface ChoiceWorld {
  readonly parts: Pick<TowerParts, 'site' | 'facts' | 'clock' | 'devices' | 'permit' | 'leases' | 'stop'>;
  readonly journal: Pick<Journal, 'audit'>;
  readonly doubts: () => readonly Doubt[];
  readonly recovering: Pick<Recovering, 'settleOne' | 'disagreements'>;
  readonly quarantine: Pick<Quarantine, 'set'>;
  readonly edits: Pick<MapEdits, 'edit'>;
  readonly units: Pick<Units, 'run' | 'faultCleared'>;
  readonly home: TowerPort['home'];
  readonly services: Pick<DeskServices, 'resume' | 'reverse' | 'audit' | 'putAway'>;
  readonly changed: () => void;
}

/** Goes ways on. Whatever is not offered for the object now, or whose conditions are not green now, is refused. */
export interface Choices {
  readonly choose: RecoveryPort['choose'];
  readonly going: () => Going | undefined;
}

function refuse(code: RequestFault['code'], message: string, broken: readonly Broken[] = []): { readonly ok: false; readonly error: RequestFault } {
  return { ok: false, error: { code, message, ...(broken.length > 0 && { broken }) } };
}

/** One way at a time. */
export function createChoices(world: ChoiceWorld): Choices {
  let going: Going | undefined;
  return {
    going: () => going,
    choose: async (choice) => {
      const offered = offeredWay(choice, world.doubts());
      if (!offered.ok) return offered;
      if (going !== undefined) return refuse('notPermitted', `${going.object} is being dealt with (${going.way}). One thing at a time; nothing else was done.`);
      const stops = world.parts.leases.revocations();
      going = { object: choice.object, way: choice.way, by: choice.by, sinceMs: world.parts.clock.nowMs() };
      world.changed();
      try {
        const { object, way, by, second, why, place } = choice;
        const written = await world.journal.audit({ kind: 'recoveryChosen', detail: { object, way, by, second: second ?? null, why, place: place ?? null } });
        if (!written.ok) return refuse('towerUnavailable', `The choice could not be written down, so nothing was done: ${written.error.message}`);
        // The disk may have been slow: what was offered has to be offered still.
        const still = offeredWay(choice, world.doubts());
        if (!still.ok) return still;
        if (world.parts.leases.revocations() !== stops) return refuse('notPermitted', 'Motion was stopped while the choice was being written down, so nothing was done. Look again, and choose anew.');
        return await go(choice, world);
      } finally {
        going = undefined;
        world.changed();
      }
    },
  };
}

function offeredWay(choice: Choice, doubts: readonly Doubt[]): Result<WayOn, RequestFault> {
  const doubt = doubts.find(({ id }) => id === choice.object);
  if (doubt === undefined) return refuse('objectUnknown', `${choice.object} is not in doubt now. Nothing was done; look again.`);
  const way = doubt.ways.find((one) => one.way === choice.way);
  if (way === undefined) return refuse('wayNotOffered', `${choice.way} is not a safe way on for ${choice.object}. Offered: ${doubt.ways.map((one) => one.way).join(', ') || 'nothing, until its sensors answer'}.`);
  if (way.ready) return { ok: true, value: way };
  const red = way.conditions.filter(({ green }) => !green);
  return refuse('wayNotReady', `Not yet: ${red.map(({ word, fact }) => `${word}${fact === '' ? '' : ` (${fact})`}`).join(', ')}. Nothing was done.`);
}

function go(choice: Choice, world: ChoiceWorld): Promise<Answer> {
  const { object, way, by } = choice;
  const [kind = '', name = ''] = split(object);
  switch (way) {
    case 'settle': return settle(choice, world);
    case 'declare': return declare(choice, world);
    case 'quarantine': return quarantine(choice, world);
    case 'complete': return complete(kind, name, world);
    case 'reverse': return world.services.reverse(name, by);
    case 'home':
    case 'recover': return world.home((kind === 'reference' ? name : 'shuttle') as Parameters<TowerPort['home']>[0], by);
    case 'level': return runAll(levelOrders({ zMm: standsAt('lift', world) ?? 0, turnMm: standsAt('turn', world) }, world.parts.site, world.parts.facts()), world);
    // Held by the technician's own hand: the choice is written down, the motion is asked for by the maintenance lease.
    case 'jogAway': return Promise.resolve(done);
    case 'audit': return world.services.audit(auditedCell(choice, world));
  }
}

/** Pushes on what was interrupted: an order from what the sensors say, a door to its end, a pallet from the carriage into a cell. */
function complete(kind: string, name: string, world: ChoiceWorld): Promise<Answer> {
  if (kind === 'order') return world.services.resume(name);
  return kind === 'pallet' ? world.services.putAway(name) : runAll(closing(name, world), world);
}

const standsAt = (axis: 'lift' | 'turn', { parts: { devices } }: ChoiceWorld): number | undefined => devices.axes[axis]?.observed().value?.positionMm;

const split = (object: string): readonly string[] => {
  const at = object.indexOf(':');
  return at < 0 ? [object] : [object.slice(0, at), object.slice(at + 1)];
};

/** The items of the list that one doubt stands for. */
function itemsOf(object: string, items: readonly Disagreement[]): readonly Disagreement[] {
  const [kind, name = ''] = split(object);
  return items.filter((item) => {
    if (kind === 'pallet') return item.object === name;
    if (kind === 'bay') return item.object === `bay ${name}`;
    if (kind === 'motion') return item.offer?.intentIds.includes(Number(name)) === true;
    if (kind === 'shuttle') return item.word === 'recovery.shuttleOut';
    return kind === 'carriage' && (item.word === 'recovery.liftBetweenLevels' || item.word === 'recovery.carriage');
  });
}

async function settle({ object, by, why }: Choice, { recovering }: ChoiceWorld): Promise<Answer> {
  for (const item of itemsOf(object, recovering.disagreements())) {
    const settled = await recovering.settleOne(item, by, why);
    if (!settled.ok) return settled;
  }
  return done;
}

async function declare({ object, place, by, second, why }: Choice, { edits }: ChoiceWorld): Promise<Answer> {
  if (place === undefined) return refuse('placeUnknown', 'Say where it is now. Nothing was changed.');
  const [kind, name = ''] = split(object);
  // A bay that holds a pallet which the journal does not know there: the pallet is named before its place.
  const [id, to] = kind === 'bay' ? [place.slice(0, place.indexOf('@')), place.slice(place.indexOf('@') + 1)] : [name, place];
  const edited = await edits.edit({ what: kind === 'car' ? 'car' : 'pallet', object: id, to, by, second, why });
  return edited.ok ? done : edited;
}

function quarantine({ object, by, why }: Choice, { quarantine: book, recovering, doubts }: ChoiceWorld): Promise<Answer> {
  const [kind, name = ''] = split(object);
  const doubt = doubts().find(({ id }) => id === object);
  const confined = itemsOf(object, recovering.disagreements()).flatMap(({ place }) => place ?? []);
  const ofBay = kind === 'door' || kind === 'sensor' ? `bay:${name.split('.')[0] ?? ''}` : object;
  const place = kind === 'brake' ? 'lift' : (confined[0] ?? toQuarantinedPlace(ofBay));
  if (place === undefined) return Promise.resolve(refuse('placeUnknown', `${object} is no place that can be taken out of service.`));
  const reason = (doubt && REASONS[doubt.kind]) ?? 'byPerson';
  return book.set([{ place, reason, by, why }]);
}

/** Why a place is taken out of service, by what was in doubt. */
const REASONS: Readonly<Partial<Record<DoubtKind, QuarantineReason>>> = {
  brake: 'brakeDidNotHold', door: 'doorFailed', sensor: 'sensorFailed', bay: 'palletMissing', pallet: 'palletMissing',
};

type Planned = readonly (readonly [UnitId, UnitOrder])[];

function closing(door: string, { parts }: ChoiceWorld): Planned {
  const [bay = '', which] = door.split('.');
  return [[door as UnitId, doorOrder(bay, which === 'inner' ? 'inner' : 'outer', false, parts.site, undefined)]];
}

/** One motion after the other, to the first that fails or to a stop: whoever has reset meanwhile has not asked for the rest. */
async function runAll(planned: Planned, { units, parts }: ChoiceWorld): Promise<Answer> {
  const stops = parts.leases.revocations();
  units.faultCleared();
  for (const [unit, order] of planned) {
    if (parts.leases.revocations() !== stops) return refuse('notPermitted', `Motion was stopped before ${order.motion}. Look again, then give the command anew.`);
    const answer = await units.run(unit, order);
    if (answer.ok) continue;
    stopForContradiction(contradicted(answer.error.broken), parts);
    return refuse(answer.error.code === 'refused' || answer.error.code === 'stopLatched' ? 'notPermitted' : 'stillUnsafe', answer.error.message, answer.error.broken);
  }
  return done;
}

function auditedCell({ object }: Choice, { doubts }: ChoiceWorld): string {
  const steps = doubts().find(({ id }) => id === object)?.ways.find(({ way }) => way === 'audit')?.steps ?? [];
  return steps.flatMap(({ values }) => values['place'] ?? [])[0]?.replace(/^cell:/u, '') ?? '';
}
