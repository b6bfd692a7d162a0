import { forgedClaims } from './forged-claims.ts';
import { forgedHeaders } from './forged-headers.ts';
import { forgedTexts } from './forged-texts.ts';
import type { Forgery } from './forgery.ts';

/** Every way to make a token that must have no effect. */
export const forgeries: readonly Forgery[] = [...forgedHeaders, ...forgedClaims, ...forgedTexts];
