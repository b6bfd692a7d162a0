import { pausedAt } from '../../testing/delivery-script.ts';
import { sampleRecognition } from '../../testing/sample-visit.ts';
import { refusalOf } from './moments.ts';
import type { SamplesOf } from './sample.ts';

const over = { screen: 'K17', recognition: sampleRecognition } as const;
const stopped = { tower: { ...pausedAt(24, 'operator'), collections: [] } };

/** The page before it is one, what stands when no car is handed out, and what lies over a screen. */
export const serviceSamples: SamplesOf<'K00' | 'K03' | 'K74' | 'K76' | 'K78' | 'K79' | 'K80' | 'K81' | 'K82' | 'K83'> = {
  K00: {
    usual: { boot: { code: undefined } },
    offline: { boot: { code: 'offline' } },
    'wrong-key': { boot: { code: 'kioskKeyWrong' } },
  },
  K03: {
    usual: { view: { screen: 'K02' }, press: ['display'] },
  },
  K74: { usual: { view: { screen: 'K74', reason: { word: 'interlock.IL-121.customer', bay: undefined } }, ...stopped } },
  K76: { usual: { view: { screen: 'K76' } } },
  K78: {
    usual: { view: { screen: 'K78', isFirstSearch: false }, link: 'lost' },
    searching: { view: { screen: 'K78', isFirstSearch: true }, link: 'connecting' },
  },
  K79: { usual: { view: { screen: 'K79', reason: { word: 'interlock.IL-12.customer', bay: 'A' } }, ...stopped } },
  K80: {
    usual: { view: over, frame: { question: { secondsLeft: 14 } } },
    code: { view: { screen: 'K16', code: 'AB1', isSecond: false, isChecking: false, refusal: refusalOf('codeWrong', { attemptsLeft: 1 }) }, frame: { question: { secondsLeft: 1 } } },
  },
  K81: { usual: { view: { screen: 'K81' } } },
  K82: {
    usual: { view: { screen: 'K82', stillness: 'still' } },
    moving: { view: { screen: 'K82', stillness: 'moving' } },
    unknown: { view: { screen: 'K82', stillness: 'unknown' } },
  },
  K83: { usual: { view: { screen: 'K02' }, press: ['display', 'keys'] } },
};
