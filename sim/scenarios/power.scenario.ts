import { breaks } from './plays.ts';
import type { Trouble, TroubleScene } from './trouble.ts';

const DARK_MS = 10_000;
/** A brown-out: shorter than anybody needs to notice the silence itself. */
const FLICKER_MS = 50;

const cutPower = ({ stage }: TroubleScene): void => { stage.power.cut(); };
const powerReturns = async ({ stage }: TroubleScene): Promise<void> => {
  await stage.clock.runFor(DARK_MS);
  await stage.power.restore();
};

/** A device loses its power for a moment and starts anew. */
async function flicker({ stage }: TroubleScene, device: string): Promise<void> {
  breaks(stage, device, 'off');
  await stage.clock.runFor(FLICKER_MS);
  stage.faults.clear(device);
}

/** The table of this family. */
export const powerTroubles: readonly Trouble[] = [
  {
    name: 'power-cut-lift-loaded', family: 'power', at: 'liftComes', outcome: 'comesBack', happen: cutPower, mend: powerReturns,
    sentence: 'The mains fail altogether while the lift comes down with a car: the brakes hold it, nothing moves when the power returns, and the car comes after a technician has looked.',
  },
  {
    name: 'power-cut-pallet-between', family: 'power', at: 'palletSlides', outcome: 'comesBack', happen: cutPower, mend: powerReturns,
    sentence: 'The mains fail with a pallet between its cell and the carriage: it stays where it is, and the transfer is completed after a technician has looked.',
  },
  {
    name: 'power-cut-empty-lift', family: 'power', at: 'liftGoes', outcome: 'comesBack', happen: cutPower, mend: powerReturns,
    sentence: 'The mains fail while the empty lift is on its way: every axis finds its reference again, then the car is fetched.',
  },
  {
    name: 'power-cut-pallet-going-home', family: 'power', at: 'palletGoesHome', outcome: 'comesBack', happen: cutPower, mend: powerReturns,
    sentence: 'The mains fail while the empty pallet goes home: what has been handed out stays handed out, and the pallet goes home afterwards.',
  },
  {
    name: 'power-supply-unsteady', family: 'power', at: 'liftComes', outcome: 'stops', because: ['supplyOk', 'safetyChainClosed'],
    sentence: 'The supply monitor reports a lost phase while the lift moves: everything stops, and goes on when the supply is steady and reset.',
    happen: ({ stage }) => { stage.panel.setSupplyOk(false); },
    mend: ({ stage }) => { stage.panel.setSupplyOk(true); },
  },
  {
    name: 'power-drive-restarts', family: 'power', at: 'liftComes', outcome: 'stops', because: ['liftHomed', 'liftNoFault', 'liftLive'], homing: true,
    sentence: 'The lift drive restarts in mid-move: it has lost its reference, and moves a car again only after a technician has homed it.',
    happen: (scene) => flicker(scene, 'lift'),
  },
  {
    name: 'power-module-restarts', family: 'power', at: 'liftComes', outcome: 'stops', because: ['shuttleCentred', 'lockPinOut', 'carriageLoadSafe', 'slackRopeOk'],
    sentence: 'The IO module of the carriage restarts too quickly to be missed: what it said before no longer counts, and the lift stops.',
    happen: (scene) => flicker(scene, 'io-carriage'),
  },
];
