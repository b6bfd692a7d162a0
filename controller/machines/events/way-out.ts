import { createActor, fromPromise, type ActorRefFrom } from 'xstate';
import { done, ok, type Result } from '../../ports.ts';
import type { GateFault, OutputGate } from '../../safety/gate.port.ts';
import type { FactName } from '../../sensing/fact.ts';
import type { TransferWorld } from '../transfer/run-transfer.ts';
import { wayOutMachine, type Opening } from './way-out.machine.ts';

/** What the way out of a bay needs of the tower. */
export interface WayOutWorld extends Pick<TransferWorld, 'site' | 'clock' | 'devices' | 'facts' | 'permit' | 'units' | 'lookout' | 'stop' | 'died'> {
  readonly gate: Pick<OutputGate, 'move'>;
}

/** Starts the way out of one bay. Throws for a bay without an outer door. */
export function wayOutOf(bay: string, world: WayOutWorld): ActorRefFrom<typeof wayOutMachine> {
  const { site, clock, facts, permit, units } = world;
  let leaving: Promise<unknown> = Promise.resolve();
  const openDoor = fromPromise<Result<Opening, GateFault>>(({ signal }) => {
    const opening = openOnce(bay, world, signal);
    leaving = opening.catch(() => undefined);
    return opening;
  });
  const leaveDoor = fromPromise<Result<void, GateFault>>(async () => {
    await leaving;
    return done;
  });
  const actor = createActor(wayOutMachine.provide({ actors: { openDoor, leaveDoor } }), {
    input: {
      // A door that still comes to rest, or opens by an order, is not commanded by two.
      mayBegin: () => !units.busy(`${bay}.outer`) && permit(`outer.open:${bay}`, facts()).granted,
      mayOpen: () => permit(`outer.open:${bay}`, facts()).granted,
      isOpen: () => facts().get(`${bay}.outerOpen`).value === true,
      openMs: site.doors.outer.timeoutMs * 2,
      stopMs: site.control.stopTimeoutMs,
    },
    clock,
  });
  actor.subscribe({ error: (error) => { world.died(`way out of bay ${bay}`, error); } });
  actor.start();
  return actor;
}

/** One command through the gate, concluded when the door is open, late, left, or stopped with everything else: a stop of a tower that is stopped already tells nobody. */
async function openOnce(bay: string, { site, clock, gate, devices, facts, lookout, stop }: WayOutWorld, signal: AbortSignal): Promise<Result<Opening, GateFault>> {
  const motion = `outer.open:${bay}` as const;
  const opened: FactName = `${bay}.outerOpen`;
  const door = devices.doors[`${bay}.outer`];
  if (door === undefined || facts().get(opened).value === true) return ok('done');
  const stoppedAtMs = stop.latched()?.atMs;
  const isStoppedAgain = (): boolean => {
    const latched = stop.latched();
    return latched !== undefined && latched.atMs !== stoppedAtMs;
  };
  const passed = await gate.move(motion, { motion, detail: `way out of bay ${bay}`, orderId: undefined, letsOut: true }, door, { verb: 'open' });
  if (!passed.ok) return passed;
  const late = new AbortController();
  const ended = await Promise.race([
    lookout.until(() => (facts().get(opened).value === true ? 'done' as const : isStoppedAgain() ? 'stopped' as const : undefined), AbortSignal.any([signal, late.signal])),
    new Promise<'deadline'>((resolve) => { clock.setTimeout(() => { resolve('deadline'); }, site.doors.outer.timeoutMs); }),
    new Promise<'left'>((resolve) => { signal.addEventListener('abort', () => { resolve('left'); }, { once: true }); }),
  ]);
  late.abort();
  const written = await passed.value.conclude(ended === 'done' ? { kind: 'done' } : { kind: 'failed', code: ended });
  return written.ok ? ok(ended) : written;
}
