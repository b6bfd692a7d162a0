import type { Site } from '../../../../config/schema/site.schema.ts';
import type { Clock } from '../../../../hal/ports/clock.port.ts';
import type { TowerSim } from '../../../../sim/tower-sim.ts';
import type { StopReason } from '../../../safety/gate.port.ts';
import type { Core } from '../../core.ts';
import { anyOf, type Dice } from './command-draw.ts';

/** What people and the world did meanwhile. */
export interface MischiefTally {
  readonly peopleSent: number;
  readonly faultsInjected: number;
  readonly panelTouched: number;
  readonly resets: number;
  /** Resets, acknowledgements and lamps that were refused. */
  readonly turnedDown: number;
}

/** What it may touch. */
export interface MischiefParts {
  readonly site: Site;
  readonly clock: Clock;
  readonly sim: TowerSim;
  /** The controller, of which whatever may be reset is reset. */
  readonly core?: () => Core;
  /** Where there is none: what somebody does instead, every second or two. */
  readonly care?: () => void;
  readonly dice: Dice;
}

interface Counts {
  peopleSent: number;
  faultsInjected: number;
  panelTouched: number;
  resets: number;
  turnedDown: number;
}

/** Mean times between two of a kind, ms. */
const PERSON_MS = 20_000;
const FAULT_MS = 45_000;
const PANEL_MS = 120_000;
const CARE_MS = 1500;
/** How long a fault or a turned key lasts at most. */
const LASTS_MS = 20_000;
/** So many people at a time. */
const CROWD = 3;
/** Sensors and links, one at a time: what a mechanism does when it breaks, no software can prevent. */
const VERBS = ['off', 'stuck', 'garbage', 'wrong', 'slow', 'delayed', 'intermittent', 'silent'] as const;
const NOT_A_SENSOR = /\/(?:brake|motor|lock|lockPin|fork|palletLock|lampGreen|lampRed|horn)$|^gpio\/(?:watchdog|driveEnable)$/u;

/** Lets people, faults and hands at the panel happen at random times. */
export function startMischief(parts: MischiefParts): { readonly tally: () => MischiefTally; readonly rest: () => void } {
  const { clock, dice } = parts;
  const counts: Counts = { peopleSent: 0, faultsInjected: 0, panelTouched: 0, resets: 0, turnedDown: 0 };
  let resting = false;
  const recur = (meanMs: number, happen: () => void): void => {
    const again = (): void => {
      if (resting) return;
      happen();
      clock.setTimeout(again, -Math.log(1 - dice.next()) * meanMs);
    };
    clock.setTimeout(again, dice.next() * meanMs);
  };
  const sent: number[] = [];
  recur(PERSON_MS, () => { sendSomebody(parts, sent, counts); });
  recur(FAULT_MS, () => { breakSomething(parts, counts); });
  recur(PANEL_MS, () => { touchPanel(parts, counts); });
  recur(CARE_MS, () => { takeCare(parts, counts); });
  return { tally: () => ({ ...counts }), rest: () => { resting = true; } };
}

function sendSomebody({ site, sim, clock, dice }: MischiefParts, sent: number[], counts: Counts): void {
  const about = sent.filter((id) => sim.people.view(id)?.whereabouts !== 'gone').length;
  const bay = anyOf(site.tower.bays, dice)?.id;
  if (bay === undefined || about >= CROWD) return;
  const carId = Object.values(sim.plant.pallets).find(({ place }) => place === `bay:${bay}`)?.car;
  const ms = 1000 + dice.int(20_000);
  const kinds = [
    { kind: 'visitor', bay, stayMs: ms }, { kind: 'returner', bay }, { kind: 'loiterer', bay, standMs: ms },
    ...(carId === undefined ? [] : [{ kind: 'driver', bay, carId }] as const),
    // Whoever gets into a car comes from the street.
    ...(carId !== undefined && sim.plant.doors[`${bay}.outer`]?.position === 1 ? [{ kind: 'forgotten', bay, carId }] as const : []),
  ] as const;
  const assignment = anyOf(kinds, dice);
  if (assignment === undefined) return;
  const id = sim.people.assign(assignment);
  sent.push(id);
  if (assignment.kind === 'forgotten') clock.setTimeout(() => { sim.people.leave(id); }, ms * 3);
  counts.peopleSent += 1;
}

function breakSomething({ sim, clock, dice }: MischiefParts, counts: Counts): void {
  const { faults } = sim;
  if (faults.active().length > 0) return;
  const target = anyOf(faults.targets().filter((one) => !NOT_A_SENSOR.test(one)), dice);
  const verb = anyOf(VERBS, dice);
  if (target === undefined || verb === undefined || !faults.inject({ target, verb }).ok) return;
  counts.faultsInjected += 1;
  clock.setTimeout(() => { faults.clearTarget(target); }, 200 + dice.next() * LASTS_MS);
}

/** Emergency stop, key, hatch, supply: done, and undone after a while. */
function touchPanel({ sim, clock, dice }: MischiefParts, counts: Counts): void {
  const { attendant } = sim.people;
  const acts: readonly (readonly [() => void, () => void])[] = [
    [attendant.pressEmergencyStop, attendant.releaseEmergencyStop],
    [() => { attendant.turnKey('off'); }, () => { attendant.turnKey('auto'); }],
    [() => { attendant.turnKey('maintenance'); attendant.holdEnabling('mid'); }, () => { attendant.holdEnabling('released'); attendant.turnKey('auto'); }],
    [() => { sim.panel.setHatchLocked(false); }, () => { sim.panel.setHatchLocked(true); }],
    [() => { sim.panel.setSupplyOk(false); }, () => { sim.panel.setSupplyOk(true); }],
  ];
  const [act, undo] = anyOf(acts, dice) ?? [];
  if (act === undefined || undo === undefined) return;
  act();
  counts.panelTouched += 1;
  clock.setTimeout(undo, 200 + dice.next() * LASTS_MS);
}

const ofTheChain = (reason: StopReason | undefined): boolean => reason?.code === 'safetyChain' || (reason?.broken.some(({ fact }) => fact === 'safetyChainClosed') ?? false);

/** Somebody who resets whatever may be reset, and lights any lamp: people come in when it is green. */
function takeCare({ core, care, sim, dice }: MischiefParts, counts: Counts): void {
  if (core === undefined) {
    care?.();
    return;
  }
  const { stop, tower, devices, gate } = core();
  const asked = ({ ok }: { readonly ok: boolean }): void => { counts.turnedDown += ok ? 0 : 1; };
  if (stop.latched() !== undefined) {
    // After the safety chain has opened, at the panel, as its relay asks for; else also by name.
    if (dice.next() < 0.3 || ofTheChain(stop.latched())) sim.people.attendant.pressReset();
    else void tower.reset('technician', 'at random').then(asked);
    counts.resets += 1;
  }
  for (const axis of Object.values(devices.axes)) if (axis.observed().value?.drive === 'fault' && dice.next() < 0.5) void gate.clearFault(axis).then(asked);
  const lamps = anyOf(Object.values(devices.ioModules).filter((module) => 'lampGreen' in (module.observed().value?.outputs ?? {})), dice);
  if (lamps !== undefined) void gate.signal(lamps, { lampGreen: dice.next() < 0.8, lampRed: dice.next() < 0.2 }).then(asked);
}
