import { memo } from 'react';
import { line, outline, STREET_MM } from './projection.ts';
import type { TowerLayout } from './projection.ts';

/** Where the yellow line lies on the street. */
const YELLOW_LINE_MM = 900;

/** What stands behind the cars: ground, rear wall, floors and posts. */
export const BuildingBehind = memo(function BuildingBehind({ layout }: { readonly layout: TowerLayout }) {
  const { left, right, front, back, ground, roof, levels } = layout;
  return (
    <g aria-hidden="true">
      <path className="street" d={outline([{ x: left - 300, d: front - STREET_MM, z: ground }, { x: right + 300, d: front - STREET_MM, z: ground }, { x: right + 300, d: back, z: ground }, { x: left - 300, d: back, z: ground }])} />
      <path className="wall" d={outline([{ x: left, d: back, z: ground }, { x: right, d: back, z: ground }, { x: right, d: back, z: roof }, { x: left, d: back, z: roof }])} />
      <path className="wall side" d={outline([{ x: left, d: front, z: ground }, { x: left, d: back, z: ground }, { x: left, d: back, z: roof }, { x: left, d: front, z: roof }])} />
      {levels.map(({ id, zMm }) => (
        <path key={id} className="floor" d={outline([{ x: left, d: front, z: zMm }, { x: right, d: front, z: zMm }, { x: right, d: back, z: zMm }, { x: left, d: back, z: zMm }])} />
      ))}
      <path className="post" d={line({ x: left, d: back, z: ground }, { x: left, d: back, z: roof })} />
    </g>
  );
});

/** What stands before them: the glass front, roof and posts, and the yellow line on the street. */
export const BuildingBefore = memo(function BuildingBefore({ layout }: { readonly layout: TowerLayout }) {
  const { left, right, front, back, ground, roof, levels, places } = layout;
  const bays = places.filter(({ kind }) => kind === 'bay');
  const half = layout.pallet.widthMm / 2 + 150;
  return (
    <g aria-hidden="true">
      <path className="glass" d={outline([{ x: left, d: front, z: ground }, { x: right, d: front, z: ground }, { x: right, d: front, z: roof }, { x: left, d: front, z: roof }])} />
      <path className="glass side" d={outline([{ x: right, d: front, z: ground }, { x: right, d: back, z: ground }, { x: right, d: back, z: roof }, { x: right, d: front, z: roof }])} />
      {levels.map(({ id, zMm }) => (
        <g key={id}>
          <path className="beam" d={line({ x: left, d: front, z: zMm }, { x: right, d: front, z: zMm })} />
          <path className="beam" d={line({ x: right, d: front, z: zMm }, { x: right, d: back, z: zMm })} />
        </g>
      ))}
      <path className="roof" d={outline([{ x: left, d: front, z: roof }, { x: right, d: front, z: roof }, { x: right, d: back, z: roof }, { x: left, d: back, z: roof }])} />
      {[{ x: left, d: front }, { x: right, d: front }, { x: right, d: back }].map((at) => (
        <path key={`${String(at.x)} ${String(at.d)}`} className="post" d={line({ ...at, z: ground }, { ...at, z: roof })} />
      ))}
      {bays.map(({ id, xMm }) => (
        <path key={id} className="yellow-line" d={line({ x: xMm - half, d: front - YELLOW_LINE_MM, z: ground }, { x: xMm + half, d: front - YELLOW_LINE_MM, z: ground })} />
      ))}
    </g>
  );
});
