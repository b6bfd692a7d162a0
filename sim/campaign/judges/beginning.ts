import { setsOff } from '../../wire/setting-off.ts';
import type { Subject } from '../subject.port.ts';
import type { Judge, Report } from './judge.port.ts';

/** Hears of the staff and of deaths: a person's word counts for the controller that has heard it. */
export interface BeginningJudge extends Judge {
  readonly staffActed: () => void;
  /** How often they have acted in this run. */
  readonly staffActs: () => number;
  readonly died: () => void;
}

/**
 * I36, what the wire alone does not tell: the first motion of a controller comes after journal and sensors agree and nothing is in transit, or on the
 * word of a person. That its inputs have been heard for long enough is the oracle's.
 */
export function judgeBeginning({ stage, wire, process }: Pick<Subject, 'stage' | 'wire' | 'process'>, report: Report): BeginningJudge {
  let epoch = 0;
  let [all, ofTheDead] = [0, 0];
  let begun = 0;
  wire.listen({
    opened: () => undefined,
    answered: () => undefined,
    command: (command) => {
      // The way out is open at any time.
      if (command.epoch <= epoch || command.what === 'open' || !setsOff(command, stage.plant.state)) return;
      epoch = command.epoch;
      begun += 1;
      if (all > ofTheDead || !process.isAlive()) return;
      const { state } = stage.tower.snapshot().tower;
      const between = Object.entries(stage.plant.state.pallets).find(([, { place }]) => place === 'shuttle');
      if (state === 'recovering') report('I36', `${command.device.id} is told to move by a controller that still finds out what stands where`);
      else if (between !== undefined) report('I36', `${command.device.id} is told to move by a new controller with ${between[0]} between two places, and nobody has said so`);
    },
  });
  return {
    staffActed: () => { all += 1; },
    staffActs: () => all,
    died: () => { ofTheDead = all; },
    premises: () => ({ I36: begun }),
  };
}
