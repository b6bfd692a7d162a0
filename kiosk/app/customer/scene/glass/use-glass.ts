import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import type { GpuPort } from '../../../rim/rim.port.ts';
import type { SceneNeeds, SceneLight } from '../tower-scene.tsx';
import type { TowerLayout } from '../projection.ts';
import { createFrameJudge, isRealGpu } from './gpu-decision.ts';
import type { GlassTower } from './glass-tower.ts';

interface Wish {
  readonly needs: SceneNeeds & { readonly gpu?: GpuPort };
  readonly layout: TowerLayout;
  readonly ownCarId: string | undefined;
  readonly light: SceneLight;
  readonly mayBeGlass: boolean;
}

/** One stay of the glass on its canvas, until it is let go of, by whoever holds it or by itself. */
function begin(canvas: HTMLCanvasElement, glass: GlassTower, { live, frames, gpu }: Wish['needs'], onShown: (isShown: boolean) => void): () => void {
  const judge = createFrameJudge();
  const fit = new ResizeObserver(() => {
    glass.resize(canvas.clientWidth, canvas.clientHeight, devicePixelRatio);
  });
  fit.observe(canvas);
  let end: () => void = () => undefined;
  let isOver = false;
  const letGo = (): void => {
    if (isOver) return;
    isOver = true;
    end();
    fit.disconnect();
    canvas.removeEventListener('webglcontextlost', giveUp);
    glass.dispose();
    onShown(false);
  };
  const giveUp = (event?: Event): void => {
    event?.preventDefault();
    gpu?.giveUp();
    letGo();
  };
  canvas.addEventListener('webglcontextlost', giveUp);
  glass.resize(canvas.clientWidth, canvas.clientHeight, devicePixelRatio);
  onShown(true);
  end = frames((nowMs) => {
    if (isOver) return;
    const isDrawn = glass.draw(live.read(), nowMs);
    if (judge(nowMs, isDrawn) === 'tooSlow') giveUp();
  });
  return letGo;
}

/**
 * Whether the tower stands in glass on this canvas. Loaded only where the machine draws by itself and the person wants neither stillness
 * nor strong contrast; given up when the pictures take too long or the context is lost, and then not tried again.
 */
export function useGlass(canvas: RefObject<HTMLCanvasElement | null>, { needs, layout, ownCarId, light, mayBeGlass }: Wish): boolean {
  const [glass, setGlass] = useState<GlassTower>();
  const { site, cars, live, frames, gpu } = needs;
  useEffect(() => {
    const element = canvas.current;
    if (!mayBeGlass || gpu === undefined || element === null || gpu.isGivenUp() || !isRealGpu(gpu.probe())) return undefined;
    const stay = { isOver: false };
    let letGo: () => void = () => undefined;
    const start = async (): Promise<void> => {
      const { createGlassTower } = await import('./glass-tower.ts');
      // The effect may have been undone while the chunk was under way.
      if (stay.isOver) return;
      const tower = createGlassTower(element, { site, cars, layout, ownCarId });
      letGo = begin(element, tower, { site, cars, live, frames, gpu }, (isShown) => { setGlass(isShown ? tower : undefined); });
    };
    start().catch(() => {
      // Neither the chunk nor a context is owed to anybody: the lines are there.
      gpu.giveUp();
    });
    return () => {
      stay.isOver = true;
      letGo();
    };
  }, [canvas, site, cars, live, frames, gpu, layout, ownCarId, mayBeGlass]);
  useEffect(() => {
    glass?.setLight(light);
  }, [glass, light]);
  return glass !== undefined;
}
