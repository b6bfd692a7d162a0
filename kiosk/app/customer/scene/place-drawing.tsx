import { memo } from 'react';
import type { Place } from '../../../../config/places.ts';
import type { CarView } from '../../../../controller/api/contract/index.ts';
import { CarBody } from './car-body.tsx';
import { moveTo, outline } from './projection.ts';
import type { TowerLayout } from './projection.ts';
import type { Occupant } from './scene-contents.ts';

/** Thickness of a pallet, drawn. */
const PALLET_MM = 140;

/** A car of which only the id is known is drawn in the size of an ordinary one. */
export const UNKNOWN_CAR = { lengthMm: 4600, widthMm: 1850, heightMm: 1500, colour: '#808a96' } as const;
export type SceneCars = ReadonlyMap<string, Pick<CarView, 'lengthMm' | 'widthMm' | 'heightMm' | 'colour'>>;

/** A pallet and its car, drawn at the origin. */
export function Pallet({ occupant, cars, ownCarId, layout }: {
  readonly occupant: Occupant;
  readonly cars: SceneCars;
  readonly ownCarId: string | undefined;
  readonly layout: TowerLayout;
}) {
  if (!occupant.hasPallet) return null;
  const { lengthMm, widthMm } = layout.pallet;
  const [x, d] = [widthMm / 2, lengthMm / 2];
  const isOwn = occupant.carId !== undefined && occupant.carId === ownCarId;
  return (
    <g className={isOwn ? 'pallet own' : 'pallet'}>
      {isOwn && <OwnLight layout={layout} />}
      <path className="pallet-top" d={outline([{ x: -x, d: -d, z: 0 }, { x, d: -d, z: 0 }, { x, d, z: 0 }, { x: -x, d, z: 0 }])} />
      <path className="pallet-edge" d={outline([{ x: -x, d: -d, z: 0 }, { x, d: -d, z: 0 }, { x, d: -d, z: -PALLET_MM }, { x: -x, d: -d, z: -PALLET_MM }])} />
      <path className="pallet-edge" d={outline([{ x, d: -d, z: 0 }, { x, d, z: 0 }, { x, d, z: -PALLET_MM }, { x, d: -d, z: -PALLET_MM }])} />
      {occupant.carId !== undefined && <CarBody car={cars.get(occupant.carId) ?? UNKNOWN_CAR} isOwn={isOwn} />}
    </g>
  );
}

/** Light under the customer's own car, and the ring that is drawn around it while everything stands. */
function OwnLight({ layout: { pallet } }: { readonly layout: TowerLayout }) {
  return (
    <>
      <ellipse className="own-light" rx={pallet.lengthMm * 0.62} ry={pallet.lengthMm * 0.36} cy={-500} />
      <ellipse className="safe-ring halo" rx={pallet.lengthMm * 0.52} ry={pallet.lengthMm * 0.3} cy={-500} />
      <ellipse className="safe-ring" rx={pallet.lengthMm * 0.52} ry={pallet.lengthMm * 0.3} cy={-500} />
    </>
  );
}

interface PlaceProps {
  readonly place: Place;
  readonly occupant: Occupant | undefined;
  readonly cars: SceneCars;
  readonly ownCarId: string | undefined;
  readonly layout: TowerLayout;
}

/** Every message of the tower makes new objects, most of which say the same: a place is drawn again only when it differs. */
function looksTheSame(a: PlaceProps, b: PlaceProps): boolean {
  const isOwn = ({ occupant, ownCarId }: PlaceProps): boolean => ownCarId !== undefined && occupant?.carId === ownCarId;
  return a.place === b.place && a.cars === b.cars && a.layout === b.layout && isOwn(a) === isOwn(b)
    && a.occupant?.carId === b.occupant?.carId && a.occupant?.hasPallet === b.occupant?.hasPallet && a.occupant?.isKnown === b.occupant?.isKnown;
}

/** One place of the tower with what stands in it. */
export const PlaceDrawing = memo(function PlaceDrawing({ place, occupant, cars, ownCarId, layout }: PlaceProps) {
  const half = layout.pallet.widthMm / 2 + 90;
  const d = layout.pallet.lengthMm / 2;
  const floor = outline([{ x: -half, d: -d, z: 0 }, { x: half, d: -d, z: 0 }, { x: half, d, z: 0 }, { x: -half, d, z: 0 }]);
  const isOwn = ownCarId !== undefined && occupant?.carId === ownCarId;
  return (
    <g className={isOwn ? 'own-place' : undefined} transform={moveTo({ x: place.xMm, d: place.reachMm, z: place.zMm })} data-place={place.id}>
      <path className={occupant?.isKnown === false ? 'place unknown' : place.kind === 'bay' ? 'place bay' : 'place'} d={floor} />
      {occupant !== undefined && <Pallet occupant={occupant} cars={cars} ownCarId={ownCarId} layout={layout} />}
    </g>
  );
}, looksTheSame);
