import type { SnapshotFrom } from 'xstate';
import type { WordId } from '../../../../config/words/index.ts';
import type { Recognition } from '../../../../controller/api/contract/index.ts';
import type { Refusal } from '../../tower-client/answer.ts';
import type { customerSessionMachine } from './customer-session.machine.ts';
import { stageOf } from './delivery-stage.ts';
import type { DeliveryStage, FollowedCollection } from './delivery-stage.ts';
import { helpView } from './help-view.ts';
import type { HelpView } from './help-view.ts';
import { anotherCarHelps } from './not-now.ts';
import { pauseView, referenceOf } from './pause-view.ts';
import type { PauseView } from './pause-view.ts';
import { returningView } from './return-view.ts';
import type { ReturnView } from './return-view.ts';
import { barsOf, leavingView, noticesOf, wallView } from './service-view.ts';
import type { ServiceNotice, ServiceScreen, TileBars } from './service-view.ts';
import { stalledView } from './stalled-view.ts';
import type { StalledView } from './stalled-view.ts';
import { waysNotOpen } from './session-context.ts';
import type { CameraView, Errand, SessionContext, Way } from './session-context.ts';
import { FACE_ATTEMPTS } from './session-setup.ts';
import type { TowerDigest } from './tower-digest.ts';
import { conditionView, handOverView, myCarView, receiptView } from './my-car-view.ts';
import type { MyCarView } from './my-car-view.ts';
import { walkUpView } from './walk-up-view.ts';
import type { WalkUpView } from './walk-up-view.ts';

/** What is on the screen: its id and what it shows. A screen draws this and decides nothing. */
export type CustomerView =
  | { readonly screen: 'K01'; readonly carCount: number; readonly notices?: readonly ServiceNotice[] }
  | { readonly screen: 'K02'; readonly notices?: readonly ServiceNotice[]; readonly bars?: TileBars }
  | { readonly screen: 'K10'; readonly errand: Errand; readonly closedWays: readonly Way[]; readonly refusal: Refusal | undefined }
  | { readonly screen: 'K11' }
  /** `secondsLeft`: until the camera looks by itself; without, it waits for a touch. */
  | { readonly screen: 'K12'; readonly secondsLeft: number | undefined }
  | { readonly screen: 'K13'; readonly camera: CameraView; readonly attempt: number; readonly attempts: number; readonly isDeciding: boolean }
  | { readonly screen: 'K14'; readonly errand: Errand; readonly from: Way; readonly word: WordId; readonly closedWays: readonly Way[] }
  | { readonly screen: 'K15'; readonly camera: CameraView; readonly isChecking: boolean; readonly isCodeOpen: boolean }
  | { readonly screen: 'K16'; readonly code: string; readonly isSecond: boolean; readonly isChecking: boolean; readonly refusal: Refusal | undefined }
  | { readonly screen: 'K17'; readonly recognition: Recognition }
  | { readonly screen: 'K18'; readonly refusal: Refusal; readonly mayTakeAnother: boolean }
  | { readonly screen: 'K19'; readonly recognition: Recognition; readonly isStarting: boolean; readonly coin: CoinView; readonly refusal: Refusal | undefined }
  | { readonly screen: 'K20'; readonly ahead: number; readonly collection: FollowedCollection; readonly now?: TowerDigest['running']; readonly leaving: LeavingLine; readonly refusal: Refusal | undefined }
  | { readonly screen: 'K21'; readonly collection: FollowedCollection; readonly stop: SessionContext['stop']; readonly returnByUtcMs?: number | undefined }
  | { readonly screen: 'K22'; readonly pause: PauseView }
  | { readonly screen: 'K23'; readonly errand: Errand; readonly isCancelled: boolean; readonly reference: string; readonly stalled?: StalledView }
  | { readonly screen: 'K24'; readonly bay: string; readonly mayEnter: boolean }
  | { readonly screen: 'K26'; readonly bay: string; readonly isProving: boolean; readonly isPersonSeen: boolean }
  | { readonly screen: 'K27'; readonly returnByUtcMs: number | undefined }
  | { readonly screen: 'K30'; readonly recognition: Recognition; readonly isStarting: boolean }
  | ReturnView
  | WalkUpView
  | HelpView
  | MyCarView
  /** `isPossible`: by what the tower says now, it would be taken in. */
  | { readonly screen: 'K37'; readonly refusal: Refusal; readonly isPossible?: boolean }
  | ServiceScreen
  | { readonly screen: 'K81' };

/** Leaving the line: not offered to whom this screen does not know · offered · asked once more · the tower is being asked. */
export type LeavingLine = 'no' | 'offered' | 'sure' | 'asking';

/** What the coin slot is at, where a coin starts the delivery; `none`: a press does. */
export type CoinView = 'none' | 'resting' | NonNullable<TowerDigest['coin']>;
const coinView = ({ startsByCoin, coin }: TowerDigest): CoinView => (startsByCoin ? (coin ?? 'resting') : 'none');

type Snapshot = SnapshotFrom<typeof customerSessionMachine>;

function identifyingView(snapshot: Snapshot): CustomerView {
  const { context } = snapshot;
  const at = (state: 'consenting' | 'gettingReady' | 'capturing' | 'scanning' | 'typing' | 'offeringOtherWays'): boolean =>
    snapshot.matches({ journey: { identifying: state } });
  if (at('consenting')) return { screen: 'K11' };
  if (at('gettingReady')) return { screen: 'K12', secondsLeft: snapshot.matches({ journey: { identifying: { gettingReady: 'counting' } } }) ? context.readySecondsLeft : undefined };
  if (at('capturing')) {
    return { screen: 'K13', camera: context.camera, attempt: context.attempt, attempts: FACE_ATTEMPTS, isDeciding: snapshot.matches({ journey: { identifying: { capturing: 'deciding' } } }) };
  }
  if (at('scanning')) {
    const isChecking = snapshot.matches({ journey: { identifying: { scanning: 'checking' } } });
    return { screen: 'K15', camera: context.camera, isChecking, isCodeOpen: !waysNotOpen(context).includes('code') };
  }
  if (at('typing')) {
    const isSecond = context.recognition !== undefined;
    return { screen: 'K16', code: context.code, isSecond, isChecking: snapshot.matches({ journey: { identifying: { typing: 'checking' } } }), refusal: context.refusal };
  }
  const { wayOut, errand } = context;
  const closedWays = waysNotOpen(context);
  if (at('offeringOtherWays') && wayOut !== undefined) return { screen: 'K14', errand, ...wayOut, closedWays };
  return { screen: 'K10', errand, closedWays, refusal: context.refusal };
}

function inLineView(snapshot: Snapshot, collection: FollowedCollection): CustomerView {
  const { context } = snapshot;
  const step = (['sure', 'asking'] as const).find((state) => snapshot.matches({ journey: { delivering: { leavingLine: state } } }));
  return {
    screen: 'K20', ahead: collection.ahead, collection, now: context.tower.running, leaving: step ?? (context.handOverKey === undefined ? 'no' : 'offered'), refusal: step && context.refusal,
  };
}

function deliveringView(snapshot: Snapshot, collection: FollowedCollection): CustomerView {
  const { context } = snapshot;
  const { bay } = collection;
  const stage: DeliveryStage = stageOf(collection, context.tower);
  // The tower may have forgotten the collection before it has answered.
  if (snapshot.matches({ journey: { delivering: { leavingLine: 'asking' } } })) return inLineView(snapshot, collection);
  switch (stage) {
    case 'inLine':
      return inLineView(snapshot, collection);
    case 'coming':
      return { screen: 'K21', collection, stop: context.stop, returnByUtcMs: context.recognition?.returnByUtcMs };
    case 'paused':
      return { screen: 'K22', pause: pauseView(context, collection, collection.collectionId, snapshot.matches({ journey: { delivering: 'resuming' } })) };
    case 'recovering':
      return { screen: 'K82', stillness: context.tower.stillness, own: collection.carAt };
    case 'stalled': case 'cancelled':
      return { screen: 'K23', errand: 'collect', isCancelled: stage === 'cancelled', reference: referenceOf(collection.collectionId), stalled: stalledView(snapshot, collection) };
    case 'doorOpening': case 'goIn':
      // Nobody is asked into a bay by what was true before the connection was lost.
      if (context.tower.service === 'unheard') return { screen: 'K78', isFirstSearch: false };
      return { screen: 'K24', bay, mayEnter: stage === 'goIn' };
    case 'driveOut': case 'provingEmpty':
      return (stage === 'driveOut' ? handOverView(context, bay) : undefined) ?? { screen: 'K26', bay, isProving: stage === 'provingEmpty', isPersonSeen: collection.person === 'present' };
    case 'gone':
      return { screen: 'K27', returnByUtcMs: context.recognition?.returnByUtcMs };
  }
}

/** The tower is asked to take the car in, or does not take it now. */
function announcingView(snapshot: Snapshot): CustomerView | undefined {
  const { recognition, refusal, tower } = snapshot.context;
  if (snapshot.matches({ journey: { announcing: 'refused' } }) && refusal !== undefined) return { screen: 'K37', refusal, isPossible: tower.service === 'open' && tower.offers.bringBack.possible };
  return recognition === undefined ? undefined : { screen: 'K30', recognition, isStarting: true };
}

/** A return under way and its end. It goes before a tower that cannot serve: its customer stands in front of the bay, or in it. */
function bringingBackView(snapshot: Snapshot): CustomerView | undefined {
  const { context } = snapshot;
  const { bringing } = context;
  if (bringing === undefined) return undefined;
  if (snapshot.matches({ journey: 'returning' })) {
    const doing = (['stopping', 'resuming', 'giving', 'withdrawing'] as const).find((state) => snapshot.matches({ journey: { returning: state } }));
    const view = returningView(context, bringing, doing);
    return (view.screen === 'K35' && view.isStoring ? conditionView(context, false) : undefined) ?? view;
  }
  if (!snapshot.matches({ journey: 'received' })) return undefined;
  const isRecalling = snapshot.matches({ journey: { received: 'recalling' } });
  return conditionView(context, true) ?? { screen: 'K36', carId: bringing.carId, level: context.tower.storedOn[bringing.carId], reference: referenceOf(bringing.returnId), ...receiptView(context, isRecalling) };
}

/** Nobody is here. While the site is closed its hours stand there; a car is taken back all the same. */
function restingView(context: SessionContext): CustomerView {
  const { isClosed, opensAtUtcMs } = context.tower.outside;
  if (isClosed) return { screen: 'K70', opensAtUtcMs, isResting: true };
  return { screen: 'K01', carCount: context.tower.carCount, notices: noticesOf(context) };
}

/** What may be chosen, and what is told beside it; or one line of that, to who wants to know more. */
function startView(context: SessionContext, isExplaining: boolean): CustomerView {
  const notices = noticesOf(context);
  const asked = isExplaining ? notices.find(({ screen }) => screen === context.noticeAsked) : undefined;
  return asked ?? { screen: 'K02', notices, bars: barsOf(context) };
}

/** The screen for a state of the flow. Whoever must leave is told nothing else. Help lies over everything. A tower that cannot serve goes before everything but a collection or a return under way. */
export function viewOf(snapshot: Snapshot): CustomerView {
  const leaving = leavingView(snapshot.context);
  if (leaving !== undefined) return leaving;
  const help = helpView(snapshot);
  if (help !== undefined) return help;
  const { context } = snapshot;
  const at = (journey: string): boolean => snapshot.matches({ journey } as never);
  if (at('delivering') && context.collection !== undefined) return deliveringView(snapshot, context.collection);
  const bringingBack = bringingBackView(snapshot);
  if (bringingBack !== undefined) return bringingBack;
  if (at('announcing')) return announcingView(snapshot) ?? restingView(context);
  if (at('goodbye')) return { screen: 'K27', returnByUtcMs: context.recognition?.returnByUtcMs };
  if (at('closed')) return { screen: 'K81' };
  const outOfService = wallView(context);
  if (outOfService !== undefined) return outOfService;
  const { recognition, refusal } = context;
  if (at('choosingTask') || at('explaining')) return startView(context, at('explaining'));
  const walkUp = walkUpView(snapshot);
  if (walkUp !== undefined) return walkUp;
  const ownCar = myCarView(snapshot);
  if (ownCar !== undefined) return ownCar;
  if (at('identifying')) return identifyingView(snapshot);
  if (at('found') && recognition !== undefined) return { screen: 'K17', recognition };
  if (at('welcomingBack') && recognition !== undefined) return { screen: 'K30', recognition, isStarting: false };
  if (at('refusedForNow') && refusal !== undefined) return { screen: 'K18', refusal, mayTakeAnother: anotherCarHelps(refusal) && barsOf(context).walkUp === undefined };
  if (at('confirming') && recognition !== undefined) {
    return { screen: 'K19', recognition, isStarting: snapshot.matches({ journey: { confirming: 'asking' } }), coin: coinView(context.tower), refusal };
  }
  return restingView(context);
}

/** What is asked of whoever may have gone, with the seconds that remain. `bay`: a car stands there, and then the staff are called; else the session ends. */
export interface Question {
  readonly secondsLeft: number;
  readonly bay?: string;
}

/** "Still there?"; undefined when it is not asked. */
export function questionOf(snapshot: Snapshot): Question | undefined {
  const { context: { secondsLeft, collection } } = snapshot;
  if (leavingView(snapshot.context) !== undefined) return undefined;
  if (snapshot.matches({ handOver: 'asking' })) return { secondsLeft, bay: collection?.bay ?? '' };
  return snapshot.matches({ presence: 'asking' }) ? { secondsLeft } : undefined;
}

/** Whether what is personal is covered, because nobody stands in front of the screen. */
export const isCovered = (snapshot: Snapshot): boolean => snapshot.matches({ privacy: { guarding: 'covered' } });
