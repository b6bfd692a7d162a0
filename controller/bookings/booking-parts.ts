import type { Site } from '../../config/schema/site.schema.ts';
import type { Clock, Rng, Store, WallClock } from '../ports.ts';
import type { Attempts } from './attempts.ts';
import type { Seal } from './sealing.ts';
import type { SiteKeys } from './site-keys.ts';

/** What every part of this room works with. */
export interface BookingParts {
  readonly site: Site;
  readonly store: Store;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly wall: WallClock;
  readonly rng: Rng;
  readonly keys: SiteKeys;
  readonly seal: Seal;
  readonly attempts: Attempts;
  /** Which run of the control core this is: events for the backend carry it. */
  readonly bootId: () => string;
}
