import type { AxisCommand, DoorCommand } from '../ports.ts';
import { kindOf, type Motion } from '../interlocks/motion.ts';
import type { Facts } from '../sensing/fact.ts';

/** Outputs that move nothing; only these may be set without permit and intent. */
export const SIGNAL_OUTPUTS: ReadonlySet<string> = new Set(['lampGreen', 'lampRed', 'horn']);

/** The one output that a bolt motion sets, and to what. */
const BOLT_OUTPUTS: Readonly<Partial<Record<string, readonly [output: string, level: boolean]>>> = {
  'lockPin.in': ['lockPin', true],
  'lockPin.out': ['lockPin', false],
  'fork.engage': ['fork', true],
  'fork.release': ['fork', false],
  'palletLock.lock': ['palletLock', true],
  'palletLock.unlock': ['palletLock', false],
  'lockPin.stepIn': ['lockPin', true],
  'lockPin.stepOut': ['lockPin', false],
  'fork.stepEngage': ['fork', true],
  'fork.stepRelease': ['fork', false],
  'palletLock.stepLock': ['palletLock', true],
  'palletLock.stepUnlock': ['palletLock', false],
};

/** Where the shuttle reaches into a bay from the carriage in front of it: position in mm, its sign is the side. */
export interface BayReach {
  readonly bay: string;
  readonly reachMm: number;
}

/**
 * Whether a command is what its motion's name says: the permit was asked for the name, so the device and the command must fit it.
 * `strokeMm`: reach of the shuttle. `bays`: on which side each bay lies.
 */
export function commandFits(motion: Motion, deviceId: string, command: AxisCommand | DoorCommand, strokeMm: number, bays: readonly BayReach[] = []): boolean {
  const { kind, bay } = kindOf(motion);
  const [group, action] = kind.split('.') as [string, string];
  if (group === 'inner' || group === 'outer') return deviceId === `${bay ?? ''}.${group}` && command.verb === action;
  if (deviceId !== group) return false;
  if (action === 'home' || action === 'recover') return command.verb === 'home';
  if (command.verb !== 'moveTo') return false;
  if (kind === 'shuttle.retract') return command.targetMm === 0;
  if (bays.some((one) => one.bay === bay && one.reachMm !== command.targetMm)) return false;
  if (kind === 'shuttle.cell' || kind === 'shuttle.bay') return Math.abs(command.targetMm) === strokeMm;
  return kind === 'lift.move' || kind === 'travel.move' || kind === 'turn.move';
}

/**
 * The bay into which a motion that names a cell would reach: the carriage stands in front of it, or may stand there. The table's rows
 * for a bay (door open, street side locked, nobody inside) were not asked then, and a closed door would be hit.
 */
export function bayInstead(motion: Motion, command: AxisCommand | DoorCommand, bays: readonly BayReach[], facts: Facts): string | undefined {
  if (kindOf(motion).kind !== 'shuttle.cell' || command.verb !== 'moveTo') return undefined;
  return bays.find(({ bay, reachMm }) => Math.sign(reachMm) === Math.sign(command.targetMm) && facts.get(`${bay}.carriageHere`).value !== false)?.bay;
}

/** Whether outputs are exactly the one that the bolt motion names. */
export function outputsFit(motion: Motion, outputs: Readonly<Record<string, boolean>>): boolean {
  const expected = BOLT_OUTPUTS[motion];
  const given = Object.entries(outputs);
  return expected !== undefined && given.length === 1 && given[0]?.[0] === expected[0] && given[0][1] === expected[1];
}
