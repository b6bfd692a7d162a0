import { createTowerDevices } from '../../../../hal/drivers/tower-devices.ts';
import type { Site, Stock } from '../../../../config/schema/site.schema.ts';
import type { Violation } from '../../../../sim/oracle/oracle.port.ts';
import { startMischief } from '../gate-monkey/mischief.ts';
import { watchRelayHalves } from './relay-halves.ts';
import { startWildHand, type WildTally } from './wild-hand.ts';

/** One run of random commands over the relay alone. */
export interface RelayRun {
  readonly seed: number;
  readonly commands: WildTally;
  readonly trips: number;
  /** Writes to lines, lamps and drives in fault that did not go through. */
  readonly lost: number;
  readonly violations: readonly Violation[];
  readonly premises: Readonly<Record<string, number>>;
}

/** Links come up before the first command. */
const LINKS_MS = 3000;
const LOOK_MS = 10;
const OWED_IN_PART: ReadonlySet<string> = new Set(['I05', 'I15', 'I21']);
/** Share of moments at which somebody resets a tripped relay, clears a drive, lights a lamp. */
const RESETS = 0.6;
const GREEN = 0.8;
/** And at which a hand on the enabling device opens or closes. */
const LETS_GO = 0.4;

/** A controller that has gone mad, with everything that feeds the safety relay as it should be: only the relay is left. */
export async function playRelay({ site, stock, seed, minutes }: { readonly site: Site; readonly stock: Stock; readonly seed: number; readonly minutes: number }): Promise<RelayRun> {
  const [{ createVirtualClock }, { createSeededRng }, { createTowerSim }] = await Promise.all([
    import('../../../../sim/time/virtual-clock.ts'), import('../../../../sim/time/seeded-rng.ts'), import('../../../../sim/tower-sim.ts'),
  ]);
  const clock = createVirtualClock();
  const sim = createTowerSim({ site, stock, seed, clock });
  const devices = createTowerDevices({ site, clock, openPipe: sim.openPipe, epoch: () => 1 });
  const dice = createSeededRng(seed).fork('wild');
  sim.start();
  devices.start();
  let level = false;
  const watchdog = sim.gpio.output('watchdog');
  let lost = 0;
  const counted = ({ ok }: { readonly ok: boolean }): void => { lost += ok ? 0 : 1; };
  clock.every(site.control.watchdogToggleMs, () => {
    level = !level;
    counted(watchdog.write(level));
  });
  counted(sim.gpio.output('driveEnable').write(true));
  const halves = await watchRelayHalves(site, sim.plant);
  const violations: Violation[] = [];
  let [trips, wasTripped, seen] = [0, true, 0];
  clock.every(LOOK_MS, () => {
    const isTripped = sim.tripCause() !== undefined;
    trips += isTripped && !wasTripped ? 1 : 0;
    wasTripped = isTripped;
    halves.look();
    const all = sim.violations();
    for (; seen < all.length; seen += 1) {
      const one = all[seen];
      // What it owes in part only is judged by the part; the slow speeds of maintenance are not its own.
      if (one !== undefined && !OWED_IN_PART.has(one.invariant) && !(one.invariant === 'I10' && sim.plant.panel.key === 'maintenance')) violations.push(one);
    }
  });
  const care = (): void => {
    const { attendant } = sim.people;
    if (sim.plant.panel.key === 'maintenance' && dice.next() < LETS_GO) attendant.holdEnabling(sim.plant.panel.enabling === 'mid' ? 'released' : 'mid');
    if (sim.tripCause() !== undefined && dice.next() < RESETS) attendant.pressReset();
    for (const axis of Object.values(devices.axes)) if (axis.observed().value?.drive === 'fault') void axis.arm({ verb: 'resetFault' }).then((armed) => (armed.ok ? axis.execute(armed.value, () => true) : armed)).then(counted);
    for (const module of Object.values(devices.ioModules)) if ('lampGreen' in (module.observed().value?.outputs ?? {})) void module.write({ lampGreen: dice.next() < GREEN }, () => true).then(counted);
  };
  await clock.runFor(LINKS_MS);
  sim.people.attendant.pressReset();
  await clock.runFor(LINKS_MS / 2);
  const hand = startWildHand({ site, clock, devices, dice: dice.fork('hand') });
  const mischief = startMischief({ site, clock, sim, care, dice: dice.fork('mischief') });
  await clock.runFor(minutes * 60_000);
  hand.rest();
  mischief.rest();
  const run: RelayRun = { seed, commands: hand.tally(), trips, lost, violations: [...violations, ...halves.violations()], premises: { ...sim.premises(), ...halves.premises() } };
  devices.close();
  sim.close();
  return run;
}
