import { deliverySetup } from './delivery/delivery.setup.ts';
import { onBug, openingBay, shuttingBay, takingTurn, transferring, writing, writingCarOutside } from './delivery/delivery-states.ts';
import { orderFault } from './orders/order-fault.ts';

/** The customer may take long. Staff are called then; nothing moves by itself. */
const callStaff = { customerTimeout: { actions: 'setOverdue' } } as const;

/**
 * One collection, from its cell to the street and the empty pallet home again. It commands nothing itself: transfers and doors
 * do, each ending by itself. Paused means that everything stands and a fresh command of a person is awaited; the phase then
 * begins anew and finds from the sensors what is left of it to do.
 */
export const deliveryMachine = deliverySetup.createMachine({
  id: 'delivery',
  context: ({ input }) => ({ record: input.record, limits: input.limits, facts: input.facts, fault: undefined, vouched: false, overdue: false, closings: 0, found: input.found }),
  on: { 'facts.changed': { actions: { type: 'setFacts', params: ({ event }) => ({ facts: event.facts }) } } },
  output: ({ context }) => (context.fault ? { ok: false, error: context.fault } : { ok: true, value: undefined }),
  initial: 'beginning',
  states: {
    beginning: { always: [{ guard: { type: 'wasFound' }, target: 'paused' }, { target: 'routing' }] },
    routing: {
      always: [
        { guard: { type: 'phaseIs', params: { phases: ['queued', 'finding'] } }, target: 'finding' },
        { guard: { type: 'phaseIs', params: { phases: ['taking'] } }, target: 'taking' },
        { guard: { type: 'phaseIs', params: { phases: ['coming'] } }, target: 'coming' },
        { guard: { type: 'phaseIs', params: { phases: ['presenting'] } }, target: 'presenting' },
        { guard: { type: 'phaseIs', params: { phases: ['opening'] } }, target: 'opening' },
        { guard: { type: 'phaseIs', params: { phases: ['handover'] } }, target: 'handover' },
        // Somebody may have come while the door stood: the bay is proven anew before it closes.
        { guard: { type: 'phaseIs', params: { phases: ['proving', 'closing'] } }, target: 'proving' },
        // A door that was opened for people behind the car: whoever came in is gone before it shuts again.
        { guard: 'openedAgain', target: 'proving' },
        // `done` that could not be written is not done yet.
        { guard: { type: 'phaseIs', params: { phases: ['puttingAway', 'done'] } }, target: 'puttingAway' },
        { target: 'stalling' },
      ],
    },
    finding: { initial: 'writing', states: { writing: writing('finding', 'approaching'), approaching: transferring('approach', 'cell', '#delivery.taking') } },
    taking: { initial: 'writing', states: { writing: writing('taking', 'picking'), picking: transferring('pick', 'cell', '#delivery.coming') } },
    coming: { initial: 'writing', states: { writing: writing('coming', 'approaching'), approaching: transferring('approach', 'bay', '#delivery.presenting') } },
    presenting: { initial: 'writing', states: { writing: writing('presenting', 'placing'), placing: transferring('place', 'bay', '#delivery.opening') } },
    opening: { initial: 'writing', states: { writing: writing('opening', 'openingBay'), openingBay: openingBay('#delivery.handover') } },
    handover: {
      initial: 'writing',
      states: {
        writing: writing('handover', 'waiting'),
        waiting: {
          tags: 'waitingForCustomer',
          invoke: { src: 'seePassage', input: ({ context }) => context.record, onDone: '#delivery.proving', onError: onBug },
          always: { guard: 'goneAndVouchedFor', target: '#delivery.proving' },
          after: callStaff,
        },
      },
    },
    proving: {
      initial: 'noting',
      states: {
        noting: { always: [{ guard: 'carHasLeft', target: 'unproven' }, { target: 'writing' }] },
        writing: writing('proving', 'unproven'),
        unproven: { tags: 'waitingForCustomer', always: { guard: 'bayProvenEmpty', target: 'holding' }, after: callStaff },
        holding: { always: { guard: 'bayNotProvenEmpty', target: 'unproven' }, after: { emptyHold: '#delivery.closing' } },
      },
    },
    closing: {
      initial: 'noting',
      states: {
        noting: { always: [{ guard: 'carHasLeft', target: 'shutting' }, { target: 'writing' }] },
        writing: writing('closing', 'shutting'),
        shutting: shuttingBay,
        provingShut: {
          always: [{ guard: 'personShutIn', target: 'releasing' }, { guard: 'bayProvenEmpty', target: 'holdingShut' }],
          after: { proveShutDeadline: { actions: { type: 'setFault', params: { fault: orderFault('bayNotProven', 'The bay is shut, but laser frame and scale do not both show it empty. Nothing moves; staff must look.') } }, target: '#delivery.paused' } },
        },
        holdingShut: { always: { guard: 'bayNotProvenEmpty', target: 'provingShut' }, after: { emptyHold: [{ guard: 'carHasLeft', target: '#delivery.puttingAway' }, { target: 'writingCarOutside' }] } },
        writingCarOutside,
        // Nobody stays shut in: the door opens again, and the bay is proven from the beginning.
        releasing: openingBay('#delivery.proving'),
      },
    },
    puttingAway: {
      entry: { type: 'setPhase', params: { phase: 'puttingAway' } },
      initial: 'takingTurn',
      states: {
        takingTurn: takingTurn('picking'),
        picking: transferring('pick', 'bay', 'approaching'),
        approaching: transferring('approach', 'cell', 'placing'),
        placing: transferring('place', 'cell', 'writing'),
        writing: writing('done', '#delivery.done'),
      },
    },
    stopping: {
      invoke: { src: 'stopMotion', input: ({ context }) => context.fault, onDone: 'paused', onError: 'paused' },
      after: { stopDeadline: 'paused' },
    },
    paused: { tags: 'paused', on: { 'person.resumed': { actions: 'setVouched', target: 'routing' } } },
    stalling: writing('stalled', '#delivery.stalled'),
    stalled: { type: 'final' },
    done: { type: 'final' },
  },
});
