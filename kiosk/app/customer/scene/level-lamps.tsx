import { memo } from 'react';
import { project } from './projection.ts';
import type { TowerLayout } from './projection.ts';

/** How far beside the corner post the lamps hang, mm, and how large one is. */
const BESIDE_MM = 520;
const LAMP = { width: 420, height: 130 } as const;

/** One lamp and its name for every storey, up the corner of the building. Lit by the hands of the scene. */
export const LevelLamps = memo(function LevelLamps({ layout }: { readonly layout: TowerLayout }) {
  const { left, front, levels, storeyMm } = layout;
  const size = Math.min(640, storeyMm * 0.26);
  return (
    <g className="lamps" aria-hidden="true">
      {levels.map(({ id, zMm }) => {
        const { u, v } = project({ x: left - BESIDE_MM, d: front, z: zMm + storeyMm * 0.3 });
        return (
          <g key={id} className="lamp" data-lamp={id} data-light="off">
            <rect x={u - LAMP.width / 2} y={v - LAMP.height / 2} width={LAMP.width} height={LAMP.height} rx={LAMP.height / 2} />
            <text x={u - LAMP.width} y={v + size * 0.36} fontSize={size}>{id}</text>
          </g>
        );
      })}
    </g>
  );
});
