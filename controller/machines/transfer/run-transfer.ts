import { createActor, fromPromise } from 'xstate';
import type { PlaceId } from '../../../config/places.ts';
import type { AxisId } from '../../../config/schema/site.schema.ts';
import { done, type Result } from '../../ports.ts';
import type { InventoryMove, Journal, PalletPlace } from '../../journal/journal.port.ts';
import type { StopReason } from '../../safety/gate.port.ts';
import { transferMachine, type TransferFault, type TransferGoal } from '../transfer.machine.ts';
import { stopForContradiction } from '../unit/contradiction.ts';
import type { UnitWorld } from '../unit/unit-effects.ts';
import type { Units } from '../units.ts';
import { nextStep, type Decision, type Step } from './next-step.ts';
import { contradictionsBehind, situationAt, type Eyes } from './situation.ts';
import { ordersOf } from './step-orders.ts';

/** What transfers need of the world. */
export interface TransferWorld extends UnitWorld, Eyes {
  readonly units: Units;
  readonly journal: Pick<Journal, 'settle'>;
  /** Where the journal has a pallet. */
  readonly palletPlace: (palletId: string) => PalletPlace;
  /** Lets a running machine hear facts and stops; returns the function that ends it. */
  readonly hear: (listener: MachineListener) => () => void;
  /** A machine broke: a defect, to be answered by a stop. */
  readonly died: (what: string, error: unknown) => void;
}

/** What the tower tells every running machine. */
export interface MachineListener {
  readonly send: (event: { readonly type: 'facts.changed'; readonly facts: ReturnType<UnitWorld['facts']> } | { readonly type: 'stop.latched' }) => void;
}

/** Sensors may need a poll of the slowest bus and a hold time to tell what has just become so. */
const DECIDE_MS = 5000;
/** Longest single step: a shuttle stroke or a run through the aisle, with command and confirmation. */
const STEP_MS = 120_000;

type Answer = Result<void, TransferFault>;

/** Runs one transfer to its end. Never rejects. */
export function runTransfer(goal: TransferGoal, world: TransferWorld): Promise<Answer> {
  const limits = { decideMs: DECIDE_MS, stepMs: STEP_MS, stopMs: world.site.control.stopTimeoutMs * 2 };
  const actor = createActor(transferMachine.provide({ actors: actorsOver(world) }), {
    input: { goal, limits, facts: world.facts(), permit: world.permit },
    clock: world.clock,
  });
  return new Promise((resolve) => {
    const end = (answer: Answer) => {
      unhear();
      if (!answer.ok) stopForContradiction(contradictionsBehind(answer.error.code, goal.place, world), world);
      resolve(answer.ok ? answer : { ok: false, error: { ...answer.error, at: goal.place.id } });
    };
    const unhear = world.hear(actor);
    actor.subscribe({
      complete: () => end(explained(actor.getSnapshot().output ?? done, goal, world)),
      error: (error) => {
        world.died(`transfer ${goal.verb} ${goal.place.id}`, error);
        end({ ok: false, error: { code: 'machineError', message: 'The transfer broke off. Motion is stopped; staff must look.', broken: [] } });
      },
    });
    actor.start();
  });
}

function actorsOver(world: TransferWorld) {
  return {
    lookAround: fromPromise<Exclude<Decision, { kind: 'unclear' }>, TransferGoal>(({ input, signal }) =>
      world.lookout.until(() => {
        const decision = decide(input, world);
        return decision.kind === 'unclear' ? undefined : decision;
      }, signal)),
    takeStep: fromPromise<Answer, { goal: TransferGoal; step: Step | undefined }>(({ input }) =>
      input.step === undefined ? Promise.resolve(done) : takeStep(input.goal, input.step, world)),
    stopMotion: fromPromise<Answer, { goal: TransferGoal; fault: TransferFault }>(async ({ input, signal }) => {
      // A refusal has moved nothing and stops nothing; whatever a unit has stopped is stopped already.
      if (world.units.busy()) world.stop.stop(stopReason(input.fault, world.clock.nowMs()));
      return world.lookout.until(() => (world.units.busy() ? undefined : done), signal);
    }),
    writePlace: fromPromise<Answer, TransferGoal>(({ input }) => writePlace(input, world)),
  };
}

/** Names the sensor that has not spoken. */
function explained(answer: Answer, goal: TransferGoal, world: TransferWorld): Answer {
  if (answer.ok || answer.error.code !== 'unclear') return answer;
  const decision = decide(goal, world);
  if (decision.kind !== 'unclear') return answer;
  return { ok: false, error: { ...answer.error, message: `The sensors do not tell what to do next: ${decision.what} is not known. Nothing moves; a technician must look.` } };
}

function decide(goal: TransferGoal, world: TransferWorld): Decision {
  return nextStep(goal.verb, goal.place, goal.tag, situationAt(goal.place, world.palletPlace(goal.palletId), world));
}

async function takeStep(goal: TransferGoal, step: Step, world: TransferWorld): Promise<Answer> {
  if (goal.verb === 'place' && step.kind === 'fork' && !step.on) {
    // About to let go of it: the place must be in the journal first, proven by the end switch and the seats.
    const written = await writePlace(goal, world);
    if (!written.ok) return written;
  }
  const positionMm = (axis: AxisId) => world.devices.axes[axis]?.observed().value?.positionMm ?? 0;
  const orders = ordersOf(step, { ...goal, site: world.site, positionMm });
  const answers = await Promise.all(orders.map(([unit, order]) => world.units.run(unit, order)));
  // The unit that failed first explains; the other one was merely stopped with it.
  const failures = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
  const error = failures.find((failure) => failure.code !== 'stopped' && failure.code !== 'stopLatched') ?? failures[0];
  return error ? { ok: false, error } : done;
}

/** Settles the journal with what the sensors prove by two dissimilar signals, where an interrupted motion left it open. */
async function writePlace(goal: TransferGoal, world: TransferWorld): Promise<Answer> {
  if (goal.verb === 'approach') return done;
  const proven: PlaceId | 'carriage' = goal.verb === 'pick' ? 'carriage' : goal.place.id;
  if (world.palletPlace(goal.palletId) === proven) return done;
  const moves: readonly InventoryMove[] = [{ what: 'pallet', id: goal.palletId, to: proven }];
  const why = goal.verb === 'pick' ? 'seated on both sides of the carriage, and its tag read' : 'seated in its place, and the shuttle at its end switch or the carriage empty';
  const settled = await world.journal.settle({ intentIds: [], moves, by: 'sensors', why });
  if (!settled.ok) return { ok: false, error: { code: 'journalUnavailable', message: `The place of ${goal.palletId} could not be written: ${settled.error.message}`, broken: [] } };
  world.moved(moves);
  return done;
}

function stopReason(fault: TransferFault, atMs: number): StopReason {
  const code = fault.code === 'interlock' ? 'interlock' : fault.code === 'machineError' ? 'machineError' : fault.code === 'stopped' ? 'requested' : 'deadline';
  return { code, motion: undefined, broken: fault.broken, atMs, detail: fault.message };
}
