import type { Offer, TowerDigest } from './tower-digest.ts';

/** Events in which people leave, and those that only hold the tower up. */
export type LeavingEvent = 'fire' | 'gas' | 'earthquake';
export type HoldingEvent = 'storm' | 'flood' | 'power';
const LEAVING: readonly LeavingEvent[] = ['fire', 'gas', 'earthquake'];
const HOLDING: readonly HoldingEvent[] = ['storm', 'flood', 'power'];

/** Why no customer is served at all. */
export type Wall =
  | { readonly cause: 'leave'; readonly event: LeavingEvent }
  | { readonly cause: 'unheard' | 'maintenance' | 'safetyStop' | 'recovering' | 'stopped' }
  | { readonly cause: 'held'; readonly event: HoldingEvent }
  /** It is over, and somebody has to look at the tower first. */
  | { readonly cause: 'inspection'; readonly event: LeavingEvent | HoldingEvent }
  | { readonly cause: 'neither' };

const isNeither = ({ offers }: TowerDigest): boolean => !offers.collect.possible && !offers.bringBack.possible;

/** The event that holds everything up. One that lets a half of the service go on is told beside that half. */
function holding(tower: TowerDigest): Wall | undefined {
  if (!isNeither(tower) && tower.service === 'open') return undefined;
  const event = HOLDING.find((each) => tower.events.some((one) => one.event === each && one.isPresent));
  if (event !== undefined) return { cause: 'held', event };
  const past = [...LEAVING, ...HOLDING].find((each) => tower.events.some((one) => one.event === each));
  return past === undefined ? undefined : { cause: 'inspection', event: past };
}

/**
 * What stands in the way of everything, if anything does: exactly one, and what is dangerous first. People are told to leave also by what was heard last
 * when the connection is lost: nobody is called back by a broken cable.
 */
export function wallOf(tower: TowerDigest): Wall | undefined {
  const event = LEAVING.find((each) => tower.events.some((one) => one.event === each && one.isPresent));
  if (event !== undefined) return { cause: 'leave', event };
  switch (tower.service) {
    case 'unheard': case 'maintenance': case 'safetyStop': case 'recovering':
      return { cause: tower.service };
    case 'stopped':
      return holding(tower) ?? { cause: 'stopped' };
    case 'open':
      return holding(tower) ?? (isNeither(tower) ? { cause: 'neither' } : undefined);
  }
}

/** Which half of the service is open while the other is not. */
export type OpenHalf = 'returns' | 'collections';

/** The half that alone is open, with what stands in the way of the other one; undefined while both are or neither is. */
export function onlyHalf({ offers: { collect, bringBack } }: TowerDigest): { readonly open: OpenHalf; readonly closed: Offer } | undefined {
  if (collect.possible === bringBack.possible) return undefined;
  return collect.possible ? { open: 'collections', closed: bringBack } : { open: 'returns', closed: collect };
}
