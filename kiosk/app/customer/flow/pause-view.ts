import type { WordId } from '../../../../config/words/index.ts';
import { isPageWordId } from '../../../../config/words/page-words.ts';
import type { Refusal } from '../../tower-client/answer.ts';
import type { CarPlace } from './car-place.ts';
import { whoMayGoOn } from './delivery-stage.ts';
import type { SessionContext } from './session-context.ts';
import type { TowerDigest } from './tower-digest.ts';

/** The interlock's own sentence, with the bay that it names. */
export interface ReasonWords {
  readonly word: WordId;
  readonly bay: string | undefined;
}

/** A pause: why, what is safe, who may end it. */
export interface PauseView {
  readonly reason: ReasonWords;
  readonly stillness: TowerDigest['stillness'];
  readonly carAt: CarPlace;
  readonly next: ReturnType<typeof whoMayGoOn>;
  readonly isResuming: boolean;
  readonly refusal: Refusal | undefined;
  readonly reference: string;
}

/** A short form of an id, for reading it out to somebody. */
export const referenceOf = (id: string): string => id.replace(/[^A-Za-z0-9]/gu, '').slice(0, 8).toUpperCase();

/** The words for the first cause; an id that this screen has no sentence for is said to be unknown, never left out. */
export function reasonWords({ tower, stop }: Pick<SessionContext, 'tower' | 'stop'>): ReasonWords {
  const { reason } = tower;
  if (reason !== undefined && isPageWordId(reason.customer)) return { word: reason.customer, bay: reason.bay };
  return { word: stop === 'asked' ? 'K22.byYou' : 'K22.unknownReason', bay: undefined };
}

/** The pause of what the customer waits for: a collection or a return, by its id. */
export function pauseView(context: SessionContext, paused: { readonly paused: boolean; readonly carAt: CarPlace }, id: string, isResuming: boolean): PauseView {
  return {
    reason: reasonWords(context), stillness: context.tower.stillness, carAt: paused.carAt, next: whoMayGoOn(paused, context.tower), isResuming,
    refusal: context.refusal, reference: referenceOf(id),
  };
}
