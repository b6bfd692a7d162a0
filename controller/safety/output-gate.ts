import { fault, type Actuator, type Result } from '../ports.ts';
import type { Journal } from '../journal/journal.port.ts';
import type { InterlockBook } from '../interlocks/permit.ts';
import type { Motion } from '../interlocks/motion.ts';
import type { Facts } from '../sensing/fact.ts';
import type { GateFault, OutputGate, StopControl } from './gate.port.ts';
import { createPassages, type Running } from './passages.ts';

export interface Gate extends OutputGate {
  /** Everything that moves now; watched by the supervisor on each scan. */
  readonly running: () => Iterable<Running>;
  /** Gives or withdraws the leases of all running commands. Called by the scan. */
  readonly renewLeases: (granted: boolean) => void;
  /** Forgets what was running after a stop: no lease is renewed again, whatever the machines do. */
  readonly abandon: () => void;
}

export interface GateParts {
  readonly book: InterlockBook;
  readonly facts: () => Facts;
  readonly journal: Journal;
  readonly stop: StopControl;
  readonly nowMs: () => number;
}

/** Builds the gate. It holds no decision of its own: it asks the latch, the table and the journal, in that order. */
export function createOutputGate(parts: GateParts): Gate {
  const passages = createPassages(parts.journal, parts.nowMs);

  /** Asked again in the instant before the bytes leave. A stop in between changes the generation. */
  const permitted = (motion: Motion, generation: number): boolean =>
    generation === passages.generation() && parts.stop.latched() === undefined && parts.book.permit(motion, parts.facts()).granted;

  function refusal(motion: Motion): Result<never, GateFault> | undefined {
    if (parts.stop.latched()) return fault('stopLatched', 'Motion is stopped. It needs a reset, then a fresh command.');
    const permit = parts.book.permit(motion, parts.facts());
    if (permit.granted) return undefined;
    return { ok: false, error: { code: 'refused', message: `${motion} is not permitted now; nothing was moved.`, broken: permit.broken } };
  }

  return {
    running: passages.running,
    abandon: passages.abandon,
    renewLeases: (granted) => {
      for (const entry of passages.running()) entry.setLease(granted);
    },
    move: async <C>(motion: Motion, intent: Parameters<OutputGate['move']>[1], actuator: Actuator<unknown, C>, command: C) => {
      const refused = refusal(motion);
      if (refused) return refused;
      const entered = await passages.enter(motion, intent, actuator.id, actuator.setLease);
      if (!entered.ok) return entered;
      const passage = entered.value;
      const armed = await actuator.arm(command);
      if (!armed.ok) return passages.fail(passage, armed.error);
      const executed = await actuator.execute(armed.value, () => permitted(motion, passage.generation));
      return executed.ok ? passages.pass(passage, armed.value.sequence) : passages.fail(passage, executed.error);
    },
    set: async (motion, intent, module, outputs) => {
      const refused = refusal(motion);
      if (refused) return refused;
      const entered = await passages.enter(motion, intent, module.id, () => undefined);
      if (!entered.ok) return entered;
      const passage = entered.value;
      const written = await module.write(outputs, () => permitted(motion, passage.generation));
      return written.ok ? passages.pass(passage, 0) : passages.fail(passage, written.error);
    },
    signal: (module, outputs) => module.write(outputs, () => true),
  };
}
