import { useEffect, useMemo, useRef } from 'react';
import type { CarView, SiteView } from '../../../../controller/api/contract/index.ts';
import type { FrameLoop } from '../../rim/rim.port.ts';
import type { LiveStore } from '../../tower-client/live-store.ts';
import { useLivePart } from '../../tower-client/use-live.ts';
import { BayLight, InnerDoor, OuterDoor } from './bay-doors.tsx';
import { BuildingBefore, BuildingBehind } from './building.tsx';
import { journeyOf, litBay, placeToLookAt } from './journey.ts';
import { LevelLamps } from './level-lamps.tsx';
import { LookUp } from './look-up.tsx';
import { Pallet, PlaceDrawing } from './place-drawing.tsx';
import { line, layoutOf, outline } from './projection.ts';
import type { TowerLayout } from './projection.ts';
import { contentsOf } from './scene-contents.ts';
import type { SceneContents } from './scene-contents.ts';
import { createSceneMotion } from './scene-motion.ts';

export interface SceneNeeds {
  readonly site: SiteView;
  readonly cars: readonly CarView[];
  readonly live: LiveStore;
  readonly frames: FrameLoop;
}

/** What the light says: everything is well, the tower is paused, or paused and the car proven to stand still. */
export type SceneLight = 'on' | 'paused' | 'safe';

/** Mast of the lift: two posts and a head, drawn at the origin along the aisle. */
function Mast({ layout }: { readonly layout: TowerLayout }) {
  const half = layout.pallet.widthMm / 2 + 60;
  const { ground, roof } = layout;
  return (
    <>
      <path className="mast" d={line({ x: -half, d: 0, z: ground }, { x: -half, d: 0, z: roof })} />
      <path className="mast" d={line({ x: half, d: 0, z: ground }, { x: half, d: 0, z: roof })} />
      <path className="mast" d={line({ x: -half, d: 0, z: roof }, { x: half, d: 0, z: roof })} />
    </>
  );
}

function Platform({ layout }: { readonly layout: TowerLayout }) {
  const half = layout.pallet.widthMm / 2 + 60;
  const d = layout.pallet.lengthMm / 2 + 60;
  return (
    <>
      <path className="platform" d={outline([{ x: -half, d: -d, z: -160 }, { x: half, d: -d, z: -160 }, { x: half, d, z: -160 }, { x: -half, d, z: -160 }])} />
      <path className="platform-edge" d={outline([{ x: -half, d: -d, z: -160 }, { x: half, d: -d, z: -160 }, { x: half, d: -d, z: -340 }, { x: -half, d: -d, z: -340 }])} />
    </>
  );
}

const byOrder = (a: { xMm: number; zMm: number }, b: { xMm: number; zMm: number }): number => a.zMm - b.zMm || a.xMm - b.xMm;

/** Everything that is drawn of one inventory. What moves in it is moved by the hands of the scene. */
function Scenery({ needs, layout, contents, ownCarId, lit }: {
  readonly needs: SceneNeeds;
  readonly layout: TowerLayout;
  readonly contents: SceneContents;
  readonly ownCarId: string | undefined;
  readonly lit: string | undefined;
}) {
  const { site, cars } = needs;
  const known = useMemo(() => new Map(cars.map((car) => [car.carId, car] as const)), [cars]);
  const rest = { cars: known, ownCarId, layout };
  const drawn = (place: TowerLayout['places'][number]) => <PlaceDrawing key={place.id} place={place} occupant={contents.places[place.id]} {...rest} />;
  const farSide = layout.places.filter(({ reachMm }) => reachMm > 0).toSorted(byOrder);
  const nearSide = layout.places.filter(({ reachMm }) => reachMm <= 0).toSorted(byOrder);
  const bays = layout.places.filter(({ kind }) => kind === 'bay');
  const doors = { heightMm: site.doors.heightMm, layout };
  const own = layout.places.find(({ id }) => ownCarId !== undefined && contents.places[id]?.carId === ownCarId);
  return (
    <>
      <BuildingBehind layout={layout} />
      {bays.map((place) => place.name === lit && <BayLight key={place.id} place={place} layout={layout} />)}
      {farSide.map(drawn)}
      <g data-moves="mast"><Mast layout={layout} /></g>
      {bays.map((place) => <InnerDoor key={place.id} place={place} {...doors} />)}
      {nearSide.map(drawn)}
      <g data-moves="platform" className="carriage">
        <Platform layout={layout} />
        <g data-moves="load"><Pallet occupant={contents.carriage} {...rest} /></g>
      </g>
      {/* The customer's own car once more on top: it is seen through everything that stands before it. */}
      {own !== undefined && drawn(own)}
      <BuildingBefore layout={layout} />
      {bays.map((place) => <OuterDoor key={place.id} place={place} {...doors} />)}
      <LevelLamps layout={layout} />
    </>
  );
}

/**
 * The tower as it stands: every car where the inventory says, carriage and doors where they are measured. One car at most
 * has its colour. `caption` says in words what is drawn.
 */
export function TowerScene({ needs, ownCarId, caption, light = 'on', isHidden = false }: {
  readonly needs: SceneNeeds;
  readonly ownCarId: string | undefined;
  readonly caption: string;
  readonly light?: SceneLight;
  /** The same is shown in another way: this one rests, and keeps its place. */
  readonly isHidden?: boolean;
}) {
  const { site, live, frames } = needs;
  const root = useRef<SVGSVGElement>(null);
  const layout = useMemo(() => layoutOf(site), [site]);
  const contents = useLivePart(live, ({ tower }) => (tower === undefined ? undefined : contentsOf(tower)));
  const journey = useLivePart(live, ({ tower }) => (tower === undefined ? undefined : journeyOf(tower, ownCarId, layout.places)));
  useEffect(() => {
    if (root.current === null || isHidden) return undefined;
    const move = createSceneMotion(root.current, { site, layout, ownCarId });
    return frames((nowMs) => { move(live.read(), nowMs); });
  }, [site, layout, ownCarId, live, frames, isHidden]);
  const { viewBox } = layout;
  const look = light === 'on' ? placeToLookAt(journey) : undefined;
  return (
    <svg
      ref={root}
      className={`tower${light === 'on' ? '' : ` paused${light === 'safe' ? ' safe' : ''}`}${isHidden ? ' hidden' : ''}`}
      viewBox={[viewBox.u, viewBox.v, viewBox.width, viewBox.height].map((value) => value.toFixed(0)).join(' ')}
      role="img"
      aria-label={caption}
    >
      <defs>
        <pattern id="hatch" width="220" height="220" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V220" className="hatch-line" />
        </pattern>
        <radialGradient id="own-light">
          <stop offset="0" className="own-light-core" />
          <stop offset="1" className="own-light-edge" />
        </radialGradient>
      </defs>
      {contents !== undefined && <Scenery needs={needs} layout={layout} contents={contents} ownCarId={ownCarId} lit={litBay(journey)} />}
      {look !== undefined && <LookUp place={look} layout={layout} />}
    </svg>
  );
}
