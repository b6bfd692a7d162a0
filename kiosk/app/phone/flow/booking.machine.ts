import { assign, fromCallback, fromPromise, setup } from 'xstate';
import type { Language, WordId } from '../../../../config/words/index.ts';
import type { BookingRequest, BookingView, CarView, FaceTemplate } from '../../../../controller/api/contract/index.ts';
import type { CaptureHint } from '../../../face/face.port.ts';
import type { Answer, Refusal } from '../../tower-client/answer.ts';

/** A car of the list, and whether it may be booked. */
export type ListedCar = CarView & { readonly available: boolean };
/** What a measurement of a face gave: templates, or the sentence that says what to change. */
export type Enrolment = { readonly ok: true; readonly templates: readonly FaceTemplate[] } | { readonly ok: false; readonly word: WordId | undefined };

/** What the booking remembers on its way to the pass. */
export interface BookingContext {
  readonly language: Language;
  readonly member: { readonly memberId: string; readonly signInCode: string };
  readonly cars: readonly ListedCar[];
  readonly car: CarView | undefined;
  readonly window: { readonly fromUtcMs: number; readonly untilUtcMs: number } | undefined;
  readonly templates: readonly FaceTemplate[];
  readonly stream: MediaStream | undefined;
  readonly hint: CaptureHint | null | undefined;
  readonly templateCount: number;
  readonly photo: Blob | undefined;
  /** Why no template came of the last try. */
  readonly faceWord: WordId | undefined;
  readonly refusal: Refusal | undefined;
  readonly booking: BookingView | undefined;
}

/** What the member, the camera and the measurement say. */
export type BookingEvent =
  | { readonly type: 'language.set'; readonly language: Language }
  | { readonly type: 'signIn'; readonly memberId: string; readonly signInCode: string }
  | { readonly type: 'car.chosen'; readonly car: CarView }
  | { readonly type: 'window.chosen'; readonly fromUtcMs: number; readonly untilUtcMs: number }
  | { readonly type: 'face.live' }
  | { readonly type: 'face.photo'; readonly photo: Blob }
  | { readonly type: 'face.none' }
  | { readonly type: 'face.stop' }
  | { readonly type: 'camera.live'; readonly stream: MediaStream }
  | { readonly type: 'camera.hint'; readonly hint: CaptureHint | null }
  | { readonly type: 'camera.template' }
  | { readonly type: 'face.measured'; readonly result: Enrolment }
  | { readonly type: 'next' }
  | { readonly type: 'back' }
  | { readonly type: 'book' }
  | { readonly type: 'again' };

const toBeProvided = (name: string) => async (): Promise<never> => {
  throw new Error(`actor "${name}" was not provided`);
};

/** The request that a context makes: the face only together with the consent that was given before it was measured. */
export function requestOf({ car, window, language, templates }: BookingContext): BookingRequest {
  const face = templates.length === 0 ? {} : { face: { consent: true as const, templates: [...templates] } };
  return { carId: car?.carId ?? '', fromUtcMs: window?.fromUtcMs ?? 0, untilUtcMs: window?.untilUtcMs ?? 0, language, ...face };
}

const bookingSetup = setup({
  types: { context: {} as BookingContext, events: {} as BookingEvent, input: {} as Pick<BookingContext, 'language' | 'member'> },
  actors: {
    signIn: fromPromise<Answer<undefined>, BookingContext['member']>(toBeProvided('signIn')),
    listCars: fromPromise<Answer<readonly ListedCar[]>>(toBeProvided('listCars')),
    book: fromPromise<Answer<BookingView>, BookingRequest>(toBeProvided('book')),
    measureLive: fromCallback<BookingEvent>(() => undefined),
    measurePhoto: fromPromise<Enrolment, { readonly photo: Blob | undefined }>(toBeProvided('measurePhoto')),
  },
  guards: {
    bringsSignIn: ({ context }) => context.refusal === undefined && context.member.memberId !== '' && context.member.signInCode !== '',
    succeeded: (_, { answer }: { readonly answer: Answer<unknown> }) => answer.ok,
    hasFace: ({ context }) => context.templates.length > 0,
    carIsGone: (_, { answer }: { readonly answer: Answer<unknown> }) => !answer.ok && ['carTaken', 'carUnknown', 'carNotHere'].includes(answer.error.code),
    windowIsWrong: (_, { answer }: { readonly answer: Answer<unknown> }) =>
      !answer.ok && (answer.error.code.startsWith('window') || answer.error.code === 'outsideHours'),
    signInIsOver: (_, { answer }: { readonly answer: Answer<unknown> }) => !answer.ok && ['noSession', 'signInWrong', 'wrongRole'].includes(answer.error.code),
    faceIsRefused: (_, { answer }: { readonly answer: Answer<unknown> }) => !answer.ok && ['templateWrong', 'consentMissing'].includes(answer.error.code),
  },
  actions: {
    setLanguage: assign(({ event }) => (event.type === 'language.set' ? { language: event.language } : {})),
    noteRefusal: assign((_, { answer }: { readonly answer: Answer<unknown> }) => ({ refusal: answer.ok ? undefined : answer.error })),
    noteBroken: assign({ refusal: { code: 'internal' as const, message: 'the request broke off' } }),
    clearRefusal: assign({ refusal: undefined }),
    clearFace: assign({ templates: [], stream: undefined, hint: undefined, templateCount: 0, photo: undefined, faceWord: undefined }),
    closeCamera: assign({ stream: undefined, hint: undefined, templateCount: 0 }),
  },
});

const refusalOf = ({ event }: { event: { output: Answer<unknown> } }) => ({ answer: event.output });

/** How the tower will recognise the member: the camera, a photo, or a code. */
const choosingWay = bookingSetup.createStateConfig({
  id: 'way',
  initial: 'choosing',
  on: { 'face.none': { actions: 'clearFace', target: '#booking.confirming' } },
  states: {
    choosing: {
      on: {
        'face.live': { actions: 'clearFace', target: 'live' },
        'face.photo': { actions: ['clearFace', assign(({ event }) => ({ photo: event.photo }))], target: 'photo' },
        next: { guard: 'hasFace', target: '#booking.confirming' },
        back: '#booking.choosingWindow',
      },
    },
    live: {
      exit: 'closeCamera',
      invoke: { src: 'measureLive' },
      on: {
        'camera.live': { actions: assign(({ event }) => ({ stream: event.stream })) },
        'camera.hint': { actions: assign(({ event }) => ({ hint: event.hint })) },
        'camera.template': { actions: assign(({ context }) => ({ templateCount: context.templateCount + 1 })) },
        'face.measured': { actions: assign(({ event }) => (event.result.ok ? { templates: event.result.templates } : { faceWord: event.result.word })), target: 'choosing' },
        'face.stop': 'choosing',
        back: 'choosing',
      },
    },
    photo: {
      invoke: {
        src: 'measurePhoto',
        input: ({ context }) => ({ photo: context.photo }),
        onDone: {
          actions: assign(({ event }) => (event.output.ok ? { templates: event.output.templates, photo: undefined } : { faceWord: event.output.word, photo: undefined })),
          target: 'choosing',
        },
        onError: { actions: assign({ faceWord: 'face.fault.workerFailed' as const, photo: undefined }), target: 'choosing' },
      },
      on: { back: 'choosing' },
    },
  },
});

const confirming = bookingSetup.createStateConfig({
  initial: 'ready',
  states: {
    ready: { on: { book: 'sending', back: '#booking.choosingWay' } },
    sending: {
      entry: 'clearRefusal',
      invoke: {
        src: 'book',
        input: ({ context }) => requestOf(context),
        onDone: [
          {
            guard: { type: 'succeeded', params: refusalOf },
            // The templates have done their work here: they are not kept.
            actions: ['clearFace', assign(({ event }) => (event.output.ok ? { booking: event.output.value } : {}))],
            target: '#booking.holdingPass',
          },
          { guard: { type: 'signInIsOver', params: refusalOf }, actions: { type: 'noteRefusal', params: refusalOf }, target: '#booking.signingIn' },
          { guard: { type: 'carIsGone', params: refusalOf }, actions: { type: 'noteRefusal', params: refusalOf }, target: '#booking.choosingCar' },
          { guard: { type: 'windowIsWrong', params: refusalOf }, actions: { type: 'noteRefusal', params: refusalOf }, target: '#booking.choosingWindow' },
          { guard: { type: 'faceIsRefused', params: refusalOf }, actions: ['clearFace', { type: 'noteRefusal', params: refusalOf }], target: '#booking.choosingWay' },
          { actions: { type: 'noteRefusal', params: refusalOf }, target: 'ready' },
        ],
        onError: { actions: 'noteBroken', target: 'ready' },
      },
    },
  },
});

/** A booking from the sign-in to the pass. */
export const bookingMachine = bookingSetup.createMachine({
  id: 'booking',
  context: ({ input }) => ({
    ...input, cars: [], car: undefined, window: undefined, templates: [], stream: undefined, hint: undefined, templateCount: 0, photo: undefined,
    faceWord: undefined, refusal: undefined, booking: undefined,
  }),
  initial: 'signingIn',
  on: { 'language.set': { actions: 'setLanguage' } },
  states: {
    signingIn: {
      initial: 'entering',
      states: {
        entering: {
          // An address that carries the sign-in signs in at once; after a refusal there is a form to correct it.
          always: { guard: 'bringsSignIn', target: 'asking' },
          on: { signIn: { actions: ['clearRefusal', assign(({ event }) => ({ member: { memberId: event.memberId, signInCode: event.signInCode } }))], target: 'asking' } },
        },
        asking: {
          invoke: {
            src: 'signIn',
            input: ({ context }) => context.member,
            onDone: [
              { guard: { type: 'succeeded', params: refusalOf }, actions: 'clearRefusal', target: '#booking.choosingCar' },
              { actions: { type: 'noteRefusal', params: refusalOf }, target: 'entering' },
            ],
            onError: { actions: 'noteBroken', target: 'entering' },
          },
        },
      },
    },
    choosingCar: {
      initial: 'loading',
      states: {
        loading: {
          invoke: {
            src: 'listCars',
            onDone: [
              { guard: { type: 'succeeded', params: refusalOf }, actions: assign(({ event }) => (event.output.ok ? { cars: event.output.value } : {})), target: 'choosing' },
              { guard: { type: 'signInIsOver', params: refusalOf }, actions: { type: 'noteRefusal', params: refusalOf }, target: '#booking.signingIn' },
              { actions: { type: 'noteRefusal', params: refusalOf }, target: 'choosing' },
            ],
            onError: { actions: 'noteBroken', target: 'choosing' },
          },
        },
        choosing: {
          on: {
            'car.chosen': { actions: ['clearRefusal', assign(({ event }) => ({ car: event.car }))], target: '#booking.choosingWindow' },
            again: { actions: 'clearRefusal', target: 'loading' },
          },
        },
      },
    },
    choosingWindow: {
      on: {
        'window.chosen': {
          actions: ['clearRefusal', assign(({ event }) => ({ window: { fromUtcMs: event.fromUtcMs, untilUtcMs: event.untilUtcMs } }))],
          target: 'choosingWay',
        },
        back: 'choosingCar',
      },
    },
    choosingWay,
    confirming,
    holdingPass: {
      on: { again: { actions: assign({ booking: undefined, car: undefined, window: undefined }), target: 'choosingCar' } },
    },
  },
});
