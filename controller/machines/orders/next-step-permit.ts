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
