import { fault, type Actuator, type AxisCommand, type DoorCommand, type Result } from '../ports.ts';
import type { InventoryMove, Journal } from '../journal/journal.port.ts';
import type { InterlockBook } from '../interlocks/permit.ts';
import { isHeld } from '../interlocks/maintenance-motions.ts';
import { kindOf, type Motion } from '../interlocks/motion.ts';
import type { Facts } from '../sensing/fact.ts';
import { createFaultClearing } from './clear-fault.ts';
import { SIGNAL_OUTPUTS, bayInstead, commandFits, outputsFit, type BayReach } from './command-fits.ts';
import type { Fence, Passing } from './fence.ts';
import type { GateFault, OutputGate, StopControl } from './gate.port.ts';
import { heldCommandFits, type HeldAxes } from './held-fits.ts';
import { createPassages, type Passage, type Running } from './passages.ts';
import { createSettling } from './resting-bolts.ts';

export interface Gate extends OutputGate {
  /** Everything that moves now; watched by the supervisor on each scan. */
  readonly running: () => readonly Running[];
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
  /** Facts older than this (ms) are those of a scan that no longer runs. */
  readonly maxFactsAgeMs: number;
  /** Leases and places out of service; without it nobody asks for them. */
  readonly fence?: Fence;
  /** Reach of the shuttle, mm. */
  readonly strokeMm: number;
  /** Limits of held motions; without them nothing can be held. */
  readonly heldAxes?: HeldAxes;
  /** On which side the bays lie. */
  readonly bays?: readonly BayReach[];
}

/** A person who is shut in may always be let out: the outer door opens although motion is stopped. */
const isWayOut = (motion: Motion): boolean => kindOf(motion).kind === 'outer.open';

function intoBay(motion: Motion, bay: string): Result<never, GateFault> {
  return { ok: false, error: { code: 'refused', message: `${motion} would reach into bay ${bay}, whose rules were not asked; nothing was moved.`, broken: [] } };
}

/** Whether a command is what its motion names. */
const fits = ({ heldAxes = {}, strokeMm, bays }: GateParts, motion: Motion, id: string, command: AxisCommand | DoorCommand): boolean =>
  isHeld(motion) ? heldCommandFits(motion, id, command, heldAxes) : commandFits(motion, id, command, strokeMm, bays);

/** What a released motion does to its device. A frame that is lost changes little: without its lease the device stops by itself. */
function quickStop({ stop }: Actuator<unknown, never>): () => void {
  return () => { void stop().then(() => undefined); };
}

/** The journal, with listeners who hear of the moves of each intent that it has taken. */
function tellIntended(journal: Journal): { readonly journal: Journal; readonly onIntended: OutputGate['onIntended'] } {
  const listeners: ((moves: readonly InventoryMove[]) => void)[] = [];
  const intend: Journal['intend'] = async (intent) => {
    const written = await journal.intend(intent);
    if (written.ok && intent.moves !== undefined) for (const listener of listeners) listener(intent.moves);
    return written;
  };
  return { journal: { ...journal, intend }, onIntended: (listener) => { listeners.push(listener); } };
}

/** Builds the gate. It holds no decision of its own: it asks the latch, the table and the journal, in that order. */
export function createOutputGate(parts: GateParts): Gate {
  const { bays = [] } = parts;
  const told = tellIntended(parts.journal);
  const passages = createPassages(told.journal, parts.nowMs);
  const factsAreFresh = (): boolean => parts.nowMs() - parts.facts().updatedAtMs <= parts.maxFactsAgeMs;
  const held = (motion: Motion): boolean => parts.stop.latched() !== undefined && !isWayOut(motion);

  /** Asked again in the instant before the bytes leave. A stop in between changes the generation. */
  const permitted = ({ motion, ...asks }: Passing, { generation, isReleased }: Passage): boolean =>
    generation === passages.generation() && !isReleased() && !held(motion) && factsAreFresh() && parts.book.permit(motion, parts.facts()).granted
    && parts.fence?.refusal({ motion, ...asks }) === undefined;

  function refusal(asks: Passing): Result<never, GateFault> | undefined {
    const { motion } = asks;
    if (held(motion)) return fault('stopLatched', 'Motion is stopped. It needs a reset, then a fresh command.');
    const fenced = parts.fence?.refusal(asks);
    if (fenced !== undefined) return { ok: false, error: { code: 'refused', message: `${motion}: ${fenced} Nothing was moved.`, broken: [] } };
    const permit = parts.book.permit(motion, parts.facts());
    if (permit.granted && factsAreFresh()) return undefined;
    return { ok: false, error: { code: 'refused', message: `${motion} is not permitted now; nothing was moved.`, broken: permit.granted ? [] : permit.broken } };
  }

  return {
    onIntended: told.onIntended,
    running: passages.running,
    abandon: passages.abandon,
    releaseHeld: () => { for (const entry of passages.running()) if (isHeld(entry.motion)) entry.release(); },
    renewLeases: (granted) => { for (const entry of passages.running()) entry.setLease(granted || isWayOut(entry.motion)); },
    move: async <C>(motion: Motion, intent: Parameters<OutputGate['move']>[1], actuator: Actuator<unknown, C>, command: C) => {
      const given = command as AxisCommand | DoorCommand;
      if (!fits(parts, motion, actuator.id, given)) throw new Error(`${JSON.stringify(command)} for ${actuator.id} is not what ${motion} names`);
      if (intent.letsOut === true && !isWayOut(motion)) throw new Error(`${motion} lets nobody out`);
      const astray = bayInstead(motion, given, bays, parts.facts());
      const asks: Passing = { motion, holder: intent.orderId, leases: intent.leases ?? [], targetMm: given.verb === 'moveTo' ? given.targetMm : undefined };
      const refused = refusal(asks) ?? (astray === undefined ? undefined : intoBay(motion, astray));
      if (refused) return refused;
      const entered = await passages.enter(motion, intent, actuator.id, actuator.setLease, quickStop(actuator));
      if (!entered.ok) return entered;
      const passage = entered.value;
      const armed = await passages.through(passage, () => actuator.arm(command));
      if (!armed.ok) return armed;
      const executed = await passages.through(passage, () => actuator.execute(armed.value, () => permitted(asks, passage)));
      return executed.ok ? passages.pass(passage, armed.value.sequence) : executed;
    },
    set: async (motion, intent, module, outputs) => {
      if (!outputsFit(motion, outputs)) throw new Error(`${JSON.stringify(outputs)} is not what ${motion} names`);
      const asks: Passing = { motion, holder: intent.orderId, leases: intent.leases ?? [], targetMm: undefined };
      const refused = refusal(asks);
      if (refused) return refused;
      const entered = await passages.enter(motion, intent, module.id, () => undefined);
      if (!entered.ok) return entered;
      const passage = entered.value;
      const written = await passages.through(passage, () => module.write(outputs, () => permitted(asks, passage)));
      return written.ok ? passages.pass(passage, 0) : written;
    },
    signal: async (module, outputs) => {
      const mover = Object.keys(outputs).find((name) => !SIGNAL_OUTPUTS.has(name));
      if (mover !== undefined) throw new Error(`${module.id}/${mover} moves something and is no signal`);
      return module.write(outputs, () => true);
    },
    settle: createSettling({ facts: parts.facts, factsAreFresh, running: passages.running }),
    clearFault: createFaultClearing({ facts: parts.facts, factsAreFresh, running: passages.running }),
  };
}
