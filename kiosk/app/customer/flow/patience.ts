/** How long a screen waits for a person before it asks, and then before it forgets. Times of the kiosk reference, A.3. */
export type Patience =
  /** Nothing personal is on the screen. */
  | 'anonymous'
  /** Name, plate or face are on the screen. */
  | 'personal'
  /** The person is typing: any key starts it again. */
  | 'typing'
  /** Somebody is at work on a phone for this screen. */
  | 'handOff'
  /** A car stands at an open bay, and nobody is seen in there. */
  | 'handOver'
  /** Something moves, a door is open, or somebody may be in the bay: the session cannot time out. */
  | 'unlimited';

interface Limits {
  readonly idleMs: number;
  readonly countdownS: number;
}

const LIMITS: Readonly<Record<Exclude<Patience, 'unlimited'>, Limits>> = {
  anonymous: { idleMs: 45_000, countdownS: 20 },
  personal: { idleMs: 30_000, countdownS: 20 },
  typing: { idleMs: 90_000, countdownS: 30 },
  // A member has a quarter of an hour on the phone; this screen asks before that is over.
  handOff: { idleMs: 840_000, countdownS: 30 },
  handOver: { idleMs: 300_000, countdownS: 60 },
};
/** Who has asked for larger text, more contrast, a lower screen or speech gets three times as long. */
const UNHURRIED_FACTOR = 3;
const UNHURRIED_COUNTDOWN_S = 30;

/** As long as the steps before the camera looks are read, s. */
const READYING_S = 8;

/** How long somebody has to get ready for the camera, where it looks by itself. */
export const readyingS = (isUnhurried: boolean): number => READYING_S * (isUnhurried ? UNHURRIED_FACTOR : 1);

/** Limits of a patience; undefined: none. */
export function limitsOf(patience: Patience, isUnhurried: boolean): Limits | undefined {
  if (patience === 'unlimited') return undefined;
  const limits = LIMITS[patience];
  return isUnhurried ? { idleMs: limits.idleMs * UNHURRIED_FACTOR, countdownS: Math.max(limits.countdownS, UNHURRIED_COUNTDOWN_S) } : limits;
}
