import { STATUS_START, counterAt, createIdentity, healthy, putLong } from './device.ts';
import type { DeviceContext, DocumentFacts, SimDevice } from './device.ts';
import { createAnswer } from './modbus-device.ts';

/** Constants of `config/devices/rfid-reader.yaml`. */
export const RFID_READER: DocumentFacts = { role: 0x0800, version: 1, refreshTimeoutMs: 0 };
export const RFID_STATUS = { bootId: 0, counter: 1, flags: 2, tag: 3, registers: 5 } as const;
export const RFID_FLAGS = { present: 0, antennaOk: 1 } as const;

/** Reach of the antenna in the middle of the carriage. */
const REACH_MM = 300;

/** The tag reader on the carriage: reads a pallet on the carriage or within 300 mm of it. */
export function createRfidReader(context: DeviceContext): SimDevice {
  const { config, plant } = context;
  const health = healthy();
  const identity = createIdentity(context, RFID_READER, health);
  const ids = Object.keys(plant.pallets);
  const values = new Uint16Array(RFID_STATUS.registers);

  const tagInReach = (): number => {
    for (const id of ids) {
      const pallet = plant.pallets[id];
      if (pallet === undefined) continue;
      if (pallet.place === 'lift' || (pallet.place === 'shuttle' && Math.abs(pallet.yMm) <= REACH_MM)) return pallet.tag;
    }
    return 0;
  };
  const refresh = (): void => {
    const tag = tagInReach();
    values[RFID_STATUS.bootId] = identity.bootId();
    values[RFID_STATUS.counter] = counterAt(plant.timeMs);
    values[RFID_STATUS.flags] = (tag === 0 ? 0 : 1 << RFID_FLAGS.present) | (1 << RFID_FLAGS.antennaOk);
    putLong(values, RFID_STATUS.tag, tag === 0 ? 0 : tag + health.bias);
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
