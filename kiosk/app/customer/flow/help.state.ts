import { sessionSetup } from './session-setup.ts';

/** A page that nobody reads any more makes way for what was there before. */
const readOn = (state: string) => ({ on: { 'person.active': { target: state, reenter: true } }, after: { helpIdleMs: '#help.closed' } }) as const;

const placing = sessionSetup.createStateConfig({
  entry: 'beginCall',
  invoke: {
    src: 'callStaff',
    input: ({ context }) => ({ screen: context.help.screen, key: `${String(context.session)}/${String(context.help.placed)}` }),
    onDone: [
      {
        guard: { type: 'succeeded', params: ({ event }) => ({ answer: event.output }) },
        actions: { type: 'setCall', params: ({ event }) => ({ answer: event.output }) },
        target: 'waiting',
      },
      { actions: { type: 'noteNoCall', params: ({ event }) => ({ answer: event.output }) }, target: 'unplaced' },
    ],
    onError: { actions: 'noteBrokenCall', target: 'unplaced' },
  },
});

const hangingUp = sessionSetup.createStateConfig({
  invoke: {
    src: 'hangUp',
    input: ({ context }) => ({ callId: context.help.call?.callId ?? '' }),
    onDone: [
      { guard: { type: 'hasEnded', params: ({ event }) => ({ answer: event.output }) }, actions: 'forgetCall', target: '#help.open.topics' },
      { actions: { type: 'noteNotEnded', params: ({ event }) => ({ answer: event.output }) }, target: 'waiting' },
    ],
    onError: { actions: 'noteBrokenCall', target: 'waiting' },
  },
});

/** A call from the press to its end. It goes on when this page is left: the tower has it. */
const calling = sessionSetup.createStateConfig({
  initial: 'placing',
  states: {
    placing,
    waiting: {
      entry: ['beginWaiting', 'restartPatience'],
      exit: ['endWaiting', 'restartPatience'],
      always: [{ guard: 'callHasEnded', target: 'ended' }, { guard: 'callIsNoted', target: 'noted' }],
      on: { 'staff.hungUp': 'hangingUp' },
      initial: 'ringing',
      states: {
        ringing: { always: { guard: 'callIsAnswered', target: 'answered' }, after: { unansweredMs: 'unanswered' } },
        unanswered: { always: { guard: 'callIsAnswered', target: 'answered' } },
        answered: { after: { attendedMs: '#help.closed' } },
      },
    },
    noted: {
      ...readOn('noted'),
      always: [{ guard: 'callHasEnded', target: 'ended' }, { guard: 'callIsAnswered', target: 'waiting' }],
      on: { 'person.active': { target: 'noted', reenter: true }, 'staff.hungUp': 'hangingUp' },
    },
    hangingUp,
    unplaced: { ...readOn('unplaced') },
    ended: { ...readOn('ended'), entry: 'forgetCall' },
  },
});

/**
 * Help lies over the journey, which goes on underneath as if nothing were. It closes by itself when the journey needs its customer for something
 * new, when the screen asks whether anybody is there, when the customer has gone, and when nobody reads it any more.
 */
export const help = sessionSetup.createStateConfig({
  id: 'help',
  initial: 'closed',
  states: {
    closed: {
      on: {
        'help.opened': [
          { guard: 'callIsOpen', actions: 'openHelp', target: '#help.open.calling.waiting' },
          { actions: 'openHelp', target: 'open' },
        ],
        'staff.called': [
          { guard: 'callIsOpen', actions: 'openHelp', target: '#help.open.calling.waiting' },
          { actions: 'openHelp', target: '#help.open.calling' },
        ],
      },
    },
    open: {
      always: [{ guard: 'helpIsOver', target: 'closed' }, { guard: 'isAskingWhoIsThere', target: 'closed' }],
      on: {
        'help.closed': 'closed',
        'help.listed': '.topics',
        'help.topic': [{ guard: 'isEmergency', target: '.emergency' }, { actions: 'chooseTopic', target: '.reading' }],
        'staff.called': [{ guard: 'callIsOpen', target: '.calling.waiting' }, { target: '.calling' }],
      },
      initial: 'topics',
      states: {
        topics: { ...readOn('topics') },
        reading: { ...readOn('reading') },
        emergency: { ...readOn('emergency') },
        calling,
      },
    },
  },
});
