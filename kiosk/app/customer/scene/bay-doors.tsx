import type { Place } from '../../../../config/places.ts';
import { outline, project } from './projection.ts';
import type { TowerLayout } from './projection.ts';

/** The bay's name is written on the street, before the yellow line. */
const SIGN_MM = 3600;

/** Leaf and frame of a door at depth `d`. The leaf is drawn shut; the hands of the scene lift it to where it is measured. */
function DoorLeaf({ place, d, heightMm, layout, name }: {
  readonly place: Place;
  readonly d: number;
  readonly heightMm: number;
  readonly layout: TowerLayout;
  readonly name: 'inner' | 'outer';
}) {
  const half = layout.pallet.widthMm / 2 + 120;
  const top = Math.min(place.zMm + heightMm, place.zMm + layout.storeyMm - 60);
  const face = outline([
    { x: place.xMm - half, d, z: place.zMm }, { x: place.xMm + half, d, z: place.zMm },
    { x: place.xMm + half, d, z: top }, { x: place.xMm - half, d, z: top },
  ]);
  return (
    <g className={`door ${name}`}>
      <path className="door-leaf" data-leaf={`${place.name}.${name}`} data-top={project({ x: 0, d, z: top }).v.toFixed(1)} d={face} />
      <path className="door-frame" d={face} />
    </g>
  );
}

interface DoorProps {
  readonly place: Place;
  readonly heightMm: number;
  readonly layout: TowerLayout;
}

/** The inner door of a bay, towards the shaft. */
export function InnerDoor({ place, heightMm, layout }: DoorProps) {
  return <DoorLeaf place={place} d={place.reachMm + layout.pallet.lengthMm / 2} heightMm={heightMm} layout={layout} name="inner" />;
}

/** The outer door of a bay, towards the street, with the bay's name before it. */
export function OuterDoor({ place, heightMm, layout }: DoorProps) {
  const sign = project({ x: place.xMm, d: layout.front - SIGN_MM, z: place.zMm });
  return (
    <>
      <DoorLeaf place={place} d={layout.front} heightMm={heightMm} layout={layout} name="outer" />
      <text className="bay-sign" x={sign.u} y={sign.v} aria-hidden="true">{place.name}</text>
    </>
  );
}

/** Light in a bay into which a car comes, and on the street before its door. */
export function BayLight({ place, layout }: { readonly place: Place; readonly layout: TowerLayout }) {
  const half = layout.pallet.widthMm / 2 + 100;
  const { xMm: x, zMm: z } = place;
  const depth = place.reachMm + layout.pallet.lengthMm / 2;
  const [near, spread] = [layout.front - 2600, half * 1.35];
  return (
    <g className="bay-light" aria-hidden="true">
      <path d={outline([{ x: x - half, d: layout.front, z }, { x: x + half, d: layout.front, z }, { x: x + half, d: depth, z }, { x: x - half, d: depth, z }])} />
      <path className="spill" d={outline([{ x: x - half, d: layout.front, z: layout.ground }, { x: x + half, d: layout.front, z: layout.ground }, { x: x + spread, d: near, z: layout.ground }, { x: x - spread, d: near, z: layout.ground }])} />
    </g>
  );
}
