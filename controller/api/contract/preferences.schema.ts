import { z } from 'zod';

/** How a member likes a screen to be. Set on the phone, carried to the kiosk when it recognises the member, taken back at the end of the visit. */
export const preferencesSchema = z.strictObject({
  language: z.enum(['zh', 'en']),
  textSize: z.enum(['s', 'm', 'l', 'xl']),
  /** `auto` follows the screen's own surroundings. */
  contrast: z.enum(['auto', 'light', 'dark', 'hc-light', 'hc-dark']),
  /** Asks a screen that can speak to do so. */
  audio: z.boolean(),
  /** `low`: everything that is touched lies in the lower part of the screen. */
  reach: z.enum(['usual', 'low']),
  reducedMotion: z.boolean(),
});

export type Preferences = z.infer<typeof preferencesSchema>;
