import { axesOf, type AxesOfSite } from '../../config/axes.ts';
import type { AxisId, Site } from '../../config/schema/site.schema.ts';
import type { Gpio, OutputLine, TimeTranslated, TowerDevices } from '../ports.ts';
import type { InterlockBook } from '../interlocks/permit.ts';
import type { Broken } from '../interlocks/permit.port.ts';
import { carriageModuleId } from '../sensing/carriage-facts.ts';
import type { FactName, Facts } from '../sensing/fact.ts';
import type { Gate } from './output-gate.ts';
import type { Running } from './passages.ts';
import { createRestingBolts } from './resting-bolts.ts';
import { createStandstillWatch } from './standstill.ts';
import type { StopReason } from './gate.port.ts';
import type { StopLatch } from './stop-control.ts';

/** Facts without which the controller must not claim to be in control: while one is unknown, the watchdog output stands still. */
export function runEnableFacts(site: AxesOfSite): readonly FactName[] {
  return ['safetyChainClosed', 'keyInAuto', 'supplyOk', ...axesOf(site).map((id): FactName => `${id}Live`)];
}
/** An axis that has not strayed for this long stands again. Longer than the relay's watchdog, which therefore trips. */
const RUNAWAY_OVER_MS = 500;
/** Inputs whose loss must not wait for the next scan. */
const TRIP_LINES: ReadonlySet<string> = new Set(['safetyChainClosed', 'runEnabled', 'overtravelClear']);

export interface SupervisorParts {
  readonly site: Site;
  readonly devices: TowerDevices;
  readonly book: InterlockBook;
  readonly facts: Facts;
  readonly gate: Gate;
  readonly stop: StopLatch;
  readonly gpio: Gpio;
}

/** Its own root beside the machines: no machine can stop it, and a throw in one cannot silence it. */
export interface Supervisor extends TimeTranslated {
  /** Once a scan, after the facts. */
  readonly scan: (nowMs: number) => void;
  /** A technician has looked at what moved on its own: the relay may be reset again. Whatever still moves is found again. */
  readonly acknowledge: () => void;
}

/** Watches the safety hardware, what runs, and what moves without command; feeds the watchdog of the safety relay. */
export function createSupervisor(parts: SupervisorParts): Supervisor {
  const { site, gate, stop, facts, book } = parts;
  const standstill = createStandstillWatch(parts.devices, metersOf(site), {
    driftMm: site.control.uncommandedMotionMm,
    stillBelowMmPerS: site.control.stillVelocityMmPerS,
    rampOutMs: site.control.stopTimeoutMs,
  });
  const needed = runEnableFacts(site);
  const watchdog = createWatchdog(parts.gpio.output('watchdog'), site.control.watchdogToggleMs);
  const bolts = createRestingBolts({ actuators: site.actuators, module: parts.devices.ioModules[carriageModuleId(site)], facts, gate, running: gate.running });
  let mirroredRevision = -1;
  let watchedRunning: readonly Running[] = [];
  let watchedRevision = -1;
  const commanded = (id: AxisId): boolean => isCommanded(gate, id);
  /** Something moves on its own: only cutting the power helps, so the relay is left to trip until it has ended. */
  let runawayUntilMs = -Infinity;
  parts.gpio.onEdge(edgeWatch(parts));

  /** What the safety hardware has stopped stays stopped here as well, whether or not anything was running. */
  function watchMirrors(): void {
    if (facts.revision === mirroredRevision) return;
    mirroredRevision = facts.revision;
    const permit = book.safetyMirrors(facts);
    if (permit.granted) return;
    // What is latched for this rule already is not stopped once more: a door that opens for a person would be stopped with it.
    const known = stop.latched()?.broken ?? [];
    const isNews = (rule: Broken): boolean => !known.some((one) => one.interlockId === rule.interlockId && one.fact === rule.fact);
    if (permit.broken.some(isNews)) stop.stopBecause(reasonFor(permit.broken, undefined));
  }

  function watchRunning(): void {
    const all = gate.running();
    // The same commands on the same facts have the same permits.
    if (all === watchedRunning && facts.revision === watchedRevision) return;
    watchedRunning = all;
    watchedRevision = facts.revision;
    const found = firstToStop(all, book, facts);
    if (found) stop.stopBecause(reasonFor(found.broken, found.motion));
  }

  function watchStandstill(nowMs: number): void {
    const stray = standstill.strayed(nowMs, commanded);
    if (!stray) return;
    runawayUntilMs = nowMs + RUNAWAY_OVER_MS;
    stop.stopBecause({ code: 'uncommandedMotion', motion: undefined, broken: [], detail: stray.detail });
  }

  return {
    scan: (nowMs) => {
      watchMirrors();
      watchRunning();
      watchStandstill(nowMs);
      // Facts of a scan whose derivation broke off say what was, not what is.
      const sees = facts.updatedAtMs === nowMs;
      if (sees) bolts.scan(nowMs);
      gate.renewLeases(sees && stop.latched() === undefined);
      if (!watchdog.isDue(nowMs) || nowMs < runawayUntilMs || !sees || !inControl(facts, needed)) return;
      const fed = watchdog.feed(nowMs);
      if (fed !== undefined) stop.stopBecause({ code: 'watchdog', motion: undefined, broken: [], detail: fed });
    },
    acknowledge: () => { runawayUntilMs = -Infinity; },
    translateMs: (deltaMs) => {
      bolts.translateMs(deltaMs);
      watchdog.translateMs(deltaMs);
      standstill.translateMs(deltaMs);
      runawayUntilMs += deltaMs;
    },
  };
}

/** What must not wait for the next scan. */
function edgeWatch({ facts, gate, stop }: SupervisorParts): (name: string, level: boolean) => void {
  return (name, level) => {
    // By hand, run-enable comes and goes with the enabling device: letting go of it ends the motion and latches nothing.
    if (!level && name === 'runEnabled' && facts.get('keyInMaintenance').value === true) gate.releaseHeld();
    else if (!level && TRIP_LINES.has(name)) stop.stopBecause({ code: 'safetyChain', motion: undefined, broken: [], detail: `${name} opened` });
  };
}

/** The first that has to stop, and why. What only a hand has let go of is released on the way. */
function firstToStop(all: readonly Running[], book: InterlockBook, facts: Facts): { readonly motion: Running['motion']; readonly broken: readonly Broken[] } | undefined {
  for (const running of all) {
    const permit = book.permitRunning(running.motion, facts);
    if (permit.granted) continue;
    if (permit.broken.some((rule) => rule.reaction === 'stop')) return { motion: running.motion, broken: permit.broken };
    running.release();
  }
  return undefined;
}

function isCommanded(gate: Gate, id: AxisId): boolean {
  for (const running of gate.running()) if (running.deviceId === id) return true;
  return false;
}

function inControl(facts: Facts, needed: readonly FactName[]): boolean {
  for (const name of needed) if (facts.get(name).value === undefined) return false;
  return true;
}

function reasonFor(broken: readonly Broken[], motion: StopReason['motion']): Omit<StopReason, 'atMs'> {
  const first = broken[0]?.fact;
  const code = first === 'safetyChainClosed' ? 'safetyChain' : first === 'runEnabled' ? 'runEnableLost' : 'interlock';
  return { code, motion, broken, detail: motion === undefined ? `${String(first)} lost` : `${motion} lost ${String(first)}` };
}

function metersOf(site: Site): Partial<Record<AxisId, string>> {
  const meters = site.devices.flatMap((device) => (device.document === 'distance-meter' && 'axis' in device.on ? [[device.on.axis, device.id] as const] : []));
  return Object.fromEntries(meters);
}

/** Toggles the output; a relay that sees no edge for its time drops run-enable. Returns what went wrong, or undefined. */
function createWatchdog(line: OutputLine, toggleMs: number): TimeTranslated & { readonly isDue: (nowMs: number) => boolean; readonly feed: (nowMs: number) => string | undefined } {
  let level = false;
  let toggledAtMs = -Infinity;
  return {
    isDue: (nowMs) => nowMs - toggledAtMs >= toggleMs,
    feed: (nowMs) => {
      level = !level;
      toggledAtMs = nowMs;
      const written = line.write(level);
      return written.ok ? undefined : written.error.message;
    },
    translateMs: (deltaMs) => { toggledAtMs += deltaMs; },
  };
}
