import type { Site } from '../../../config/schema/site.schema.ts';
import type { TowerSim } from '../../../sim/tower-sim.ts';
import { carryByHand, type Carried } from './by-hand.ts';

type Args = Readonly<Record<string, unknown>>;
type Fault = Parameters<TowerSim['faults']['inject']>[0];
type Assignment = Parameters<TowerSim['people']['assign']>[0];
type Announced = Parameters<TowerSim['customers']['meet']>[0];

/** What may be done by hand at a simulated tower: look at the truth, press buttons, send people, break things. */
export function createHands(sim: TowerSim, site: Site): (act: string, args: Args) => unknown {
  const { attendant } = sim.people;
  const acts: Readonly<Record<string, (args: Args) => unknown>> = {
    truth: () => sim.plant,
    // Why the safety relay has dropped run-enable.
    'trip-cause': sim.tripCause,
    violations: sim.violations,
    'press-reset': attendant.pressReset,
    'press-emergency-stop': attendant.pressEmergencyStop,
    'release-emergency-stop': attendant.releaseEmergencyStop,
    'turn-key': (args) => { attendant.turnKey(args['to'] as Parameters<typeof attendant.turnKey>[0]); },
    'hold-enabling': (args) => { attendant.holdEnabling(args['how'] as Parameters<typeof attendant.holdEnabling>[0]); },
    'press-all-clear': (args) => { attendant.pressAllClear(String(args['bay']), args['side'] === 'right' ? 'right' : 'left'); },
    'insert-coin': (args) => { sim.coins.insert(args['coin'] === 'false' ? 'false' : 'genuine'); },
    // Weather, gas, water, quake and the grid, as the sensors of the site will see them.
    surround: (args) => { sim.panel.surround(args); },
    send: (args) => sim.people.assign(args as unknown as Assignment),
    inject: (args) => {
      const injected = sim.faults.inject(args as unknown as Fault);
      if (!injected.ok) throw new Error(injected.error.message);
      return injected.value;
    },
    clear: (args) => {
      const cleared = sim.faults.clear(args['id'] as Parameters<typeof sim.faults.clear>[0]);
      if (!cleared.ok) throw new Error(cleared.error.message);
    },
    carry: (args) => { carryByHand(sim, site, args as unknown as Carried); },
    // What a screen shows of collections and returns, held in front of the customers: they come, drive and press by themselves.
    meet: (args) => { sim.customers.meet(args as unknown as Announced); },
  };
  return (act, args) => {
    const known = acts[act];
    if (!known) throw new Error(`there is no act "${act}"; known: ${Object.keys(acts).join(', ')}`);
    return known(args);
  };
}
