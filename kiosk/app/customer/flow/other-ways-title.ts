import type { WordId } from '../../../../config/words/index.ts';
import type { Way } from './session-context.ts';

const TITLES: Readonly<Record<Way, WordId>> = { face: 'K14.title', code: 'K14.titleCode', pass: 'K14.titlePass' };

/** Reasons that lie with the face, the code or the pass that was shown; every other one lies with the tower. */
const OF_THE_WAY: readonly WordId[] = [
  'problem.notRecognised', 'problem.faceLocked', 'problem.codeWrong', 'problem.codeLocked', 'problem.passWrong', 'problem.malformed', 'K15.fault', 'K15.unseen',
];
const OF_THE_WORKER: readonly WordId[] = ['face.fault.workerFailed', 'face.fault.timeout'];

/** Whether the reason is a fault of the device, which calls for no words of comfort. */
export const isFault = (word: WordId): boolean => word.startsWith('face.fault.');

/** Heading of the screen that offers the other ways. It says what did not work, and blames neither the person nor a part that works. */
export function otherWaysTitle(from: Way, word: WordId): WordId {
  if (OF_THE_WORKER.includes(word)) return 'K14.titleFace';
  if (isFault(word)) return 'K14.titleCamera';
  return OF_THE_WAY.includes(word) ? TITLES[from] : 'K14.titleTower';
}
