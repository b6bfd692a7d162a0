import { and, assign, fromCallback, fromPromise, not, raise, setup, stateIn } from 'xstate';
import type { WordId } from '../../../../config/words/index.ts';
import type { CollectionView, HandOffView, MyCar, Recognition, RecognitionRequest, ReturnBegun, StaffCallView, StalledCancellation, StalledChoices, SwapOffers, Swapped, TaxiVoucher } from '../../../../controller/api/contract/index.ts';
import type { Answer } from '../../tower-client/answer.ts';
import { needsItsCustomer, stageOf, whoMayGoOn } from './delivery-stage.ts';
import type { DeliveryStage } from './delivery-stage.ts';
import { withTyped, CODE_LENGTH } from './booking-code.ts';
import { helpIsOver, openedHelp } from './help-need.ts';
import { withHeadphones } from './listening.ts';
import { anotherCarHelps } from './not-now.ts';
import { limitsOf, readyingS } from './patience.ts';
import { forgottenCar } from './my-car-context.ts';
import type { Patience } from './patience.ts';
import type { ReturnDigest } from './return-digest.ts';
import { followingReturn, mayWithdraw, needsItsDriver, returnStageOf } from './return-stage.ts';
import type { ReturnStage } from './return-stage.ts';
import { accepted, begunReturn, brokenOff, closedBy, following, isNotNow, noCamera, noted, recognised, refusalIn, unrecognised, waysNotOpen, wiped, withTower } from './session-context.ts';
import type { Errand, SessionContext, SessionEvent, Way } from './session-context.ts';
import { wallOf } from './service-causes.ts';
import { barsOf, noticesOf } from './service-view.ts';
import type { MyCarWish } from './my-car-context.ts';
import type { HandOffWish } from './walk-up-context.ts';
import { placedCall } from './staff-call-digest.ts';
import { notStalled } from './stalled-context.ts';
import type { CollectionDigest, Service } from './tower-digest.ts';

/** Times of the face check (kiosk reference A.4), of the pass scanner, and of screens that go on by themselves. */
export const FLOW_TIMES = {
  faceAttemptMs: 8_000,
  faceOverallMs: 45_000,
  passMs: 30_000,
  goodbyeMs: 10_000,
  closedMs: 2_000,
  /** Before a request whose answer was lost is sent once more. */
  askAgainMs: 1_500,
  /** The receipt is read on the way from the bay. */
  receiptMs: 20_000,
  /** After a break the same person is taken for the one who was here before (kiosk reference, K82). */
  sessionKeptMs: 15 * 60_000,
  /** As long as an anonymous screen waits before it asks. */
  passingByMs: 45_000,
  /** A call that nobody has answered by then is said to be one. */
  unansweredMs: 45_000,
  /** As long as somebody waits at the screen for staff who have said that they come. */
  attendedMs: 600_000,
  /** Before the tower is asked again what it offers for a car that goes no further. */
  lookAgainMs: 10_000,
  /** As long as a screen speaks for somebody who waits for the staff and touches nothing; whoever comes after that is somebody else. */
  leftToStaffMs: 300_000,
  /** A page of help that nobody reads. */
  helpIdleMs: 90_000,
} as const;
/** Looks into the camera before the other ways are offered. */
export const FACE_ATTEMPTS = 3;
/** Templates of one attempt: several cut false refusals, and three come within two seconds. */
export const TEMPLATES_PER_ATTEMPT = 3;
/** Wrong codes in a row after which the other ways are offered instead of the keypad once more. */
const WRONG_CODES = 2;

const toBeProvided = (name: string) => async (): Promise<never> => {
  throw new Error(`actor "${name}" was not provided`);
};
const idleSource = (): void => undefined;

/** Whoever listens, reads large letters or moves the focus by key needs longer for the same screen. */
const isUnhurried = ({ display }: SessionContext): boolean =>
  display.size === 'l' || display.size === 'xl' || display.skin === 'hc-dark' || display.skin === 'hc-light' || display.isSpoken === true || display.isLow === true;
/** Whoever waits for the staff is there. */
const limits = (context: SessionContext): ReturnType<typeof limitsOf> => limitsOf(context.help.isWaiting ? 'unlimited' : context.patience, isUnhurried(context));

/** Longest delay that a browser's timer keeps. */
const NEVER_MS = 2 ** 31 - 1;
const stageIn = ({ collection, tower }: SessionContext): DeliveryStage | undefined =>
  collection === undefined ? undefined : stageOf(collection, tower);

/** A car stands at the open bay, and nobody is seen in there. Without a connection nobody knows. */
const isLeft = (context: SessionContext): boolean => stageIn(context) === 'driveOut' && context.collection?.person === 'none' && context.tower.service !== 'unheard';

/** The collection of the car that the customer was asked to confirm, where the tower has one under way. */
const ownCollection = ({ recognition, tower }: SessionContext): CollectionDigest | undefined =>
  tower.collections.find((each) => each.carId === recognition?.car.carId && needsItsCustomer(each));

const returnStageIn = ({ bringing, tower }: SessionContext): ReturnStage | undefined =>
  bringing === undefined ? undefined : returnStageOf(bringing, tower);
/** Nobody has to stay for it: it ends by itself, has ended, or is in the hands of the staff. */
const LEAVABLE: readonly (ReturnStage | undefined)[] = ['goingUp', 'notTaken', 'stalled'];

const OVER_OR_STUCK: readonly (DeliveryStage | ReturnStage | undefined)[] = ['stalled', 'cancelled', 'notTaken'];
/** Nothing goes on for somebody who was recognised, and the screen waits without an end: its person may have gone long ago. */
const isLeftToStaff = (context: SessionContext): boolean =>
  (context.recognition ?? context.handOverKey ?? context.allClearKey) !== undefined && !context.help.isWaiting && OVER_OR_STUCK.includes(stageIn(context) ?? returnStageIn(context));

/** This screen may say nothing any more in the name of the person that was recognised. */
const speaksForNobody = ({ myCar }: SessionContext): Partial<SessionContext> => ({ allClearKey: undefined, handOverKey: undefined, stalled: notStalled, myCar: forgottenCar(myCar) });

/** Somebody's details are on the screen: of the person that was recognised, or of the member whose phone is at work for it. A code that a phone still has to scan is held in front of a face. */
const isPersonal = ({ recognition, patience, walkUp }: SessionContext): boolean =>
  (recognition !== undefined && patience === 'personal') || (walkUp.handOff?.maskedName !== undefined && ['handOff', 'typing'].includes(patience));

/** What is under way is taken up from where sensors and journal have it. */
const BROKEN_OFF: readonly Service[] = ['recovering', 'unheard'];

/** The return of the car that the customer has come with, where the tower has one under way. */
const ownReturn = ({ recognition, tower }: SessionContext): ReturnDigest | undefined =>
  tower.returns.find((each) => each.carId === recognition?.car.carId && needsItsDriver(each));

type AnswerParams<T> = { readonly answer: Answer<T> };

/** What the person that was recognised says of a return, with the key that proves it. */
export interface ReturnWord {
  readonly returnId: string;
  readonly allClearKey: string;
}

/** The collection that the tower has taken on; the key is for the person that was recognised. */
export type CollectionBegun = CollectionView & { readonly handOverKey?: string };

/** What the person that was recognised says of a collection, with the key that proves it. */
export interface CollectionWord {
  readonly collectionId: string;
  readonly handOverKey: string;
}

/** Types, actors, delays, guards and actions of the customer's session. */
export const sessionSetup = setup({
  types: {
    context: {} as SessionContext,
    events: {} as SessionEvent,
    input: {} as Pick<SessionContext, 'tower' | 'defaults'>,
  },
  actors: {
    recognise: fromPromise<Answer<Recognition>, RecognitionRequest>(toBeProvided('recognise')),
    collect: fromPromise<Answer<CollectionBegun>, { readonly ticket: string }>(toBeProvided('collect')),
    resume: fromPromise<Answer<undefined>, { readonly collectionId: string }>(toBeProvided('resume')),
    leaveLine: fromPromise<Answer<undefined>, CollectionWord>(toBeProvided('leaveLine')),
    bringBack: fromPromise<Answer<ReturnBegun>, { readonly ticket: string; readonly people: number }>(toBeProvided('bringBack')),
    allClear: fromPromise<Answer<undefined>, ReturnWord>(toBeProvided('allClear')),
    withdraw: fromPromise<Answer<undefined>, ReturnWord>(toBeProvided('withdraw')),
    resumeReturn: fromPromise<Answer<undefined>, { readonly returnId: string }>(toBeProvided('resumeReturn')),
    stop: fromPromise<Answer<undefined>>(toBeProvided('stop')),
    watchOffer: fromCallback<SessionEvent>(idleSource),
    beginHandOff: fromPromise<Answer<HandOffView>, HandOffWish>(toBeProvided('beginHandOff')),
    watchHandOff: fromCallback<SessionEvent, { readonly handOffId: string }>(idleSource),
    lookAtMyCar: fromPromise<Answer<MyCar>, { readonly ticket: string }>(toBeProvided('lookAtMyCar')),
    extendMyCar: fromPromise<Answer<MyCar>, MyCarWish & { readonly days: number }>(toBeProvided('extendMyCar')),
    askForSwaps: fromPromise<Answer<SwapOffers>, { readonly ticket: string }>(toBeProvided('askForSwaps')),
    swapMyCar: fromPromise<Answer<Swapped>, MyCarWish & { readonly carId: string }>(toBeProvided('swapMyCar')),
    recallCar: fromPromise<Answer<ReturnBegun>, ReturnWord>(toBeProvided('recallCar')),
    watchHandOver: fromCallback<SessionEvent, { readonly collectionId: string; readonly handOverKey: string | undefined }>(idleSource),
    watchReceipt: fromCallback<SessionEvent, { readonly returnId: string; readonly allClearKey: string | undefined }>(idleSource),
    callStaff: fromPromise<Answer<StaffCallView>, { readonly screen: string; readonly key: string }>(toBeProvided('callStaff')),
    stalledChoices: fromPromise<Answer<StalledChoices>, CollectionWord>(toBeProvided('stalledChoices')),
    cancelStalled: fromPromise<Answer<StalledCancellation>, CollectionWord>(toBeProvided('cancelStalled')),
    taxiVoucher: fromPromise<Answer<TaxiVoucher>, CollectionWord>(toBeProvided('taxiVoucher')),
    hangUp: fromPromise<Answer<undefined>, { readonly callId: string }>(toBeProvided('hangUp')),
    watchFace: fromCallback<SessionEvent>(idleSource),
    scanPass: fromCallback<SessionEvent>(idleSource),
    watchPresence: fromCallback<SessionEvent>(idleSource),
  },
  delays: {
    ...FLOW_TIMES,
    idle: ({ context }) => limits(context)?.idleMs ?? NEVER_MS,
    handOverIdle: ({ context }) => limitsOf('handOver', isUnhurried(context))?.idleMs ?? NEVER_MS,
    second: 1000,
  },
  guards: {
    towerIsOpen: ({ context }) => wallOf(context.tower) === undefined,
    collectionIsWaiting: ({ context }) =>
      context.tower.collections.some(needsItsCustomer),
    ownCarIsComing: ({ context }) => ownCollection(context) !== undefined,
    /** Where a coin starts the delivery, it stands in for the press; after a refusal it is asked for anew by hand. */
    coinIsAskedFor: ({ context: { tower, refusal } }) => tower.startsByCoin && tower.service === 'open' && refusal === undefined,
    codeIsOpen: ({ context }) => !waysNotOpen(context).includes('code'),
    wayIsOpen: ({ context, event }, { way }: { readonly way: Way }) =>
      event.type === 'way.chosen' && event.way === way && !waysNotOpen(context).includes(way),
    /** The code itself was judged: a request that went wrong otherwise says nothing about it. */
    codeWasJudged: (_, { answer }: AnswerParams<unknown>) => answer.ok || ['codeWrong', 'codeLocked', 'malformed'].includes(answer.error.code),
    hasTemplates: ({ context }, { count }: { readonly count: number }) => context.templates.length >= count,
    attemptsAreLeft: ({ context }) => context.attempt < FACE_ATTEMPTS,
    codeIsComplete: ({ context }) => context.code.length === CODE_LENGTH,
    succeeded: (_, { answer }: AnswerParams<unknown>) => answer.ok,
    notNow: (_, { answer }: AnswerParams<unknown>) => isNotNow(answer),
    needsCode: (_, { answer }: AnswerParams<Recognition>) => answer.ok && answer.value.secondFactor,
    isSameBooking: ({ context }, { answer }: AnswerParams<Recognition>) =>
      answer.ok && (context.recognition === undefined || context.recognition.bookingId === answer.value.bookingId),
    mustIdentifyAgain: (_, { answer }: AnswerParams<unknown>) => !answer.ok && answer.error.code === 'ticketWrong',
    mayTryAgain: ({ context }, { answer }: AnswerParams<unknown>) =>
      !answer.ok && answer.error.code === 'notRecognised' && context.attempt < FACE_ATTEMPTS,
    isSecondWrongCode: ({ context }, { answer }: AnswerParams<unknown>) =>
      !answer.ok && (answer.error.code === 'codeLocked' || (answer.error.code === 'codeWrong' && context.wrongCodes + 1 >= WRONG_CODES)),
    carHasLeft: ({ context }) => stageIn(context) === 'gone',
    mayResume: ({ context }) =>
      context.collection !== undefined && stageIn(context) === 'paused' && whoMayGoOn(context.collection, context.tower) === 'customer',
    mayLeaveLine: ({ context }) => stageIn(context) === 'inLine' && context.handOverKey !== undefined,
    isNotInLine: ({ context }) => stageIn(context) !== 'inLine',
    hasLeftLine: ({ context: { collection, refusal } }) => refusal !== undefined && (collection?.isMissing === true || collection?.phase === 'cancelled'),
    isInStaffHands: ({ context }) => ['stalled', 'cancelled'].includes(stageIn(context) ?? ''),
    /** Whose car is out may have come for something else than to bring it back. */
    wantsMyCar: ({ context }) => context.myCar.isWanted && context.recognition?.errand === 'bringBack',
    hasNoWord: ({ context }) => context.allClearKey === undefined,
    mayRecall: ({ context }) => context.allClearKey !== undefined && (context.myCar.receipt?.recallMs ?? 0) > 0,
    comesBack: ({ context }) => context.recognition?.errand === 'bringBack',
    returnIsWaiting: ({ context }) => context.tower.returns.some(needsItsDriver),
    /** The bay stands open and nothing moves: there is time to be recognised. */
    mayProveAgain: ({ context }) => context.allClearKey === undefined && returnStageIn(context) === 'everyoneOut',
    provesAgain: ({ context }) => context.bringing !== undefined && ownReturn(context)?.returnId === context.bringing.returnId,
    isBrokenOff: ({ context: { tower, recognition, allClearKey } }) => BROKEN_OFF.includes(tower.service) && (recognition !== undefined || allClearKey !== undefined),
    goesOn: ({ context: { tower } }) => !BROKEN_OFF.includes(tower.service),
    isLeftToStaff: ({ context }) => isLeftToStaff(context),
    isNotLeftToStaff: ({ context }) => !isLeftToStaff(context),
    followsOrder: ({ context: { collection, bringing } }) => collection !== undefined || bringing !== undefined,
    noticeIsGone: ({ context }) => !noticesOf(context).some(({ screen }) => screen === context.noticeAsked),
    isHelpClosed: stateIn({ help: 'closed' }),
    followsReturn: ({ context }) => context.bringing !== undefined,
    ownReturnIsUnderWay: ({ context }) => ownReturn(context) !== undefined,
    carIsStored: ({ context }) => returnStageIn(context) === 'stored',
    mayResumeReturn: ({ context }) =>
      context.bringing !== undefined && returnStageIn(context) === 'paused' && whoMayGoOn(context.bringing, context.tower) === 'customer',
    mayGiveAllClear: ({ context }) => returnStageIn(context) === 'everyoneOut' && context.allClearKey !== undefined,
    mayWithdraw: ({ context }) => context.bringing !== undefined && context.allClearKey !== undefined && mayWithdraw(context.bringing),
    returnNeedsNobody: ({ context }) => LEAVABLE.includes(returnStageIn(context)) || context.bringing?.phase === 'storing',
    /** Somebody's details stand on the screen, and its person need not stay for anything that moves. */
    isPersonal: ({ context }) => isPersonal(context),
    isNotPersonal: ({ context }) => !isPersonal(context),
    hasNotGone: ({ event }) => event.type === 'presence.changed' && event.presence !== 'gone',
    hasGone: ({ event }) => event.type === 'presence.changed' && event.presence === 'gone',
    collectionGoesOn: ({ context }) => !['stalled', 'cancelled'].includes(stageIn(context) ?? ''),
    speaksForCustomer: ({ context }) => context.handOverKey !== undefined,
    speaksForNobody: ({ context }) => context.handOverKey === undefined,
    mayCancelStalled: ({ context: { stalled, handOverKey } }) => handOverKey !== undefined && stalled.choices?.cancellation === 'yes',
    mayHaveTaxi: ({ context: { stalled, handOverKey } }) => handOverKey !== undefined && stalled.choices?.taxiUpToMinor !== undefined && stalled.voucher === undefined,
    /** Another car would help, and the wall is open. */
    mayTakeAnotherNow: ({ context }) => context.refusal !== undefined && anotherCarHelps(context.refusal) && barsOf(context).walkUp === undefined,
    mayTakeAnother: ({ context: { stalled, tower } }) => stalled.choices?.cancellation === 'done' && wallOf(tower) === undefined,
    helpIsOver: ({ context }) => helpIsOver(context),
    isAskingWhoIsThere: stateIn({ presence: 'asking' }),
    isEmergency: ({ event }) => event.type === 'help.topic' && event.topic === 'emergency',
    callIsOpen: ({ context: { help } }) => help.call !== undefined && !help.call.isMissing,
    callIsAnswered: ({ context: { help } }) => help.call?.state === 'answered',
    callIsNoted: ({ context: { help } }) => help.call?.state === 'noted',
    callHasEnded: ({ context: { help } }) => help.call?.isMissing === true,
    /** Hung up, or over before. */
    hasEnded: (_, { answer }: AnswerParams<undefined>) => answer.ok || answer.error.code === 'callUnknown',
    isUnlimited: ({ context }) => limits(context) === undefined,
    secondsRemain: ({ context }) => context.secondsLeft > 1,
    carIsLeft: ({ context }) => isLeft(context),
    carIsNotLeft: ({ context }) => !isLeft(context),
    mayAskAtBay: and(['nothingMoves', 'isHelpClosed']),
    mayNotAskAtBay: not(and(['nothingMoves', 'isHelpClosed'])),
    nothingMoves: ({ context }) => context.tower.stillness === 'still',
    readySecondsRemain: ({ context }) => context.readySecondsLeft > 1,
    /** Whoever listens hears the whole screen first, and nobody is looked at behind a screen that stands for everything. */
    waitsForReadiness: ({ context }) => context.display.isSpoken === true || wallOf(context.tower) !== undefined,
  },
  actions: {
    wipe: assign(({ context }) => wiped(context)),
    setTower: assign(({ context, event }) => (event.type === 'tower.changed' ? withTower(context, event.tower) : {})),
    setKiosk: assign(({ event }) => (event.type === 'kiosk.changed' ? { brokenParts: event.broken } : {})),
    noteNotice: assign(({ event }) => (event.type === 'notice.asked' ? { noticeAsked: event.screen } : {})),
    setLanguage: assign(({ event }) => (event.type === 'language.set' ? { language: event.language, isLanguageChosen: true } : {})),
    setDisplay: assign(({ event }) => (event.type === 'display.set' ? { display: event.display, isDisplayChosen: true } : {})),
    setHeadphones: assign(({ context, event }) => (event.type === 'headphones.changed' ? withHeadphones(context, event.areIn) : {})),
    wait: assign((_, { patience }: { readonly patience: Patience }) => ({ patience })),
    restartPatience: raise({ type: 'patience.restart' }),
    startCountdown: assign(({ context }) => ({ secondsLeft: limits(context)?.countdownS ?? 0 })),
    countDown: assign(({ context }) => ({ secondsLeft: context.secondsLeft - 1 })),
    startHandOverCountdown: assign(({ context }) => ({ secondsLeft: limitsOf('handOver', isUnhurried(context))?.countdownS ?? 0 })),
    callToBay: raise({ type: 'staff.called', screen: 'K25' }),
    leaveHelp: raise({ type: 'help.closed' }),
    startReadying: assign(({ context }) => ({ readySecondsLeft: readyingS(isUnhurried(context)) })),
    countReadying: assign(({ context }) => ({ readySecondsLeft: context.readySecondsLeft - 1 })),
    abandon: raise({ type: 'session.abandoned' }),
    noteMyCar: assign(({ context: { myCar } }) => ({ errand: 'bringBack' as const, myCar: forgottenCar(myCar, true) })),
    restartMyCar: assign(({ context: { myCar } }) => ({ recognition: undefined, code: '', templates: [], myCar: forgottenCar(myCar, true) })),
    noteRecall: assign(({ context: { myCar } }, { answer }: AnswerParams<ReturnBegun>) => (answer.ok ? { ...begunReturn(answer.value, true), myCar: forgottenCar(myCar) } : {})),
    noteOwnRefusal: assign(({ context }, { answer }: AnswerParams<unknown>) => {
      const { refusal, lastRefused } = noted(context, refusalIn(answer));
      return { lastRefused, myCar: { ...context.myCar, refusal } };
    }),
    noteOwnBroken: assign(({ context }) => {
      const { refusal, lastRefused } = noted(context, brokenOff);
      return { lastRefused, myCar: { ...context.myCar, refusal } };
    }),
    noteHandOver: assign(({ context: { myCar }, event }) => (event.type === 'handOver.told' && event.answer.ok ? { myCar: { ...myCar, handOver: event.answer.value } } : {})),
    noteAccepted: assign(({ context: { myCar } }) => ({ myCar: { ...myCar, isAccepted: true } })),
    noteReceipt: assign(({ context: { myCar }, event }) => (event.type === 'receipt.told' && event.answer.ok ? { myCar: { ...myCar, receipt: event.answer.value } } : {})),
    openCondition: assign(({ context: { myCar } }) => ({ myCar: { ...myCar, isConditionOpen: true } })),
    closeCondition: assign(({ context: { myCar } }) => ({ myCar: { ...myCar, isConditionOpen: false } })),
    clearIdentity: assign(({ context: { myCar } }) => ({ recognition: undefined, code: '', templates: [], refusal: undefined, myCar: forgottenCar(myCar, myCar.isWanted) })),
    forgetWhoItWas: assign(({ context }) => ({ ...unrecognised(context), ...speaksForNobody(context) })),
    /** The screen stays as it is for whoever still waits. */
    forgetKeys: assign(({ context }) => ({ recognition: undefined, ...speaksForNobody(context) })),
    forgetPerson: assign(({ context }) => ({ ...unrecognised(context), myCar: forgottenCar(context.myCar, context.myCar.isWanted) })),
    takeUpCollection: assign(({ context }) => {
      const one = context.tower.collections.find(needsItsCustomer);
      return one === undefined ? {} : { collection: following(one, true) };
    }),
    takeUpOwnCar: assign(({ context }) => {
      const one = ownCollection(context);
      return one === undefined ? {} : { collection: following(one, true), refusal: undefined };
    }),
    setErrand: assign(({ context: { myCar } }, { errand }: { readonly errand: Errand }) => ({ errand, myCar: forgottenCar(myCar) })),
    notePeople: assign(({ event }) => (event.type === 'people.told' ? { people: event.people, refusal: undefined } : {})),
    setReturn: assign(({ context }, { answer }: AnswerParams<ReturnBegun>) => {
      if (!answer.ok) return {};
      const begun = begunReturn(answer.value);
      // One that was under way already stands where the tower has it, also when nothing changes any more.
      return { ...begun, ...withTower({ ...context, ...begun }, context.tower) };
    }),
    takeUpReturn: assign(({ context }) => {
      const one = context.tower.returns.find(needsItsDriver);
      return one === undefined ? {} : { bringing: followingReturn(one, true) };
    }),
    startFace: assign({ attempt: 1, templates: [], camera: noCamera, refusal: undefined }),
    nextAttempt: assign(({ context }) => ({ attempt: context.attempt + 1, templates: [] })),
    setStream: assign(({ event }) => (event.type === 'camera.live' ? { camera: { stream: event.stream, hint: undefined } } : {})),
    setHint: assign(({ context, event }) => (event.type === 'camera.hint' ? { camera: { ...context.camera, hint: event.hint } } : {})),
    addTemplate: assign(({ context, event }) =>
      event.type === 'camera.template' ? { templates: [...context.templates, event.template].slice(-TEMPLATES_PER_ATTEMPT) } : {}),
    closeCamera: assign({ camera: noCamera, templates: [] }),
    setPass: assign(({ event }) => (event.type === 'pass.read' ? { passPayload: event.payload } : {})),
    /** The camera cannot be used: both ways that need it are closed for this session. */
    closeCameraWays: assign(({ context, event }) =>
      event.type === 'camera.fault'
        ? {
            closedWays: [...new Set<Way>([...context.closedWays, 'face', ...(event.code === 'workerFailed' || event.code === 'timeout' ? [] : ['pass' as const])])],
          }
        : {}),
    closePassWays: assign(({ context }, { isReader }: { readonly isReader: boolean }) => ({
      closedWays: [...new Set<Way>([...context.closedWays, 'pass', ...(isReader ? [] : ['face' as const])])],
    })),
    offerOtherWays: assign((_, { from, word }: { readonly from: Way; readonly word: WordId }) => ({ wayOut: { from, word }, camera: noCamera, templates: [] })),
    noteRefusal: assign(({ context }, { answer }: AnswerParams<unknown>) => {
      const refusal = refusalIn(answer);
      return { ...noted(context, refusal), closedWays: closedBy(context, refusal) };
    }),
    noteBroken: assign(({ context }) => noted(context, brokenOff)),
    offerWaysAfter: assign((_, { from, answer }: AnswerParams<unknown> & { readonly from: Way }) => ({
      wayOut: { from, word: `problem.${refusalIn(answer)?.code ?? 'internal'}` as const }, camera: noCamera, templates: [],
    })),
    typeCode: assign(({ context, event }) => (event.type === 'code.typed' ? { code: withTyped(context.code, event.key), refusal: undefined } : {})),
    deleteCode: assign(({ context }) => ({ code: context.code.slice(0, -1), refusal: undefined })),
    rejectCode: assign(({ context }) => ({ code: '', wrongCodes: context.wrongCodes + 1 })),
    startCode: assign({ code: '', refusal: undefined }),
    setRecognition: assign(({ context }, { answer }: AnswerParams<Recognition>) => (answer.ok ? recognised(context, answer.value) : {})),
    setCollection: assign((_, { answer }: AnswerParams<CollectionBegun>) => (answer.ok ? { collection: accepted(answer.value), handOverKey: answer.value.handOverKey, refusal: undefined, lastRefused: undefined } : {})),
    clearRefusal: assign({ refusal: undefined }),
    /** A tower that has started again knows nobody: then the phone does. */
    noteChoices: assign(({ context: { stalled, handOverKey } }, { answer }: AnswerParams<StalledChoices>) => {
      // Its customer may have gone while the tower was asked.
      if (handOverKey === undefined) return {};
      if (answer.ok) return { stalled: { ...stalled, choices: answer.value } };
      return answer.error.code === 'ticketWrong' ? { handOverKey: undefined, stalled: { ...stalled, choices: undefined } } : {};
    }),
    noteNotRefused: assign(({ context: { stalled } }) => ({ stalled: { ...stalled, refusal: undefined } })),
    noteStalledRefusal: assign(({ context }, { answer }: AnswerParams<unknown>) => {
      const { refusal, lastRefused } = noted(context, refusalIn(answer));
      return { lastRefused, stalled: { ...context.stalled, refusal } };
    }),
    noteStalledBroken: assign(({ context }) => {
      const { refusal, lastRefused } = noted(context, brokenOff);
      return { lastRefused, stalled: { ...context.stalled, refusal } };
    }),
    setVoucher: assign(({ context: { stalled } }, { answer }: AnswerParams<TaxiVoucher>) => (answer.ok ? { stalled: { ...stalled, voucher: answer.value, refusal: undefined } } : {})),
    forgetStalled: assign({ stalled: notStalled }),
    /** The booking is cancelled: whoever takes another car now is nobody yet. */
    forgetCollection: assign(({ context }) => ({ collection: undefined, recognition: undefined, ...speaksForNobody(context) })),
    openHelp: assign(({ context, event }) => ('screen' in event ? { help: openedHelp(context, event.screen) } : {})),
    chooseTopic: assign(({ context, event }) => (event.type === 'help.topic' ? { help: { ...context.help, topic: event.topic } } : {})),
    /** Without an answer, also because nobody has waited for it, the same call is placed once more: the tower may have it already. */
    beginCall: assign(({ context: { help } }) => ({ help: { ...help, call: undefined, refusal: undefined, isUnsettled: true, placed: help.isUnsettled ? help.placed : help.placed + 1 } })),
    setCall: assign(({ context: { help } }, { answer }: AnswerParams<StaffCallView>) => (answer.ok ? { help: { ...help, call: placedCall(answer.value), tries: 0, isUnsettled: false } } : {})),
    noteNoCall: assign(({ context: { help } }, { answer }: AnswerParams<StaffCallView>) => ({ help: { ...help, refusal: refusalIn(answer), tries: help.tries + 1 } })),
    noteNotEnded: assign(({ context: { help } }, { answer }: AnswerParams<undefined>) => ({ help: { ...help, refusal: refusalIn(answer) } })),
    noteBrokenCall: assign(({ context: { help } }) => ({ help: { ...help, refusal: brokenOff, tries: help.tries + 1 } })),
    forgetCall: assign(({ context: { help } }) => ({ help: { ...help, call: undefined, refusal: undefined } })),
    beginWaiting: assign(({ context: { help } }) => ({ help: { ...help, isWaiting: true } })),
    endWaiting: assign(({ context: { help } }) => ({ help: { ...help, isWaiting: false } })),
    noteStop: assign((_, { stop }: { readonly stop: SessionContext['stop'] }) => ({ stop })),
  },
});

/** Entry of a screen: how long it waits for its person. */
export const patient = <P extends Patience>(patience: P) => [{ type: 'wait', params: { patience } }, 'restartPatience'] as const;
