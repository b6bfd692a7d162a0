import { INTERLOCKS } from '../../../interlocks/interlocks.ts';
import { createInterlockBook } from '../../../interlocks/permit.ts';
import type { PlantedBug } from './bug.ts';
import { JUDGEMENT_BUGS } from './judgement-bugs.ts';
import { MOTION_BUGS } from './motion-bugs.ts';
import { STORE_BUGS } from './store-bugs.ts';

/** A table that says yes to everything: if this is not found, nothing that is not found means anything. */
export const CANARY: PlantedBug = {
  name: 'canary', words: 'The interlock table says yes to everything.',
  plant: () => ({ interpose: () => ({ book: (book) => {
    const all = createInterlockBook([], INTERLOCKS.filter(({ fact }) => fact.name === 'journalWritable'));
    return { ...book, permit: () => ({ granted: true }), permitRunning: () => ({ granted: true }), grants: () => true, safetyMirrors: all.safetyMirrors };
  } }) }),
};

/** Every bug that must be found. */
export const PLANTED: readonly PlantedBug[] = [CANARY, ...STORE_BUGS, ...MOTION_BUGS, ...JUDGEMENT_BUGS];
