import { placesOf } from '../../../../config/places.ts';
import type { CollectionView, ReasonView, ServiceView, SiteEventView, SiteView, TowerSnapshot, TowerState } from '../../../../controller/api/contract/index.ts';
import type { LiveState } from '../../tower-client/live-store.ts';
import { bareCell, carPlace } from './car-place.ts';
import type { CarPlace } from './car-place.ts';
import { outsideOf, outsideUnknown } from './outside.ts';
import type { Outside } from './outside.ts';
import { palletInTransfer } from './pallet-in-transfer.ts';
import { returnDigests } from './return-digest.ts';
import type { ReturnDigest } from './return-digest.ts';
import { callDigests } from './staff-call-digest.ts';
import type { StaffCallDigest } from './staff-call-digest.ts';

/** Whether cars are handed out just now, and if not, what stands in the way. */
export type Service = 'open' | 'unheard' | 'recovering' | 'safetyStop' | 'stopped' | 'maintenance';

/** Whether a request of this kind would be taken on, and if not, why. */
export type Offer = NonNullable<TowerSnapshot['offers']>['collect'];

/** What the tower does just now, as anybody may know it: for whom stays with the tower. */
export interface RunningDigest {
  readonly kind: 'deliver' | 'receive' | 'other';
  /** Nothing goes on before somebody at a bay has done something. */
  readonly waitsForPeople: boolean;
}

/** Something that has happened around the tower. Not present: it is over, and has not been released. */
export interface EventDigest {
  readonly event: SiteEventView['event'];
  readonly isPresent: boolean;
}

/** A collection as the flow needs it. */
export interface CollectionDigest extends Pick<CollectionView, 'collectionId' | 'carId' | 'bay' | 'phase' | 'paused' | 'ahead'> {
  readonly carAt: CarPlace;
  readonly person: 'none' | 'present' | 'unknown';
}

/** What of the tower decides which screen is shown. Positions are left to the drawing, which reads them as they come. */
export interface TowerDigest {
  readonly service: Service;
  readonly stillness: 'still' | 'moving' | 'unknown';
  /** First cause of a stop. */
  readonly reason: ReasonView | undefined;
  readonly resetNeeded: ReasonView['reset'] | undefined;
  readonly collections: readonly CollectionDigest[];
  readonly returns: readonly ReturnDigest[];
  /** Levels of the cars that stand in their cells, by the inventory. */
  readonly storedOn: Readonly<Record<string, string>>;
  /** A coin starts the delivery here, instead of a press that is held. */
  readonly startsByCoin: boolean;
  readonly coin: TowerSnapshot['coin'];
  /** Calls of the staff that have not ended. */
  readonly staffCalls: readonly StaffCallDigest[];
  readonly carCount: number;
  readonly offers: Readonly<Record<'collect' | 'bringBack', Offer>>;
  /** The order that has the carriage, or waits at its bay. */
  readonly running: RunningDigest | undefined;
  /** Also those that were heard of before the connection was lost. */
  readonly events: readonly EventDigest[];
  readonly wind: TowerSnapshot['wind'];
  /** When the technician inside expects to be done, where one has said so. */
  readonly maintenanceUntilUtcMs: number | undefined;
  readonly outside: Outside;
}

const POSSIBLE: TowerDigest['offers'] = { collect: { possible: true }, bringBack: { possible: true } };

/** A tower of which nothing has been heard. */
export const unheardTower: TowerDigest = {
  service: 'unheard', stillness: 'unknown', reason: undefined, resetNeeded: undefined, collections: [], returns: [], storedOn: {}, startsByCoin: false, coin: undefined, staffCalls: [], carCount: 0,
  offers: POSSIBLE, running: undefined, events: [], wind: undefined, maintenanceUntilUtcMs: undefined, outside: outsideUnknown,
};

const STARTING: readonly TowerState[] = ['recovering', 'resetting', 'starting', 'clearing'];
const WORKING: readonly TowerState[] = ['idle', 'execute', 'completing', 'complete', 'unholding', 'unsuspending'];
/** Slower than this counts as standing: the noise of a position sensor. */
const STILL_MM_PER_S = 2;

function serviceOf({ link, tower }: LiveState): Service {
  if (link !== 'live' || tower === undefined) return 'unheard';
  if (tower.mode === 'maintenance' || tower.mode === 'manual') return 'maintenance';
  // Somebody has stopped it, also while it finds out what stands where. A circuit of which nothing has been heard since the start is no stop.
  if (tower.reasons.some(({ fact, value }) => fact === 'safetyChainClosed' && value === false)) return 'safetyStop';
  if (STARTING.includes(tower.state)) return 'recovering';
  if (tower.mode !== 'production') return 'maintenance';
  if (tower.reasons.some(({ fact }) => fact === 'safetyChainClosed')) return 'safetyStop';
  return WORKING.includes(tower.state) && tower.resetNeeded === undefined ? 'open' : 'stopped';
}

function stillnessOf({ link, tower }: LiveState): TowerDigest['stillness'] {
  if (link !== 'live' || tower === undefined) return 'unknown';
  const axes = Object.values(tower.axes);
  const doors = Object.values(tower.doors);
  if (axes.some(({ velocityMmPerS }) => Math.abs(velocityMmPerS) > STILL_MM_PER_S)) return 'moving';
  if (doors.some(({ motion }) => motion !== 'still')) return 'moving';
  return [...axes, ...doors].every(({ quality }) => quality === 'good') ? 'still' : 'unknown';
}

function storedOn(tower: TowerSnapshot, site: SiteView): TowerDigest['storedOn'] {
  const levels = new Map(placesOf(site).map(({ name, level }) => [name, level]));
  return Object.fromEntries(Object.entries(tower.cells).flatMap(([cell, { carId }]) => (carId === undefined ? [] : [[carId, levels.get(bareCell(cell)) ?? '']])));
}

function runningIn({ orders }: TowerSnapshot): RunningDigest | undefined {
  const running = orders.find(({ stage }) => stage === 'running');
  if (running === undefined) return undefined;
  const { kind, waitsForPeople } = running;
  return { kind: kind === 'deliver' || kind === 'receive' ? kind : 'other', waitsForPeople };
}

/** Boils the live state down, with what the controller tells beside it. */
export function digestOf(live: LiveState, site: SiteView, service?: ServiceView): TowerDigest {
  const { tower } = live;
  const outside = outsideOf(service);
  if (tower === undefined) return { ...unheardTower, outside };
  return {
    service: serviceOf(live),
    stillness: stillnessOf(live),
    reason: tower.reasons[0],
    resetNeeded: tower.resetNeeded,
    collections: tower.collections.map(({ collectionId, carId, bay, phase, paused, ahead }) => ({
      collectionId, carId, bay, phase, paused, ahead,
      carAt: carPlace(tower, carId, site),
      person: tower.bays[bay]?.person ?? 'unknown',
    })),
    returns: returnDigests(tower, site),
    storedOn: storedOn(tower, site),
    startsByCoin: site.coin !== undefined,
    coin: tower.coin,
    staffCalls: callDigests(tower.staffCalls),
    carCount: [...Object.values(tower.cells), ...Object.values(tower.bays), tower.carriage, palletInTransfer(tower)].filter((each) => each?.carId !== undefined).length,
    offers: tower.offers ?? POSSIBLE,
    running: runningIn(tower),
    events: (tower.siteEvents ?? []).map(({ event, state }) => ({ event, isPresent: state === 'present' })),
    wind: tower.wind,
    maintenanceUntilUtcMs: tower.maintenance?.untilUtcMs,
    outside,
  };
}

/** Whether two digests would show the same. They are plain data, built in one order. */
export function sameDigest(a: TowerDigest, b: TowerDigest): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
