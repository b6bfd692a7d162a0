import { assign, setup } from 'xstate';
import type { ModeBlock, RequestedMode } from '../../api/contract/index.ts';

/** What the modes follow from. */
export interface ModeSigns {
  /** The key switch, as its contacts prove it. */
  readonly key: 'auto' | 'maintenance' | 'unknown';
  /** The tower waits for a command, as PackML has it. */
  readonly waiting: boolean;
  /** What keeps production away, but the reset at the panel. */
  readonly blocks: readonly ModeBlock[];
}

export type ModeEvent =
  | { readonly type: 'signs.changed'; readonly signs: ModeSigns }
  | { readonly type: 'mode.asked'; readonly mode: RequestedMode }
  /** A fresh edge of the reset button at the panel. */
  | { readonly type: 'panel.reset' };

interface ModeContext {
  readonly signs: ModeSigns;
  /** Somebody may have been inside: a fresh edge at the panel is needed before production. */
  readonly resetDue: boolean;
}

/**
 * Modes of the tower (ISA-TR88.00.02): the key switch comes first, and a mode changes only while the tower waits. `unproven` is no mode:
 * the key says nothing, or production is not given back yet. Out of maintenance leads one way: everything that the exit check asks, and
 * then a fresh edge at the panel, outside and in sight of the tower.
 */
export const modeMachine = setup({
  types: { context: {} as ModeContext, events: {} as ModeEvent, input: {} as { readonly signs: ModeSigns } },
  guards: {
    productionProven: ({ context: { signs, resetDue } }) => signs.key === 'auto' && signs.blocks.length === 0 && !resetDue,
    productionLost: ({ context: { signs } }) => signs.waiting && (signs.key !== 'auto' || signs.blocks.includes('lockedOut')),
    maintenanceProven: ({ context: { signs } }) => signs.key === 'maintenance' && signs.waiting,
    maintenanceLost: ({ context: { signs } }) => signs.key !== 'maintenance' && signs.waiting,
    manualAllowed: ({ context: { signs } }, params: { readonly mode: RequestedMode }) => params.mode === 'manual' && signs.key === 'maintenance' && signs.waiting,
    maintenanceAllowed: ({ context: { signs } }, params: { readonly mode: RequestedMode }) => params.mode === 'maintenance' && signs.waiting,
    mayGiveBack: ({ context: { signs } }) => signs.key === 'auto' && signs.blocks.length === 0,
  },
  actions: {
    setSigns: assign({ signs: (_, params: { readonly signs: ModeSigns }) => params.signs }),
    setResetDue: assign({ resetDue: true }),
    clearResetDue: assign({ resetDue: false }),
  },
}).createMachine({
  id: 'mode',
  context: ({ input }) => ({ signs: input.signs, resetDue: false }),
  initial: 'unproven',
  on: { 'signs.changed': { actions: { type: 'setSigns', params: ({ event }) => ({ signs: event.signs }) } } },
  states: {
    unproven: {
      always: [{ guard: 'productionProven', target: 'production' }, { guard: 'maintenanceProven', target: 'maintenance' }],
      on: { 'panel.reset': { guard: 'mayGiveBack', actions: 'clearResetDue' } },
    },
    production: {
      always: { guard: 'productionLost', actions: 'setResetDue', target: 'unproven' },
    },
    maintenance: {
      entry: 'setResetDue',
      always: { guard: 'maintenanceLost', target: 'unproven' },
      on: { 'mode.asked': { guard: { type: 'manualAllowed', params: ({ event }) => ({ mode: event.mode }) }, target: 'manual' } },
    },
    manual: {
      always: { guard: 'maintenanceLost', target: 'unproven' },
      on: { 'mode.asked': { guard: { type: 'maintenanceAllowed', params: ({ event }) => ({ mode: event.mode }) }, target: 'maintenance' } },
    },
  },
});
