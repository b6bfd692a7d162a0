import axe from 'axe-core';
import type { Flaw } from './flaw.ts';

/** The rules of axe; none may be broken. */
export async function accessible(page: Document): Promise<readonly Flaw[]> {
  const { violations } = await axe.run(page, { resultTypes: ['violations'] });
  return violations.map(({ id, nodes }) => ({ check: 'axe', what: `${id}: ${nodes[0]?.html ?? ''} ${nodes[0]?.any[0]?.message ?? ''}` }));
}
