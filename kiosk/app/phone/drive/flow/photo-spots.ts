import type { PhotoView } from '../../../../../controller/api/contract/index.ts';
import type { RefusalCode } from '../../../tower-client/answer.ts';
import type { PhotoSpot, QueuedPhoto } from './photo-queue.ts';

/** What a place around the car shows: what was taken here and now goes before what the tower already has. */
export interface SpotState {
  readonly kind: 'none' | QueuedPhoto['state'];
  readonly code?: RefusalCode;
}

const isAt = (spot: PhotoSpot) => (each: PhotoSpot): boolean => each.bookingId === spot.bookingId && each.moment === spot.moment && each.position === spot.position;

/** The state of one place. */
export function spotState(spot: PhotoSpot, queued: readonly QueuedPhoto[], kept: readonly PhotoView[]): SpotState {
  const own = queued.find(isAt(spot));
  if (own !== undefined) return { kind: own.state, ...(own.code !== undefined && { code: own.code }) };
  return { kind: kept.some(isAt(spot)) ? 'sent' : 'none' };
}

/** Photos that the tower does not have yet and will be sent. */
export const unsentCount = (queued: readonly QueuedPhoto[]): number => queued.filter(({ state }) => state === 'preparing' || state === 'waiting' || state === 'sending').length;
