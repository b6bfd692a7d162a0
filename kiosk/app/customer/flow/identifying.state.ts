import type { RecognitionRequest } from '../../../../controller/api/contract/index.ts';
import { faultWord } from '../../../face/face.port.ts';
import type { FaceFaultCode } from '../../../face/face.port.ts';
import { refused } from '../../tower-client/answer.ts';
import { gettingReady } from './getting-ready.state.ts';
import type { SessionContext } from './session-context.ts';
import { patient, sessionSetup, TEMPLATES_PER_ATTEMPT } from './session-setup.ts';

const byFace = ({ context }: { context: SessionContext }): RecognitionRequest => ({ by: 'face', templates: [...context.templates] });
const byCode = ({ context }: { context: SessionContext }): RecognitionRequest => ({ by: 'code', code: context.code });
const byPass = ({ context }: { context: SessionContext }): RecognitionRequest => ({ by: 'pass', payload: context.passPayload });

const isWorkerFault = (code: FaceFaultCode): boolean => code === 'workerFailed' || code === 'timeout';

const FOUND = '#customer.journey.found';
const REFUSED = '#customer.journey.refusedForNow';

/** The three equal ways, from the choice or from the screen that offers another one. */
const WAYS = [
  { guard: { type: 'wayIsOpen', params: { way: 'face' } }, target: '#identifying.consenting' },
  { guard: { type: 'wayIsOpen', params: { way: 'pass' } }, target: '#identifying.scanning' },
  { guard: { type: 'wayIsOpen', params: { way: 'code' } }, target: '#identifying.typing' },
] as const;

/** Camera on, templates gathered, asked about; three attempts, then the other ways. */
const capturing = sessionSetup.createStateConfig({
  entry: ['startFace', ...patient('personal')],
  exit: 'closeCamera',
  initial: 'watching',
  invoke: { src: 'watchFace' },
  on: {
    'camera.live': { actions: 'setStream' },
    'camera.hint': { actions: ['setHint', 'restartPatience'] },
    'camera.fault': {
      actions: ['closeCameraWays', { type: 'offerOtherWays', params: ({ event }) => ({ from: 'face', word: faultWord(event.code) }) }],
      target: '#identifying.offeringOtherWays',
    },
    back: '#identifying.choosing',
  },
  after: {
    faceOverallMs: {
      actions: { type: 'offerOtherWays', params: { from: 'face', word: 'problem.notRecognised' } },
      target: '#identifying.offeringOtherWays',
    },
  },
  states: {
    watching: {
      on: { 'camera.template': { actions: 'addTemplate' } },
      always: { guard: { type: 'hasTemplates', params: { count: TEMPLATES_PER_ATTEMPT } }, target: 'deciding' },
      after: {
        faceAttemptMs: [
          { guard: { type: 'hasTemplates', params: { count: 1 } }, target: 'deciding' },
          { guard: 'attemptsAreLeft', actions: 'nextAttempt', target: 'watching', reenter: true },
          { actions: { type: 'offerOtherWays', params: { from: 'face', word: 'problem.notRecognised' } }, target: '#identifying.offeringOtherWays' },
        ],
      },
    },
    deciding: {
      invoke: {
        src: 'recognise',
        input: byFace,
        onDone: [
          {
            guard: { type: 'needsCode', params: ({ event }) => ({ answer: event.output }) },
            actions: { type: 'setRecognition', params: ({ event }) => ({ answer: event.output }) },
            target: '#identifying.typing',
          },
          {
            guard: { type: 'succeeded', params: ({ event }) => ({ answer: event.output }) },
            actions: { type: 'setRecognition', params: ({ event }) => ({ answer: event.output }) },
            target: FOUND,
          },
          {
            guard: { type: 'notNow', params: ({ event }) => ({ answer: event.output }) },
            actions: { type: 'noteRefusal', params: ({ event }) => ({ answer: event.output }) },
            target: REFUSED,
          },
          { guard: { type: 'mayTryAgain', params: ({ event }) => ({ answer: event.output }) }, actions: 'nextAttempt', target: 'watching' },
          {
            actions: [
              { type: 'noteRefusal', params: ({ event }) => ({ answer: event.output }) },
              { type: 'offerWaysAfter', params: ({ event }) => ({ from: 'face', answer: event.output }) },
            ],
            target: '#identifying.offeringOtherWays',
          },
        ],
        onError: {
          actions: { type: 'offerOtherWays', params: { from: 'face', word: 'problem.internal' } },
          target: '#identifying.offeringOtherWays',
        },
      },
    },
  },
});

/** The camera looks for a QR pass. */
const scanning = sessionSetup.createStateConfig({
  entry: ['startFace', ...patient('personal')],
  exit: 'closeCamera',
  initial: 'looking',
  invoke: { src: 'scanPass' },
  on: {
    'camera.live': { actions: 'setStream' },
    'camera.fault': {
      // What fails in here besides the camera is the reader of passes; the face has a worker of its own.
      actions: [
        { type: 'closePassWays', params: ({ event }) => ({ isReader: isWorkerFault(event.code) }) },
        { type: 'offerOtherWays', params: ({ event }) => ({ from: 'pass', word: isWorkerFault(event.code) ? 'K15.fault' : faultWord(event.code) }) },
      ],
      target: '#identifying.offeringOtherWays',
    },
    back: '#identifying.choosing',
    'way.chosen': { guard: { type: 'wayIsOpen', params: { way: 'code' } }, target: '#identifying.typing' },
  },
  states: {
    looking: {
      on: { 'pass.read': { actions: 'setPass', target: 'checking' } },
      after: {
        passMs: [
          // Thirty seconds without a pass: typing the code gets there for certain.
          { guard: 'codeIsOpen', target: '#identifying.typing' },
          { actions: { type: 'offerOtherWays', params: { from: 'pass', word: 'K15.unseen' } }, target: '#identifying.offeringOtherWays' },
        ],
      },
    },
    checking: {
      invoke: {
        src: 'recognise',
        input: byPass,
        onDone: [
          {
            guard: { type: 'succeeded', params: ({ event }) => ({ answer: event.output }) },
            actions: { type: 'setRecognition', params: ({ event }) => ({ answer: event.output }) },
            target: FOUND,
          },
          {
            guard: { type: 'notNow', params: ({ event }) => ({ answer: event.output }) },
            actions: { type: 'noteRefusal', params: ({ event }) => ({ answer: event.output }) },
            target: REFUSED,
          },
          {
            actions: [
              { type: 'noteRefusal', params: ({ event }) => ({ answer: event.output }) },
              { type: 'offerWaysAfter', params: ({ event }) => ({ from: 'pass', answer: event.output }) },
            ],
            target: '#identifying.offeringOtherWays',
          },
        ],
        onError: {
          actions: { type: 'offerOtherWays', params: { from: 'pass', word: 'problem.internal' } },
          target: '#identifying.offeringOtherWays',
        },
      },
    },
  },
});

/** The keypad; also for the code that some sites ask for after a face. */
const typing = sessionSetup.createStateConfig({
  entry: ['startCode', ...patient('typing')],
  initial: 'entering',
  on: { back: { actions: 'clearIdentity', target: '#identifying.choosing' } },
  states: {
    entering: {
      on: {
        'code.typed': { actions: ['typeCode', 'restartPatience'] },
        'code.deleted': { actions: ['deleteCode', 'restartPatience'] },
        'code.submitted': { guard: 'codeIsComplete', actions: 'clearRefusal', target: 'checking' },
      },
    },
    checking: {
      invoke: {
        src: 'recognise',
        input: byCode,
        onDone: [
          {
            guard: { type: 'isSameBooking', params: ({ event }) => ({ answer: event.output }) },
            actions: { type: 'setRecognition', params: ({ event }) => ({ answer: event.output }) },
            target: FOUND,
          },
          {
            guard: { type: 'notNow', params: ({ event }) => ({ answer: event.output }) },
            actions: { type: 'noteRefusal', params: ({ event }) => ({ answer: event.output }) },
            target: REFUSED,
          },
          {
            guard: { type: 'isSecondWrongCode', params: ({ event }) => ({ answer: codeRefusal(event.output) }) },
            actions: [
              'rejectCode',
              { type: 'noteRefusal', params: ({ event }) => ({ answer: codeRefusal(event.output) }) },
              { type: 'offerWaysAfter', params: ({ event }) => ({ from: 'code', answer: codeRefusal(event.output) }) },
            ],
            target: '#identifying.offeringOtherWays',
          },
          {
            guard: { type: 'codeWasJudged', params: ({ event }) => ({ answer: event.output }) },
            actions: ['rejectCode', { type: 'noteRefusal', params: ({ event }) => ({ answer: codeRefusal(event.output) }) }],
            target: 'entering',
          },
          // Nobody has looked at the code: it stays, to be sent once more.
          { actions: { type: 'noteRefusal', params: ({ event }) => ({ answer: event.output }) }, target: 'entering' },
        ],
        onError: { actions: 'noteBroken', target: 'entering' },
      },
    },
  },
});

/** A code that is somebody else's booking is a wrong code for the person whose face was seen. */
const codeRefusal = <A extends { readonly ok: boolean }>(answer: A) => (answer.ok ? refused('codeWrong', 'the code belongs to another booking') : answer);

/** How shall we recognise you: K10 to K16. */
export const identifying = sessionSetup.createStateConfig({
  id: 'identifying',
  initial: 'choosing',
  states: {
    choosing: {
      entry: [...patient('anonymous')],
      on: { 'way.chosen': [...WAYS], back: '#customer.journey.choosingTask' },
    },
    consenting: {
      entry: [...patient('anonymous')],
      on: { 'consent.given': 'gettingReady', 'consent.refused': 'choosing', back: 'choosing' },
    },
    gettingReady,
    capturing,
    scanning,
    typing,
    offeringOtherWays: {
      entry: [...patient('personal')],
      on: { 'way.chosen': [...WAYS], back: { actions: 'clearIdentity', target: 'choosing' }, 'session.end': '#customer.journey.closed' },
    },
  },
});
