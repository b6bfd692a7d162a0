import type { TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import type { Place } from '../../../../config/places.ts';
import { outline, project } from './projection.ts';
import type { TowerLayout } from './projection.ts';

/** The bay's name is written on the street, before the yellow line. */
const SIGN_MM = 3600;

type Door = TowerSnapshot['doors'][string];

/** Leaf and frame of a door at depth `d`: it goes up as it opens, and what is left of it is drawn. */
function DoorLeaf({ place, d, door, heightMm, layout, name }: {
  readonly place: Place;
  readonly d: number;
  readonly door: Door | undefined;
  readonly heightMm: number;
  readonly layout: TowerLayout;
  readonly name: 'inner' | 'outer';
}) {
  const half = layout.pallet.widthMm / 2 + 120;
  const top = Math.min(place.zMm + heightMm, place.zMm + layout.storeyMm - 60);
  const bottom = place.zMm + (top - place.zMm) * (door?.position ?? 0);
  const face = (from: number, to: number): string =>
    outline([{ x: place.xMm - half, d, z: from }, { x: place.xMm + half, d, z: from }, { x: place.xMm + half, d, z: to }, { x: place.xMm - half, d, z: to }]);
  const isProven = door?.quality === 'good';
  return (
    <g className={`door ${name}`} data-door={`${place.name}.${name}`} data-proven={isProven}>
      {bottom < top - 20 && <path className="door-leaf" d={face(bottom, top)} />}
      <path className="door-frame" d={face(place.zMm, top)} />
    </g>
  );
}

/** The inner door of a bay, towards the shaft. */
export function InnerDoor({ place, doors, heightMm, layout }: { readonly place: Place; readonly doors: TowerSnapshot['doors']; readonly heightMm: number; readonly layout: TowerLayout }) {
  return <DoorLeaf place={place} d={place.reachMm + layout.pallet.lengthMm / 2} door={doors[`${place.name}.inner`]} heightMm={heightMm} layout={layout} name="inner" />;
}

/** The outer door of a bay, towards the street, with the bay's name over it. */
export function OuterDoor({ place, doors, heightMm, layout }: { readonly place: Place; readonly doors: TowerSnapshot['doors']; readonly heightMm: number; readonly layout: TowerLayout }) {
  const sign = project({ x: place.xMm, d: layout.front - SIGN_MM, z: place.zMm });
  return (
    <>
      <DoorLeaf place={place} d={layout.front} door={doors[`${place.name}.outer`]} heightMm={heightMm} layout={layout} name="outer" />
      <text className="bay-sign" x={sign.u} y={sign.v} aria-hidden="true">{place.name}</text>
    </>
  );
}
