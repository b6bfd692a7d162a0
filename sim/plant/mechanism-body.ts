/** A bolt or fork that travels between 0 and 1 and may meet something on its way in. */
export interface MechanismBody {
  /** `inwards`: which way it is driven. `jamAt`: as far in as it gets, 1 when nothing is in the way. */
  readonly step: (dtMs: number, inwards: boolean, jamAt: number) => void;
  readonly settled: (inwards: boolean, jamAt: number) => boolean;
}

/** Steps that add up to a whole travel but for rounding have arrived. */
const ROUNDING = 1e-9;

/** Moves `from` towards `to` by at most `by`, and arrives exactly. */
export function towards(from: number, to: number, by: number): number {
  return Math.abs(to - from) <= by + ROUNDING ? to : from + Math.sign(to - from) * by;
}

/** What is only half in when its hole or pocket is not where it should be. */
export const JAMMED = 0.5;

/** Builds a mechanism around its position. A mechanism that is already further in than the jam stays where it is. */
export function createMechanismBody(state: { position: number }, travelMs: number): MechanismBody {
  const target = (inwards: boolean, jamAt: number): number => (inwards ? Math.max(state.position, jamAt) : 0);
  return {
    step: (dtMs, inwards, jamAt) => {
      state.position = towards(state.position, target(inwards, jamAt), dtMs / travelMs);
    },
    settled: (inwards, jamAt) => state.position === target(inwards, jamAt),
  };
}
