import { VIN_LENGTH } from '../../../../config/catalogue/vin.ts';
import type { JudgedVin } from '../../../../config/catalogue/vin.ts';
import type { Words } from '../../words/words.tsx';

/** What is said while a number is typed: how far it is, or what cannot be right. */
export function vinHint({ say }: Pick<Words, 'say'>, judged: JudgedVin): string {
  if (judged.ok) return say('phone.vin.good');
  switch (judged.error.code) {
    case 'length':
      return say('phone.vin.length', { length: judged.error.length, all: VIN_LENGTH });
    case 'character':
      return say('phone.vin.character', { character: judged.error.character, position: judged.error.position });
    case 'checkDigit':
      return say('phone.vin.checkDigit');
  }
}
