import type { Site, Stock } from '../config/schema/site.schema.ts';
import type { OpenPipe } from '../hal/ports/byte-pipe.port.ts';
import type { Clock, TimeTranslated } from '../hal/ports/clock.port.ts';
import { createCoinSlot } from './coin/coin-slot.ts';
import type { CoinSlot, WiredCoinSlot } from './coin/coin-slot.ts';
import { createElectrics } from './devices/electrics.ts';
import type { Electrics } from './devices/electrics.ts';
import { createFaultBoard } from './faults/fault-board.ts';
import type { FaultBoard } from './faults/fault-board.ts';
import { faultTargets } from './faults/fault-targets.ts';
import { createSeizures } from './faults/mechanism-faults.ts';
import type { Seizures } from './faults/mechanism-faults.ts';
import { createOracle } from './oracle/oracle.ts';
import type { Oracle, Violation } from './oracle/oracle.port.ts';
import { createCustomers } from './people/customers.ts';
import type { Customers } from './people/customers.ts';
import { createPeople } from './people/people.ts';
import type { People } from './people/people.port.ts';
import { createPlant } from './plant/plant.ts';
import type { Plant, PlantInputs, PlantState } from './plant/plant.port.ts';
import { createPanel } from './relay/panel.ts';
import type { Panel } from './relay/panel.ts';
import { createRelayWiring, lineSources } from './relay/relay-wiring.ts';
import type { ControllerOutputs } from './relay/relay-wiring.ts';
import { stepRelay, trippedRelay } from './relay/safety-relay.ts';
import type { RelayState, TripCause } from './relay/safety-relay.ts';
import { createSeededRng } from './time/seeded-rng.ts';
import { createTrace } from './trace/trace.ts';
import { createSimGpio } from './wire/sim-gpio.ts';
import type { SimGpio } from './wire/sim-gpio.ts';
import { createSimulatedBus } from './wire/simulated-bus.ts';
import type { SimulatedBus } from './wire/simulated-bus.ts';
import { createWireWatch } from './wire/wire-watch.ts';
import type { WireWatch } from './wire/wire-watch.ts';

/** A simulated tower: mechanics, electrics, relay and people behind the same wires as a real one. */
export interface TowerSim extends TimeTranslated {
  readonly clock: Clock;
  /** One line per bus of the site; one controller at a time holds each. */
  readonly openPipe: Readonly<Record<string, OpenPipe>>;
  readonly gpio: SimGpio;
  /** Plant time of the last edge of the watchdog output, ms. */
  readonly watchdogEdgeMs: () => number;
  /** Truth, for scenarios, oracle and trace; never for the controller. */
  readonly plant: PlantState;
  readonly inputs: PlantInputs;
  readonly people: People;
  /** Drivers and bringers who come when a screen says so; nobody does where no screen is held in front of them. */
  readonly customers: Customers;
  readonly panel: Panel;
  /** The coin slot; heard of only where the site has its lines. */
  readonly coins: CoinSlot;
  readonly faults: FaultBoard;
  /** Why the relay dropped run-enable; undefined while it is given. */
  readonly tripCause: () => TripCause | undefined;
  readonly violations: () => readonly Violation[];
  /** Everything that passes the lines, decoded. */
  readonly wire: Pick<WireWatch, 'listen'>;
  /** Hears of each frame that may start something, right before its device does. Returns what ends it. */
  readonly onCommand: (listener: () => void) => () => void;
  /** How many ticks each invariant had something to say. */
  readonly premises: () => Readonly<Record<string, number>>;
  /** All devices lose power: drives drop, the relay trips, nobody answers. */
  readonly powerOff: () => void;
  /** Devices restart with new boot ids. The relay stays tripped until it is reset. */
  readonly powerOn: () => void;
  /** Nothing moves, counts time or draws chance: idle time may be skipped. */
  readonly isQuiet: () => boolean;
  /** Lets plant time pass from now on, one step each 10 ms of the clock. */
  readonly start: () => void;
  readonly close: () => void;
}

export interface TowerSimOptions {
  readonly site: Site;
  readonly stock: Stock;
  readonly seed: number;
  readonly clock: Clock;
  /** `absent`: run-enable is bridged, and only the software stops anything. The chain's contacts still show. Default: present. */
  readonly relay?: 'present' | 'absent';
  /** Receives the trace of plant truth, line by line. */
  readonly onTrace?: (line: string) => void;
}

/** One step of plant, firmware and relay. */
const STEP_MS = 10;
/** While something moves, rest is looked for this often. */
const REST_EVERY_MS = 100;
/**
 * A simulator that stood still this long does not catch up: the plant loses that time. Otherwise its own stall would pass for
 * silence of the controller, whose edges and refreshes wait unread.
 */
const MAX_BEHIND_MS = 50;

/** What runs in a step, and whether it runs. */
interface Machinery {
  readonly clock: Clock;
  readonly plant: Plant;
  readonly electrics: Electrics;
  readonly relay: RelayState;
  readonly stepRelay: () => void;
  readonly people: People;
  readonly gpio: SimGpio;
  readonly seizures: Seizures;
  readonly oracle: Oracle;
  readonly trace: (() => void) | undefined;
  readonly outputs: ControllerOutputs;
  /** Nothing but time and the watchdog passes. */
  asleep: boolean;
  /** Clock instant of plant time 0. */
  anchorMs: number;
}

/** Everything in the order in which cause goes before effect. */
function stepAwake(machinery: Machinery): void {
  const { plant, electrics, people, seizures } = machinery;
  machinery.stepRelay();
  electrics.act();
  seizures.seize();
  plant.step(STEP_MS);
  seizures.release();
  people.step(STEP_MS);
  electrics.measure();
  machinery.gpio.poll();
  machinery.oracle.check();
  machinery.trace?.();
  if (plant.state.timeMs % REST_EVERY_MS === 0) machinery.asleep = plant.atRest() && electrics.atRest() && people.atRest();
}

/** A tower at rest changes by its panel, its watchdog or its people only; whoever else touches it wakes it. */
function stepAsleep(machinery: Machinery): void {
  const { plant, relay, people } = machinery;
  const { chainClosed, runEnabled } = relay;
  const { resetPressed } = plant.state.panel;
  machinery.stepRelay();
  const changed = relay.chainClosed !== chainClosed || relay.runEnabled !== runEnabled || resetPressed || !people.atRest();
  if (changed) {
    machinery.asleep = false;
    stepAwake(machinery);
    return;
  }
  plant.translateMs(STEP_MS);
  machinery.gpio.poll();
}

/** Steps until plant time has caught up with the clock: one step on a virtual clock, sometimes more on a real one. */
function catchUp(machinery: Machinery): void {
  const { clock, plant } = machinery;
  const behindMs = clock.nowMs() - machinery.anchorMs - plant.state.timeMs;
  // Whole steps: whoever fell behind within one would stay behind by that much for good.
  if (behindMs > MAX_BEHIND_MS) machinery.anchorMs += (Math.floor(behindMs / STEP_MS) - 1) * STEP_MS;
  while (clock.nowMs() - machinery.anchorMs - plant.state.timeMs >= STEP_MS) {
    if (machinery.asleep) stepAsleep(machinery);
    else stepAwake(machinery);
  }
}

/** The same people, but whoever does something wakes the tower. */
function wakingPeople(people: People, wake: () => void): People {
  const waking = <A extends readonly unknown[], R>(act: (...args: A) => R) => (...args: A): R => {
    wake();
    return act(...args);
  };
  const { attendant } = people;
  return {
    ...people,
    assign: waking(people.assign),
    leave: waking(people.leave),
    tell: waking(people.tell),
    attendant: {
      pressReset: waking(attendant.pressReset),
      pressEmergencyStop: waking(attendant.pressEmergencyStop),
      releaseEmergencyStop: waking(attendant.releaseEmergencyStop),
      pressAllClear: waking(attendant.pressAllClear),
      turnKey: waking(attendant.turnKey),
      holdEnabling: waking(attendant.holdEnabling),
    },
  };
}

/** A relay that never trips. */
const BRIDGED = { tripped: false, cause: undefined, runEnabled: true } as const;

/** The relay with its wires: reads the plant, writes its outputs back into it. */
function createRelay(site: Site, plant: PlantState, outputs: ControllerOutputs, absent: boolean): { readonly state: RelayState; readonly step: () => void } {
  const state = trippedRelay();
  const read = createRelayWiring(site, plant, outputs);
  const watchdogMs = site.control.relayWatchdogMs;
  const step = (): void => {
    stepRelay(state, read(), watchdogMs);
    if (absent) Object.assign(state, BRIDGED);
    plant.relay.chainClosed = state.chainClosed;
    plant.relay.runEnabled = state.runEnabled;
    plant.relay.tripped = state.tripped;
  };
  return { state, step };
}

interface Built {
  readonly machinery: Machinery;
  readonly faults: FaultBoard;
  readonly buses: readonly SimulatedBus[];
  readonly coins: WiredCoinSlot;
  readonly wake: () => void;
  readonly listeners: Set<() => void>;
  readonly watch: WireWatch;
}

function createLines(site: Site, clock: Clock, plant: PlantState, outputs: ControllerOutputs, built: { anchorMs: () => number; wake: () => void; coins: WiredCoinSlot }): SimGpio {
  let watchdogLevel = false;
  const set = (name: string, level: boolean, atMs: number): void => {
    if (name === 'watchdog') {
      // Only an edge is a sign of life: a line that is written to and does not change has stopped.
      if (level !== watchdogLevel) outputs.watchdogEdgeMs = Math.max(outputs.watchdogEdgeMs, atMs - built.anchorMs());
      watchdogLevel = level;
    } else if (name === 'driveEnable' && level !== outputs.driveEnable) {
      outputs.driveEnable = level;
      built.wake();
    } else if (name === 'coinReturn') built.coins.setFlap(level);
  };
  return createSimGpio({ site, clock, sources: { ...lineSources(site, plant), coinHeld: built.coins.held }, sink: { set } });
}

function build({ site, stock, seed, clock, onTrace, relay: fitted = 'present' }: TowerSimOptions): Built {
  const rng = createSeededRng(seed);
  const plant = createPlant({ site, stock });
  const { state, inputs } = plant;
  const outputs: ControllerOutputs = { driveEnable: false, watchdogEdgeMs: -Infinity };
  const wake = (): void => {
    machinery.asleep = false;
  };
  const isHeldOff = (deviceId: string): boolean => faults.active().includes(`${deviceId}:off`);
  const relay = createRelay(site, state, outputs, fitted === 'absent');
  const electrics = createElectrics({ site, plant: state, inputs, outputs, rng: rng.fork('boot'), isHeldOff });
  const coins = createCoinSlot(() => state.timeMs, wake);
  const gpio = createLines(site, clock, state, outputs, { anchorMs: () => machinery.anchorMs, wake, coins });
  const seizures = createSeizures(inputs);
  const listeners = new Set<() => void>();
  const watch = createWireWatch(site);
  const onWrite = (): void => {
    wake();
    for (const listener of listeners) listener();
  };
  const buses = site.buses.map((config) => {
    const devices = electrics.devices.filter((device) => device.config.bus === config.id);
    return createSimulatedBus({ config, devices, clock, rng: rng.fork(`bus ${config.id}`), onWrite, watch });
  });
  const signals = { nowMs: () => state.timeMs, rng: rng.fork('signals') };
  const faults = createFaultBoard(faultTargets({ electrics, gpio, buses, seizures, signals }), wake);
  const trace = onTrace && createTrace({ site, state, activeFaults: faults.active, write: onTrace });
  const machinery: Machinery = {
    clock, plant, electrics, relay: relay.state, stepRelay: relay.step, gpio, seizures, outputs,
    people: createPeople({ site, state, inputs, rng: rng.fork('people') }),
    oracle: createOracle({ site, state, inputs, relay: fitted, wire: watch, watchdogEdgeMs: () => outputs.watchdogEdgeMs }),
    trace: trace?.tick,
    asleep: false,
    anchorMs: clock.nowMs(),
  };
  return { machinery, faults, buses, coins, wake, listeners, watch };
}

/** Builds a tower with its stock. It stands still until `start`. Throws when the stock does not fit the site. */
export function createTowerSim(options: TowerSimOptions): TowerSim {
  const { clock } = options;
  const { machinery, faults, buses, coins, wake, listeners, watch } = build(options);
  const { plant, electrics, gpio, oracle, relay, outputs } = machinery;
  const people = wakingPeople(machinery.people, wake);
  let end: (() => void) | undefined;

  const setPower = (on: boolean): void => {
    wake();
    electrics.setPower(on);
    Object.assign(relay, trippedRelay());
  };
  return {
    clock,
    openPipe: Object.fromEntries(buses.map((bus) => [bus.config.id, bus.open])),
    gpio,
    watchdogEdgeMs: () => outputs.watchdogEdgeMs,
    plant: plant.state,
    inputs: plant.inputs,
    people,
    customers: createCustomers(people, plant.state),
    panel: createPanel(plant.state, wake),
    coins,
    faults,
    tripCause: () => relay.cause,
    violations: oracle.violations,
    premises: oracle.premises,
    wire: watch,
    onCommand: (listener) => {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
    powerOff: () => setPower(false),
    powerOn: () => setPower(true),
    isQuiet: () => machinery.asleep && faults.quiet() && coins.atRest(),
    translateMs: (deltaMs) => {
      plant.translateMs(deltaMs);
      outputs.watchdogEdgeMs += deltaMs;
      gpio.translateMs(deltaMs);
    },
    start: () => {
      machinery.anchorMs = clock.nowMs() - plant.state.timeMs;
      end ??= clock.every(STEP_MS, () => catchUp(machinery));
    },
    close: () => {
      end?.();
      end = undefined;
      for (const bus of buses) bus.hangUp();
      gpio.close();
    },
  };
}
