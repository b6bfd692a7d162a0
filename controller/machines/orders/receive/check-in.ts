import type { Clock } from '../../../ports.ts';
import type { BayFactName, Facts } from '../../../sensing/fact.ts';
import type { Lookout } from '../../unit/lookout.ts';
import type { CheckIn, CheckInAnswer, CheckInRefusal } from './check-in.port.ts';

/** Where the checks look. */
export interface CheckInWorld {
  readonly clock: Clock;
  readonly lookout: Lookout;
  readonly facts: () => Facts;
  /** How long the proofs must hold, ms. */
  readonly holdMs: number;
}

/** A car that has been put down settles, and one without a brake begins to roll, within this. */
const SETTLE_MS = 5000;

/** Measurements that refuse a car, in the order in which they are said. */
const LIMITS: readonly (readonly [BayFactName, CheckInRefusal, string])[] = [
  ['widthFits', 'tooWide', 'wider than the site takes'],
  ['heightFits', 'tooHigh', 'higher than the site takes'],
  ['clearanceFits', 'tooLow', 'lower over the ground than the pallet allows'],
  ['massFits', 'tooHeavy', 'heavier than the site takes'],
  ['loadBalanced', 'unbalanced', 'too heavy on one side of the pallet'],
  ['floorDry', 'leaking', 'leaking'],
];

/** The checks from the facts of the bay alone. */
export function createCheckIn({ clock, lookout, facts, holdMs }: CheckInWorld): CheckIn {
  const is = (bay: string, name: BayFactName, value: boolean): boolean => facts().get(`${bay}.${name}`).value === value;
  const refused = (code: CheckInRefusal, what: string): CheckInAnswer => ({ kind: 'refused', code, message: `The car is ${what}. The bay opens; please drive it out.` });
  const overLimit = (bay: string): CheckInAnswer | undefined => {
    const broken = LIMITS.find(([name]) => is(bay, name, false));
    return broken && refused(broken[1], broken[2]);
  };
  /** Resolves with the first answer that has stood for so long; a refusal that comes meanwhile stands for itself. */
  async function heldFor(ms: number, ask: () => CheckInAnswer | undefined, signal: AbortSignal): Promise<CheckInAnswer> {
    for (;;) {
      const answer = await lookout.until(ask, signal);
      const over = new AbortController();
      const timer = clock.setTimeout(() => { over.abort(); }, ms);
      const changed = lookout.until(() => (ask()?.kind === answer.kind ? undefined : true), AbortSignal.any([signal, over.signal]));
      const stood = new Promise<false>((resolve) => { over.signal.addEventListener('abort', () => { resolve(false); }, { once: true }); });
      const broken = await Promise.race([changed, stood]);
      clock.clearTimeout(timer);
      if (!broken) return answer;
    }
  }
  return {
    driveIn: ({ bay }, signal) => heldFor(holdMs, () => {
      // Measured only while nobody walks about: a person in the frame is no part of the car.
      if (!is(bay, 'personClear', true) || !is(bay, 'envelopeClear', false) || !is(bay, 'palletOnly', false)) return undefined;
      return overLimit(bay) ?? (is(bay, 'carProven', true) ? { kind: 'admitted' } : undefined);
    }, signal),
    shut: async ({ bay }, signal) => {
      const refusal = (): CheckInAnswer | undefined => {
        if (is(bay, 'personClear', false)) return { kind: 'refused', code: 'somebodyInside', message: 'Somebody is in the shut bay or in the car. The bay opens.' };
        return overLimit(bay) ?? (is(bay, 'carProven', false) ? refused('rolled', 'not fully on its pallet any more') : undefined);
      };
      const answer = () => refusal() ?? (is(bay, 'carProven', true) && is(bay, 'personClear', true) ? { kind: 'admitted' as const } : undefined);
      return heldFor(SETTLE_MS, answer, signal);
    },
  };
}
