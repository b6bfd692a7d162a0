import { tell } from '../../../config/words/told.ts';
import type { MaintenanceAnswer, MaintenanceRequest } from '../../api/maintenance.port.ts';
import type { MaintenanceView, Mode, TowerSnapshot, TowerState } from '../../api/contract/index.ts';
import type { RequestFault, TowerPort } from '../../api/tower.port.ts';
import type { AlarmList } from '../../alarms/alarm-list.ts';
import { fault, ok, type Result } from '../../ports.ts';
import type { AlarmImage } from '../../journal/alarm-journal.port.ts';
import type { Inventory } from '../tower/inventory.ts';
import type { TowerParts } from '../tower/tower-parts.ts';
import type { Lookout } from '../unit/lookout.ts';
import type { Units } from '../units.ts';
import { createAnnouncedEnd, type AnnouncedEnd } from './announced-end.ts';
import { createForces, type Forces } from './forces.ts';
import { heldOrder } from './held-orders.ts';
import { createHoldToRun, type HoldToRun, type HoldWorld } from './hold-to-run.ts';
import { ioView } from './io-view.ts';
import { createLockouts, type Lockouts } from './lockouts.ts';
import { createModes, type Modes } from './modes.ts';
import { stateIn } from './packml.ts';

/** Modes, held motions, lock-outs and forces of one tower. */
export interface Maintenance {
  readonly maintain: TowerPort['maintain'];
  readonly modes: Modes;
  readonly hold: HoldToRun;
  /** What it adds to a snapshot in this state. */
  readonly views: (state: TowerState) => Pick<TowerSnapshot, 'mode' | 'state' | 'modeRequested' | 'maintenance' | 'motionLease' | 'alarms'>;
  /** Facts or state may have changed. */
  readonly look: () => void;
  readonly load: (image: AlarmImage) => void;
  /** Since when somebody stands in maintenance and does nothing, monotonic ms. */
  readonly idleSinceMs: () => number | undefined;
  /** Nothing here waits for time to pass. */
  readonly quiet: () => boolean;
}

/** What maintenance needs of the tower. `given`: production was given back after somebody had been inside. */
export interface MaintenanceWorld {
  readonly parts: TowerParts;
  readonly inventory: Inventory;
  readonly units: Units;
  readonly lookout: Lookout;
  readonly alarms: AlarmList;
  readonly state: () => TowerState;
  readonly changed: () => void;
  readonly given: () => void;
  readonly died: (what: string, error: unknown) => void;
}

interface Rooms extends MaintenanceWorld {
  readonly modes: Modes;
  readonly hold: HoldToRun;
  readonly lockouts: Lockouts;
  readonly forces: Forces;
  readonly end: AnnouncedEnd;
}

/** Builds the rooms. Nothing is looked at before the first `look`. */
export function createMaintenance(world: MaintenanceWorld): Maintenance {
  const { parts, changed } = world;
  const newId = () => Buffer.from(parts.rng.bytes(9)).toString('base64url');
  const utcMs = parts.wall.utcMs;
  const isManual = (): boolean => modes.mode() === 'manual' && modes.key() === 'maintenance';
  const lockouts = createLockouts({ journal: parts.alarmJournal, newId, utcMs, changed: () => {
    changed();
    look();
  } });
  const forces = createForces({ devices: parts.devices, gate: parts.gate, allowed: isManual, utcMs, changed });
  const modes = createModes({
    bays: parts.site.tower.bays.map(({ id }) => id), facts: parts.facts, state: world.state, lockedOut: () => lockouts.all().length > 0, forced: () => forces.all().length > 0,
    changed: (mode, before) => {
      activeAtMs = parts.clock.nowMs();
      onMode(world, mode, before, hold);
      wasInside ||= isInside();
      if (mode === 'production') end.forget();
      if (mode !== 'production' || !wasInside) return;
      wasInside = false;
      world.given();
    },
    died: (error) => { world.died('chart of modes', error); },
  });
  const hold = createHoldToRun(holdWorld(world, newId, isManual));
  const end = createAnnouncedEnd({ isInside: () => isInside(), utcMs, changed });
  const rooms: Rooms = { ...world, modes, hold, lockouts, forces, end };
  let activeAtMs = 0;
  let wasInside = false;
  const isInside = (): boolean => modes.mode() === 'maintenance' || modes.mode() === 'manual';
  const look = (): void => { modes.look(); };
  return {
    modes, hold, look,
    maintain: (request) => {
      if (request.kind !== 'io') activeAtMs = parts.clock.nowMs();
      return answer(request, rooms);
    },
    idleSinceMs: () => (isInside() ? activeAtMs : undefined),
    views: (state) => viewsOf(rooms, state),
    load: ({ raises, holds, lockouts: hanging }) => {
      world.alarms.remember(raises);
      world.alarms.load(holds);
      lockouts.load(hanging);
    },
    quiet: () => !hold.held() && !isInside(),
  };
}

function onMode({ alarms, changed, parts }: MaintenanceWorld, mode: Mode, before: Mode, hold: HoldToRun): void {
  void parts.journal.audit({ kind: 'modeChanged', detail: { mode, before } }).then((written) => {
    if (!written.ok) alarms.raise({ tag: 'order.outcomeNotDurable', detail: `the change from ${before} to ${mode} mode was not written down: ${written.error.message}`, told: tell('told.fault.outcomeNotDurable', {}) });
  });
  if (before === 'manual') {
    parts.gate.releaseHeld();
    hold.forget();
  }
  changed();
}

function holdWorld({ parts, inventory, units, lookout, changed }: MaintenanceWorld, newId: () => string, isManual: () => boolean): HoldWorld {
  const { site, clock, devices, facts, gate, stop, permit } = parts;
  return {
    rules: site.maintenance, clock, newId, facts, changed,
    stopped: () => stop.latched() !== undefined,
    releaseHeld: gate.releaseHeld,
    run: ({ unit, order }) => units.run(unit, order),
    untilHeld: (signal) => Promise.race([
      lookout.until(() => (facts().get('motionHeld').value === true ? true : undefined), signal).then(() => undefined),
      new Promise<void>((resolve) => { signal.addEventListener('abort', () => { resolve(); }, { once: true }); }),
    ]),
    plan: (request, by) => {
      if (!isManual()) return fault('notPermitted', 'Axes are moved by hand in manual mode only. Nothing was moved.');
      const latched = stop.latched();
      if (latched) return { ok: false, error: { code: 'notPermitted', message: `Motion is stopped (${latched.detail}). It needs a reset first.`, broken: latched.broken } };
      if (units.busy()) return fault('leaseTaken', 'Something else still moves. One axis at a time; nothing else was moved.');
      const planned = heldOrder(request, by, { site, devices, facts, inventory });
      if (!planned.ok) return planned;
      const asked = permit(planned.value.order.motion, facts());
      // The lease that is asked for here is what holds it.
      const broken = asked.granted ? [] : asked.broken.filter((rule) => rule.fact !== 'motionHeld');
      if (broken.length > 0) return { ok: false, error: { code: 'notPermitted', message: `${planned.value.order.motion} is not permitted now; nothing was moved.`, broken } };
      // A unit may have come to rest only after the reset; this is the fresh command that it waits for.
      units.faultCleared();
      return planned;
    },
  };
}

type Answered = Promise<Result<MaintenanceAnswer, RequestFault>>;

const nothing = (result: Result<unknown, RequestFault>): Result<MaintenanceAnswer, RequestFault> => (result.ok ? ok({}) : result);

async function answer(request: MaintenanceRequest, rooms: Rooms): Answered {
  const { parts, modes, hold, lockouts, forces } = rooms;
  switch (request.kind) {
    case 'mode': return nothing(modes.request(request.mode));
    case 'hold': {
      const lease = hold.start(request.request, request.by, request.session);
      return lease.ok ? ok({ lease: lease.value }) : lease;
    }
    case 'renew': return nothing(hold.renew(request.leaseId, request.by, request.session));
    case 'letGo': return nothing(hold.end(request.leaseId, request.by));
    case 'lockOut': {
      // Whoever hangs a tag is about to go in: what runs ends at once.
      if (modes.mode() === 'production') parts.stop.stop({ code: 'requested', motion: undefined, broken: [], atMs: parts.clock.nowMs(), detail: 'a technician has hung a lock-out tag' });
      const hung = await lockouts.hang(request.by, request.note);
      return hung.ok ? ok({ lockout: hung.value }) : hung;
    }
    case 'unlock': return nothing(await lockouts.remove(request.lockoutId, request.by));
    case 'announce': {
      const announced = rooms.end.announce(request.minutes);
      return announced.ok ? written(await parts.journal.audit({ kind: 'maintenanceEndAnnounced', detail: { minutes: request.minutes, by: request.by } })) : announced;
    }
    case 'force': return nothing(await forces.force(request, request.by));
    case 'io': return ok({ io: ioView({ ...parts, facts: parts.facts(), nowMs: parts.clock.nowMs() }) });
    default: return aboutAlarm(request, rooms);
  }
}

type AlarmRequest = Extract<MaintenanceRequest, { readonly alarmId: string }>;

async function aboutAlarm(request: AlarmRequest, { alarms, parts: { alarmJournal } }: Rooms): Answered {
  const { alarmId, by } = request;
  switch (request.kind) {
    case 'acknowledge': return nothing(alarms.acknowledge(alarmId, by));
    case 'takeBack': {
      const taken = alarms.takeBack(alarmId, by);
      return taken.ok ? written(await alarmJournal.takeBack(alarmId, by)) : taken;
    }
    case 'shelve':
    case 'outOfService': {
      const aside = request.kind === 'shelve' ? alarms.shelve(alarmId, request.minutes, by, request.why) : alarms.takeOutOfService(alarmId, by, request.why);
      return aside.ok ? written(await alarmJournal.putAside(aside.value)) : aside;
    }
  }
}

function written(result: Result<void, { readonly message: string }>): Result<MaintenanceAnswer, RequestFault> {
  return result.ok ? ok({}) : fault('towerUnavailable', `It holds until the next start, but could not be written down: ${result.error.message}`);
}

function viewsOf({ parts, modes, hold, lockouts, forces, end, alarms }: Rooms, state: TowerState): ReturnType<Maintenance['views']> {
  const mode = modes.mode();
  const requested = modes.requested();
  const lease = hold.view();
  const untilUtcMs = end.untilUtcMs();
  const maintenance: MaintenanceView = {
    key: modes.key(), enabling: enablingOf(parts), blocks: [...modes.blocks()], lockouts: [...lockouts.all()], forces: [...forces.all()],
    ...(untilUtcMs !== undefined && { untilUtcMs }),
  };
  return { mode, state: stateIn(mode, state), ...(requested !== undefined && { modeRequested: requested }), maintenance, ...(lease && { motionLease: lease }), alarms: alarms.board() };
}

function enablingOf({ facts }: TowerParts): MaintenanceView['enabling'] {
  const pressed = facts().get('enablingPressed').value;
  if (pressed === undefined) return 'unknown';
  if (!pressed) return 'released';
  return facts().get('enablingFresh').value === true ? 'pressed' : 'stale';
}
