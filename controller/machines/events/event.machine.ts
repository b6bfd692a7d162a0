import { assign, emit, setup } from 'xstate';
import type { EventPlan } from '../../../config/schema/plans.schema.ts';

/** What one event knows: the plan, and since when it has been in its state, in monotonic ms. */
export interface EventContext {
  readonly plan: EventPlan;
  readonly nowMs: () => number;
  readonly sinceMs: number;
}

/** `seen`: a sensor says that it is there · `over`: none does, for as long as the plan asks · `released`: a person has inspected ·
 * `found`: the journal says that it waited for its release when the controller ended. */
export type EventSign = { readonly type: 'event.seen' } | { readonly type: 'event.over' } | { readonly type: 'event.released' } | { readonly type: 'event.found' };

/** Told to the room: it has begun, it has ended, or it waits for its release. */
export type EventNews = { readonly type: 'news.began' } | { readonly type: 'news.over' } | { readonly type: 'news.ended' };

/**
 * One event from its first sign to its release. A restart of the event ends the wait for a release. Nothing in it moves anything.
 */
export const eventMachine = setup({
  types: { context: {} as EventContext, events: {} as EventSign, emitted: {} as EventNews, input: {} as Pick<EventContext, 'plan' | 'nowMs'> },
  guards: { releasesItself: ({ context }) => context.plan.releasedBy === 'itself' },
  actions: {
    setSince: assign({ sinceMs: ({ context }) => context.nowMs() }),
    tellBegan: emit({ type: 'news.began' }),
    tellOver: emit({ type: 'news.over' }),
    tellEnded: emit({ type: 'news.ended' }),
  },
}).createMachine({
  id: 'siteEvent',
  context: ({ input: { plan, nowMs } }) => ({ plan, nowMs, sinceMs: nowMs() }),
  initial: 'quiet',
  states: {
    quiet: { on: { 'event.seen': 'present', 'event.found': 'waitingForRelease' } },
    present: {
      entry: ['setSince', 'tellBegan'],
      on: { 'event.over': [{ guard: 'releasesItself', target: 'quiet', actions: 'tellEnded' }, { target: 'waitingForRelease' }] },
    },
    waitingForRelease: {
      entry: ['setSince', 'tellOver'],
      on: { 'event.seen': 'present', 'event.released': { target: 'quiet', actions: 'tellEnded' } },
    },
  },
});
