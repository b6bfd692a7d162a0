import { assign, fromPromise, setup } from 'xstate';
import type { Result } from '../../ports.ts';
import type { AuditFinding, InventoryMove, OrderPhase, OrderRecord } from '../../journal/journal.port.ts';
import { inPhase, isBack } from '../../journal/order-record.ts';
import type { Facts } from '../../sensing/fact.ts';
import { MOST_CLOSINGS, STALLING, orderDelays, type OrderFault, type OrderLimits } from './order-fault.ts';
import { actNow, isProven, nextPhase, planOf, shutsAnew, skipUnneeded } from './order-progress.ts';
import type { FitAnswer } from './fit-cell.ts';
import type { Act, Recipe } from './recipe.ts';
import type { CheckInAnswer } from './receive/check-in.port.ts';
import type { CheckInRefusal } from './receive/refusals.ts';

export interface OrderInput {
  readonly record: OrderRecord;
  readonly limits: OrderLimits;
  readonly facts: Facts;
  /** Begins paused in the phase of its record: found at boot, and waiting for a person. */
  readonly found: boolean;
  /** Pure. */
  readonly recipe: (record: OrderRecord) => Recipe;
  /** Whether sensors or inventory leave anything of an act to be done. Pure. */
  readonly isNeeded: (act: Act, facts: Facts) => boolean;
}

export interface OrderContext extends OrderInput {
  /** Number of the present act in its phase. */
  readonly at: number;
  readonly fault: OrderFault | undefined;
  /** Why its car was not taken in. */
  readonly refusal: CheckInRefusal | undefined;
  /** People take longer than the site allows; an alarm says so. */
  readonly overdue: boolean;
  /** How often the outer door has been tried in vain. */
  readonly closings: number;
  /** What has been measured and becomes durable with the next phase. */
  readonly measured: readonly InventoryMove[];
}

export type OrderEvent =
  | { readonly type: 'facts.changed'; readonly facts: Facts }
  | { readonly type: 'stop.latched' }
  | { readonly type: 'person.resumed' };

type Answer = Result<void, OrderFault>;
/** What the actors are told. */
export interface Doing { readonly act: Act | undefined; readonly record: OrderRecord }

const toBeProvided = (name: string) => async (): Promise<never> => {
  throw new Error(`actor "${name}" was not provided`);
};
const doer = (name: string) => fromPromise<Answer, Doing>(toBeProvided(name));

/** Types, actors, delays, guards and actions of an order; its states stand in the machine file. */
export const orderSetup = setup({
  types: {
    context: {} as OrderContext,
    events: {} as OrderEvent,
    input: {} as OrderInput,
    output: {} as Answer,
    tags: {} as 'working' | 'waitingForCustomer' | 'waitingForTurn' | 'paused',
  },
  actors: {
    writePhase: fromPromise<Answer, { readonly record: OrderRecord; readonly moves: readonly InventoryMove[] }>(toBeProvided('writePhase')),
    takeTurn: doer('takeTurn'),
    carry: doer('carry'),
    openBay: doer('openBay'),
    shutBay: doer('shutBay'),
    visit: fromPromise<Result<AuditFinding, OrderFault>, Doing>(toBeProvided('visit')),
    checkIn: fromPromise<CheckInAnswer, Doing>(toBeProvided('checkIn')),
    fitCell: fromPromise<FitAnswer, OrderRecord>(toBeProvided('fitCell')),
    stopMotion: fromPromise<Answer, OrderFault | undefined>(toBeProvided('stopMotion')),
  },
  delays: orderDelays,
  guards: {
    wasFound: ({ context }) => context.found,
    notBegun: ({ context }) => context.record.phase === 'queued',
    openedAgain: ({ context }) => shutsAnew(context) !== undefined,
    phaseKnown: ({ context }) => planOf(context) !== undefined,
    actIs: ({ context }, { acts }: { acts: readonly Act['do'][] }) => acts.some((act) => act === actNow(context)?.do),
    isOnWayBack: ({ context }) => isBack(context.record),
    phaseFollows: ({ context }) => nextPhase(context) !== undefined,
    succeeded: (_, { result }: { result: Result<unknown, OrderFault> }) => result.ok,
    failed: (_, { result }: { result: Result<unknown, OrderFault> }) => !result.ok,
    inventoryDisagrees: (_, { result }: { result: Result<unknown, OrderFault> }) => !result.ok && STALLING.includes(result.error.code),
    doorMayBeTriedAgain: ({ context }, { result, src }: { result: Answer; src: string }) =>
      src === 'shutBay' && !result.ok && (result.error.code === 'obstructed' || result.error.code === 'refused') && context.closings < MOST_CLOSINGS,
    admitted: (_, { answer }: { answer: CheckInAnswer }) => answer.kind === 'admitted',
    again: (_, { answer }: { answer: CheckInAnswer }) => answer.kind === 'again',
    refused: (_, { answer }: { answer: CheckInAnswer }) => answer.kind === 'refused',
    fits: (_, { answer }: { answer: FitAnswer }) => answer.kind === 'fits',
    comesIn: ({ context }) => context.record.kind === 'receive',
    proven: ({ context }) => isProven(context),
    notProven: ({ context }) => !isProven(context),
    personShutIn: ({ context }) => {
      const act = actNow(context);
      return act !== undefined && 'bay' in act && context.facts.get(`${act.bay}.personClear`).value === false;
    },
    lifeShutIn: ({ context }) => {
      const act = actNow(context);
      return act !== undefined && 'bay' in act && context.facts.get(`${act.bay}.radarClear`).value === false;
    },
  },
  actions: {
    setFacts: assign({ facts: (_, { facts }: { facts: Facts }) => facts }),
    restartPhase: assign({ at: 0 }),
    skipUnneeded: assign({ at: ({ context }) => skipUnneeded(context) }),
    actDone: assign({ at: ({ context }) => context.at + 1, overdue: false }),
    setPhase: assign({ record: ({ context }, { phase }: { phase: OrderPhase }) => inPhase(context.record, phase), at: 0 }),
    setFirstPhase: assign({ record: ({ context }) => inPhase(context.record, context.recipe(context.record).on[0]?.phase ?? 'done'), at: 0 }),
    setNextPhase: assign({ record: ({ context }) => inPhase(context.record, nextPhase(context) ?? context.record.phase), at: 0 }),
    setShuttingPhase: assign({ record: ({ context }) => inPhase(context.record, shutsAnew(context) ?? context.record.phase), at: 0 }),
    turnBack: assign({ record: ({ context }) => inPhase(context.record, context.recipe(context.record).back[0]?.phase ?? context.record.phase), at: 0 }),
    setRefusal: assign({ refusal: ({ context }, { answer }: { answer: CheckInAnswer }) => (answer.kind === 'refused' || answer.kind === 'again' ? answer.code : context.refusal) }),
    setCheckFailure: assign({ fault: ({ context }, { answer }: { answer: CheckInAnswer }) => (answer.kind === 'failed' ? answer.error : context.fault) }),
    setFinding: assign({
      record: ({ context }, { result }: { result: Result<AuditFinding, OrderFault> }) =>
        context.record.kind === 'audit' && result.ok ? { ...context.record, cells: context.record.cells.slice(1), findings: [...context.record.findings, result.value] } : context.record,
    }),
    setCell: assign(({ context }, { answer }: { answer: FitAnswer }) => (answer.kind === 'fits' ? { record: answer.record, measured: answer.moves } : { fault: context.fault })),
    setNoCell: assign({ refusal: 'noCellFits' as const }),
    setTooSmall: assign({ fault: ({ context }, { answer }: { answer: FitAnswer }) => (answer.kind === 'none' ? answer.error : context.fault) }),
    setWritten: assign({ measured: [] }),
    setFailure: assign({ fault: ({ context }, { result }: { result: Result<unknown, OrderFault> }) => (result.ok ? context.fault : result.error) }),
    setFault: assign({ fault: (_, { fault }: { fault: OrderFault }) => fault }),
    setBug: assign({ fault: (_, { error }: { error: unknown }): OrderFault => ({ code: 'machineError', message: `A step of the program failed (${String(error)}). Nothing moves; staff must look.`, broken: [] }) }),
    setOverdue: assign({ overdue: true }),
    setResumed: assign({ fault: undefined, closings: 0, overdue: false }),
    setClosingTried: assign({ closings: ({ context }) => context.closings + 1 }),
  },
});
