import { nameOf, type Boundary } from './boundary.ts';
import type { CutDone, CutOrder } from './cut-player.ts';
import type { Variant } from './cutter.ts';

/** Which boundaries of a sequence are visited, and how. */
export interface Choice {
  /** One instant of so many; 1 visits all. */
  readonly every: number;
  readonly from: number;
  readonly to: number;
  readonly variants: readonly Variant[];
  readonly offMs: number;
  /** A second cut inside the recovery at one boundary of so many; 0 at none. */
  readonly inside: number;
}

/** The visits to a sequence: one for each instant that has boundaries, by each variant. */
export function visitsOf(site: string, sequence: string, boundaries: readonly Boundary[], choice: Choice): readonly CutOrder[] {
  const instants = new Map<string, { readonly first: number; covers: number }>();
  for (const [index, { instant }] of boundaries.entries()) {
    if (index + 1 < choice.from || index + 1 > choice.to) continue;
    const known = instants.get(instant);
    if (known === undefined) instants.set(instant, { first: index, covers: 1 });
    else known.covers += 1;
  }
  const chosen = [...instants.values()].filter((_, index) => index % choice.every === 0);
  return choice.variants.flatMap((variant) => chosen.flatMap(({ first, covers }, index): readonly CutOrder[] => {
    const boundary = boundaries[first];
    if (boundary === undefined) return [];
    const nth = first + 1;
    return [{ site, sequence, at: { nth, name: nameOf(boundary) }, covers, variant, offMs: choice.offMs, inside: choice.inside > 0 && index % choice.inside === 0 }];
  }));
}

/** The same visit, as it is found again in the file of an earlier campaign. */
export const keyOf = ({ site, sequence, at, variant, offMs, inside }: CutOrder): string => [site, sequence, at.nth, at.name, variant, offMs, inside].join('|');

/** The command that plays a visit again, alone. */
export function commandOf({ site, sequence, at, variant, offMs, inside }: CutDone): string {
  const nth = String(at.nth);
  return `npx carillon sim powercut --site ${site} --sequence ${sequence} --from ${nth} --to ${nth} --variants ${variant} --off-ms ${String(offMs)} --inside ${inside ? '1' : '0'}`;
}
