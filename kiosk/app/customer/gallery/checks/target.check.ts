import type { Bench, Flaw } from './flaw.ts';
import { inPixels, shownControls } from './shown-parts.ts';
import type { Area, Part } from './shown-parts.ts';

/** A target is at least as large, and as far from the next one (design, kiosk A.3). */
const LEAST = { sizeMm: 20, sizePx: 44, gapMm: 2.5 } as const;
/** On a portrait screen from this size on, its upper quarter is above a reach. */
const TALL_INCHES = 40;
const OUT_OF_REACH = 0.25;
const SLACK_PX = 0.6;

/** Whether a target may be pressed by whoever stands at the screen: the size of a disabled one counts as well, for it may be enabled in the same place. */
const sizeOf = ({ element }: Part): number => Math.min((element as HTMLElement).offsetWidth, (element as HTMLElement).offsetHeight);

function distance(a: Area, b: Area): number {
  const across = Math.max(0, a.left - b.right, b.left - a.right);
  const down = Math.max(0, a.top - b.bottom, b.top - a.bottom);
  return Math.hypot(across, down);
}

/** Every target is large enough, and none stands too near another. */
export function targets(page: Document, { pxPerMm }: Bench): readonly Flaw[] {
  const controls = shownControls(page);
  const least = Math.max(LEAST.sizeMm * pxPerMm, LEAST.sizePx);
  const mm = (px: number): string => (px / pxPerMm).toFixed(1);
  const small = controls.filter((control) => sizeOf(control) < least - SLACK_PX);
  const near = controls.flatMap((one, i) =>
    controls.slice(i + 1)
      .filter((other) => !one.element.contains(other.element) && !other.element.contains(one.element))
      .map((other) => ({ one, other, px: distance(one.area, other.area) }))
      .filter(({ px }) => px < LEAST.gapMm * pxPerMm - SLACK_PX));
  return [
    ...small.map((control): Flaw => ({ check: 'targets', what: `${control.name} is ${mm(sizeOf(control))} mm small` })),
    ...near.map(({ one, other, px }): Flaw => ({ check: 'targets', what: `${one.name} stands ${mm(px)} mm from ${other.name}` })),
  ];
}

/** Nothing that is touched stands in the upper quarter of a large portrait screen. */
export function reach(page: Document, { inches }: Bench): readonly Flaw[] {
  if (innerHeight < innerWidth || inches < TALL_INCHES) return [];
  return shownControls(page)
    .filter(({ area }) => area.top < innerHeight * OUT_OF_REACH)
    .map(({ name, area }) => ({ check: 'reach', what: `${name} at ${inPixels(area)} is too high up to be reached` }));
}
