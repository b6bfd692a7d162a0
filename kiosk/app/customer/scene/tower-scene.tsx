import { useEffect, useMemo, useRef } from 'react';
import { degreesOf } from '../../../../config/axes.ts';
import type { CarView, SiteView, TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import type { FrameLoop } from '../../rim/rim.port.ts';
import type { LiveStore } from '../../tower-client/live-store.ts';
import { useTower } from '../../tower-client/use-live.ts';
import { InnerDoor, OuterDoor } from './bay-doors.tsx';
import { BuildingBefore, BuildingBehind } from './building.tsx';
import { Pallet, PlaceDrawing } from './place-drawing.tsx';
import { line, layoutOf, moveTo, outline, pointing } from './projection.ts';
import type { TowerLayout } from './projection.ts';
import { contentsOf } from './scene-contents.ts';
import { createAxisFollower, isStale } from './shown-position.ts';

export interface SceneNeeds {
  readonly site: SiteView;
  readonly cars: readonly CarView[];
  readonly live: LiveStore;
  readonly frames: FrameLoop;
}

/** Moves the carriage of the drawing with the measured axes, picture by picture, without going through React. */
function useMeasuredMotion({ site, live, frames }: SceneNeeds) {
  const root = useRef<SVGSVGElement>(null);
  const mast = useRef<SVGGElement>(null);
  const platform = useRef<SVGGElement>(null);
  const load = useRef<SVGGElement>(null);
  useEffect(() => {
    const follow = createAxisFollower();
    const { turn: table } = site.axes;
    const place = (group: SVGGElement | null, transform: string): void => {
      if (group !== null && group.getAttribute('transform') !== transform) group.setAttribute('transform', transform);
    };
    return frames((nowMs) => {
      const state = live.read();
      if (state.tower === undefined) return;
      const { lift, travel, turn, shuttle } = follow(state.tower, state.heardAtMs, nowMs);
      place(mast.current, moveTo({ x: travel, d: 0, z: 0 }));
      place(platform.current, moveTo({ x: travel, d: 0, z: lift }));
      const way = pointing(table === undefined ? 0 : degreesOf(turn, table));
      place(load.current, moveTo({ x: shuttle * way.x, d: shuttle * way.d, z: 0 }));
      const stale = String(isStale(state, nowMs));
      if (root.current !== null && root.current.dataset['stale'] !== stale) root.current.dataset['stale'] = stale;
    });
  }, [site, live, frames]);
  return { root, mast, platform, load };
}

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

/** Everything that is drawn of one state of the tower. */
function Scenery({ needs, tower, ownCarId, refs }: {
  readonly needs: SceneNeeds;
  readonly tower: TowerSnapshot;
  readonly ownCarId: string | undefined;
  readonly refs: Omit<ReturnType<typeof useMeasuredMotion>, 'root'>;
}) {
  const { site, cars } = needs;
  const layout = useMemo(() => layoutOf(site), [site]);
  const known = useMemo(() => new Map(cars.map((car) => [car.carId, car] as const)), [cars]);
  const contents = contentsOf(tower);
  const rest = { cars: known, ownCarId, layout };
  const drawn = (place: TowerLayout['places'][number]) => <PlaceDrawing key={place.id} place={place} occupant={contents.places[place.id]} {...rest} />;
  const farSide = layout.places.filter(({ reachMm }) => reachMm > 0).toSorted(byOrder);
  const nearSide = layout.places.filter(({ reachMm }) => reachMm <= 0).toSorted(byOrder);
  const bays = layout.places.filter(({ kind }) => kind === 'bay');
  const doors = { doors: tower.doors, heightMm: site.doors.heightMm, layout };
  const own = layout.places.find(({ id }) => ownCarId !== undefined && contents.places[id]?.carId === ownCarId);
  return (
    <>
      <BuildingBehind layout={layout} />
      {farSide.map(drawn)}
      <g ref={refs.mast}><Mast layout={layout} /></g>
      {bays.map((place) => <InnerDoor key={place.id} place={place} {...doors} />)}
      {nearSide.map(drawn)}
      <g ref={refs.platform} className="carriage">
        <Platform layout={layout} />
        <g ref={refs.load}><Pallet occupant={contents.carriage} {...rest} /></g>
      </g>
      {/* The customer's own car once more on top: it is seen through everything that stands before it. */}
      {own !== undefined && drawn(own)}
      <BuildingBefore layout={layout} />
      {bays.map((place) => <OuterDoor key={place.id} place={place} {...doors} />)}
    </>
  );
}

/**
 * The tower as it stands: every car where the inventory says, carriage and doors where they are measured. One car at most
 * has its colour. `caption` says in words what is drawn.
 */
export function TowerScene({ needs, ownCarId, caption, isPaused = false }: {
  readonly needs: SceneNeeds;
  readonly ownCarId: string | undefined;
  readonly caption: string;
  readonly isPaused?: boolean;
}) {
  const tower = useTower(needs.live);
  const { root, ...refs } = useMeasuredMotion(needs);
  const { viewBox } = useMemo(() => layoutOf(needs.site), [needs.site]);
  return (
    <svg
      ref={root}
      className={isPaused ? 'tower paused' : 'tower'}
      viewBox={[viewBox.u, viewBox.v, viewBox.width, viewBox.height].map((value) => value.toFixed(0)).join(' ')}
      role="img"
      aria-label={caption}
    >
      <defs>
        <pattern id="hatch" width="220" height="220" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V220" className="hatch-line" />
        </pattern>
      </defs>
      {tower !== undefined && <Scenery needs={needs} tower={tower} ownCarId={ownCarId} refs={refs} />}
    </svg>
  );
}
