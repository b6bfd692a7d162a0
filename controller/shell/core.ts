import { placesOf } from '../../config/places.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import { createCoinAcceptor } from '../../hal/drivers/coin-acceptor.driver.ts';
import { createTowerDevices } from '../../hal/drivers/tower-devices.ts';
import type { OpenPipe } from '../../hal/ports/byte-pipe.port.ts';
import type { Clock, WallClock } from '../../hal/ports/clock.port.ts';
import type { Gpio } from '../../hal/ports/line.port.ts';
import type { Result } from '../../hal/ports/result.ts';
import type { Rng } from '../../hal/ports/rng.port.ts';
import type { StoreFault } from '../../hal/ports/store.port.ts';
import type { TowerDevices } from '../../hal/ports/tower-devices.port.ts';
import { CHATTER } from '../alarms/alarm-entries.ts';
import type { TowerPort } from '../api/tower.port.ts';
import type { Interlock } from '../interlocks/interlock.ts';
import { interlocksFor } from '../interlocks/planned.ts';
import { createInterlockBook, type InterlockBook } from '../interlocks/permit.ts';
import { tableOf } from '../interlocks/site-table.ts';
import type { StoreJournal } from '../journal/journal.ts';
import type { QuarantinedPlace, RecoveryImage } from '../journal/recovery-journal.port.ts';
import { createTower, type Tower } from '../machines/tower.ts';
import { createFence } from '../safety/fence.ts';
import { createLeases, type Leases } from '../safety/leases.ts';
import { heldAxes } from '../safety/held-fits.ts';
import { createOutputGate, type Gate } from '../safety/output-gate.ts';
import { createPlaceTowards } from '../safety/place-towards.ts';
import { createOpenBehind } from '../safety/open-behind.ts';
import { createPushingInto } from '../safety/pushing-into.ts';
import { createResetButton, type PanelLines } from '../safety/reset-button.ts';
import { createStopLatch, type StopLatch } from '../safety/stop-control.ts';
import { createSupervisor, type Supervisor } from '../safety/supervisor.ts';
import type { FactTable } from '../sensing/fact-table.ts';
import type { Truth } from '../sensing/fact.ts';
import { createScan, type Scan } from '../sensing/scan.ts';
import { createSiteFacts } from '../sensing/site-facts.ts';
import { through, type Interposed } from './interposed.ts';

/** What the control core is given. Everything that touches the world is among it. */
export interface CoreParts {
  readonly site: Site;
  readonly clock: Clock;
  readonly wall: WallClock;
  readonly rng: Rng;
  readonly gpio: Gpio;
  readonly openPipe: Readonly<Record<string, OpenPipe>>;
  readonly journal: StoreJournal;
  readonly apiAlive: () => Truth;
  /** A bug that was caught at the rim; the core goes on as safely as it can. */
  readonly onBug: (where: string, error: unknown) => void;
  /** Another interlock table than that of the house; for tests of the tests. */
  readonly interlocks?: readonly Interlock[];
  /** Somebody between the parts; in simulations alone. */
  readonly interposed?: Interposed;
}

/** The control core of one tower, running. */
export interface Core {
  readonly tower: TowerPort;
  readonly devices: TowerDevices;
  readonly facts: FactTable;
  readonly book: InterlockBook;
  /** The only way to an actuator; whoever holds it goes past the machines, not past the table. */
  readonly gate: Gate;
  readonly stop: StopLatch;
  readonly scan: Scan;
  readonly bootId: string;
  readonly isQuiet: () => boolean;
  readonly translateMs: (deltaMs: number) => void;
  readonly close: () => void;
}

/** Facts of a scan that missed this many periods permit nothing. */
const MAX_SCANS_MISSED = 5;
/** Measured positions go to the screens this often. */
const PUBLISH_EVERY_MS = 50;

/** Boots the journal, then builds and starts everything. Nothing can move before a reset edge. */
export async function startCore(parts: CoreParts): Promise<Result<Core, StoreFault>> {
  const booted = await parts.journal.boot();
  if (!booted.ok) return booted;
  const alarmImage = await parts.journal.alarms.image(CHATTER.windowMs);
  if (!alarmImage.ok) return alarmImage;
  const recovered = await parts.journal.recovery.read();
  if (!recovered.ok) return recovered;
  const pendingEvents = await parts.journal.siteEvents.pending();
  if (!pendingEvents.ok) return pendingEvents;
  const openCalls = await parts.journal.staffCalls.open();
  if (!openCalls.ok) return openCalls;
  const { site, clock, interposed = {} } = parts;
  const bootId = hex(parts.rng.bytes(8));
  const devices = through(interposed.devices, createTowerDevices({ site, clock, openPipe: parts.openPipe, epoch: () => booted.value.epoch }));
  const book = through(interposed.book, createInterlockBook(site.tower.bays.map((bay) => bay.id), tableOf(site, interlocksFor(site.plans, parts.interlocks))));
  const built: { tower?: Tower } = {};
  const facts = through(interposed.facts, createSiteFacts(site, devices, parts.gpio, { journalWritable: () => parts.journal.health() === 'ok', apiAlive: parts.apiAlive, eventsReleased: () => built.tower?.eventsReleased(),
    productionMode: () => built.tower?.mode() === 'production', manualMode: () => built.tower?.mode() === 'manual', motionHeld: () => built.tower?.motionHeld() === true,
  }));
  const outOfService = (place: QuarantinedPlace): boolean => built.tower?.isOutOfService(place) ?? false;
  const { gate, stop, supervisor, leases } = createSafety(parts, devices, book, facts, recovered.value, outOfService);
  const tower = createTower({ coinAcceptor: site.coin && createCoinAcceptor(parts.gpio), site, clock, wall: parts.wall, rng: parts.rng, devices, gate, stop, journal: parts.journal, recoveryJournal: parts.journal.recovery, recovered: recovered.value, siteEventJournal: parts.journal.siteEvents, pendingEvents: pendingEvents.value, staffCallJournal: parts.journal.staffCalls, openCalls: openCalls.value, leases, alarmJournal: parts.journal.alarms, alarmImage: alarmImage.value, journalHealth: parts.journal.health, gpio: parts.gpio, factNames: facts.names, facts: () => facts, permit: book.permit, book, bootId });
  built.tower = tower;
  const button = createResetButton(panelLines(parts.gpio), stop, tower.resetPressed, tower.panelReset);
  const publisher = createPublisher(tower);
  const onBug = (error: unknown): void => {
    parts.onBug('scan', error);
    stop.stopBecause({ code: 'machineError', motion: undefined, broken: [], detail: error instanceof Error ? error.message : String(error) });
  };
  const scan = createScan({
    clock, periodMs: site.control.scanMs, gpio: parts.gpio, facts, onBug,
    steps: [supervisor.scan, button.scan, tower.scan, publisher.scan],
    settlesWithinMs: Math.max(site.control.safeHoldMs, site.control.discrepancyMs) + PUBLISH_EVERY_MS,
  });
  scan.changes.subscribe((changed) => {
    // rxjs would throw it on a timer, where it ends the process.
    try {
      tower.onFacts(changed);
    } catch (error) {
      onBug(error);
    }
  });
  tower.boot(booted.value);
  devices.start();
  scan.start();
  const translated = [devices, scan, supervisor, button, publisher, tower];
  return {
    ok: true,
    value: {
      tower: tower.tower, devices, facts, book, gate, stop, scan, bootId,
      isQuiet: () => scan.isQuiet() && button.isQuiet() && tower.quiet() && devices.isQuiet(),
      translateMs: (deltaMs) => { for (const part of translated) part.translateMs(deltaMs); },
      close: () => {
        stop.stopBecause({ code: 'requested', motion: undefined, broken: [], detail: 'the controller is shutting down' });
        scan.stop();
        devices.close();
        parts.gpio.close();
      },
    },
  };
}

function panelLines(gpio: Gpio): PanelLines {
  return { button: gpio.input('resetButton'), chain: gpio.input('safetyChainClosed'), keyAuto: gpio.input('keyAuto') };
}

interface Safety {
  readonly gate: Gate;
  readonly stop: StopLatch;
  readonly supervisor: Supervisor;
  readonly leases: Leases;
}

/** Gate and stop know each other: a stop abandons what runs, and the gate asks whether a stop is latched. */
function createSafety(parts: CoreParts, devices: TowerDevices, book: InterlockBook, facts: FactTable, recovered: RecoveryImage, isOutOfService: (place: QuarantinedPlace) => boolean): Safety {
  const driveEnable = parts.gpio.output('driveEnable');
  const built: { gate?: Gate; supervisor?: Supervisor } = {};
  const leases = createLeases(parts.journal.recovery, recovered.leases);
  const { interposed = {} } = parts;
  const stop = through(interposed.stop, createStopLatch(parts.clock, () => facts, {
    setDriveEnable: (on) => {
      const written = driveEnable.write(on);
      if (!written.ok) parts.onBug('drive enable', written.error);
    },
    stopAllDevices: devices.stopAll,
    abandonRunning: () => {
      leases.revokeAll();
      built.gate?.abandon();
    },
    acknowledgeDefects: () => {
      facts.acknowledgeDefects();
      built.supervisor?.acknowledge();
    },
    report: parts.onBug,
  }));
  const { site } = parts;
  const gate = through(interposed.gate, createOutputGate({
    book, facts: () => facts, journal: parts.journal, stop, nowMs: parts.clock.nowMs,
    maxFactsAgeMs: site.control.scanMs * MAX_SCANS_MISSED, strokeMm: site.axes.shuttle.strokeMm,
    fence: createFence({ leases, isOutOfService, placeTowards: createPlaceTowards(site, devices), pushesInto: createPushingInto(site, devices, () => facts), opensBehind: createOpenBehind(site, () => facts) }),
    heldAxes: heldAxes(site, devices),
    bays: placesOf(site).filter((place) => place.kind === 'bay').map(({ name, reachMm }) => ({ bay: name, reachMm })),
  }));
  built.gate = gate;
  const supervisor = createSupervisor({ site, devices, book, facts, gate, stop, gpio: parts.gpio });
  built.supervisor = supervisor;
  return { gate, stop, supervisor, leases };
}

function createPublisher(tower: Tower): { readonly scan: (nowMs: number) => void; readonly translateMs: (deltaMs: number) => void } {
  let publishedAtMs = -Infinity;
  return {
    scan: (nowMs) => {
      if (nowMs - publishedAtMs < PUBLISH_EVERY_MS) return;
      publishedAtMs = nowMs;
      tower.publish();
    },
    translateMs: (deltaMs) => { publishedAtMs += deltaMs; },
  };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
