import { assign } from 'xstate';
import { phoneSetup } from './phone-setup.ts';

/** P05. How the tower will recognise the member: the camera, a photo, or a code. */
export const choosingWay = phoneSetup.createStateConfig({
  initial: 'choosing',
  on: { 'face.none': { actions: 'clearFace', target: '#phone.choosingWindow' } },
  states: {
    choosing: {
      on: {
        'face.live': { actions: 'clearFace', target: 'live' },
        'face.photo': { actions: ['clearFace', assign(({ event }) => ({ photo: event.photo }))], target: 'photo' },
        next: { guard: 'hasFace', target: '#phone.choosingWindow' },
        back: '#phone.eligibility',
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
