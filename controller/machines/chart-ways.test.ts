import assert from 'node:assert/strict';
import type { AnyStateNode } from 'xstate';
import { benchWords } from '../../config/words/bench-words.ts';
import { languages, words } from '../../config/words/index.ts';
import { modeBlockSchema, orderWaySchema, waySchema } from '../api/contract/index.ts';
import { chartFiles, chartsIn, exitsOf, statesOf } from './testing/charts.ts';

/**
 * Who is behind each event that a chart waits for. `order`: an order of a person that runs · `sensors`: what people do, or leave, shows to
 * sensors · `stop`: a stop is an interruption, and no way on from anything.
 */
const EVENTS: Readonly<Record<string, 'person' | 'order' | 'sensors' | 'stop'>> = {
  'unit.ordered': 'order', 'fault.cleared': 'person', 'person.resumed': 'person', 'mode.asked': 'person', 'stop.latched': 'stop',
  'event.seen': 'sensors', 'event.over': 'sensors', 'event.released': 'person', 'event.found': 'order',
  'wayOut.wanted': 'person', 'wayOut.unwanted': 'sensors', 'person.shutIn': 'sensors', 'facts.changed': 'sensors',
};

/** What people do so that a state that waits for a condition is left. What is not here is no exit: interlocks that break, what was lost. */
const DONE_BY_PEOPLE: Readonly<Record<string, string>> = {
  goneAndVouchedFor: 'the customer drives out', bayProvenEmpty: 'everybody leaves the bay', proven: 'everybody leaves the bay',
  productionProven: 'key in AUTO, the exit check and reset at the panel', maintenanceProven: 'key in MAINTENANCE', productionLost: 'the key is turned', maintenanceLost: 'the key is turned',
  carIsThere: 'the customer drives in', carIsGone: 'the customer drives out', standsWell: 'the customer follows the guidance', fits: 'the customer mends what is said',
  allOut: 'everybody gets out', saidTwice: 'the all-clear at two points', standsProven: 'the driver puts the brake on', somebodyBack: 'the driver goes back in',
};

/** Actors whose end is what people do. */
const ENDED_BY_PEOPLE = ['waiting', 'checkingIn', 'takingTurn'];

/** Where nothing goes on before a person has done something. */
const isFault = (state: AnyStateNode): boolean => state.tags.some((tag) => ['needsTechnician', 'cutPower', 'paused'].includes(tag)) || ['unproven', 'waitingForRelease'].includes(state.key) && !state.tags.includes('waitingForCustomer');

type Offer = { readonly on: 'order'; readonly ways: readonly string[] } | { readonly on: 'recovery'; readonly ways: readonly string[] } | { readonly on: 'page'; readonly words: readonly string[] };

/** What a maintenance page offers that sends this event, or makes this condition true: buttons by their words. */
const OFFERED: Readonly<Record<string, readonly Offer[]>> = {
  'person.resumed': [{ on: 'order', ways: ['complete', 'reverse', 'cancel'] }, { on: 'recovery', ways: ['complete', 'reverse'] }],
  // A unit forgets its fault with the next fresh command of a person, of whatever kind.
  'fault.cleared': [{ on: 'order', ways: ['complete', 'reverse', 'cancel'] }, { on: 'recovery', ways: ['home', 'recover', 'level', 'jogAway', 'complete', 'reverse', 'audit'] }, { on: 'page', words: ['bench.advice.home', 'bench.go.move'] }],
  'event.released': [{ on: 'page', words: ['bench.event.release', 'bench.event.state.waitingForRelease'] }],
  productionProven: [{ on: 'page', words: ['bench.mode.blocks', 'bench.advice.resetAtPanel'] }],
  maintenanceProven: [{ on: 'page', words: ['bench.mode.blocks'] }],
};

function isSaid(id: string): void {
  for (const language of languages) {
    const sentence = ({ ...words[language], ...benchWords[language] } as Readonly<Record<string, string>>)[id];
    assert.ok(sentence !== undefined && sentence.trim() !== '', `${id} has no words in ${language}`);
  }
}

function assertOffered(offer: Offer): void {
  if (offer.on === 'page') offer.words.forEach(isSaid);
  else for (const way of offer.ways) {
    assert.ok((offer.on === 'order' ? orderWaySchema : waySchema).safeParse(way).success, `${way} is no way that the page knows`);
    isSaid(offer.on === 'order' ? `orderWay.${way}` : `way.${way}`);
  }
}

/** Whether it is left by time, by what a person does, or by an actor that ends within a deadline. */
function isLeft(state: AnyStateNode): boolean {
  const { events, guards } = exitsOf(state);
  if (guards.includes('') || events.some((event) => event.startsWith('xstate.after'))) return true;
  if (events.some((event) => event.startsWith('xstate.done.actor')) && ENDED_BY_PEOPLE.includes(state.key)) return true;
  return guards.some((guard) => guard in DONE_BY_PEOPLE) || events.some((event) => ['person', 'order', 'sensors'].includes(EVENTS[event] ?? ''));
}

describe('the ways out of every chart', () => {
  for (const file of chartFiles) {
    it(`${file}: every state is left by time or by a person, and every fault by what the page offers in both languages`, async () => {
      for (const machine of await chartsIn(file)) {
        for (const state of statesOf(machine.root).filter(({ type }) => type === 'atomic')) {
          const { events, guards } = exitsOf(state);
          for (const event of events) assert.ok(event.startsWith('xstate.') || event in EVENTS, `${state.id} hears ${event}, and nobody says who is behind it`);
          assert.ok(isLeft(state), `${state.id} is left neither by time nor by a person: ${[...events, ...guards].join(', ')}`);
          if (!isFault(state)) continue;
          const offers = [...events, ...guards].flatMap((exit) => OFFERED[exit] ?? []);
          assert.ok(offers.length > 0, `nothing that the page offers leads out of ${state.id}`);
          offers.forEach(assertOffered);
        }
      }
    });
  }

  it('has faults to lead out of in every kind of chart that moves, waits or keeps a mode', async () => {
    const charts = await Promise.all(chartFiles.map(chartsIn));
    const faults = charts.flat().flatMap(({ root }) => statesOf(root).filter((state) => state.type === 'atomic' && isFault(state)).map(({ id }) => id));
    assert.deepEqual([...faults].sort(), [
      'axis.faulted', 'axis.stopUnconfirmed', 'bolt.faulted', 'bolt.stopUnconfirmed', 'delivery.paused', 'door.faulted', 'door.stopUnconfirmed', 'mode.unproven', 'order.paused', 'siteEvent.waitingForRelease',
    ]);
  });
});

describe('what a page says of ways out', () => {
  it('has words for every way on, every way of an order and everything that keeps a mode away', () => {
    for (const way of waySchema.options) isSaid(`way.${way}`);
    for (const way of orderWaySchema.options) isSaid(`orderWay.${way}`);
    for (const block of modeBlockSchema.options) isSaid(`mode.blocked.${block}`);
  });

  it('offers every way on from somewhere', () => {
    const offered = new Set(Object.values(OFFERED).flat().flatMap((offer) => (offer.on === 'recovery' ? offer.ways : [])));
    // These settle where things are and move nothing that a chart keeps.
    const settling = ['settle', 'declare', 'quarantine'];
    assert.deepEqual([...waySchema.options].filter((way) => !offered.has(way)).sort(), settling.sort());
  });
});
