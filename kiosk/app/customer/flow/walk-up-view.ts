import type { SnapshotFrom } from 'xstate';
import type { HandOffState, ProblemCode, Terms, WalkUp, WalkUpCar, WalkUpWindow } from '../../../../controller/api/contract/index.ts';
import type { Refusal } from '../../tower-client/answer.ts';
import { filtered, isChoice } from './car-filter.ts';
import type { CarFilter, FilterName } from './car-filter.ts';
import type { customerSessionMachine } from './customer-session.machine.ts';
import { offeredCar } from './walk-up-context.ts';

/** A window as a choice: whether the car is free for it. */
export interface WindowChoice extends WalkUpWindow {
  readonly isFree: boolean;
}

/** What does not depend on who drives. */
export type OfferTerms = WalkUp['terms'];

/** Where a hand-off is, for the screen that waits for it: beside the states of the tower, the moments that only the screen knows. */
export type HandOffStage = HandOffState | 'asking' | 'over';

/** What taking a car now shows. */
export type WalkUpView =
  | {
    readonly screen: 'K40';
    /** Undefined while the tower has not answered. */
    readonly cars: readonly WalkUpCar[] | undefined;
    /** Free cars without the filter. */
    readonly count: number;
    readonly filter: CarFilter;
    /** Filters with which anything can be chosen. */
    readonly knobs: readonly FilterName[];
    readonly currency: string | undefined;
    /** Why nothing may be taken now. */
    readonly code: Refusal['code'] | undefined;
  }
  | { readonly screen: 'K41'; readonly car: WalkUpCar; readonly isGone: boolean; readonly terms: OfferTerms }
  | { readonly screen: 'K42'; readonly car: WalkUpCar; readonly isGone: boolean; readonly windows: readonly WindowChoice[]; readonly terms: OfferTerms; readonly isAsking: boolean; readonly refusal: Refusal | undefined }
  | {
    readonly screen: 'K43';
    readonly car: WalkUpCar;
    readonly stage: HandOffStage;
    readonly link: string | undefined;
    readonly untilUtcMs: number | undefined;
    readonly maskedName: string | undefined;
    /** Why the rules do not allow it to whoever has claimed it. */
    readonly codes: readonly ProblemCode[];
  }
  | { readonly screen: 'K44'; readonly car: WalkUpCar; readonly terms: Terms; readonly maskedName: string | undefined; readonly isWhole: boolean; readonly isAsking: boolean; readonly refusal: Refusal | undefined };

type Snapshot = SnapshotFrom<typeof customerSessionMachine>;
const KNOBS: readonly FilterName[] = ['seats', 'energy', 'price'];

function wallView({ context: { walkUp } }: Snapshot): WalkUpView {
  const { offer, filter, refusal } = walkUp;
  const cars = offer?.cars ?? [];
  return {
    screen: 'K40', cars: offer === undefined ? undefined : filtered(cars, filter), count: cars.length, filter, knobs: KNOBS.filter((name) => filter[name] !== undefined || isChoice(name, cars)),
    currency: offer?.terms.currency, code: offer === undefined ? refusal?.code : offer.code,
  };
}

/** The screen of a walk-up; undefined when there is none under way. */
export function walkUpView(snapshot: Snapshot): WalkUpView | undefined {
  if (!snapshot.matches({ journey: 'walkingUp' })) return undefined;
  const { walkUp } = snapshot.context;
  const { offer, car, handOff, refusal, untilUtcMs } = walkUp;
  if (snapshot.matches({ journey: { walkingUp: { choosing: 'wall' } } }) || offer === undefined || car === undefined) return wallView(snapshot);
  const isGone = offeredCar(walkUp) === undefined;
  if (snapshot.matches({ journey: { walkingUp: { choosing: 'car' } } })) return { screen: 'K41', car, isGone, terms: offer.terms };
  const isAsking = snapshot.matches({ journey: { walkingUp: 'asking' } });
  if (snapshot.matches({ journey: { walkingUp: { choosing: 'howLong' } } }) || isAsking) {
    const windows = offer.windows.map((window) => ({ ...window, isFree: car.free.includes(window.untilUtcMs) }));
    return { screen: 'K42', car, isGone: isGone && !isAsking, windows, terms: offer.terms, isAsking, refusal };
  }
  const { maskedName } = handOff ?? {};
  if (snapshot.matches({ journey: { walkingUp: 'terms' } }) && handOff?.terms !== undefined) {
    const [isWhole, isRecognising] = [snapshot.matches({ journey: { walkingUp: { terms: 'whole' } } }), snapshot.matches({ journey: { walkingUp: { terms: 'recognising' } } })];
    return { screen: 'K44', car, terms: handOff.terms, maskedName, isWhole, isAsking: isRecognising, refusal };
  }
  const stage = snapshot.matches({ journey: { walkingUp: 'renewing' } }) ? 'asking' : snapshot.matches({ journey: { walkingUp: 'over' } }) ? 'over' : (handOff?.state ?? 'waiting');
  return { screen: 'K43', car, stage, link: handOff?.link, untilUtcMs, maskedName, codes: handOff?.codes ?? [] };
}
