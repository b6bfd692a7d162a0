import { fromPromise, setup } from 'xstate';
import type { Result } from '../../ports.ts';
import type { GateFault } from '../../safety/gate.port.ts';

/** What asks for the way out, and what tells about it. */
export type WayOutEvent =
  | { readonly type: 'wayOut.wanted' }
  | { readonly type: 'wayOut.unwanted' }
  /** The facts have changed: it may be permitted by now. */
  | { readonly type: 'facts.changed' }
  /** A stop ends the lease of a door that opens; it is asked for anew. */
  | { readonly type: 'stop.latched' };

interface WayOutInput {
  readonly mayOpen: () => boolean;
  readonly isOpen: () => boolean;
  /** The door and its confirmation. */
  readonly openMs: number;
}

/** A door that did not open is asked again after this long. */
const REST_MS = 2000;

/**
 * The outer door of a bay, opened for people: asked for as soon as the table permits it, again and again until it is open or nobody wants it
 * any more. One of the two motions that a stop does not forbid; nothing here ever shuts a door.
 */
export const wayOutMachine = setup({
  types: { context: {} as WayOutInput, events: {} as WayOutEvent, input: {} as WayOutInput, tags: {} as 'moving' },
  actors: {
    openDoor: fromPromise<Result<void, GateFault>>(() => Promise.reject(new Error('actor "openDoor" was not provided'))),
  },
  delays: { openDeadline: ({ context }) => context.openMs, rest: REST_MS },
  guards: { isOpen: ({ context }) => context.isOpen(), mayOpen: ({ context }) => context.mayOpen() },
}).createMachine({
  id: 'wayOut',
  context: ({ input }) => input,
  initial: 'unwanted',
  on: { 'wayOut.unwanted': '.unwanted' },
  states: {
    unwanted: { on: { 'wayOut.wanted': 'asking' } },
    asking: {
      always: [{ guard: 'isOpen', target: 'open' }, { guard: 'mayOpen', target: 'opening' }],
      on: { 'facts.changed': 'asking' },
    },
    // The supervisor watches the motion at the gate, as every other; without a lease the door stops by itself.
    opening: {
      tags: 'moving',
      invoke: { src: 'openDoor', onDone: 'resting', onError: 'resting' },
      on: { 'stop.latched': 'resting' },
      after: { openDeadline: 'resting' },
    },
    resting: { after: { rest: 'asking' } },
    open: { on: { 'facts.changed': [{ guard: 'isOpen' }, { target: 'resting' }] } },
  },
});
