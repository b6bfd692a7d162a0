import type { Place } from '../../../../config/places.ts';
import { project } from './projection.ts';
import type { TowerLayout } from './projection.ts';

/** Three arrowheads that point from the ground up to the place of the car, as the customer's eye goes through the real glass. */
export function LookUp({ place, layout }: { readonly place: Place; readonly layout: TowerLayout }) {
  const from = project({ x: place.xMm, d: layout.front, z: layout.ground + 200 });
  const to = project({ x: place.xMm, d: place.reachMm, z: place.zMm - 300 });
  const length = Math.hypot(to.u - from.u, to.v - from.v);
  if (length < layout.storeyMm) return null;
  const degrees = (Math.atan2(to.v - from.v, to.u - from.u) * 180) / Math.PI + 90;
  const at = (share: number): string => `translate(${(from.u + (to.u - from.u) * share).toFixed(0)} ${(from.v + (to.v - from.v) * share).toFixed(0)}) rotate(${degrees.toFixed(1)})`;
  return (
    <g className="look-up" aria-hidden="true">
      {[0.4, 0.65, 0.9].map((share) => <path key={share} transform={at(share)} d="M-520 420L0 -120L520 420" />)}
    </g>
  );
}
