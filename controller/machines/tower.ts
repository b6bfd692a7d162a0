import { placesOf } from '../../config/places.ts';
import { tell } from '../../config/words/told.ts';
import type { Mode } from '../api/contract/index.ts';
import type { TowerPort } from '../api/tower.port.ts';
import { createAlarmList, type AlarmList } from '../alarms/alarm-list.ts';
import { createAlarmLog } from '../alarms/alarm-log.ts';
import { done, type Result } from '../ports.ts';
import type { ResetBy } from '../interlocks/permit.port.ts';
import type { JournalImage } from '../journal/journal.port.ts';
import { placeIdsOf } from '../journal/order-record.ts';
import type { GateFault } from '../safety/gate.port.ts';
import type { Facts, Truth } from '../sensing/fact.ts';
import { createCoinStart } from './coin/coin-start.ts';
import { createOrders } from './orders/orders.ts';
import { createBerths } from './orders/berths.ts';
import { createCheckIn } from './orders/receive/check-in.ts';
import { stockView } from './orders/stock-view.ts';
import { createConfinement } from './quarantine/confinement.ts';
import { createQuarantine, type Quarantine } from './quarantine/quarantine.ts';
import { createStaffCalls } from './help/staff-calls.ts';
import { createMaintenance } from './maintenance/maintenance.ts';
import { createRecovering } from './recovering/recovering.ts';
import { createAlarmSignals } from './tower/alarm-signals.ts';
import { stopTold } from './tower/stop-told.ts';
import { createSiteEvents } from './events/site-events.ts';
import { alarmOfEvent } from './events/event-alarms.ts';
import { createHoming } from './tower/homing.ts';
import { createInventory } from './tower/inventory.ts';
import { createRequests } from './tower/requests.ts';
import { signsOf } from './tower/order-requests.ts';
import { serviceOffers } from './tower/service-offers.ts';
import { createStoredReturns } from './tower/stored-returns.ts';
import { withStreetWarning } from './tower/street-warning.ts';
import { createWatchfulness } from './tower/watchfulness.ts';
import type { TowerParts } from './tower/tower-parts.ts';
import type { TowerRooms } from './tower/tower-rooms.ts';
import { createTowerView } from './tower/tower-view.ts';
import type { MachineListener } from './transfer/run-transfer.ts';
import { clearableFaults } from './unit/drive-faults.ts';
import { createLookout, type Lookout } from './unit/lookout.ts';
import { createUnits } from './units.ts';

/** The tower as the composition runs it. */
export interface Tower {
  readonly tower: TowerPort;
  readonly alarms: AlarmList;
  /** Takes what the journal holds. Everything that was under way waits for a person. */
  readonly boot: (image: JournalImage) => void;
  /** No event around the tower waits for its release. */
  readonly eventsReleased: () => Truth;
  /** After each scan in which a fact has changed. */
  readonly onFacts: (facts: Facts) => void;
  /** Once a scan: whoever waits for a reading looks at it. Cheap when nobody waits. */
  readonly scan: (nowMs: number) => void;
  /** About every 50 ms: pushes measured positions to the subscribers. */
  readonly publish: () => void;
  /** The reset button at the panel was pressed by a technician: drives forget their latched faults. Moves nothing. */
  readonly resetPressed: () => void;
  /** Every fresh edge of that button, whether or not a stop is latched. */
  readonly panelReset: () => void;
  readonly mode: () => Mode;
  /** Somebody holds a motion: the fact of that name. */
  readonly motionHeld: () => boolean;
  /** A place is out of service: nothing may be moved into it or out of it. */
  readonly isOutOfService: Quarantine['has'];
  /** Nothing is under way and nobody waits for anything. */
  readonly quiet: () => boolean;
  /** Remembers no instant that a skip would have to move: times shown to people go on ageing. */
  readonly translateMs: (deltaMs: number) => void;
}

/** Builds the tower. It owns nothing but machines: facts, gate, stop and journal are given. */
export function createTower(parts: TowerParts): Tower {
  const { clock, stop } = parts;
  const lookout = createLookout();
  const listeners = new Set<MachineListener>();
  const rooms = createRooms(parts, lookout, listeners);
  const { units, recovering, orders, view } = rooms;

  const signals = createAlarmSignals({
    site: parts.site, alarms: rooms.alarms, devices: parts.devices, facts: parts.facts, latched: stop.latched, disagreements: recovering.disagreements, quarantines: rooms.quarantine.all,
    journalHealth: parts.journalHealth, idleSinceMs: rooms.maintenance.idleSinceMs,
  });

  stop.onChange(() => { onStopChange(rooms, listeners); });
  return {
    tower: createRequests(rooms),
    alarms: rooms.alarms,
    isOutOfService: rooms.quarantine.has,
    boot: (image) => bootTower(rooms, image),
    onFacts: (facts) => {
      rooms.events.onFacts(facts);
      units.factsChanged(facts);
      for (const listener of [...listeners]) listener.send({ type: 'facts.changed', facts });
      lookout.look();
      recovering.look();
      // Wind may have dropped, mains returned: whoever waits for that begins.
      orders.look();
      rooms.maintenance.look();
      view.changed();
    },
    scan: (nowMs) => {
      rooms.maintenance.hold.scan(nowMs);
      lookout.look();
      rooms.coin?.scan();
    },
    publish: () => {
      lookout.look();
      rooms.warning.look();
      rooms.events.look();
      // A tag or a position is no fact, but a technician who settles must see it as it is.
      recovering.look();
      rooms.maintenance.look();
      signals.look(clock.nowMs());
      rooms.staffCalls.look(clock.nowMs());
      rooms.alarms.scan(clock.nowMs());
      rooms.log.flush();
      view.publish(clock.nowMs());
    },
    resetPressed: () => { forgetDriveFaults(rooms, 'technician'); },
    panelReset: rooms.maintenance.modes.panelReset,
    mode: rooms.maintenance.modes.mode,
    motionHeld: rooms.maintenance.hold.held,
    eventsReleased: rooms.events.released,
    quiet: () => {
      const waiting = orders.all().filter((one) => one.waitsForCustomer).length;
      const others = orders.all().some((one) => one.stage === 'running' && !one.waitsForCustomer);
      // Whoever waits for a customer waits for one reading at most.
      return recovering.stage() !== 'listening' && !others && !units.busy() && lookout.waiting() <= waiting && rooms.events.quiet() && rooms.maintenance.quiet() && rooms.staffCalls.quiet() && rooms.alarms.quiet() && rooms.log.waiting() === 0;
    },
    translateMs: () => undefined,
  };
}

/** Machines hear of a stop at once; a reset lets units that stand take orders again, and starts nothing. */
function onStopChange(rooms: TowerRooms, listeners: ReadonlySet<MachineListener>): void {
  const { parts, units, alarms, view } = rooms;
  const latched = parts.stop.latched();
  view.changed();
  if (latched) {
    units.stopLatched();
    rooms.events.stopLatched();
    for (const listener of [...listeners]) listener.send({ type: 'stop.latched' });
    alarms.raise({ tag: `stop.${latched.code}`, detail: latched.detail, told: stopTold(latched) });
    return;
  }
  units.faultCleared();
  // An event around the tower is not over because somebody has reset.
  for (const { tag, alarmId, object } of alarms.list()) if ((tag.startsWith('stop.') || tag.startsWith('interlock.')) && object !== 'site') alarms.returned(alarmId);
  alarms.reset();
  forgetDriveFaults(rooms, 'operator');
}

/** A drive with a latched fault needs telling; one that has not heard goes on showing it, and the table refuses it. */
function forgetDriveFaults({ alarms, clearDriveFaults: clear }: TowerRooms, by: ResetBy): void {
  void clear(by).then((cleared) => {
    if (cleared.ok) alarms.returned('drive.notCleared');
    else alarms.raise({ tag: 'drive.notCleared', detail: cleared.error.message, told: tell('told.drive.notCleared', {}) });
  });
}

/** Lets somebody listen until they end it. */
const hearBy = (listeners: Set<MachineListener>) => (listener: MachineListener) => {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
};

function createRooms(parts: TowerParts, lookout: Lookout, listeners: Set<MachineListener>): TowerRooms {
  const { site, clock, devices, gate, stop, journal, facts, permit, wall } = parts;
  const inventory = createInventory();
  const log = createAlarmLog(parts.alarmJournal);
  const alarms = createAlarmList({ nowMs: clock.nowMs, utcMs: wall.utcMs, happened: log.happened, changed: () => view.changed() });
  const watch = createWatchfulness({ clock, wall, stop, alarms });
  const moved: TowerRooms['inventory']['apply'] = (moves) => {
    inventory.apply(moves);
    view.changed();
  };
  const unitWorld = { clock, devices, gate, stop, lookout, facts, moved };
  // Also what a stop kept from beginning: the journal has it all the same.
  gate.onIntended(moved);
  const warning = withStreetWarning(createUnits(site, unitWorld, permit, (unit, error) => { watch.died(`unit ${unit}`, error); }), parts);
  const { units } = warning;
  const hear = hearBy(listeners);
  const berths = createBerths({ site, facts, inventory, orders: () => orders.all().map(({ record }) => record), isQuarantined: (place) => quarantine.has(place.id) });
  const checkIn = createCheckIn({ openCells: berths.open, site, clock, lookout, devices, facts, gate, changed: () => { view.changed(); }, died: watch.died });
  const storedReturns = createStoredReturns(clock);
  const orders = createOrders({ ...unitWorld, site, permit, units, journal, ...stockView(inventory), checkIn, berths, leases: parts.leases, isOutOfService: (place) => quarantine.has(place), hear, died: watch.died }, {
    changed: () => { watch.orders(orders.all()); view.changed(); },
    carLeft: watch.carLeft,
    turnedBack: watch.turnedBack,
    found: (orderId, finding) => { confinement.looked(orderId, finding); },
    ended: (record, fault) => {
      checkIn.forget(record.orderId);
      storedReturns.ended(record);
      watch.ended(record, fault);
      if (fault) confinement.stalled(record, fault);
    },
    mayGoOn: () => recovering.settled() && stop.latched() === undefined && homing.axis() === undefined && permit('order.goOn', facts()).granted,
    mayBegin: ({ kind }) => permit(kind === 'cycleDoors' ? 'order.provide' : `order.${kind}`, facts()).granted,
  });
  const changed = () => view.changed();
  // What kept an order waiting may be over.
  const changedForOrders = () => { changed(); orders.look(); };
  const quarantine = createQuarantine({ journal: parts.recoveryJournal, wall, moved, changed: changedForOrders }, parts.recovered.quarantines);
  const recovering = createRecovering({ clock, journal, moved: (moves) => { confinement.settling(moves); moved(moves); }, compared: () => ({ site, devices, facts: facts(), inventory }), changed: changedForOrders, isOutOfService: quarantine.has });
  const unwritten = (detail: string) => { stop.stop({ code: 'journalUnavailable', motion: undefined, broken: [], atMs: clock.nowMs(), detail }); };
  const confinement = createConfinement({ quarantine, recovering, facts, inventory, notesOf: watch.notesOf, unwritten });
  const homing = createHoming({ parts, inventory, orders, recovering, units, changed: changedForOrders });
  const events = createSiteEvents({
    ...unitWorld, site, permit, units, journal, siteEventJournal: parts.siteEventJournal, pendingEvents: parts.pendingEvents, palletPlace: stockView(inventory).palletPlace, hear, died: watch.died, changed,
    isIdle: () => recovering.settled() && !units.busy() && homing.axis() === undefined && orders.all().every(({ stage, waitsForCustomer }) => stage !== 'running' || waitsForCustomer),
    carriesNothing: () => inventory.palletAt('carriage') === undefined,
    tell: (event, state, detail) => {
      const { tag, alarmId } = alarmOfEvent(event);
      if (state === 'began') alarms.raise({ tag, object: 'site', detail, told: tell('told.event.began', { event: `event:${event}` }) });
      else alarms.returned(alarmId);
    },
    failed: (message) => { alarms.raise({ tag: 'order.machineError', object: 'siteEvents', detail: message }); },
  });
  const maintenance = createMaintenance({
    parts, inventory, units, lookout, alarms, changed, state: () => view.state(), died: watch.died,
    // Somebody has worked inside: what stands where is compared anew before anything is taken for granted.
    given: recovering.again,
  });
  const staffCalls = createStaffCalls({ journal: parts.staffCallJournal, alarms, clock, wall, bootId: parts.bootId, ringMs: site.help.ringMinutes * 60_000, changed });
  const coin = parts.coinAcceptor && site.coin && createCoinStart({ acceptor: parts.coinAcceptor, clock, lookout, ...site.coin, changed });
  const offers = () => serviceOffers({ parts, recovering, orders, homing }, signsOf({ parts, inventory, orders, quarantine }));
  const view = createTowerView({ coin, maintenance, parts, inventory, orders, checkIn, storedReturns, recovering, quarantine, units, homing, events, staffCalls, offers, places: placesOf(site) });
  return { warning, maintenance, log, parts, coin, inventory, orders, checkIn, recovering, quarantine, moved, homing, events, staffCalls, units, alarms, view, onEvent: watch.onEvent, clearDriveFaults: (by) => clearDriveFaults(parts, lookout, by), resetStop: (by, since) => resetStop(parts, lookout, by, since) };
}

/** A drive answers on its next poll. */
const CLEARING_MS = 1000;
/** An acknowledgement is derived, held, and seen: one scan each, and one to spare. */
const SCANS_TO_BELIEVE = 4;

async function clearDriveFaults({ devices, clock, gate }: TowerParts, lookout: Lookout, by: ResetBy): Promise<Result<void, GateFault>> {
  const faulty = clearableFaults(devices, by);
  const answers = await Promise.all(faulty.map(gate.clearFault));
  const failed = answers.find((answer) => !answer.ok);
  if (faulty.length === 0 || failed) return failed ?? done;
  const late = new AbortController();
  await Promise.race([
    lookout.until(() => (clearableFaults(devices, by).length === 0 ? true : undefined), late.signal),
    new Promise<void>((resolve) => { clock.setTimeout(resolve, CLEARING_MS); }),
  ]);
  late.abort();
  return done;
}

/** What a technician acknowledges is derived on the next scan, and believed when it has held. */
async function resetStop({ stop, clock, site }: TowerParts, lookout: Lookout, by: ResetBy, since: number): ReturnType<TowerRooms['resetStop']> {
  const reset = stop.reset(by, since);
  if (reset.ok || by !== 'technician') return reset;
  const late = new AbortController();
  const accepted = await Promise.race([
    lookout.until(() => (stop.reset(by, since).ok ? true : undefined), late.signal),
    new Promise<undefined>((resolve) => { clock.setTimeout(() => { resolve(undefined); }, site.control.safeHoldMs + SCANS_TO_BELIEVE * site.control.scanMs); }),
  ]);
  late.abort();
  return accepted ? done : stop.reset(by, since);
}

/** Reads the image, and lets what was under way wait, paused, for a person. */
function bootTower({ events, maintenance, staffCalls, parts, inventory, orders, recovering }: TowerRooms, image: JournalImage): void {
  maintenance.load(parts.alarmImage);
  staffCalls.load(parts.openCalls);
  events.boot();
  inventory.load(image);
  const known = new Set(placesOf(parts.site).map((place) => place.id as string));
  // An order about a place that the site does not have any more is shown by what it has left behind, not gone on with.
  for (const record of image.openOrders) if (placeIdsOf(record).every((id) => known.has(id))) orders.add(record, 'found');
  recovering.begin(image.openIntents);
}
