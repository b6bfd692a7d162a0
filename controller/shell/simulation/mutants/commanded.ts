import { findLimits, limitsOf, stationMm } from '../../../../config/axes.ts';
import { placesOf } from '../../../../config/places.ts';
import type { AxisId, Site } from '../../../../config/schema/site.schema.ts';
import type { Result } from '../../../../hal/ports/result.ts';
import { kindOf, type Motion } from '../../../interlocks/motion.ts';
import type { NewIntent } from '../../../journal/journal.port.ts';
import type { GateFault, Passed } from '../../../safety/gate.port.ts';
import type { Core } from '../../core.ts';
import { drawCommand, type DrawnCommand } from '../gate-monkey/command-draw.ts';
import { placeOf } from './play.ts';

/** Out of a limit, as far as the gate lets it. */
const JOG_MM = 90;

/** Always the middle: rated speed, nothing at random. */
const STEADY = { next: () => 0.5, int: () => 0 };

/** Where an axis goes when a play does not say: to the farther end of its stations; the shuttle to the place on the side that it reaches to. */
function targetMm(motion: Motion, site: Site, core: Core): number {
  const { kind, bay } = kindOf(motion);
  const [id, action] = kind.split('.') as [AxisId, string];
  const fromMm = core.devices.axes[id]?.observed().value?.positionMm ?? 0;
  if (action === 'jogOut') {
    const { minMm, maxMm } = limitsOf(site, id);
    return fromMm + (fromMm < (minMm + maxMm) / 2 ? JOG_MM : -JOG_MM);
  }
  if (id === 'shuttle') {
    if (action === 'retract' || action === 'jogIn') return 0;
    if (bay !== undefined) return placeOf(site, `bay:${bay}`).reachMm;
    return site.axes.shuttle.strokeMm;
  }
  const stations = placesOf(site).map((place) => stationMm(site, id, place));
  const [least, most] = [Math.min(...stations), Math.max(...stations)];
  return fromMm - least > most - fromMm ? least : most;
}

/** The command of a motion, at the speed that it is rated for. Undefined for an axis that the site does not have. */
export function commandOf(motion: Motion, site: Site, core: Core, toMm?: number): DrawnCommand | undefined {
  const drawn = drawCommand(motion, site, undefined, STEADY);
  if (drawn?.to !== 'axis' || drawn.command.verb !== 'moveTo') return drawn;
  const axis = drawn.id as AxisId;
  if (findLimits(site, axis) === undefined) return undefined;
  const { accelerationMmPerS2, jerkMmPerS3 } = limitsOf(site, axis);
  return { ...drawn, command: { ...drawn.command, targetMm: toMm ?? targetMm(motion, site, core), accelerationMmPerS2, jerkMmPerS3 } };
}

/** Sends it straight into the gate. Undefined when the site has no such device, or when the command is not what its motion names: then the gate throws. */
export async function sendCommand(core: Core, motion: Motion, drawn: DrawnCommand): Promise<Result<Passed, GateFault> | undefined> {
  try {
    return await intoGate(core, motion, drawn);
  } catch {
    return undefined;
  }
}

async function intoGate({ gate, devices }: Core, motion: Motion, drawn: DrawnCommand): Promise<Result<Passed, GateFault> | undefined> {
  const intent = { motion, detail: 'to show what a row is for' } as NewIntent;
  if (drawn.to === 'carriage') {
    const module = Object.values(devices.ioModules).find((one) => 'lockPin' in (one.observed().value?.outputs ?? {}));
    return module && gate.set(motion, intent, module, drawn.outputs);
  }
  const actuator = drawn.to === 'axis' ? devices.axes[drawn.id] : undefined;
  if (drawn.to === 'axis') return actuator && gate.move(motion, intent, actuator, drawn.command);
  const door = devices.doors[drawn.id];
  return door && gate.move(motion, intent, door, drawn.command);
}

/** Whether what was sent has come to its end. A bolt ends its stroke by itself. */
export function hasEnded({ devices }: Core, drawn: DrawnCommand, sequence: number): boolean {
  if (drawn.to === 'carriage') return false;
  if (drawn.to === 'axis') {
    const status = devices.axes[drawn.id]?.observed().value;
    return status?.executedSequence === sequence && (status.targetReached || status.drive === 'fault');
  }
  const status = devices.doors[drawn.id]?.observed().value;
  return status?.executedSequence === sequence && status.motion === 'still' && (status.open || (status.closed && status.locked));
}
