import { heightOf, tailMm } from '../plant/car-body.ts';
import { createBayView } from './bay-view.ts';
import { STATUS_START, counterAt, createIdentity, healthy } from './device.ts';
import type { DeviceContext, DocumentFacts, SimDevice } from './device.ts';
import { createAnswer } from './modbus-device.ts';

/** Constants of `config/devices/laser-frame.yaml`. */
export const LASER_FRAME: DocumentFacts = { role: 0x0600, version: 3, refreshTimeoutMs: 0 };
export const LASER_STATUS = {
  bootId: 0, counter: 1, flags: 2, lengthMm: 3, widthMm: 4, heightMm: 5, overhangInnerMm: 6, overhangOuterMm: 7, passagesIn: 8, passagesOut: 9, clearanceMm: 10, offCentreMm: 11, sideMm: 12, registers: 13,
} as const;
export const LASER_FLAGS = { envelopeClear: 0, selfTestOk: 1, noisy: 2 } as const;

/** What a standing person measures to a frame that looks for cars, in mm. */
const PERSON = { lengthMm: 500, widthMm: 600, heightMm: 1750, clearanceMm: 0 } as const;

const signed = (value: number): number => Math.round(value) & 0xffff;
const word = (value: number): number => Math.round(Math.max(0, value)) & 0xffff;

/** The laser profile frame of a bay: sees what stands above the pallet surface, and counts crossings of the outer plane. */
export function createLaserFrame(context: DeviceContext): SimDevice {
  const { config, plant } = context;
  if (!('bay' in config.on)) throw new Error(`${config.id}: a laser frame stands in a bay`);
  const view = createBayView(context, config.on.bay);
  const health = healthy();
  const identity = createIdentity(context, LASER_FRAME, health);
  const values = new Uint16Array(LASER_STATUS.registers);

  const refresh = (): void => {
    const car = view.carOn(view.palletInside());
    const body = car ?? (view.onFoot() > 0 ? PERSON : undefined);
    // A frame with a wrong reading has lost its reference plane: it reports the opposite of what stands there.
    const clear = (body === undefined && !view.state.carPartlyOut) === (health.bias === 0);
    values[LASER_STATUS.bootId] = identity.bootId();
    values[LASER_STATUS.counter] = counterAt(plant.timeMs);
    values[LASER_STATUS.flags] = (clear ? 1 << LASER_FLAGS.envelopeClear : 0) | (1 << LASER_FLAGS.selfTestOk) | (car?.wet === true ? 1 << LASER_FLAGS.noisy : 0);
    values[LASER_STATUS.lengthMm] = clear ? 0 : word((body?.lengthMm ?? 0) + (car === undefined ? 0 : tailMm(car)));
    values[LASER_STATUS.widthMm] = clear ? 0 : word(body?.widthMm ?? 0);
    values[LASER_STATUS.heightMm] = clear ? 0 : word(car === undefined ? (body?.heightMm ?? 0) : heightOf(car));
    values[LASER_STATUS.overhangInnerMm] = clear || car === undefined ? 0 : word(view.overhangMm(car, 'inner'));
    values[LASER_STATUS.overhangOuterMm] = clear || car === undefined ? 0 : word(view.overhangMm(car, 'outer'));
    values[LASER_STATUS.clearanceMm] = clear ? 0 : word(body?.clearanceMm ?? 0);
    values[LASER_STATUS.offCentreMm] = clear || car === undefined ? 0 : signed(view.offCentreMm(car));
    values[LASER_STATUS.sideMm] = clear || car === undefined ? 0 : signed(car.sideMm);
    values[LASER_STATUS.passagesIn] = view.state.passagesIn & 0xffff;
    values[LASER_STATUS.passagesOut] = view.state.passagesOut & 0xffff;
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
