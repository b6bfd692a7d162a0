import { useServices } from '../services.tsx';
import { TowerScene } from './tower-scene.tsx';
import type { SceneLight } from './tower-scene.tsx';

/** The tower in lines, or in glass where the machine can draw it. */
export function GlassOrLines({ ownCarId, light, caption }: {
  readonly ownCarId: string | undefined;
  readonly light: SceneLight;
  readonly caption: string;
  readonly mayBeGlass: boolean;
}) {
  const services = useServices();
  return <TowerScene needs={services} ownCarId={ownCarId} light={light} caption={caption} />;
}
