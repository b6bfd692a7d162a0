import { assign, emit, fromPromise, setup } from 'xstate';
import type { Result } from '../../ports.ts';
import type { DeliverPhase, DeliverRecord, InventoryMove } from '../../journal/journal.port.ts';
import type { Facts } from '../../sensing/fact.ts';
import { MOST_CLOSINGS, STALLING, orderDelays, type OrderFault, type OrderLimits } from '../orders/order-fault.ts';
import type { TransferVerb } from '../transfer/next-step.ts';

export interface DeliveryInput {
  readonly record: DeliverRecord;
  readonly limits: OrderLimits;
  readonly facts: Facts;
  /** Begins paused in the phase of its record: found at boot, and waiting for a person. */
  readonly found: boolean;
}

export interface DeliveryContext {
  readonly record: DeliverRecord;
  readonly limits: OrderLimits;
  readonly facts: Facts;
  readonly found: boolean;
  readonly fault: OrderFault | undefined;
  /** A person has asked to go on; that stands in for a passage that nobody has counted. */
  readonly vouched: boolean;
  /** The customer takes longer than the site allows; an alarm says so. */
  readonly overdue: boolean;
  /** How often the outer door has been tried in vain. */
  readonly closings: number;
}

export type DeliveryEvent =
  | { readonly type: 'facts.changed'; readonly facts: Facts }
  | { readonly type: 'stop.latched' }
  | { readonly type: 'person.resumed' };

/** Emitted when the car is proven gone and the journal has it outside. */
export interface CarLeft { readonly type: 'car.left' }

type Answer = Result<void, OrderFault>;

/** A place of the collection: its cell or its bay. */
export type Where = 'cell' | 'bay';

const toBeProvided = (name: string) => async (): Promise<never> => {
  throw new Error(`actor "${name}" was not provided`);
};

const bayFact = (context: DeliveryContext, name: 'envelopeClear' | 'palletOnly' | 'personClear' | 'palletSeated' | 'outerClosedLocked') => context.facts.get(`${context.record.bay}.${name}`).value;

/** Types, actors, delays, guards and actions of a delivery; its states stand in the machine file. */
export const deliverySetup = setup({
  types: {
    context: {} as DeliveryContext,
    events: {} as DeliveryEvent,
    input: {} as DeliveryInput,
    output: {} as Result<void, OrderFault>,
    emitted: {} as CarLeft,
    tags: {} as 'working' | 'waitingForCustomer' | 'waitingForTurn' | 'paused',
  },
  actors: {
    writePhase: fromPromise<Answer, { readonly record: DeliverRecord; readonly moves: readonly InventoryMove[] }>(toBeProvided('writePhase')),
    takeTurn: fromPromise<Answer, DeliverRecord>(toBeProvided('takeTurn')),
    transfer: fromPromise<Answer, { readonly verb: TransferVerb; readonly where: Where; readonly record: DeliverRecord }>(toBeProvided('transfer')),
    openBay: fromPromise<Answer, DeliverRecord>(toBeProvided('openBay')),
    shutBay: fromPromise<Answer, DeliverRecord>(toBeProvided('shutBay')),
    seePassage: fromPromise<Answer, DeliverRecord>(toBeProvided('seePassage')),
    stopMotion: fromPromise<Answer, OrderFault | undefined>(toBeProvided('stopMotion')),
  },
  delays: orderDelays,
  guards: {
    wasFound: ({ context }) => context.found,
    succeeded: (_, { result }: { result: Answer }) => result.ok,
    inventoryDisagrees: (_, { result }: { result: Answer }) => !result.ok && STALLING.includes(result.error.code),
    doorMayBeTriedAgain: ({ context }, { result }: { result: Answer }) =>
      !result.ok && (result.error.code === 'obstructed' || result.error.code === 'refused') && context.closings < MOST_CLOSINGS,
    phaseIs: ({ context }, { phases }: { phases: readonly DeliverPhase[] }) => phases.includes(context.record.phase),
    // Laser frame and scale are dissimilar: light and mass. Hoboken lowered a pallet with the car on it on one of them alone.
    bayProvenEmpty: ({ context }) => (['envelopeClear', 'palletOnly', 'personClear', 'palletSeated'] as const).every((name) => bayFact(context, name) === true),
    bayNotProvenEmpty: ({ context }) => !(['envelopeClear', 'palletOnly', 'personClear', 'palletSeated'] as const).every((name) => bayFact(context, name) === true),
    goneAndVouchedFor: ({ context }) => context.vouched && (['envelopeClear', 'palletOnly', 'personClear', 'palletSeated'] as const).every((name) => bayFact(context, name) === true),
    // The journal has the car outside, once: it may have come back by another bay since.
    carHasLeft: ({ context }) => context.record.phase === 'puttingAway',
    openedAgain: ({ context }) => context.record.phase === 'puttingAway' && bayFact(context, 'palletSeated') === true && bayFact(context, 'outerClosedLocked') === false,
    personShutIn: ({ context }) => bayFact(context, 'personClear') === false,
  },
  actions: {
    setFacts: assign({ facts: (_, { facts }: { facts: Facts }) => facts }),
    setPhase: assign({ record: ({ context }, { phase }: { phase: DeliverPhase }) => ({ ...context.record, phase }) }),
    setFailure: assign({ fault: ({ context }, { result }: { result: Answer }) => (result.ok ? context.fault : result.error) }),
    setFault: assign({ fault: (_, { fault }: { fault: OrderFault }) => fault }),
    setBug: assign({ fault: (_, { error }: { error: unknown }): OrderFault => ({ code: 'machineError', message: `A step of the program failed (${String(error)}). Nothing moves; staff must look.`, broken: [] }) }),
    setOverdue: assign({ overdue: true }),
    setVouched: assign({ vouched: true, fault: undefined, closings: 0 }),
    setClosingTried: assign({ closings: ({ context }) => context.closings + 1 }),
    reportCarLeft: emit({ type: 'car.left' }),
  },
});
