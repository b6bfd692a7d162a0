import { useMemo } from 'react';
import { placesOf } from '../../../../config/places.ts';
import type { CarView } from '../../../../controller/api/contract/index.ts';
import { useLivePart } from '../../tower-client/use-live.ts';
import { useWords } from '../../words/words.tsx';
import { useServices } from '../services.tsx';
import { CarPortrait } from './car-portrait.tsx';
import { journeyOf } from './journey.ts';
import { levelLights } from './level-lights.ts';
import { useLiftLevel } from './stage-words.tsx';
import type { SceneLight } from './tower-scene.tsx';

/**
 * The tower without motion: a rung for every storey, the car on the rung that it is at, the way behind it lit. It changes from step to
 * step, and fades.
 */
export function StepLadder({ car, light, caption }: { readonly car: CarView | undefined; readonly light: SceneLight; readonly caption: string }) {
  const { say } = useWords();
  const { live, site } = useServices();
  const places = useMemo(() => placesOf(site), [site]);
  const journey = useLivePart(live, ({ tower }) => (tower === undefined ? undefined : journeyOf(tower, car?.carId, places)));
  const stored = useLivePart(live, ({ tower }) => Object.entries(tower?.cells ?? {}).find(([, each]) => each.carId !== undefined && each.carId === car?.carId)?.[0]);
  const here = useLiftLevel();
  const { levels } = site.tower;
  const lights = levelLights(levels, here, journey);
  const inBay = journey !== undefined && ['opening', 'handover', 'awaiting', 'closing', 'checking'].includes(journey.phase);
  const standing = places.find(({ name }) => stored?.replace(/^cell:/u, '') === name)?.level;
  const carOn = inBay ? journey.bay?.level : journey?.isCarried === true ? here : (standing ?? journey?.cell?.level);
  return (
    <div className={`step-ladder ${light}`} role="img" aria-label={caption}>
      {levels.toReversed().map(({ id }) => (
        <div key={id} className="step" data-light={lights[id]} data-here={id === carOn || undefined}>
          <span className="step-name">{id}</span>
          <span className="step-bar" />
          <span className="step-car">{id === carOn && car !== undefined && <CarPortrait car={car} label="" />}</span>
          <span className="step-words">{id === here && say('scene.level', { level: id })}</span>
        </div>
      ))}
    </div>
  );
}
