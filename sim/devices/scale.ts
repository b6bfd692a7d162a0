import { createBayView } from './bay-view.ts';
import { STATUS_START, counterAt, createIdentity, healthy, putLong } from './device.ts';
import type { DeviceContext, DocumentFacts, SimDevice } from './device.ts';
import { createAnswer } from './modbus-device.ts';

/** Constants of `config/devices/scale.yaml`. */
export const SCALE: DocumentFacts = { role: 0x0500, version: 2, refreshTimeoutMs: 0 };
export const SCALE_STATUS = { bootId: 0, counter: 1, massKg: 2, flags: 4, innerKg: 5, leftKg: 6, registers: 7 } as const;
export const SCALE_FLAGS = { settled: 0, overload: 1, cellFault: 2 } as const;

/** Settled: within 5 kg for 500 ms (the document). */
const BAND_KG = 5;
const SETTLE_MS = 500;
/** The converter delivers ten values a second; its filter and the ringing table die away with this time constant. */
const SAMPLE_MS = 100;
const FILTER_MS = 200;
/** One person, clothed. */
const PERSON_KG = 80;

/** A bay scale: four load cells under the pallet table, with filter and a flag for a settled reading. */
export function createScale(context: DeviceContext): SimDevice {
  const { config, plant, site } = context;
  if (!('bay' in config.on)) throw new Error(`${config.id}: a scale stands in a bay`);
  const view = createBayView(context, config.on.bay);
  const health = healthy();
  const identity = createIdentity(context, SCALE, health);
  const palletKg = site.tower.pallet.massKg;
  const capacityKg = palletKg + site.tower.carLimits.massKg * 1.2;
  let readingKg = view.tableKg(palletKg, PERSON_KG);
  let bandKg = readingKg;
  let bandSinceMs = -SETTLE_MS;
  let trueKg = readingKg;

  const sample = (): void => {
    if (plant.timeMs % SAMPLE_MS !== 0) return;
    trueKg = view.tableKg(palletKg, PERSON_KG);
    const differenceKg = trueKg - readingKg;
    readingKg = Math.abs(differenceKg) < 0.5 ? trueKg : readingKg + differenceKg * (1 - Math.exp(-SAMPLE_MS / FILTER_MS));
    if (Math.abs(readingKg - bandKg) > BAND_KG) {
      bandKg = readingKg;
      bandSinceMs = plant.timeMs;
    }
  };

  const values = new Uint16Array(SCALE_STATUS.registers);
  const refresh = (): void => {
    const settled = plant.timeMs - bandSinceMs >= SETTLE_MS && Math.abs(trueKg - readingKg) <= BAND_KG;
    values[SCALE_STATUS.bootId] = identity.bootId();
    values[SCALE_STATUS.counter] = counterAt(plant.timeMs);
    putLong(values, SCALE_STATUS.massKg, readingKg + health.bias);
    const share = trueKg === 0 ? 0 : (readingKg + health.bias) / trueKg;
    values[SCALE_STATUS.innerKg] = Math.round(view.innerKg(palletKg, PERSON_KG) * share) & 0xffff;
    values[SCALE_STATUS.leftKg] = Math.round(view.leftKg(palletKg, PERSON_KG) * share) & 0xffff;
    values[SCALE_STATUS.flags] = (settled ? 1 << SCALE_FLAGS.settled : 0) | (readingKg > capacityKg ? 1 << SCALE_FLAGS.overload : 0);
  };
  const face = { functions: [3, 4], registers: [identity.block, { start: STATUS_START, values, readBy: 4 as const, refresh }] };
  return {
    config,
    health,
    answer: createAnswer(config.unit, face, health),
    step: sample,
    atRest: () => readingKg === view.tableKg(palletKg, PERSON_KG) && plant.timeMs - bandSinceMs >= SETTLE_MS,
    setPower: (on) => {
      health.powered = on;
      if (on) identity.restart();
    },
  };
}
