import type { Say } from '../../words/words.tsx';
import type { CarPlace } from '../flow/car-place.ts';
import type { TowerDigest } from '../flow/tower-digest.ts';

/** Where somebody's car stands; undefined while that is not known. */
export function carWords(say: Say, at: CarPlace | undefined): string | undefined {
  switch (at?.kind) {
    case 'cell':
      return say('K22.carInCell', { level: at.level });
    case 'lift': {
      const [lower, upper] = at.levels ?? [];
      if (lower === undefined) return say('K22.carOnLift');
      return upper === undefined ? say('service.carOnLiftAt', { level: lower }) : say('service.carOnLiftBetween', { lower, upper });
    }
    case 'shuttle':
      return say('K22.carOnShuttle');
    case 'bay':
      return say('K22.carInBay');
    case 'unknown': case undefined:
      return undefined;
  }
}

/** Whether anything moves, and only what is proven. `moving`: the words for a motion that is meant. */
export function stillnessWords(say: Say, stillness: TowerDigest['stillness'], moving: 'K22.stopping' | 'K82.moving'): string {
  return say(stillness === 'still' ? 'K22.still' : stillness === 'moving' ? moving : 'K22.notSure');
}
