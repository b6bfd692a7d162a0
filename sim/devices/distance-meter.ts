import { STATUS_START, counterAt, createIdentity, healthy, putLong } from './device.ts';
import type { DeviceContext, DocumentFacts, SimDevice } from './device.ts';
import { createAnswer } from './modbus-device.ts';

/** Constants of `config/devices/distance-meter.yaml`. */
export const DISTANCE_METER: DocumentFacts = { role: 0x0700, version: 1, refreshTimeoutMs: 0 };
export const DISTANCE_STATUS = { bootId: 0, counter: 1, position: 2, flags: 4, ageMs: 5, registers: 6 } as const;
export const DISTANCE_FLAGS = { valid: 0 } as const;

/** Resolution of the time-of-flight measurement, in mm. */
const RESOLUTION_MM = 0.5;
/** Mean age of a measurement: half of the meter's own 10 ms cycle. */
const AGE_MS = 5;

/** A laser distance meter along an axis, or a reader of the coded tape around a turntable: the position that does not come from the drive. */
export function createDistanceMeter(context: DeviceContext): SimDevice {
  const { config, plant } = context;
  if (!('axis' in config.on)) throw new Error(`${config.id}: a distance meter looks along an axis`);
  const body = plant.axes[config.on.axis];
  if (body === undefined) throw new Error(`${config.id}: the plant has no axis ${config.on.axis}`);
  const health = healthy();
  const identity = createIdentity(context, DISTANCE_METER, health);
  const values = new Uint16Array(DISTANCE_STATUS.registers);

  const refresh = (): void => {
    const measuredMm = Math.round(body.positionMm / RESOLUTION_MM) * RESOLUTION_MM + health.bias;
    values[DISTANCE_STATUS.bootId] = identity.bootId();
    values[DISTANCE_STATUS.counter] = counterAt(plant.timeMs);
    putLong(values, DISTANCE_STATUS.position, measuredMm * 10);
    values[DISTANCE_STATUS.flags] = 1 << DISTANCE_FLAGS.valid;
    values[DISTANCE_STATUS.ageMs] = AGE_MS;
  };
  const face = { functions: [3, 4], registers: [identity.block, { start: STATUS_START, values, readBy: 4 as const, refresh }] };
  return {
    config,
    health,
    answer: createAnswer(config.unit, face, health),
    atRest: () => true,
    setPower: (on) => {
      health.powered = on;
      if (on) identity.restart();
    },
  };
}
