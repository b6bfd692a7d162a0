import { tell, type Told } from '../../../config/words/told.ts';
import type { Motion } from '../../interlocks/motion.ts';

/** A motion as part of a sentence, and the bay that it is in front of: `inner.open:A`. */
function partsOf(motion: Motion): { readonly said: { readonly word: string }; readonly bay: string | undefined } {
  const [kind = '', bay] = motion.split(':');
  return { said: { word: `bench.motion.${kind}` }, bay };
}

/** A motion that the journal has as begun. */
export function begunTold(motion: Motion): Told {
  const { said, bay } = partsOf(motion);
  return bay === undefined ? tell('told.journal.begun', { motion: said }) : tell('told.journal.begunAt', { motion: said, bay });
}

/** The motion that was under way when everything was stopped. */
export function stoppedTold(motion: Motion): Told {
  const { said, bay } = partsOf(motion);
  return bay === undefined ? tell('told.stop.motion', { motion: said }) : tell('told.stop.motionAt', { motion: said, bay });
}
