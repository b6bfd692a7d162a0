import { continuity } from './continuity.state.ts';
import { delivering } from './delivering.state.ts';
import { identifying } from './identifying.state.ts';
import { announcing, received, welcomingBack } from './bringing-back.state.ts';
import { handOver } from './hand-over.state.ts';
import { help } from './help.state.ts';
import { myCar } from './my-car.state.ts';
import { presence } from './presence.state.ts';
import { privacy } from './privacy.state.ts';
import { freshContext } from './session-context.ts';
import { returning } from './returning.state.ts';
import { patient, sessionSetup } from './session-setup.ts';
import { walkingUp } from './walk-up.state.ts';

/** Hold to bring it down: the one press that asks for the car. */
const confirming = sessionSetup.createStateConfig({
  entry: [...patient('personal')],
  initial: 'ready',
  states: {
    ready: {
      // The answer to the request was lost, and the tower brings the car all the same.
      always: [
        { guard: 'ownCarIsComing', actions: 'takeUpOwnCar', target: '#customer.journey.delivering' },
        { guard: 'coinIsAskedFor', target: 'asking' },
      ],
      on: { 'hold.completed': { guard: 'towerIsOpen', target: 'asking' }, back: '#customer.journey.found' },
    },
    asking: {
      entry: ['clearRefusal', ...patient('unlimited')],
      invoke: {
        src: 'collect',
        input: ({ context }) => ({ ticket: context.recognition?.ticket ?? '' }),
        onDone: [
          {
            guard: { type: 'succeeded', params: ({ event }) => ({ answer: event.output }) },
            actions: { type: 'setCollection', params: ({ event }) => ({ answer: event.output }) },
            target: '#customer.journey.delivering',
          },
          {
            guard: { type: 'mustIdentifyAgain', params: ({ event }) => ({ answer: event.output }) },
            actions: ['clearIdentity', { type: 'noteRefusal', params: ({ event }) => ({ answer: event.output }) }],
            target: '#customer.journey.identifying',
          },
          {
            guard: { type: 'notNow', params: ({ event }) => ({ answer: event.output }) },
            actions: { type: 'noteRefusal', params: ({ event }) => ({ answer: event.output }) },
            target: '#customer.journey.refusedForNow',
          },
          { actions: [{ type: 'noteRefusal', params: ({ event }) => ({ answer: event.output }) }, ...patient('personal')], target: 'ready' },
        ],
        onError: { actions: ['noteBroken', ...patient('personal')], target: 'ready' },
      },
    },
  },
});

/** Nobody is here. What a passer-by changes of the look or the language is forgotten with the passer-by. */
const attracting = sessionSetup.createStateConfig({
  entry: ['wipe', ...patient('unlimited')],
  always: [
    { guard: 'collectionIsWaiting', actions: 'takeUpCollection', target: 'delivering' },
    { guard: 'returnIsWaiting', actions: 'takeUpReturn', target: 'returning' },
  ],
  on: {
    start: { guard: 'towerIsOpen', target: 'choosingTask' },
    'display.opened': '.changed',
    'display.set': { actions: 'setDisplay', target: '.changed' },
    'language.set': { actions: 'setLanguage', target: '.changed' },
  },
  initial: 'untouched',
  states: {
    untouched: {},
    // Whoever reads help or waits for the staff has not passed by.
    changed: { after: { passingByMs: [{ guard: 'isHelpClosed', actions: 'wipe', target: 'untouched' }, { target: 'changed', reenter: true }] } },
  },
});

/**
 * One customer at this screen, from the first touch to the goodbye. The tower is the owner of the truth: this chart follows
 * what it reports and asks it for intents; it moves nothing, and losing it loses nothing that the tower does not know.
 */
export const customerSessionMachine = sessionSetup.createMachine({
  id: 'customer',
  context: ({ input }) => freshContext(input),
  type: 'parallel',
  on: {
    'tower.changed': { actions: 'setTower' },
    'kiosk.changed': { actions: 'setKiosk' },
    'language.set': { actions: ['setLanguage', 'restartPatience'] },
    'display.set': { actions: ['setDisplay', 'restartPatience'] },
    'headphones.changed': { actions: ['setHeadphones', 'restartPatience'] },
  },
  states: {
    journey: {
      initial: 'attracting',
      on: { 'session.abandoned': '.closed' },
      states: {
        attracting,
        choosingTask: {
          entry: [...patient('anonymous')],
          // Back from being recognised once more: the car still stands in the bay.
          always: { guard: 'followsReturn', target: 'returning' },
          on: {
            'collect.chosen': { actions: { type: 'setErrand', params: { errand: 'collect' } }, target: 'identifying' },
            'bringBack.chosen': { actions: { type: 'setErrand', params: { errand: 'bringBack' } }, target: 'identifying' },
            'takeNow.chosen': 'walkingUp',
            'myCar.chosen': { actions: 'noteMyCar', target: 'identifying' },
            'notice.asked': { actions: 'noteNotice', target: 'explaining' },
            back: 'attracting',
          },
        },
        explaining: {
          entry: [...patient('anonymous')],
          // What it was about is over: what stands there again can be touched again.
          always: { guard: 'noticeIsGone', target: 'choosingTask' },
          on: { back: 'choosingTask' },
        },
        walkingUp,
        myCar,
        identifying,
        found: {
          entry: [...patient('personal')],
          always: [{ guard: 'wantsMyCar', target: 'myCar' }, { guard: 'comesBack', target: 'welcomingBack' }],
          on: {
            'car.confirmed': 'confirming',
            'car.denied': { actions: 'forgetPerson', target: 'identifying' },
          },
        },
        refusedForNow: {
          entry: [...patient('personal')],
          on: {
            back: { actions: 'clearIdentity', target: 'identifying' },
            'otherCar.chosen': { guard: 'mayTakeAnotherNow', actions: 'clearIdentity', target: 'walkingUp' },
            'session.end': 'closed',
          },
        },
        confirming,
        delivering,
        welcomingBack,
        announcing,
        returning,
        received,
        goodbye: {
          entry: [...patient('unlimited')],
          after: { goodbyeMs: 'attracting' },
          on: { 'session.end': 'attracting' },
        },
        closed: {
          entry: ['wipe', ...patient('unlimited')],
          after: { closedMs: 'attracting' },
        },
      },
    },
    presence,
    handOver,
    continuity,
    help,
    privacy,
  },
});
