import { z } from 'zod';
import { quantity } from './quantity.schema.ts';

const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, 'HH:MM');
const level = quantity('', 0.05, 1, 'of what the amplifier is set to; below the least nothing is heard');

/** How a kiosk where nothing is said of it sounds. */
export const SOUND_DEFAULTS = { level: 0.7, quietLevel: 0.3, quietFrom: '22:00', quietUntil: '07:00' } as const;

/** Sounds and speech of the kiosk. */
export const soundSchema = z.strictObject({
  level: level.default(SOUND_DEFAULTS.level),
  quietLevel: level.default(SOUND_DEFAULTS.quietLevel).describe('In the quiet hours, from the loudspeaker: headphones and the alarm know none.'),
  quietFrom: timeOfDay.default(SOUND_DEFAULTS.quietFrom).describe('In the time zone of the site. The same as quietUntil: no hour is quiet.'),
  quietUntil: timeOfDay.default(SOUND_DEFAULTS.quietUntil),
  ownOutputs: quantity('', 0, 16, 'audio outputs that belong to the kiosk itself').int().optional()
    .describe('One more than these is a pair of headphones. Without it headphones are known by the name of their output only.'),
  jackKeys: z.strictObject({ pluggedIn: z.string().min(1).max(20), takenOut: z.string().min(1).max(20) }).optional()
    .describe('Names of the keys (KeyboardEvent.key) by which an assistive keypad tells that something is plugged into its socket.'),
});
