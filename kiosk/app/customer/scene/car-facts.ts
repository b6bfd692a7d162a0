import type { WordId } from '../../../../config/words/index.ts';
import type { CarView } from '../../../../controller/api/contract/index.ts';

/** A sentence with its values. */
export interface Fact {
  readonly word: WordId;
  readonly values: Readonly<Record<string, string | number>>;
}

const ENERGY = { BEV: 'scene.fact.electric', PHEV: 'scene.fact.hybrid', ICE: 'scene.fact.fuel' } as const satisfies Readonly<Record<CarView['powertrain'], WordId>>;
const metres = (mm: number): string => (mm / 1000).toFixed(2);

/** Three facts about a car that are of use at its wheel: how far it goes and on what, who fits in, and where it fits through. From its variant's data sheet, nothing else. */
export function carFacts({ powertrain, rangeKm, seats, heightMm, lengthMm }: CarView): readonly [Fact, Fact, Fact] {
  return [
    { word: ENERGY[powertrain], values: { rangeKm } },
    { word: 'scene.fact.seats', values: { seats } },
    { word: 'scene.fact.size', values: { height: metres(heightMm), length: metres(lengthMm) } },
  ];
}
