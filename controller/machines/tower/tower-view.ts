import type { Place } from '../../../config/places.ts';
import type { ReasonView, TowerSnapshot, TowerState } from '../../api/contract/index.ts';
import type { ResetBy } from '../../interlocks/permit.port.ts';
import type { CoinStart } from '../coin/coin-start.ts';
import type { Order } from '../orders/order.ts';
import type { Orders } from '../orders/orders.ts';
import type { CheckInDesk } from '../orders/receive/check-in.port.ts';
import type { Quarantine } from '../quarantine/quarantine.ts';
import type { Maintenance } from '../maintenance/maintenance.ts';
import type { StaffCalls } from '../help/staff-calls.ts';
import type { Recovering } from '../recovering/recovering.ts';
import { bayOf } from '../../journal/order-record.ts';
import type { TowerParts } from './tower-parts.ts';
import type { Units } from '../units.ts';
import { lostReferences, type Homing } from './homing.ts';
import { siteEventView, type SiteEvents } from '../events/site-events.ts';
import type { Inventory } from './inventory.ts';
import { resetNeeded as resetNeededBy, wantsPanel } from '../../safety/stop-control.ts';
import { createPublisher, type Publisher } from './publisher.ts';
import { asHeard, personSensorsReason, plainReason, reasonOf } from './reasons.ts';
import { returnViews } from './return-views.ts';
import type { StoredReturns } from './stored-returns.ts';
import { axisViews, buildSnapshot, cellViews, doorViews } from './snapshot.ts';
import { isOuterCause, towerState, type StateSigns } from './tower-state.ts';
import { createGustReader, windView } from './wind-view.ts';

/** The tower as subscribers see it. */
export interface TowerView extends Pick<Publisher, 'latest' | 'subscribe'> {
  /** Something that a snapshot shows may have changed. */
  readonly changed: () => void;
  /** The PackML word of this moment. */
  readonly state: () => TowerState;
  /** Builds and publishes if anything has changed or moves, and somebody has subscribed. */
  readonly publish: (nowMs: number) => void;
}

interface ViewParts {
  readonly parts: TowerParts;
  readonly inventory: Inventory;
  readonly orders: Orders;
  readonly checkIn: Pick<CheckInDesk, 'view'>;
  readonly storedReturns: Pick<StoredReturns, 'views' | 'areOver'>;
  readonly recovering: Recovering;
  readonly quarantine: Pick<Quarantine, 'all'>;
  readonly units: Units;
  readonly homing: Homing;
  readonly events: Pick<SiteEvents, 'all' | 'isQuiet'>;
  readonly staffCalls: Pick<StaffCalls, 'all'>;
  /** What would become of a customer's request that came now. */
  readonly offers: () => NonNullable<TowerSnapshot['offers']>;
  readonly places: readonly Place[];
  readonly maintenance: Pick<Maintenance, 'views'>;
  /** Where the site has a coin slot. */
  readonly coin: Pick<CoinStart, 'stage'> | undefined;
}

/** An estimate is told anew this often while a collection runs. */
const ESTIMATE_EVERY_MS = 1000;

/**
 * Builds snapshots only when something may have changed and somebody looks: nothing is allocated while the tower rests, and while
 * it moves only the measured part is made anew.
 */
export function createTowerView(view: ViewParts): TowerView {
  const cells = createCellCache(view);
  const measured = createMeasuredWatch(view.parts);
  const wind = createWindWatch(view);
  let stale: 'no' | 'measured' | 'all' = 'all';
  let builtAtMs = -Infinity;
  const publisher = createPublisher(snapshotOf(view, cells()), (error) => {
    view.parts.stop.stop({ code: 'machineError', motion: undefined, broken: [], atMs: view.parts.clock.nowMs(), detail: `a subscriber of the tower broke: ${String(error)}` });
  });

  function build(nowMs: number): void {
    const how = stale;
    stale = 'no';
    if (how === 'all') {
      builtAtMs = nowMs;
      publisher.publish(snapshotOf(view, cells()));
    } else if (how === 'measured') {
      publisher.publish({ ...publisher.latest().tower, atMs: nowMs, ...measuredViews(view.parts) });
    }
  }

  return {
    latest: () => {
      const nowMs = view.parts.clock.nowMs();
      if (view.storedReturns.areOver(nowMs)) stale = 'all';
      build(nowMs);
      return publisher.latest();
    },
    subscribe: publisher.subscribe,
    changed: () => { stale = 'all'; },
    state: () => towerState(signsOf(view, view.orders.all())),
    publish: (nowMs) => {
      const estimateDue = view.orders.all().length > 0 && nowMs - builtAtMs >= ESTIMATE_EVERY_MS;
      if (measured.changed() && stale === 'no') stale = 'measured';
      if (view.storedReturns.areOver(nowMs) || estimateDue || wind.changed()) stale = 'all';
      if (publisher.isWatched()) build(nowMs);
    },
  };
}

/** Knows whether a measured number, rounded as screens show it, differs from the last time. */
function createMeasuredWatch({ devices }: TowerParts): { readonly changed: () => boolean } {
  const axes = Object.values(devices.axes);
  const doors = Object.values(devices.doors);
  const shown = new Float64Array(2 * axes.length + 2 * doors.length).fill(NaN);
  const show = (at: number, value: number): boolean => {
    if (shown[at] === value) return false;
    shown[at] = value;
    return true;
  };
  const motions = { still: 0, opening: 1, closing: 2 };
  return {
    changed: () => {
      let changed = false;
      axes.forEach((axis, i) => {
        const status = axis.observed().value;
        if (!status) return;
        if (show(2 * i, Math.round(status.positionMm))) changed = true;
        if (show(2 * i + 1, Math.round(status.velocityMmPerS))) changed = true;
      });
      doors.forEach((door, i) => {
        const status = door.observed().value;
        if (!status) return;
        if (show(2 * (axes.length + i), Math.round(status.position * 100))) changed = true;
        if (show(2 * (axes.length + i) + 1, motions[status.motion] + (status.locked ? 10 : 0))) changed = true;
      });
      return changed;
    },
  };
}

/** Knows whether the wind of a storm, rounded as screens show it, differs from the last time. */
function createWindWatch({ parts, events }: ViewParts): { readonly changed: () => boolean } {
  const gustNow = createGustReader(parts.site, parts.devices);
  let shown: number | undefined;
  return {
    changed: () => {
      const gust = events.isQuiet('storm') ? undefined : gustNow();
      if (gust === shown) return false;
      shown = gust;
      return true;
    },
  };
}

function measuredViews({ devices, facts }: TowerParts): Pick<TowerSnapshot, 'axes' | 'doors'> {
  const seen = { devices, facts: facts() };
  return { axes: axisViews(seen), doors: doorViews(seen) };
}

function createCellCache({ inventory, places }: ViewParts): () => TowerSnapshot['cells'] {
  let revision = -1;
  let views: TowerSnapshot['cells'] = {};
  return () => {
    if (revision !== inventory.revision()) {
      revision = inventory.revision();
      views = cellViews(places, inventory);
    }
    return views;
  };
}

function snapshotOf(view: ViewParts, cells: TowerSnapshot['cells']): TowerSnapshot {
  const { parts, inventory, recovering, places } = view;
  const orders = view.orders.all();
  const signs = signsOf(view, orders);
  const latched = signs.latched;
  const resetNeeded: ResetBy | undefined = latched && resetNeededBy(latched);
  const state = towerState(signs);
  const snapshot = buildSnapshot({
    site: parts.site, bootId: parts.bootId, nowMs: parts.clock.nowMs(), places, devices: parts.devices, facts: parts.facts(), inventory, deliveries: view.orders.deliveries(), orders, waitsForCommand: view.orders.waitsForCommand(),
    returns: [...returnViews(orders, view.checkIn), ...view.storedReturns.views(parts.clock.nowMs())], disagreements: recovering.disagreements(), quarantines: view.quarantine.all(), state, reasons: reasonsOf(view, orders), resetNeeded, cells,
  });
  const siteEvents = view.events.all().map(siteEventView);
  const wind = siteEvents.some(({ event }) => event === 'storm') ? windView(parts.site, parts.devices) : undefined;
  const coin = view.coin?.stage();
  const staffCalls = [...view.staffCalls.all()];
  return { ...snapshot, offers: view.offers(), ...(wind && { wind }), ...(coin && { coin }), ...(siteEvents.length > 0 && { siteEvents }), ...(staffCalls.length > 0 && { staffCalls }), ...view.maintenance.views(state), ...(latched && { resetAt: wantsPanel(latched) ? 'panel' as const : 'anywhere' as const }) };
}

function signsOf({ parts, recovering, units, homing, orders: { waitsForCommand } }: ViewParts, orders: readonly Order[]): StateSigns {
  const paused = orders.find((one) => one.stage === 'paused');
  const running = orders.some((one) => one.stage === 'running');
  const inOrOut = paused && isOuterCause(paused.fault?.broken ?? []) ? 'pausedOutside' : 'pausedInside';
  return {
    recovering: !recovering.settled(),
    latched: parts.stop.latched(),
    moving: units.busy(),
    homing: homing.axis() !== undefined,
    order: running ? 'running' : paused ? inOrOut : waitsForCommand() ? 'pausedInside' : 'none',
  };
}

/** Codes of orders by what people have to do about them; words stand under `stop.<group>`. */
const GROUPS: Readonly<Record<string, string>> = {
  wrongPallet: 'inventory', phantomCar: 'inventory', placeTaken: 'inventory', carriageTaken: 'inventory', palletMissing: 'inventory',
  journalUnavailable: 'journal', outcomeNotDurable: 'journal',
  cellTooSmall: 'cell', bayNotProven: 'bay', lampFailed: 'bay', obstructed: 'bay',
  stopped: 'paused', stopLatched: 'paused', notReady: 'paused',
  contradiction: 'contradiction', requested: 'requested', recovering: 'recovering', safetyChain: 'safety', runEnableLost: 'safety', watchdog: 'safety',
};
const groupOf = (code: string) => GROUPS[code] ?? 'machine';

/** Why nothing moves, first cause first: the latched stop, what a paused order ended with, bays of which nobody knows who is in them, axes without reference, unproven standstill. */
function reasonsOf({ parts, units }: ViewParts, orders: readonly Order[]): readonly ReasonView[] {
  const latched = parts.stop.latched();
  const reasons: ReasonView[] = [];
  if (latched) {
    if (latched.broken.length > 0) reasons.push(...latched.broken.map((rule) => reasonOf(asHeard(rule, parts.facts()))));
    else reasons.push({ ...plainReason(groupOf(latched.code), latched.atMs, resetNeededBy(latched)), cause: latched.code });
  }
  for (const { stage, fault, record, phaseSinceMs } of orders) {
    if (stage !== 'paused' || latched) continue;
    if (fault && fault.broken.length > 0) reasons.push(...fault.broken.map(reasonOf));
    else reasons.push({ ...plainReason(groupOf(fault?.code ?? 'stopped'), phaseSinceMs, 'operator', bayOf(record)), cause: fault?.code ?? 'stopped' });
  }
  for (const { id } of parts.site.tower.bays) {
    const unknown = personSensorsReason(id, parts.facts());
    if (unknown) reasons.push(unknown);
  }
  for (const lost of lostReferences(parts)) {
    if (!reasons.some((reason) => reason.interlockId === lost.interlockId)) reasons.push(reasonOf(lost));
  }
  for (const unit of units.unconfirmed()) {
    reasons.push({ ...plainReason('machine', parts.clock.nowMs(), 'technician'), cause: 'stopUnconfirmed', fact: unit });
  }
  return reasons;
}
