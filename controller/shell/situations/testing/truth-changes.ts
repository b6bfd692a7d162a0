import type { Fault, Scene } from './tower-scene.ts';

/** Something that happens at the tower after a sensor has failed unseen. */
export interface TruthChange {
  readonly name: string;
  readonly happen: (scene: Scene) => Promise<void> | void;
  /** Puts right again what happened. */
  readonly mend: (scene: Scene) => void;
}

/** The other channel of the same fact drops: what a second contact says when the thing itself happens. */
export function other(target: string, verb: 'off' | 'wrong'): { readonly then: TruthChange } {
  return { then: { name: `${target} ${verb}`, happen: ({ inject }) => { inject({ target, verb }); }, mend: ({ clear }) => { clear(target); } } };
}

/** Somebody pushes the emergency stop in. */
export const emergencyStop: TruthChange = {
  name: 'the emergency stop is pressed',
  happen: ({ simulation }) => { simulation.sim.people.attendant.pressEmergencyStop(); },
  mend: ({ simulation }) => { simulation.sim.people.attendant.releaseEmergencyStop(); },
};

/** The watchdog line hangs: the relay drops run-enable alone, its chain stays closed. */
export const watchdogHangs: TruthChange = {
  name: 'the watchdog line hangs',
  happen: ({ inject }) => { inject({ target: 'gpio/watchdog', verb: 'stuck' }); },
  mend: ({ clear }) => { clear('gpio/watchdog'); },
};

/** A technician turns the key. */
export const keyTurned: TruthChange = {
  name: 'the key is turned to maintenance',
  happen: ({ simulation }) => { simulation.sim.people.attendant.turnKey('maintenance'); },
  mend: ({ simulation }) => { simulation.sim.people.attendant.turnKey('auto'); },
};

/** Somebody unlocks the service hatch. */
export const hatchOpened: TruthChange = {
  name: 'the hatch is unlocked',
  happen: ({ simulation }) => { simulation.sim.panel.setHatchLocked(false); },
  mend: ({ simulation }) => { simulation.sim.panel.setHatchLocked(true); },
};

/** The mains fail. */
export const supplyFails: TruthChange = {
  name: 'the supply fails',
  happen: ({ simulation }) => { simulation.sim.panel.setSupplyOk(false); },
  mend: ({ simulation }) => { simulation.sim.panel.setSupplyOk(true); },
};

/** A device loses its power for a moment and starts anew, with whatever identity it has by then. */
export function restart(device: string): TruthChange {
  const off: Fault = { target: device, verb: 'off' };
  return {
    name: `${device} starts anew`,
    happen: async ({ inject, simulation, pass }) => {
      inject(off);
      await pass(RESTART_MS);
      const cleared = simulation.sim.faults.clear(`${device}:off`);
      if (!cleared.ok) throw new Error(cleared.error.message);
    },
    mend: () => undefined,
  };
}

/** Shorter than two polls of the slowest bus: nobody may need to notice the silence itself. */
const RESTART_MS = 50;
