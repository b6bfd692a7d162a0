import { STATUS_START, counterAt, createIdentity, healthy } from './device.ts';
import type { DeviceContext, DocumentFacts, SimDevice } from './device.ts';
import { createAnswer } from './modbus-device.ts';

/** Constants of `config/devices/weather-station.yaml`. */
export const WEATHER_STATION: DocumentFacts = { role: 0x0900, version: 1, refreshTimeoutMs: 0 };
export const WEATHER_STATUS = { bootId: 0, counter: 1, flags: 2, wind: 3, registers: 4 } as const;
export const WEATHER_FLAGS = { valid: 0 } as const;

const HIGHEST_TENTHS = 1000;

/** The weather station on the roof. */
export function createWeatherStation(context: DeviceContext): SimDevice {
  const { config, plant } = context;
  const health = healthy();
  const identity = createIdentity(context, WEATHER_STATION, health);
  const values = new Uint16Array(WEATHER_STATUS.registers);

  const refresh = (): void => {
    const tenths = Math.round((plant.surroundings.windMPerS + health.bias) * 10);
    values[WEATHER_STATUS.bootId] = identity.bootId();
    values[WEATHER_STATUS.counter] = counterAt(plant.timeMs);
    values[WEATHER_STATUS.flags] = 1 << WEATHER_FLAGS.valid;
    values[WEATHER_STATUS.wind] = Math.min(HIGHEST_TENTHS, Math.max(0, tenths));
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
