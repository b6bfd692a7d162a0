import type { Eligibility, JudgedRule, RuleName } from '../../../../controller/api/contract/index.ts';

/** Rules whose answer may be another one at another time: they keep nobody from looking at the free times. */
const AT_THIS_TIME: readonly RuleName[] = ['window', 'carFree', 'oneAtATime', 'licence', 'mostCars'];
/** Rules about the times that can be chosen; before a window is chosen they say nothing of the person. */
const OF_THE_WINDOW: readonly RuleName[] = ['window', 'carFree'];

/** How one rule stands: kept, broken at this time only, or broken whatever time is chosen. */
export type Standing = 'kept' | 'anotherTime' | 'broken';

/** How a rule stands for the person. */
export const standingOf = ({ rule, holds }: JudgedRule): Standing => (holds ? 'kept' : AT_THIS_TIME.includes(rule) ? 'anotherTime' : 'broken');
/** Whether there may be a time at which it can be booked. */
export const mayGoOn = ({ rules }: Eligibility): boolean => rules.every((rule) => standingOf(rule) !== 'broken');
/** Who swaps nothing has no present car, and is told nothing of it. */
const isAsked = ({ rule, holds, params }: JudgedRule): boolean => rule !== 'swap' || !holds || params['bookingId'] !== undefined;
/** Rules that are shown before a window is chosen: those about the person and the car. */
export const beforeTheWindow = ({ rules }: Eligibility): readonly JudgedRule[] => rules.filter((each) => !OF_THE_WINDOW.includes(each.rule) && isAsked(each));
/** Rules that are shown where the window is fixed already. */
export const withTheWindow = ({ rules }: Eligibility): readonly JudgedRule[] => rules.filter(isAsked);
/** Rules that are broken. */
export const brokenRules = ({ rules }: Eligibility): readonly JudgedRule[] => rules.filter(({ holds }) => !holds);
