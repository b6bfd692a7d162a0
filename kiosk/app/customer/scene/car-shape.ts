import type { CarView } from '../../../../controller/api/contract/index.ts';

/** Sizes of a car in mm. */
export type CarSize = Pick<CarView, 'lengthMm' | 'widthMm' | 'heightMm'>;

/** A point of a car's side: `a` along the car from its nose, `h` height above the pallet, both in mm. */
export interface SidePoint {
  readonly a: number;
  readonly h: number;
}

export interface CarShape {
  /** Closed outline of the body without wheels, from the lower front corner over the roof to the rear. */
  readonly body: readonly SidePoint[];
  readonly glass: readonly SidePoint[];
  readonly wheels: readonly { readonly a: number; readonly h: number; readonly radius: number }[];
}

/** Share of length and height: low cars, saloons and tall ones differ in where bonnet, screen and tail stand. */
const PROFILES = {
  low: { bonnet: 0.3, screen: 0.46, tail: 0.78, deck: 0.96, waist: 0.62, nose: 0.4, deckHeight: 0.6 },
  saloon: { bonnet: 0.25, screen: 0.4, tail: 0.72, deck: 0.93, waist: 0.6, nose: 0.42, deckHeight: 0.63 },
  tall: { bonnet: 0.2, screen: 0.31, tail: 0.88, deck: 0.98, waist: 0.58, nose: 0.44, deckHeight: 0.6 },
} as const;

/** A plain silhouette in the car's own proportions; the real picture of a model is not claimed. */
export function carShape({ lengthMm, heightMm }: CarSize): CarShape {
  const slenderness = heightMm / lengthMm;
  const profile = PROFILES[slenderness > 0.335 ? 'tall' : slenderness < 0.296 ? 'low' : 'saloon'];
  const radius = Math.min(345, heightMm * 0.225);
  const floor = radius * 0.62;
  const at = (along: number, height: number): SidePoint => ({ a: lengthMm * along, h: floor + (heightMm - floor) * height });
  const waist = profile.waist;
  return {
    body: [
      at(0.012, 0), at(0, 0.16), at(0.012, profile.nose), at(0.06, profile.nose + 0.1), at(profile.bonnet, waist - 0.02),
      at(profile.screen, 0.965), at(profile.screen + 0.07, 1), at(profile.tail - 0.08, 0.995), at(profile.tail, 0.93),
      at(profile.deck, profile.deckHeight + 0.04), at(0.99, profile.deckHeight - 0.06), at(1, 0.3), at(0.985, 0),
    ],
    glass: [
      at(profile.bonnet + 0.045, waist + 0.02), at(profile.screen + 0.02, 0.92), at(profile.screen + 0.08, 0.945),
      at(profile.tail - 0.09, 0.94), at(profile.tail - 0.025, 0.88), at(Math.min(profile.deck - 0.05, profile.tail + 0.09), waist + 0.03),
    ],
    wheels: [{ a: lengthMm * 0.19, h: radius, radius }, { a: lengthMm * 0.8, h: radius, radius }],
  };
}

/** A colour made darker (share below 0) or lighter (above 0), as `#rrggbb`. */
export function shade(colour: string, share: number): string {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  if (channels.some((channel) => Number.isNaN(channel))) return colour;
  const mixed = channels.map((channel) => Math.round(share < 0 ? channel * (1 + share) : channel + (255 - channel) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
