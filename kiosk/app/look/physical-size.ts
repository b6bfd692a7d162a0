import type { SiteView } from '../../../controller/api/contract/index.ts';

const MM_PER_INCH = 25.4;

/**
 * CSS pixels that make one millimetre on the site's screen. In a window smaller than that screen everything shrinks with
 * it, so that a demonstration on a desk shows the same layout.
 */
export function pxPerMm(screen: SiteView['screen'], window: { readonly widthPx: number; readonly heightPx: number }): number {
  const { diagonalInches, widthPx, heightPx } = screen;
  const perMm = Math.hypot(widthPx, heightPx) / (diagonalInches * MM_PER_INCH);
  const sides = (a: number, b: number): readonly [number, number] => [Math.min(a, b), Math.max(a, b)];
  const [shortScreen, longScreen] = sides(widthPx, heightPx);
  const [shortWindow, longWindow] = sides(window.widthPx, window.heightPx);
  return perMm * Math.min(1, shortWindow / shortScreen, longWindow / longScreen);
}
