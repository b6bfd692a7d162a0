import { sessionSetup } from './session-setup.ts';

/** The tower is told to stop, and the screen says what became of that; afterwards the chart is `following` its order again. */
export const tellingStop = sessionSetup.createStateConfig({
  entry: { type: 'noteStop', params: { stop: 'telling' } },
  // One telling is enough; a second press must not take the first one back.
  on: { 'stop.pressed': {} },
  invoke: {
    src: 'stop',
    onDone: [
      {
        guard: { type: 'succeeded', params: ({ event }) => ({ answer: event.output }) },
        actions: { type: 'noteStop', params: { stop: 'asked' } },
        target: 'following',
      },
      { actions: { type: 'noteStop', params: { stop: 'failed' } }, target: 'following' },
    ],
    onError: { actions: { type: 'noteStop', params: { stop: 'failed' } }, target: 'following' },
  },
});
