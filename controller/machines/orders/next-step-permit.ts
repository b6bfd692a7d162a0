import type { Answer, OrderWorld } from './bay-effects.ts';

/**
 * Why work under way may not take up its next step: the plan of the site lets it end where it stands. Asked between two steps only. While the
 * shuttle is out, the step is first brought to its end: a pallet half in its place is no safe place.
 */
export function heldByPlan({ permit, facts }: Pick<OrderWorld, 'permit' | 'facts'>): Extract<Answer, { readonly ok: false }> | undefined {
  const now = facts();
  if (now.get('shuttleCentred').value !== true) return undefined;
  const asked = permit('order.goOn', now);
  return asked.granted ? undefined : { ok: false, error: { code: 'refused', message: 'The plan of the site lets work end here. Everything stands in a safe place; a person lets it go on afterwards.', broken: asked.broken } };
}
