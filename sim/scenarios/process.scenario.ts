import type { Trouble, TroubleScene } from './trouble.ts';

/** A supervisor starts a dead controller again after this. */
const DEAD_MS = 2000;

const die = ({ stage }: TroubleScene): void => { stage.controller.kill(); };
const startAgain = async ({ stage }: TroubleScene): Promise<void> => {
  await stage.clock.runFor(DEAD_MS);
  await stage.controller.restart();
};

/** Killed again each time it has just begun to look around. */
const startThrice = async (scene: TroubleScene): Promise<void> => {
  for (let times = 0; times < 3; times += 1) {
    await startAgain(scene);
    await scene.stage.clock.runFor(1500);
    scene.stage.controller.kill();
  }
  await startAgain(scene);
};

/** The table of this family. */
export const processTroubles: readonly Trouble[] = [
  {
    name: 'process-killed-lift-loaded', family: 'process', at: 'liftComes', outcome: 'comesBack', happen: die, mend: startAgain,
    sentence: 'The controller is killed while the lift comes down with a car: the watchdog stops the tower, and the car comes after a restart and the word of a technician.',
  },
  {
    name: 'process-killed-pallet-between', family: 'process', at: 'palletSlides', outcome: 'comesBack', happen: die, mend: startAgain,
    sentence: 'The controller is killed with a pallet between cell and carriage: the next one finds it by the sensors and brings it to an end.',
  },
  {
    name: 'process-killed-into-bay', family: 'process', at: 'palletIntoBay', outcome: 'comesBack', happen: die, mend: startAgain,
    sentence: 'The controller is killed while the car slides into the bay: the bay stays shut, and the transfer is completed later.',
  },
  {
    name: 'process-killed-handed-over', family: 'process', at: 'handedOver', outcome: 'comesBack', happen: die, mend: startAgain,
    sentence: 'The controller is killed while the car stands in the open bay: the customer can leave at any time, and the bay is proven empty by the next controller.',
  },
  {
    name: 'process-killed-door-closing', family: 'process', at: 'outerCloses', outcome: 'comesBack', happen: die, mend: startAgain,
    sentence: 'The controller is killed while the outer door closes: the door stops by itself, and the bay is proven empty anew before it closes.',
  },
  {
    name: 'process-killed-again-and-again', family: 'process', at: 'liftComes', outcome: 'comesBack', happen: die, mend: startThrice,
    sentence: 'The controller is killed three more times while it finds out what stands where: it finds the same again, and nothing has moved.',
  },
];
