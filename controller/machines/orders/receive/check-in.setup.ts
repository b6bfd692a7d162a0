import { assign, setup } from 'xstate';
import type { CellSize } from '../../../../config/cells.ts';
import type { CheckInRefusal } from './refusals.ts';
import { isMendable, type Finding, type MeasuringSite } from './measure.ts';
import { clear, giveClear, hasBeenDrivenOut, hasRolled, isAllClear, lookOn, massChangeKg, nobodySeen, park, provenOut, type ReturnMemory } from './memory.ts';
import type { BaySight } from './sight.ts';

export interface CheckInInput {
  readonly site: MeasuringSite;
  readonly memory: ReturnMemory;
  readonly nowMs: number;
}

export interface CheckInContext {
  readonly site: MeasuringSite;
  readonly memory: ReturnMemory;
  readonly end: CheckInEnd | undefined;
}

/** How a chart ended. `unproven`: the sensors do not agree on what is there, and nobody can mend that from outside. */
export type CheckInEnd =
  | { readonly how: 'admitted' | 'unproven' }
  | { readonly how: 'again' | 'refused'; readonly code: CheckInRefusal };

export type CheckInEvent =
  /** `cells`: what the cells take that are free for the car. */
  | { readonly type: 'seen'; readonly sight: BaySight; readonly cells: readonly CellSize[]; readonly nowMs: number }
  | { readonly type: 'allClear'; readonly attendant: boolean; readonly nowMs: number };

type Ask = { readonly context: CheckInContext };

/** A driver who has stopped is believed to have stopped after this. */
const STANDS_MS = 1000;
/** What nobody on the spot can mend is said for so long before the car is led out. */
const SAY_MS = 10_000;
/** The radar has forgotten the door by then. */
const LISTEN_MS = 2000;

/** Whoever backs out to park anew is back by then. */
const DRIVEN_OUT_MS = 20_000;

const gravest = ({ context }: Ask): Finding | undefined => context.memory.findings?.[0];
const findings = ({ context }: Ask): number | undefined => context.memory.findings?.length;

/** Types, delays, guards and actions of the two charts of a check-in. */
export const checkInSetup = setup({
  types: { context: {} as CheckInContext, input: {} as CheckInInput, events: {} as CheckInEvent, output: {} as { readonly end: CheckInEnd; readonly memory: ReturnMemory } },
  delays: {
    stands: STANDS_MS,
    say: SAY_MS,
    listen: LISTEN_MS,
    drivenOut: DRIVEN_OUT_MS,
    mend: ({ context }) => context.site.bayRules.mendMs,
    emptyHold: ({ context }) => context.site.bayRules.emptyHoldMs,
    settle: ({ context }) => context.site.bayRules.settleMs,
    // Beyond it a car that stands still, and is not admitted, has something else the matter with it.
    proof: ({ context }) => 2 * context.site.bayRules.settleMs + LISTEN_MS,
  },
  guards: {
    carIsThere: ({ context }) => context.memory.sight?.profile?.envelopeClear === false,
    wasDrivenOut: ({ context }) => hasBeenDrivenOut(context.memory),
    wasNotDrivenOut: ({ context }) => !hasBeenDrivenOut(context.memory),
    carIsGone: ({ context }) => context.memory.advice === 'comeIn',
    standsWell: ({ context }) => context.memory.advice === 'stop',
    doesNotStandWell: ({ context }) => context.memory.advice !== 'stop',
    fits: (ask) => findings(ask) === 0,
    doesNotFit: (ask) => (findings(ask) ?? 0) > 0,
    cannotBeMended: (ask) => {
      const worst = gravest(ask);
      return worst !== undefined && !isMendable(worst);
    },
    neverFits: ({ context }) => context.memory.sight?.planeClear === true && (context.memory.findings ?? []).some(({ code }) => code === 'tooLong' || code === 'tooWide'),
    allOut: ({ context }) => provenOut(context.memory),
    notAllOut: ({ context }) => !provenOut(context.memory),
    saidTwice: ({ context }) => isAllClear(context.memory, context.site),
    rolled: ({ context }) => hasRolled(context.memory, context.site),
    // The radar sees the rolling car itself.
    somebodyBack: ({ context }) => context.memory.sight?.presenceClear === false,
    leftBadly: ({ context }) => context.memory.advice !== 'stop' && context.memory.advice !== 'comeIn' && provenOut(context.memory),
    doesNotStand: ({ context }) => context.memory.sight?.carStands !== true || !context.memory.sight.carProven,
    standsProven: ({ context }) => context.memory.sight?.carStands === true && context.memory.sight.carProven === true,
    personSeen: ({ context }) => context.memory.sight?.presenceClear === false,
    lifeSeen: ({ context }) => context.memory.sight?.radarClear === false,
    weightChanged: ({ context }) => (massChangeKg(context.memory) ?? 0) > context.site.bayRules.shiftKg,
    admitted: ({ context }) => context.memory.sight?.loadAdmitted === true && findings({ context }) === 0 && nobodySeen(context.memory),
  },
  actions: {
    look: assign({ memory: ({ context }, { sight, cells, nowMs }: { sight: BaySight; cells: readonly CellSize[]; nowMs: number }) => lookOn(context.memory, sight, cells, context.site, nowMs) }),
    give: assign({ memory: ({ context }, { attendant, nowMs }: { attendant: boolean; nowMs: number }) => giveClear(context.memory, attendant, nowMs) }),
    park: assign({ memory: ({ context }) => park(context.memory) }),
    unpark: assign({ memory: ({ context }) => ({ ...context.memory, parked: undefined }) }),
    clear: assign({ memory: ({ context }) => clear(context.memory) }),
    end: assign({ end: (_, { end }: { end: CheckInEnd }) => end }),
    /** Ends because of the gravest measurement. */
    endFor: assign({ end: (ask, { how }: { how: 'again' | 'refused' }): CheckInEnd => ({ how, code: gravest(ask)?.code ?? 'unreadable' }) }),
  },
});
