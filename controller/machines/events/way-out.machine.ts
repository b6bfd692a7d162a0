import { fromPromise, setup } from 'xstate';
import type { Result } from '../../ports.ts';
import type { GateFault } from '../../safety/gate.port.ts';

/** What asks for the way out, and what tells about it. */
export type WayOutEvent =
  | { readonly type: 'wayOut.wanted' }
  | { readonly type: 'wayOut.unwanted' }
  /** The sensors see somebody behind a shut door. */
  | { readonly type: 'person.shutIn' }
  /** The facts have changed: it may be permitted by now. */
  | { readonly type: 'facts.changed' }
  /** A stop ends the lease of a door that opens; it is asked for anew. */
  | { readonly type: 'stop.latched' };

/** How one attempt to open ended. */
export type Opening = 'done' | 'deadline' | 'left' | 'stopped';

interface WayOutInput {
  readonly mayBegin: () => boolean;
  readonly mayOpen: () => boolean;
  readonly isOpen: () => boolean;
  /** The door and its confirmation. */
  readonly openMs: number;
  readonly stopMs: number;
}

/** A door that did not open is asked again after this long. */
const REST_MS = 2000;
/** And one that was stopped with everything else after this: somebody is shut in, and may press Stop again and again. */
const STOPPED_MS = 200;
/**
 * Whoever has shut somebody in lets them out, if it can: it has this long to begin. What is left of the 10 s after which nobody may be shut in
 * any more opens the door.
 */
const NOTICE_MS = 1000;
const toBeProvided = (name: string) => (): Promise<never> => Promise.reject(new Error(`actor "${name}" was not provided`));

/**
 * The outer door of a bay, opened for people: asked for as soon as the table permits it, again and again until it is open or nobody wants it
 * any more. One of the two motions that a stop does not forbid; nothing here ever shuts a door.
 */
export const wayOutMachine = setup({
  types: { context: {} as WayOutInput, events: {} as WayOutEvent, input: {} as WayOutInput, tags: {} as 'moving' },
  actors: {
    openDoor: fromPromise<Result<Opening, GateFault>>(toBeProvided('openDoor')),
    /** Resolves when the lease of the door has ended and its intent is concluded. */
    leaveDoor: fromPromise<Result<void, GateFault>>(toBeProvided('leaveDoor')),
  },
  delays: { openDeadline: ({ context }) => context.openMs, stopDeadline: ({ context }) => context.stopMs, rest: REST_MS, stopped: STOPPED_MS, notice: NOTICE_MS },
  guards: {
    isOpen: ({ context }) => context.isOpen(),
    mayBegin: ({ context }) => context.mayBegin(),
    mayNotOpen: ({ context }) => !context.mayOpen(),
    wasStopped: (_, { result }: { readonly result: Result<Opening, GateFault> }) => result.ok && result.value === 'stopped',
  },
}).createMachine({
  id: 'wayOut',
  context: ({ input }) => input,
  initial: 'unwanted',
  states: {
    unwanted: { on: { 'wayOut.wanted': 'asking', 'person.shutIn': 'noticing' } },
    noticing: { on: { 'wayOut.wanted': 'asking', 'wayOut.unwanted': 'unwanted' }, after: { notice: 'asking' } },
    asking: {
      always: [{ guard: 'isOpen', target: 'open' }, { guard: 'mayBegin', target: 'opening' }],
      on: { 'facts.changed': 'asking', 'wayOut.unwanted': 'unwanted' },
    },
    // A door that has begun to open for people is not stopped half-way because nobody asks any more.
    opening: {
      tags: 'moving',
      invoke: {
        src: 'openDoor',
        onDone: [{ guard: { type: 'wasStopped', params: ({ event }) => ({ result: event.output }) }, target: 'stoppedAgain' }, { target: 'resting' }],
        onError: 'stopping',
      },
      always: { guard: 'mayNotOpen', target: 'stopping' },
      on: { 'facts.changed': {}, 'stop.latched': 'stopping' },
      after: { openDeadline: 'stopping' },
    },
    stopping: {
      tags: 'moving',
      invoke: { src: 'leaveDoor', onDone: 'resting', onError: 'resting' },
      after: { stopDeadline: 'resting' },
    },
    stoppedAgain: { on: { 'wayOut.unwanted': 'unwanted' }, after: { stopped: 'asking' } },
    resting: { on: { 'wayOut.unwanted': 'unwanted' }, after: { rest: 'asking' } },
    open: { on: { 'facts.changed': [{ guard: 'isOpen' }, { target: 'resting' }], 'wayOut.unwanted': 'unwanted' } },
  },
});
