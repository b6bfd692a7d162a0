import { useMemo, useRef } from 'react';
import { useServices } from '../services.tsx';
import { useGlass } from './glass/use-glass.ts';
import { layoutOf } from './projection.ts';
import { TowerScene } from './tower-scene.tsx';
import type { SceneLight } from './tower-scene.tsx';

/**
 * The tower in lines, and over them in glass where the machine can draw it. The lines keep their place and their words: they are what a
 * screen reader finds, and what is seen again at once when the glass goes.
 */
export function GlassOrLines({ ownCarId, light, caption, mayBeGlass }: {
  readonly ownCarId: string | undefined;
  readonly light: SceneLight;
  readonly caption: string;
  readonly mayBeGlass: boolean;
}) {
  const services = useServices();
  const canvas = useRef<HTMLCanvasElement>(null);
  const layout = useMemo(() => layoutOf(services.site), [services.site]);
  const isGlass = useGlass(canvas, { needs: services, layout, ownCarId, light, mayBeGlass });
  // A context belongs to one canvas for good: another car, another canvas.
  return (
    <>
      <TowerScene needs={services} ownCarId={ownCarId} light={light} caption={caption} isHidden={isGlass} />
      <canvas key={`${ownCarId ?? ''} ${String(mayBeGlass)}`} ref={canvas} className={`glass-tower ${light}${isGlass ? '' : ' hidden'}`} aria-hidden="true" />
    </>
  );
}
