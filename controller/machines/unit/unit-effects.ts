import { fromPromise } from 'xstate';
import type { Clock, IoModule, Result, TowerDevices } from '../../ports.ts';
import { done } from '../../ports.ts';
import type { NewIntent } from '../../journal/journal.port.ts';
import type { GateFault, OutputGate, Passed, StopControl, StopReason } from '../../safety/gate.port.ts';
import type { Facts } from '../../sensing/fact.ts';
import type { InventoryMove } from '../../journal/journal.port.ts';
import { isHeld } from '../../interlocks/maintenance-motions.ts';
import type { Lookout } from './lookout.ts';
import { unitFault, type Proof, type UnitFault, type UnitFaultCode, type UnitOrder } from './unit-order.ts';

/** What units need of the world. */
export interface UnitWorld {
  readonly clock: Clock;
  readonly devices: TowerDevices;
  readonly gate: OutputGate;
  readonly stop: StopControl;
  readonly lookout: Lookout;
  readonly facts: () => Facts;
  /** Told of inventory moves that have become durable. */
  readonly moved: (moves: readonly InventoryMove[]) => void;
}

interface Running { readonly order: UnitOrder; readonly passed: Passed }
type Answer = Result<void, UnitFault>;

/** What differs between kinds of units. Each question answers undefined while there is nothing to say yet. */
export interface UnitKind {
  /** Whether the device would take a command now; asked before the permit is. */
  readonly ready: () => boolean;
  readonly send: (order: UnitOrder, intent: NewIntent) => Promise<Result<Passed, GateFault>>;
  readonly moves: (running: Running) => Answer | undefined;
  readonly arrived: (running: Running) => Answer | undefined;
  readonly confirmed: (running: Running) => Answer | undefined;
  readonly stands: () => boolean;
}

const isReleased = ({ passed }: Running): boolean => passed.released?.() === true;

/** The actors of a unit machine, over the ports. */
export function unitActors(kind: UnitKind, world: UnitWorld) {
  const watch = (ask: (running: Running) => Answer | undefined) =>
    fromPromise<Answer, Running>(({ input, signal }) => world.lookout.until(() => ask(input), signal));
  return {
    commandUnit: fromPromise<Result<Passed, UnitFault>, UnitOrder>(({ input, signal }) => command(kind, world, input, signal)),
    seeMotion: watch((running) => (isReleased(running) ? done : kind.moves(running))),
    // A hand has let go: what matters is that everything stands, wherever that is.
    seeArrival: watch((running) => (isReleased(running) ? (kind.stands() ? done : undefined) : kind.arrived(running))),
    seeConfirmation: watch((running) => (isHeld(running.order.motion) ? (proven(running.order.proofs, world) ? done : undefined) : kind.confirmed(running))),
    writeOutcome: fromPromise<Answer, { readonly passed: Passed; readonly order: UnitOrder; readonly outcome: Parameters<Passed['conclude']>[0] }>(async ({ input }) => {
      const written = await input.passed.conclude(input.outcome);
      if (!written.ok) return { ok: false, error: unitFault('outcomeNotDurable', written.error.message) };
      if (input.outcome.kind === 'done') world.moved(input.order.doneMoves);
      return done;
    }),
    stopUnit: fromPromise<Answer, { readonly order: UnitOrder; readonly fault: UnitFault }>(async ({ input, signal }) => {
      world.stop.stop(stopReason(input.order, input.fault, world.clock.nowMs()));
      return world.lookout.until(() => (kind.stands() ? done : undefined), signal);
    }),
  };
}

async function command(kind: UnitKind, world: UnitWorld, order: UnitOrder, signal: AbortSignal): Promise<Result<Passed, UnitFault>> {
  const intent: NewIntent = { motion: order.motion, detail: order.detail, orderId: order.orderId, moves: order.startMoves, ...(order.leases && { leases: order.leases }) };
  await world.lookout.until(() => kind.ready() || undefined, signal);
  const answer = await kind.send(order, intent);
  if (!answer.ok) return { ok: false, error: fromGate(order, answer.error) };
  if (signal.aborted) {
    // The machine has left for a stop while the frame was under way; nobody else would end this intent.
    const ended = await answer.value.conclude({ kind: 'unknown', code: 'abandoned' });
    if (!ended.ok) return { ok: false, error: unitFault('outcomeNotDurable', ended.error.message) };
  }
  return answer;
}

function fromGate(order: UnitOrder, fault: GateFault): UnitFault {
  if (fault.code === 'refused') return unitFault('refused', fault.message, fault.broken);
  if (fault.code === 'journalUnavailable' || fault.code === 'stopLatched') return unitFault(fault.code, fault.message);
  // Of these the driver says for certain that nothing was started; after the others nobody knows.
  const certain = fault.code !== 'timeout' && fault.code !== 'garbled' && fault.code !== 'disconnected';
  return unitFault(certain ? 'notTaken' : 'commandFailed', `${order.motion}: ${fault.message}`);
}

const STOP_CODES: Partial<Record<UnitFaultCode, StopReason['code']>> = {
  interlock: 'interlock', noMotion: 'noMotion', machineError: 'machineError', stopped: 'requested', outcomeNotDurable: 'journalUnavailable',
};

function stopReason(order: UnitOrder, fault: UnitFault, atMs: number): StopReason {
  return { code: STOP_CODES[fault.code] ?? 'deadline', motion: order.motion, broken: fault.broken, atMs, detail: fault.message };
}

/** Whether every proof of an order holds now. A silent module proves nothing. */
export function proven(proofs: readonly Proof[], world: Pick<UnitWorld, 'facts' | 'devices'>): boolean {
  const facts = world.facts();
  return proofs.every((proof) => {
    if ('fact' in proof) return facts.get(proof.fact).value === proof.is;
    return inputOf(world.devices.ioModules[proof.moduleId], proof.input) === proof.is;
  });
}

/** A live input of a module; undefined when silent or unknown. */
export function inputOf(module: IoModule | undefined, input: string): boolean | undefined {
  if (module?.link() !== 'live') return undefined;
  return module.observed().value?.inputs[input];
}
