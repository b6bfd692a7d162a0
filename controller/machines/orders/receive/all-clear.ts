import type { BaySight } from './sight.ts';

/** Where an all-clear can be given: beside the door on either side, or at the kiosk by the person that it knows. */
export type ClearPoint = 'left' | 'right' | 'kiosk';

/** When each point was given last, monotonic ms; and whether each button was seen released, without which a press is no fresh one. */
export interface ClearPoints {
  readonly given: Readonly<Partial<Record<ClearPoint, number>>>;
  readonly released: { readonly left: boolean; readonly right: boolean };
}

export const NO_POINTS: ClearPoints = { given: {}, released: { left: false, right: false } };

/**
 * Goes on with what the buttons show. A point counts from the edge on: a button that sticks, or is taped down, never has one. While
 * somebody or something disturbs the bay nothing that was given stands: the all-clear begins from zero. Pure.
 */
export function follow(points: ClearPoints, { left, right }: Pick<BaySight, 'left' | 'right'>, undisturbed: boolean, nowMs: number): ClearPoints {
  const edges = { left: left === true && points.released.left, right: right === true && points.released.right };
  const released = { left: left === false || (points.released.left && !edges.left && left !== undefined), right: right === false || (points.released.right && !edges.right && right !== undefined) };
  if (!undisturbed) return { given: {}, released };
  return { given: { ...points.given, ...(edges.left && { left: nowMs }), ...(edges.right && { right: nowMs }) }, released };
}

/** The person that the kiosk knows has said so. */
export function giveAtKiosk(points: ClearPoints, nowMs: number): ClearPoints {
  return { ...points, given: { ...points.given, kiosk: nowMs } };
}

/** Two different points, no further apart than `windowMs`. */
export function isGivenTwice({ given }: ClearPoints, windowMs: number): boolean {
  const times = Object.values(given).sort((a, b) => b - a);
  const [last, other] = times;
  return last !== undefined && other !== undefined && last - other <= windowMs;
}

/** How often something has passed the outer plane, each way. */
export interface Crossings {
  readonly inwards: number;
  readonly outwards: number;
}

/** Counters of the frame count modulo this. */
const WRAP = 0x1_0000;
/** More than this in one return is a frame that was started anew, not people. */
const PLAUSIBLE = 200;

/** Crossings since `base`; undefined when either is not known, or the counter cannot have come from there. */
export function crossingsSince(base: Crossings | undefined, now: Crossings | undefined): Crossings | undefined {
  if (base === undefined || now === undefined) return undefined;
  const inwards = (now.inwards - base.inwards + WRAP) % WRAP;
  const outwards = (now.outwards - base.outwards + WRAP) % WRAP;
  return inwards > PLAUSIBLE || outwards > PLAUSIBLE ? undefined : { inwards, outwards };
}

/** Whether as many have gone out as came in: the car counts once when it drives in, with `people` in it. Unknown is not clear. */
export function allOut(since: Crossings | undefined, people: number | undefined): boolean | undefined {
  if (since === undefined || people === undefined) return undefined;
  return since.outwards >= since.inwards - 1 + people;
}
