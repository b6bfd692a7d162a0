import { z } from 'zod';
import { identifier, quantity } from './quantity.schema.ts';

/** One RS-485 line. */
export const busSchema = z.strictObject({
  id: identifier,
  path: z.string().startsWith('/', 'must be an absolute path, by-path or by-id, so that the port survives replugging'),
  baud: z.union([z.literal(9600), z.literal(19_200), z.literal(38_400), z.literal(57_600), z.literal(115_200), z.literal(230_400)]),
  cycleMs: quantity('ms', 10, 2000, 'one poll round of all devices on the bus'),
  turnaroundMs: quantity('ms', 0, 20, 'pause of a device before it answers'),
  timeoutMs: quantity('ms', 5, 500, 'a device that has not answered by then is asked again'),
});

/** The kinds of devices that have a register document in `config/devices`. */
export const deviceKinds = ['axis-drive', 'door-operator', 'io-module', 'scale', 'laser-frame', 'distance-meter', 'rfid-reader', 'weather-station'] as const;

/** One device on a bus, with the identity that it must prove. */
export const deviceSchema = z.strictObject({
  id: identifier,
  document: z.enum(deviceKinds),
  bus: identifier,
  unit: quantity('', 1, 247, 'Modbus unit address').int(),
  serialNumber: quantity('', 1, 0xffff_ffff, 'as printed on the device').int(),
  firmware: z.string().regex(/^\d+\.\d+$/u, 'must be major.minor'),
  on: z.union([
    z.strictObject({ axis: z.enum(['lift', 'travel', 'turn', 'shuttle']) }),
    z.strictObject({ carriage: z.literal(true) }),
    z.strictObject({ structure: z.literal(true) }),
    z.strictObject({ bay: identifier }),
    z.strictObject({ bay: identifier, door: z.enum(['inner', 'outer']) }),
  ]),
  inputs: z.array(identifier).max(16).optional(),
  outputs: z.array(identifier).max(8).optional(),
});

/** GPIO lines by chip label and line offset; the code knows only the names. */
export const gpioSchema = z.strictObject({
  driver: z.enum(['onoff', 'libgpiod']),
  lines: z
    .array(
      z.strictObject({
        name: identifier,
        chip: z.string().min(1),
        line: quantity('', 0, 511, 'offset on its chip').int(),
        direction: z.enum(['in', 'out']),
        activeLow: z.boolean().optional(),
      }),
    )
    .max(16, 'at most 16 GPIO lines a site'),
});
