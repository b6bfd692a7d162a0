import type { Preferences } from '../../../../controller/api/contract/index.ts';

/** What screens are like for who has said nothing. */
export const usualPreferences: Preferences = { language: 'zh', textSize: 'm', contrast: 'auto', audio: false, reach: 'usual', reducedMotion: false };
