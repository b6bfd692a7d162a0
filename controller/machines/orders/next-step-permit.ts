import type { Place } from '../../../config/places.ts';
import type { TransferVerb } from '../transfer/next-step.ts';
import type { Answer, OrderWorld } from './bay-effects.ts';
import type { Turn } from './turn.ts';

/**
 * Why work under way may not take up its next step: the plan of the site lets it end where it stands. Asked between two steps only. While the
 * shuttle is out, the step is first brought to its end: a pallet half in its place is no safe place. With nothing on it the carriage is given
 * back, so that a plan may send it away.
 */
export function heldByPlan(orderId: string, turn: Turn, { permit, facts, palletAt }: Pick<OrderWorld, 'permit' | 'facts' | 'palletAt'>): Extract<Answer, { readonly ok: false }> | undefined {
  const now = facts();
  if (now.get('shuttleCentred').value !== true) return undefined;
  const asked = permit('order.goOn', now);
  if (asked.granted) return undefined;
  if (palletAt('carriage') === undefined) turn.release(orderId);
  return { ok: false, error: { code: 'refused', message: 'The plan of the site lets work end here. Everything stands in a safe place; a person lets it go on afterwards.', broken: asked.broken } };
}

/** A leg of the way of a pallet. */
interface Taking { readonly verb: TransferVerb; readonly place: Place; readonly palletId: string; readonly orderId: string }

/**
 * Why a pallet is not taken out of its bay now: the door to the street was opened for people behind it. Told before the inner door is asked for anything, so that
 * nothing has to be stopped, and no stop waits for a door that nobody may shut while it lasts.
 */
export function openedBehind({ verb, place, palletId, orderId }: Taking, turn: Turn, { permit, facts, palletPlace, palletAt }: Pick<OrderWorld, 'permit' | 'facts' | 'palletPlace' | 'palletAt'>): Extract<Answer, { readonly ok: false }> | undefined {
  const now = facts();
  const fact = `${place.name}.outerClosedLocked` as const;
  if (verb === 'place' || place.kind !== 'bay' || palletPlace(palletId) !== place.id || now.get('shuttleCentred').value !== true || now.get(fact).value !== false) return undefined;
  const asked = permit(`inner.open:${place.name}`, now);
  if (palletAt('carriage') === undefined) turn.release(orderId);
  return { ok: false, error: { code: 'refused', message: `The outer door of bay ${place.name} was opened for people. Nothing was moved; once a person lets this go on, the bay is proven and shut anew.`, broken: asked.granted ? [] : asked.broken.filter((rule) => rule.fact === fact) } };
}
