import type { Language, WordId } from '../../../../config/words/index.ts';
import type { CollectionView, FaceTemplate, Recognition, ReturnBegun } from '../../../../controller/api/contract/index.ts';
import type { CaptureHint, FaceFaultCode } from '../../../face/face.port.ts';
import type { Presence } from '../../../face/presence-judge.ts';
import type { Answer, Refusal } from '../../tower-client/answer.ts';
import { follow } from './delivery-stage.ts';
import type { FollowedCollection } from './delivery-stage.ts';
import { followHelp, noHelp } from './help-context.ts';
import { noMyCar } from './my-car-context.ts';
import type { MyCarContext, MyCarEvent } from './my-car-context.ts';
import { noWalkUp } from './walk-up-context.ts';
import type { WalkUpContext, WalkUpEvent } from './walk-up-context.ts';
import type { HelpContext, HelpTopic } from './help-context.ts';
import { waysWithout } from './kiosk-parts.ts';
import type { KioskPart } from './kiosk-parts.ts';
import { forListener } from './listening.ts';
import type { Patience } from './patience.ts';
import { acceptedReturn, followReturn } from './return-stage.ts';
import type { FollowedReturn } from './return-stage.ts';
import { notStalled } from './stalled-context.ts';
import type { StalledContext, StalledEvent } from './stalled-context.ts';
import type { CollectionDigest, TowerDigest } from './tower-digest.ts';

/** A way to be recognised. */
export type Way = 'face' | 'pass' | 'code';

/** What the customer has come for. */
export type Errand = Recognition['errand'];

/** How the screen looks, as the customer has chosen it; `auto` follows the system. */
export interface Display {
  readonly size: 's' | 'm' | 'l' | 'xl';
  readonly skin: 'auto' | 'light' | 'dark' | 'hc-light' | 'hc-dark';
  /** Everything that is touched lies in the lower part of the screen. */
  readonly isLow?: boolean;
  /** Less motion than the system asks for. */
  readonly isStill?: boolean;
  /** What stands on the screen is spoken as well. */
  readonly isSpoken?: boolean;
  readonly pace?: SpeechPace;
}

/** How fast the screen speaks. */
export type SpeechPace = 'slow' | 'normal' | 'fast';

/** The camera as the mirror shows it. */
export interface CameraView {
  readonly stream: MediaStream | undefined;
  readonly hint: CaptureHint | null | undefined;
}

/** What the session remembers of its customer and of the tower. */
export interface SessionContext {
  readonly language: Language;
  /** The customer has chosen the language here, so a booking's own no longer changes it. */
  readonly isLanguageChosen: boolean;
  /** The customer has chosen the look here, so what was said on a phone no longer changes it. */
  readonly isDisplayChosen: boolean;
  readonly defaults: { readonly language: Language; readonly display: Display };
  readonly display: Display;
  /** Headphones are plugged in. They stay so when a session ends. */
  readonly hasHeadphones: boolean;
  /** Rises by one whenever everything personal is forgotten: what one customer has left open is closed for the next. */
  readonly session: number;
  readonly tower: TowerDigest;
  readonly patience: Patience;
  readonly secondsLeft: number;
  /** Until the camera looks by itself. */
  readonly readySecondsLeft: number;
  readonly code: string;
  readonly wrongCodes: number;
  readonly refusal: Refusal | undefined;
  /** The last refusal of this session that nothing has succeeded after. */
  readonly lastRefused: Refusal['code'] | undefined;
  /** Ways that are paused or broken in this session. */
  readonly closedWays: readonly Way[];
  /** Why other ways are offered. */
  readonly wayOut: { readonly from: Way; readonly word: WordId } | undefined;
  readonly attempt: number;
  readonly templates: readonly FaceTemplate[];
  readonly camera: CameraView;
  readonly passPayload: string;
  readonly recognition: Recognition | undefined;
  readonly collection: FollowedCollection | undefined;
  /** What was chosen on the first screen; what is done in the end follows from the booking. */
  readonly errand: Errand;
  /** How many sit in the car that is brought back, as the customer has said. */
  readonly people: number;
  readonly bringing: FollowedReturn | undefined;
  /** Proves that the all-clear is the word of the person that was recognised; lost with the session. */
  readonly allClearKey: string | undefined;
  /** What became of the customer's press of Stop since the last motion. */
  readonly stop: 'none' | 'telling' | 'asked' | 'failed';
  readonly help: HelpContext;
  /** Proves that the collection is that of the person that was recognised; lost with the session. */
  readonly handOverKey: string | undefined;
  readonly stalled: StalledContext;
  readonly walkUp: WalkUpContext;
  readonly myCar: MyCarContext;
  /** Parts of this screen that do not work, whoever stands in front of it. */
  readonly brokenParts: readonly KioskPart[];
  /** The line of the first screen that the customer wants to know more about. */
  readonly noticeAsked: 'K70' | 'K71' | 'K72' | 'K77' | undefined;
}

/** What can happen to a session: the customer, the camera, the tower, time. */
export type SessionEvent =
  | StalledEvent
  | WalkUpEvent
  | MyCarEvent
  | { readonly type: 'tower.changed'; readonly tower: TowerDigest }
  | { readonly type: 'language.set'; readonly language: Language }
  | { readonly type: 'display.opened' }
  | { readonly type: 'display.set'; readonly display: Display }
  | { readonly type: 'headphones.changed'; readonly areIn: boolean }
  /** Any touch or key: the person is there. */
  | { readonly type: 'person.active' }
  /** What the camera sees of somebody in front of the screen, while personal details stand on it. */
  | { readonly type: 'presence.changed'; readonly presence: Presence }
  | { readonly type: 'patience.restart' }
  | { readonly type: 'session.abandoned' }
  | { readonly type: 'session.end' }
  | { readonly type: 'start' }
  | { readonly type: 'back' }
  | { readonly type: 'collect.chosen' }
  | { readonly type: 'bringBack.chosen' }
  | { readonly type: 'people.told'; readonly people: number }
  | { readonly type: 'withdraw.chosen' }
  /** Whoever brings the car wants to be recognised once more, after this screen has started again. */
  | { readonly type: 'identify.again' }
  | { readonly type: 'way.chosen'; readonly way: Way }
  | { readonly type: 'consent.given' }
  | { readonly type: 'consent.refused' }
  | { readonly type: 'face.ready' }
  /** Whoever is to be looked at needs longer. */
  | { readonly type: 'face.notYet' }
  | { readonly type: 'camera.live'; readonly stream: MediaStream }
  | { readonly type: 'camera.hint'; readonly hint: CaptureHint | null }
  | { readonly type: 'camera.template'; readonly template: FaceTemplate }
  | { readonly type: 'camera.fault'; readonly code: FaceFaultCode }
  | { readonly type: 'pass.read'; readonly payload: string }
  | { readonly type: 'code.typed'; readonly key: string }
  | { readonly type: 'code.deleted' }
  | { readonly type: 'code.submitted' }
  | { readonly type: 'car.confirmed' }
  | { readonly type: 'car.denied' }
  | { readonly type: 'hold.completed' }
  /** Help is asked for, from this screen. */
  | { readonly type: 'help.opened'; readonly screen: string }
  | { readonly type: 'help.closed' }
  /** The list of topics. */
  | { readonly type: 'help.listed' }
  | { readonly type: 'help.topic'; readonly topic: HelpTopic }
  | { readonly type: 'staff.called'; readonly screen: string }
  | { readonly type: 'staff.hungUp' }
  /** The screen has tested itself again. */
  | { readonly type: 'kiosk.changed'; readonly broken: readonly KioskPart[] }
  | { readonly type: 'notice.asked'; readonly screen: NonNullable<SessionContext['noticeAsked']> }
  | { readonly type: 'stop.pressed' };

/** A camera that is off. */
export const noCamera: CameraView = { stream: undefined, hint: undefined };

/** Everything personal, gone. What stays is the tower and the defaults. */
export function wiped(context: SessionContext): SessionContext {
  return {
    ...context,
    session: context.session + 1,
    language: context.defaults.language, isLanguageChosen: false, display: forListener(context.defaults.display, context.hasHeadphones), isDisplayChosen: false,
    code: '', wrongCodes: 0, refusal: undefined, lastRefused: undefined, closedWays: [], wayOut: undefined, attempt: 1, templates: [], camera: noCamera, passPayload: '',
    recognition: undefined, collection: undefined, stop: 'none', secondsLeft: 0,
    errand: 'collect', people: 1, bringing: undefined, allClearKey: undefined, noticeAsked: undefined, help: noHelp, handOverKey: undefined, stalled: notStalled, walkUp: noWalkUp, myCar: noMyCar,
  };
}

/** A context before anybody has come. */
export function freshContext(needs: Pick<SessionContext, 'tower' | 'defaults'>): SessionContext {
  const { language, display } = needs.defaults;
  return wiped({
    ...needs, language, display, hasHeadphones: false, session: -1, isLanguageChosen: false, isDisplayChosen: false, patience: 'unlimited', secondsLeft: 0, readySecondsLeft: 0, code: '', wrongCodes: 0, refusal: undefined, lastRefused: undefined,
    closedWays: [], wayOut: undefined, attempt: 1, templates: [], camera: noCamera, passPayload: '', recognition: undefined,
    collection: undefined, stop: 'none', errand: 'collect', people: 1, bringing: undefined, allClearKey: undefined, noticeAsked: undefined, brokenParts: [], help: noHelp, handOverKey: undefined, stalled: notStalled, walkUp: noWalkUp, myCar: noMyCar,
  });
}

/** The look that a member asked for on the phone. */
function displayOf({ textSize, contrast, reach, reducedMotion, audio }: NonNullable<Recognition['preferences']>): Display {
  return { size: textSize, skin: contrast, isLow: reach === 'low', isStill: reducedMotion, isSpoken: audio };
}

/** After a recognition: what the member prefers, and otherwise the booking's language, is taken unless the customer has chosen here. */
export function recognised(context: SessionContext, recognition: Recognition): Partial<SessionContext> {
  const { preferences } = recognition;
  const language = context.isLanguageChosen ? context.language : (preferences?.language ?? recognition.language);
  const display = context.isDisplayChosen || preferences === undefined ? context.display : forListener(displayOf(preferences), context.hasHeadphones);
  return { recognition, language, display, refusal: undefined, lastRefused: undefined, wayOut: undefined, templates: [], camera: noCamera, passPayload: '', code: '' };
}

/** Not this person after all: who was found is forgotten, and the look that came with them. */
export function unrecognised(context: SessionContext): Partial<SessionContext> {
  const { defaults, hasHeadphones, isDisplayChosen, isLanguageChosen } = context;
  return {
    recognition: undefined, code: '', templates: [], refusal: undefined,
    ...(isDisplayChosen ? {} : { display: forListener(defaults.display, hasHeadphones) }), ...(isLanguageChosen ? {} : { language: defaults.language }),
  };
}

/** A collection from here on followed. */
export function following(digest: CollectionDigest, isSeen: boolean): FollowedCollection {
  return { ...digest, isSeen, isMissing: false, wasEntered: false };
}

/** The collection that the controller has just accepted; the tower has not yet named it. */
export function accepted(view: CollectionView): FollowedCollection {
  const { collectionId, carId, bay, phase, paused, ahead } = view;
  return following({ collectionId, carId, bay, phase, paused, ahead, carAt: { kind: 'unknown' }, person: 'unknown' }, false);
}

/** The return that the controller has just accepted, with the key of the person that it has recognised. */
export const begunReturn = ({ returnId, carId, allClearKey }: ReturnBegun, isOutAgain = false): Partial<SessionContext> =>
  ({ bringing: acceptedReturn(returnId, carId, isOutAgain ? true : undefined), allClearKey, refusal: undefined, lastRefused: undefined });

/** After the tower has changed. A new motion takes back the note that the customer pressed Stop. */
export function withTower(context: SessionContext, tower: TowerDigest): Partial<SessionContext> {
  const collection = context.collection === undefined ? undefined : follow(context.collection, tower);
  const bringing = context.bringing === undefined ? undefined : followReturn(context.bringing, tower);
  const isGoingOn = tower.service === 'open' && tower.stillness === 'moving' && context.tower.service !== 'open';
  return { tower, collection, bringing, help: followHelp(context.help, tower), stop: isGoingOn ? 'none' : context.stop };
}

/** The refusal of an answer, if it is one. */
export const refusalIn = (answer: Answer<unknown>): Refusal | undefined => (answer.ok ? undefined : answer.error);

/** An actor that broke is to the flow a refusal like any other. */
export const brokenOff: Refusal = { code: 'internal', message: 'the request broke off' };

/** A refusal as it is shown, and as the next one is compared with: the same one twice in a row is said to be the same. */
export const noted = ({ lastRefused }: Pick<SessionContext, 'lastRefused'>, refusal: Refusal | undefined): Pick<SessionContext, 'refusal' | 'lastRefused'> =>
  ({ refusal: refusal !== undefined && refusal.code === lastRefused ? { ...refusal, isAgain: true } : refusal, lastRefused: refusal?.code });

/** Refusals that say "we know who you are, but not now": another way of recognition would not help. */
const NOT_NOW: readonly Refusal['code'][] = [
  'tooEarly', 'tooLate', 'carNotHere', 'bookingDone', 'bookingUnknown', 'outsideHours', 'passUsed', 'alreadyCollecting',
  // Rules of the site, judged once more before a car is handed out.
  'standingUnknown', 'memberBlocked', 'tierTooLow', 'licenceMissing', 'licenceExpires', 'carsExhausted', 'carHadBefore', 'oneAtATime', 'depositMissing',
  'swapNotReady', 'paymentDeclined', 'carReserved', 'carTaken',
];
/** Whether an answer says that the customer is known but the car cannot come now. */
export const isNotNow = (answer: Answer<unknown>): boolean => !answer.ok && NOT_NOW.includes(answer.error.code);

const LOCKS: Readonly<Partial<Record<Refusal['code'], Way>>> = { faceLocked: 'face', codeLocked: 'code' };
/** Refusals after the last attempt of which the way is as good as locked. */
const SPENT: Readonly<Partial<Record<Refusal['code'], Way>>> = { notRecognised: 'face', codeWrong: 'code' };

/** Ways that cannot be chosen now. The numbers of a face are deleted when its car leaves, so nobody who comes back is known by it. */
export const waysNotOpen = ({ closedWays, errand, brokenParts }: Pick<SessionContext, 'closedWays' | 'errand' | 'brokenParts'>): readonly Way[] =>
  [...new Set<Way>([...closedWays, ...waysWithout(brokenParts), ...(errand === 'collect' ? [] : ['face' as const])])];

/** Ways that a refusal closes for the rest of the session. */
export function closedBy(context: SessionContext, refusal: Refusal | undefined): readonly Way[] {
  const way = refusal === undefined ? undefined : (LOCKS[refusal.code] ?? (refusal.attemptsLeft === 0 ? SPENT[refusal.code] : undefined));
  return way === undefined ? context.closedWays : [...new Set([...context.closedWays, way])];
}
