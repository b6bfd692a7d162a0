import type { CollectionView, Recognition, ReturnView, TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { deliveryAt } from '../../testing/delivery-script.ts';
import { sampleSite } from '../../testing/sample-tower.ts';
import { sampleRecognition } from '../../testing/sample-visit.ts';
import type { Refusal } from '../../tower-client/answer.ts';
import type { FollowedCollection } from '../flow/delivery-stage.ts';
import { pauseView } from '../flow/pause-view.ts';
import type { PauseView } from '../flow/pause-view.ts';
import { followingReturn } from '../flow/return-stage.ts';
import { returningView } from '../flow/return-view.ts';
import type { ReturnQuestion, ReturnView as ReturnScreen } from '../flow/return-view.ts';
import { following, freshContext } from '../flow/session-context.ts';
import type { SessionContext } from '../flow/session-context.ts';
import { digestOf } from '../flow/tower-digest.ts';

/** The longest that a brand, a model and a plate get. */
export const longCar: Recognition['car'] = { ...sampleRecognition.car, brand: 'Mercedes-Benz', model: 'EQE 500 4MATIC SUV Edition', plate: '沪A·DF12345' };
export const longRecognition: Recognition = { ...sampleRecognition, maskedName: 'M.-L. von W. zu H.', car: longCar };

export const refusalOf = (code: Refusal['code'], more: Partial<Refusal> = {}): Refusal => ({ code, message: code, ...more });

/** A session in front of this tower. */
export function contextBefore(tower: TowerSnapshot, change: Partial<SessionContext> = {}): SessionContext {
  const digest = digestOf({ link: 'live', tower, heardAtMs: 0 }, sampleSite);
  return { ...freshContext({ tower: digest, defaults: { language: 'en', display: { size: 'm', skin: 'light' } } }), ...change };
}

/** The collection of this tower, as the flow follows it. */
export function followedIn(tower: TowerSnapshot): FollowedCollection {
  const [digest] = contextBefore(tower).tower.collections;
  if (digest === undefined) throw new Error('this tower has no collection');
  return following(digest, true);
}

/** The delivery `atS` seconds after its beginning, and its collection as the flow follows it. */
export function deliveryMoment(atS: number, change: Partial<CollectionView> = {}): { readonly tower: TowerSnapshot; readonly collection: FollowedCollection } {
  const tower = deliveryAt(atS, change);
  return { tower, collection: followedIn(tower) };
}

/** The pause of this tower's collection. */
export function pauseIn(tower: TowerSnapshot, change: Partial<SessionContext> = {}, isResuming = false): PauseView {
  const collection = followedIn(tower);
  return pauseView(contextBefore(tower, change), collection, collection.collectionId, isResuming);
}

/** The screen of this tower's return, by the rules of the flow. */
export function returnScreen(tower: TowerSnapshot, change: Partial<SessionContext> = {}, question?: ReturnQuestion): ReturnScreen {
  const context = contextBefore(tower, { allClearKey: 'key', ...change });
  const [digest] = context.tower.returns;
  if (digest === undefined) throw new Error('this tower has no return');
  return returningView(context, followingReturn(digest, true), question);
}

export type CheckIn = NonNullable<ReturnView['checkIn']>;
