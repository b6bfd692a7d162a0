import type { Site } from '../../config/schema/site.schema.ts';
import type { OutputLine, TimeTranslated, TowerDevices } from '../ports.ts';
import type { InterlockBook } from '../interlocks/permit.ts';
import type { FactName, Facts } from '../sensing/fact.ts';
import type { Gate } from './output-gate.ts';
import { createStandstillWatch } from './standstill.ts';
import type { StopLatch } from './stop-control.ts';

/** Facts without which the controller must not claim to be in control: while one is unknown, the watchdog output stands still. */
export const RUN_ENABLE_FACTS: readonly FactName[] = ['safetyChainClosed', 'keyInAuto', 'supplyOk', 'liftLive', 'travelLive', 'shuttleLive'];

export interface SupervisorParts {
  readonly site: Site;
  readonly devices: TowerDevices;
  readonly book: InterlockBook;
  readonly facts: Facts;
  readonly gate: Gate;
  readonly stop: StopLatch;
  readonly watchdog: OutputLine;
}

/** Its own root beside the machines: no machine can stop it, and a throw in one cannot silence it. */
export interface Supervisor extends TimeTranslated {
  /** Once a scan, after the facts. */
  readonly scan: (nowMs: number) => void;
}

/** Watches what runs, what moves without command, and feeds the watchdog of the safety relay. */
export function createSupervisor(parts: SupervisorParts): Supervisor {
  const { control } = parts.site;
  const standstill = createStandstillWatch(parts.devices, control.uncommandedMotionMm, control.stillVelocityMmPerS);
  let watchdogLevel = false;
  let toggledAtMs = -Infinity;

  const isCommanded = (id: string): boolean => {
    for (const running of parts.gate.running()) if (running.deviceId === id) return true;
    return false;
  };

  function watchRunning(): void {
    for (const running of parts.gate.running()) {
      const permit = parts.book.permitRunning(running.motion, parts.facts);
      if (permit.granted) continue;
      const first = permit.broken[0]?.fact;
      const code = first === 'safetyChainClosed' ? 'safetyChain' : first === 'runEnabled' ? 'runEnableLost' : 'interlock';
      parts.stop.stopBecause({ code, motion: running.motion, broken: permit.broken, detail: `${running.motion} lost ${String(first)}` });
      return;
    }
  }

  function watchStandstill(): void {
    const stray = standstill.strayed(isCommanded);
    if (!stray) return;
    parts.stop.stopBecause({ code: 'uncommandedMotion', motion: undefined, broken: [], detail: `${stray.axis} moved ${stray.byMm.toFixed(1)} mm without a command` });
  }

  function feedWatchdog(nowMs: number): void {
    if (nowMs - toggledAtMs < control.watchdogToggleMs) return;
    for (const name of RUN_ENABLE_FACTS) if (parts.facts.get(name).value === undefined) return;
    watchdogLevel = !watchdogLevel;
    toggledAtMs = nowMs;
    const written = parts.watchdog.write(watchdogLevel);
    if (!written.ok) parts.stop.stopBecause({ code: 'watchdog', motion: undefined, broken: [], detail: written.error.message });
  }

  return {
    scan: (nowMs) => {
      watchRunning();
      watchStandstill();
      parts.gate.renewLeases(parts.stop.latched() === undefined);
      feedWatchdog(nowMs);
    },
    translateMs: (deltaMs) => {
      toggledAtMs += deltaMs;
    },
  };
}
