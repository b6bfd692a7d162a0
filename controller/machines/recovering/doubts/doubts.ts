import type { Doubt } from '../../../api/contract/index.ts';
import { machineDoubts } from './machine-doubts.ts';
import { orderDoubts } from './order-doubts.ts';
import type { Signs } from './signs.ts';
import { stockDoubts } from './stock-doubts.ts';

/** Everything in doubt, each object once: what journal and sensors disagree about first, since it comes before any motion. */
export function doubtsOf(signs: Signs): readonly Doubt[] {
  const found = new Map<string, Doubt>();
  for (const doubt of [...stockDoubts(signs), ...machineDoubts(signs), ...orderDoubts(signs)]) {
    const known = found.get(doubt.id);
    // The same object by another sign: its ways add up.
    found.set(doubt.id, known === undefined ? doubt : { ...known, ways: [...known.ways, ...doubt.ways.filter(({ way }) => !known.ways.some((one) => one.way === way))] });
  }
  return [...found.values()];
}
