import type { Pixels, VariantColour } from '../backend.port.ts';

/** Lightness 0 to 100, and two axes of colour (CIE 1976 L*a*b*, D65). */
type Lab = readonly [lightness: number, a: number, b: number];

const WHITE = [0.950_47, 1, 1.088_83] as const;

/** IEC 61966-2-1, then CIE 15: distances in it are roughly what an eye sees. */
function toLab(red: number, green: number, blue: number): Lab {
  const [r, g, b] = [red, green, blue].map((value) => {
    const v = value / 255;
    return v <= 0.040_45 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const xyz = [0.4124 * r + 0.3576 * g + 0.1805 * b, 0.2126 * r + 0.7152 * g + 0.0722 * b, 0.0193 * r + 0.1192 * g + 0.9505 * b];
  const [x, y, z] = xyz.map((value, at) => {
    const t = value / (WHITE[at] ?? 1);
    return t > 0.008_856 ? Math.cbrt(t) : 7.787 * t + 16 / 116;
  }) as [number, number, number];
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** The middle of the picture counts: there the car is, and around it the street. */
const MARGIN = 0.2;
const STEPS = 60;
const SHADES = 16;
const SHADE = 256 / SHADES;

interface Shade {
  count: number;
  red: number;
  green: number;
  blue: number;
}

/** Colours of the middle of the picture with the share of it that each has. */
function colours({ width, height, data }: Pixels): readonly { readonly lab: Lab; readonly share: number }[] {
  const shades = new Map<number, Shade>();
  let seen = 0;
  for (let row = 0; row < STEPS; row += 1) {
    for (let column = 0; column < STEPS; column += 1) {
      const x = Math.floor(width * (MARGIN + ((1 - 2 * MARGIN) * column) / STEPS));
      const y = Math.floor(height * (MARGIN + ((1 - 2 * MARGIN) * row) / STEPS));
      const at = (y * width + x) * 4;
      const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
      const key = [red, green, blue].reduce((sum, value) => sum * SHADES + Math.floor(value / SHADE), 0);
      const shade = shades.get(key) ?? { count: 0, red: 0, green: 0, blue: 0 };
      shades.set(key, { count: shade.count + 1, red: shade.red + red, green: shade.green + green, blue: shade.blue + blue });
      seen += 1;
    }
  }
  return [...shades.values()].map(({ count, red, green, blue }) => ({ lab: toLab(red / count, green / count, blue / count), share: count / seen }));
}

/** Beyond this distance nobody would call it the same colour. */
const SAME_WITHIN = 25;
/** A colour that has less of the picture than this is not the car. */
const LEAST_SHARE = 0.08;
const MOST = 3;

function labOf(colour: string): Lab {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [number, number, number];
  return toLab(red, green, blue);
}

/**
 * Which variants have the colour of what stands in the middle of the photo, best first, at most three. It knows nothing but colours: real
 * recognition is the operator's, and a person confirms either.
 */
export function recognise(pixels: Pixels, known: readonly VariantColour[]): readonly { readonly variantId: string }[] {
  const seen = colours(pixels);
  const scores = new Map<string, number>();
  for (const { variantId, colour } of known) {
    const [l, a, b] = labOf(colour);
    const score = seen.reduce((sum, { lab, share }) => sum + share * Math.max(0, 1 - Math.hypot(lab[0] - l, lab[1] - a, lab[2] - b) / SAME_WITHIN), 0);
    scores.set(variantId, Math.max(score, scores.get(variantId) ?? 0));
  }
  return [...scores].filter(([, score]) => score >= LEAST_SHARE).toSorted(([, x], [, y]) => y - x).slice(0, MOST).map(([variantId]) => ({ variantId }));
}
