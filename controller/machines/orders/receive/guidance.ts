import type { Site } from '../../../../config/schema/site.schema.ts';
import type { BaySight } from './sight.ts';

/** What a driver is told on screen and lamps. `unknown`: a sensor is not heard or its picture jumps; nobody is told to drive on then. */
export const advices = ['comeIn', 'forward', 'stop', 'back', 'left', 'right', 'unknown'] as const;
export type Advice = (typeof advices)[number];

/** Beyond `leave` a car that stood well is told to move again, within `enter` one that moves is told to stop. */
interface Band {
  readonly enter: number;
  readonly leave: number;
}

/** A car stands well within this of the middle, where its pallet leaves it so much room, mm. */
const ALONG_MM = 220;
const ASIDE_MM = 180;
/** Of that it must use no more when it stops: between the two the advice does not flutter. */
const ENTER_SHARE = 0.6;
/** No driver hits a mark closer than this. */
const LEAST_MM = 20;

/** Half the room that the pallet leaves, but no more than `usualMm`. */
function band(palletMm: number, carMm: number, usualMm: number): Band {
  const leave = Math.max(LEAST_MM, Math.min(usualMm, (palletMm - carMm) / 2));
  return { enter: leave * ENTER_SHARE, leave };
}

/**
 * Where the driver has to go, from profile frame and door plane. `before`: what was said last, for the hysteresis. Pure. The frame counts
 * towards the street and to the left as the driver sees it who drives in nose first.
 */
export function guide(before: Advice, { profile, planeClear }: Pick<BaySight, 'profile' | 'planeClear'>, pallet: Site['tower']['pallet']): Advice {
  if (profile === undefined || planeClear === undefined || profile.noisy) return 'unknown';
  if (profile.envelopeClear) return 'comeIn';
  const stood = before === 'stop';
  const [along, aside] = [band(pallet.lengthMm, profile.lengthMm, ALONG_MM), band(pallet.widthMm, profile.widthMm, ASIDE_MM)];
  const beyond = (mm: number, { enter, leave }: Band): boolean => Math.abs(mm) > (stood ? leave : enter);
  if (beyond(profile.sideMm, aside)) return profile.sideMm < 0 ? 'left' : 'right';
  // With its tail in the door plane a car is not in yet, whatever the frame makes of it.
  if (!planeClear && profile.offCentreMm > 0) return 'forward';
  if (beyond(profile.offCentreMm, along)) return profile.offCentreMm > 0 ? 'forward' : 'back';
  return 'stop';
}

/** What the lamps show beside the advice: green goes on, red stands. */
export function lampFor(advice: Advice): 'green' | 'red' {
  return advice === 'comeIn' || advice === 'forward' || advice === 'left' || advice === 'right' ? 'green' : 'red';
}
