import type { PlantInputs } from '../plant/plant.port.ts';
import type { EffectOf } from './fault.ts';

/**
 * Mechanisms that do not do what their electrics say. A seizure stands between electrics and plant for one step at a time: what
 * the electrics command is put back afterwards, so that they go on from their own truth when the fault is cleared.
 */
export interface Seizures {
  /** Forces the commands of all seized mechanisms. */
  readonly seize: () => void;
  /** Puts the commands of the electrics back. */
  readonly release: () => void;
  /** Mechanisms that can seize, by target name. */
  readonly targets: ReadonlyMap<string, EffectOf>;
}

interface Seizure {
  readonly seize: () => void;
  readonly release: () => void;
}

/** Forces one field of a command object to `forced`. */
function forcing<T, K extends keyof T>(command: T, field: K, forced: T[K]): Seizure {
  let asked = command[field];
  return {
    seize: () => {
      asked = command[field];
      command[field] = forced;
    },
    release: () => {
      command[field] = asked;
    },
  };
}

/** A bolt that is driven to and fro stays where it is. */
function wavering<K extends string>(command: Record<K, boolean>, field: K): Seizure {
  let asked = command[field];
  let way = true;
  return {
    seize: () => {
      asked = command[field];
      way = !way;
      command[field] = way;
    },
    release: () => {
      command[field] = asked;
    },
  };
}

/** Brakes and motors of the axes, motors and locks of the doors. */
export function createSeizures(inputs: PlantInputs): Seizures {
  const active = new Set<Seizure>();
  const targets = new Map<string, EffectOf>();

  const add = (target: string, verbs: Partial<Record<'stuck' | 'off' | 'wrong', () => Seizure>>): void => {
    targets.set(target, (spec) => {
      const make = spec.verb === 'stuck' || spec.verb === 'off' || spec.verb === 'wrong' ? verbs[spec.verb] : undefined;
      if (make === undefined) return 'unsupported';
      const apply = (): (() => void) => {
        const seizure = make();
        active.add(seizure);
        return () => active.delete(seizure);
      };
      return { aspect: 'mechanism', apply };
    });
  };
  for (const [axis, servo] of Object.entries(inputs.axes)) {
    add(`${axis}/brake`, { stuck: () => forcing(servo, 'releaseBrake', false) });
    add(`${axis}/motor`, { off: () => forcing(servo, 'torque', false) });
  }
  for (const [door, drive] of Object.entries(inputs.doors)) {
    const still = (): Seizure => forcing(drive, 'motor', 'still');
    // `wrong`: the leaf is driven, or heaved, open by somebody else.
    add(`${door}/motor`, { stuck: still, off: still, wrong: () => forcing(drive, 'motor', 'opening') });
    add(`${door}/lock`, { stuck: () => forcing(drive, 'lock', drive.lock), off: () => forcing(drive, 'lock', false) });
  }
  add('lockPin/bolt', { stuck: () => wavering(inputs.lockPin, 'in') });
  add('fork/bolt', { stuck: () => wavering(inputs.fork, 'engage') });
  return {
    targets,
    seize: () => {
      for (const each of active) each.seize();
    },
    release: () => {
      for (const each of active) each.release();
    },
  };
}
