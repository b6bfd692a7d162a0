import type { CollectionView, SiteView } from '../../../../../controller/api/contract/index.ts';
import { digestOf } from '../../../customer/flow/tower-digest.ts';
import { isStale } from '../../../customer/scene/shown-position.ts';
import type { LiveState } from '../../../tower-client/live-store.ts';

/** What the page of the coming car shows. The phone follows the same measured positions as the kiosk and knows no more. */
export type ArrivalView =
  /** Nothing has been heard of the tower yet. */
  | { readonly kind: 'unheard' }
  /** The tower names no collection of this car: it has not begun, or is over. */
  | { readonly kind: 'notComing' }
  | { readonly kind: 'inLine' | 'coming' | 'paused' | 'atBay' | 'left' | 'stalled'; readonly collection: CollectionView; readonly isStale: boolean; readonly heardSecondsAgo: number };

type Shown = Extract<ArrivalView, { readonly collection: CollectionView }>['kind'];

function kindOf({ phase, paused }: CollectionView, isOpen: boolean): Shown {
  switch (phase) {
    case 'proving': case 'closing': case 'puttingAway': case 'done':
      return 'left';
    case 'stalled': case 'cancelled':
      return 'stalled';
    case 'queued': case 'finding': case 'taking': case 'coming': case 'presenting': case 'opening': case 'handover':
      break;
  }
  if (paused || !isOpen) return 'paused';
  if (phase === 'queued') return 'inLine';
  return phase === 'opening' || phase === 'handover' ? 'atBay' : 'coming';
}

/** The view of the car `carId` at this moment of the page. Without a connection the last one stays, and says how old it is. */
export function arrivalViewOf(live: LiveState, site: SiteView, carId: string, nowMs: number): ArrivalView {
  const { tower, heardAtMs, link } = live;
  if (tower === undefined) return { kind: 'unheard' };
  const collection = tower.collections.find((each) => each.carId === carId);
  if (collection === undefined) return { kind: 'notComing' };
  const isOpen = link !== 'live' || digestOf(live, site).service === 'open';
  return { kind: kindOf(collection, isOpen), collection, isStale: isStale(live, nowMs), heardSecondsAgo: Math.round((nowMs - heardAtMs) / 1000) };
}
