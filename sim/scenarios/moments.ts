import { limitsOf } from '../../config/axes.ts';
import type { Asked } from './plays.ts';
import type { Stage } from './stage.port.ts';

/** A moment of a delivery, as plant truth shows it. */
export interface Moment {
  /** For people, after "when". */
  readonly words: string;
  readonly hasCome: (stage: Stage, asked: Asked) => boolean;
}

/** Half of its rated speed: in full motion, far from either end. */
function inFullMotion({ site, plant }: Stage, axis: 'lift' | 'travel' | 'turn' | 'shuttle'): boolean {
  return site.axes[axis] !== undefined && Math.abs(plant.state.axes[axis]?.velocityMmPerS ?? 0) > limitsOf(site, axis).velocityMmPerS / 2;
}

const placeOf = ({ plant }: Stage, { palletId }: Asked): string | undefined => plant.state.pallets[palletId]?.place;
const rides = (stage: Stage, asked: Asked): boolean => placeOf(stage, asked) === 'lift';
const hasLeft = ({ plant }: Stage, { carId }: Asked): boolean => plant.state.cars[carId]?.place === 'outside';
const outerOf = ({ plant }: Stage, { bay }: Asked) => plant.state.doors[`${bay}.outer`];
const innerOf = ({ plant }: Stage, { bay }: Asked) => plant.state.doors[`${bay}.inner`];

/** The moments at which things go wrong, in their order. */
export const MOMENTS = {
  liftGoes: { words: 'the empty lift goes for the car', hasCome: (stage, asked) => inFullMotion(stage, 'lift') && !rides(stage, asked) },
  turnGoes: { words: 'the empty carriage turns towards the cell', hasCome: (stage, asked) => inFullMotion(stage, 'turn') && !rides(stage, asked) },
  turnComes: { words: 'the carriage turns with the car', hasCome: (stage, asked) => inFullMotion(stage, 'turn') && rides(stage, asked) },
  shuttleReaches: { words: 'the shuttle reaches into the cell', hasCome: (stage, asked) => inFullMotion(stage, 'shuttle') && placeOf(stage, asked) === asked.cell },
  palletSlides: { words: 'the pallet slides from the cell onto the carriage', hasCome: (stage, asked) => inFullMotion(stage, 'shuttle') && placeOf(stage, asked) === 'shuttle' },
  liftComes: { words: 'the lift comes down with the car', hasCome: (stage, asked) => inFullMotion(stage, 'lift') && rides(stage, asked) },
  innerOpens: { words: 'the inner door of the bay opens', hasCome: (stage, asked) => (innerOf(stage, asked)?.velocityPerS ?? 0) > 0 },
  palletIntoBay: { words: 'the pallet slides into the bay', hasCome: (stage, asked) => inFullMotion(stage, 'shuttle') && placeOf(stage, asked) === 'shuttle' && (innerOf(stage, asked)?.position ?? 0) > 0.9 },
  innerCloses: { words: 'the inner door closes behind the shuttle', hasCome: (stage, asked) => (innerOf(stage, asked)?.velocityPerS ?? 0) < 0 && placeOf(stage, asked) === `bay:${asked.bay}` },
  outerOpens: { words: 'the outer door opens', hasCome: (stage, asked) => (outerOf(stage, asked)?.velocityPerS ?? 0) > 0 && (outerOf(stage, asked)?.position ?? 0) > 0.2 },
  handedOver: { words: 'the car stands in the open bay', hasCome: (stage, asked) => placeOf(stage, asked) === `bay:${asked.bay}` && (outerOf(stage, asked)?.position ?? 0) >= 0.99 },
  carHasLeft: { words: 'the car has just left', hasCome: hasLeft },
  outerCloses: { words: 'the outer door closes behind the car', hasCome: (stage, asked) => hasLeft(stage, asked) && (outerOf(stage, asked)?.velocityPerS ?? 0) < 0 && (outerOf(stage, asked)?.position ?? 1) < 0.9 },
  palletGoesHome: { words: 'the lift takes the empty pallet home', hasCome: (stage, asked) => hasLeft(stage, asked) && rides(stage, asked) && inFullMotion(stage, 'lift') },
  palletIntoCell: { words: 'the empty pallet slides into its cell', hasCome: (stage, asked) => hasLeft(stage, asked) && inFullMotion(stage, 'shuttle') && placeOf(stage, asked) === 'shuttle' && innerOf(stage, asked)?.position === 0 },
} as const satisfies Readonly<Record<string, Moment>>;

export type MomentName = keyof typeof MOMENTS;

/** The customer is needed for everything after the hand-over. */
const AFTER_HANDOVER: ReadonlySet<MomentName> = new Set(['carHasLeft', 'outerCloses', 'palletGoesHome', 'palletIntoCell']);
/** Longest time to any moment of a delivery, customer included. */
const COMES_MS = 600_000;

/** Whether the customer must have come for a moment to come. */
export function needsCustomer(name: MomentName): boolean {
  return AFTER_HANDOVER.has(name);
}

/** Waits for a moment, and states that it has come. */
export async function untilMoment(stage: Stage, asked: Asked, name: MomentName): Promise<boolean> {
  const moment: Moment = MOMENTS[name];
  const come = await stage.clock.until(() => moment.hasCome(stage, asked), COMES_MS);
  stage.expect(`the moment comes when ${moment.words}`, come, JSON.stringify(stage.plant.state.axes));
  return come;
}
