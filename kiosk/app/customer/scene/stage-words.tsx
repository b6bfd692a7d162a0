import { useMemo, useRef } from 'react';
import { placesOf } from '../../../../config/places.ts';
import { useLivePart } from '../../tower-client/use-live.ts';
import { useWords } from '../../words/words.tsx';
import { Icon } from '../screens/icons.tsx';
import { useServices } from '../services.tsx';
import { journeyOf, placeToLookAt } from './journey.ts';
import { levelAt } from './level-lights.ts';

/** The storey of the lift, steady between two of them. */
export function useLiftLevel(): string | undefined {
  const { live, site } = useServices();
  const last = useRef<string>(undefined);
  return useLivePart(live, ({ tower }) => {
    const lift = tower?.axes['lift']?.positionMm;
    if (lift !== undefined) last.current = levelAt(site.tower.levels, lift, last.current);
    return lift === undefined ? undefined : last.current;
  });
}

/** The storey of the lift as a large numeral beside the drawing. */
export function LevelCounter() {
  const { say } = useWords();
  const level = useLiftLevel();
  return level === undefined ? null : (
    <div className="level-counter" data-told="never"><span className="unseen">{say('scene.level', { level })}</span><span aria-hidden="true" className="numeral" key={level}>{level}</span></div>
  );
}

/** "Look up": where the car is seen through the real glass, as long as it stands there. */
export function LookUpWords({ carId }: { readonly carId: string | undefined }) {
  const { say } = useWords();
  const { live, site } = useServices();
  const places = useMemo(() => placesOf(site), [site]);
  const place = useLivePart(live, ({ tower }) => (tower === undefined ? undefined : placeToLookAt(journeyOf(tower, carId, places))));
  if (place === undefined) return null;
  return (
    <p className="look-up-words">
      <Icon name="arrowUp" />
      <strong>{say('K21.look', { level: place.level, position: place.position })}</strong>
    </p>
  );
}
