import type { HandOffView, StartHandOff, WalkUp, WalkUpCar } from '../../../../controller/api/contract/index.ts';
import type { Answer, Refusal } from '../../tower-client/answer.ts';
import type { CarFilter, FilterName } from './car-filter.ts';

/** What taking a car now remembers. The person is unknown here: who drives is settled on a phone. */
export interface WalkUpContext {
  /** What the tower offered last; undefined before it has answered. */
  readonly offer: WalkUp | undefined;
  readonly filter: CarFilter;
  /** The car that is looked at, as it was offered last: one that somebody takes is still shown, and said to be gone. */
  readonly car: WalkUpCar | undefined;
  readonly untilUtcMs: number | undefined;
  readonly handOff: HandOffView | undefined;
  /** Codes that were shown so far: one key for each, so that a lost answer never makes two. */
  readonly codes: number;
  readonly refusal: Refusal | undefined;
}

/** A hand-off that is to begin. `key`: the same one never begins a second. */
export interface HandOffWish {
  readonly wish: StartHandOff;
  readonly key: string;
}

/** Nobody has asked for a car. */
export const noWalkUp: WalkUpContext = { offer: undefined, filter: {}, car: undefined, untilUtcMs: undefined, handOff: undefined, codes: 0, refusal: undefined };

/** What happens while a car is chosen and handed over. */
export type WalkUpEvent =
  | { readonly type: 'takeNow.chosen' }
  | { readonly type: 'offer.told'; readonly answer: Answer<WalkUp> }
  | { readonly type: 'filter.turned'; readonly filter: FilterName }
  | { readonly type: 'filter.cleared' }
  | { readonly type: 'wallCar.chosen'; readonly carId: string }
  | { readonly type: 'wallCar.taken' }
  | { readonly type: 'until.chosen'; readonly untilUtcMs: number }
  | { readonly type: 'handOff.told'; readonly answer: Answer<HandOffView> }
  | { readonly type: 'newCode.chosen' }
  | { readonly type: 'terms.read' }
  | { readonly type: 'terms.closed' }
  | { readonly type: 'terms.accepted' };

/** The car that is looked at as it is offered at this moment; undefined when somebody has taken it, or it cannot come any more. */
export const offeredCar = ({ offer, car }: Pick<WalkUpContext, 'offer' | 'car'>): WalkUpCar | undefined => offer?.cars.find(({ carId }) => carId === car?.carId);

/** After the tower has answered. A lost answer changes nothing but the note of it. */
export function withOffer(walkUp: WalkUpContext, answer: Answer<WalkUp>): WalkUpContext {
  if (!answer.ok) return { ...walkUp, refusal: walkUp.offer === undefined ? answer.error : walkUp.refusal };
  const next = { ...walkUp, offer: answer.value, refusal: walkUp.offer === undefined ? undefined : walkUp.refusal };
  return { ...next, car: offeredCar(next) ?? walkUp.car };
}
