import { placesOf } from '../../config/places.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import type { Facts } from '../sensing/fact.ts';

/**
 * Whether a door towards the shaft is not seen to be shut on the other side than the shuttle would go to. The safety hardware lets the shuttle out beside an open
 * one towards that one alone: out to the other side it would drop run-enable, and neither door nor shuttle could be moved until that came back.
 */
export function createOpenBehind(site: Site, facts: () => Facts): (targetMm: number) => boolean {
  const bays = placesOf(site).filter(({ kind }) => kind === 'bay');
  return (targetMm) => bays.some(({ name, reachMm }) => Math.sign(reachMm) !== Math.sign(targetMm) && facts().get(`${name}.innerClosedLocked`).value !== true);
}
