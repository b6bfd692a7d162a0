import { createCommandBlock } from './command-block.ts';
import { counterAt, createIdentity, healthy } from './device.ts';
import type { DeviceContext, DocumentFacts, SimDevice } from './device.ts';
import { sensorsOf } from './io-inputs.ts';
import type { Sensor } from './io-inputs.ts';
import { createAnswer } from './modbus-device.ts';
import type { BitBlock } from './modbus-device.ts';

/** Constants of `config/devices/io-module.yaml`. The status stands at 0 of the discrete inputs, not at the register address. */
export const IO_MODULE: DocumentFacts = { role: 0x0100, version: 1, refreshTimeoutMs: 0 };
export const IO_STATUS = { start: 0x0000, discreteInputs: 64, inputs: 0, coils: 16, counter: 32, bootId: 48 } as const;
export const IO_COMMAND = { mask: 4, value: 5, registers: 8 } as const;
const COILS = 8;

/** One wired input. A fault may stand between the sensor and the terminal. */
export interface IoInput {
  readonly name: string;
  readonly sensor: Sensor;
  /** What the terminal shows instead of the sensor; changed by faults only. */
  override: Sensor | undefined;
}

/** One wired output. A stuck output keeps its level whatever the module drives. */
export interface IoOutput {
  readonly name: string;
  readonly drive: (on: boolean) => void;
  readonly driven: () => boolean;
  stuck: boolean;
}

/** An IO module, with its terminals open to faults. */
export interface SimIoModule extends SimDevice {
  readonly inputs: readonly IoInput[];
  readonly outputs: readonly IoOutput[];
  /** Levels that the module drives, in the order of its outputs. */
  readonly coils: () => readonly boolean[];
}

function outputsOf({ config, inputs }: DeviceContext): readonly IoOutput[] {
  const bay = 'bay' in config.on ? config.on.bay : undefined;
  const lamps = bay === undefined ? undefined : inputs.lamps[bay];
  const wiring: Record<string, Pick<IoOutput, 'drive' | 'driven'>> = {
    lockPin: { drive: (on) => (inputs.lockPin.in = on), driven: () => inputs.lockPin.in },
    fork: { drive: (on) => (inputs.fork.engage = on), driven: () => inputs.fork.engage },
    palletLock: { drive: (on) => (inputs.palletLock.lock = on), driven: () => inputs.palletLock.lock },
    horn: { drive: (on) => (inputs.horn.on = on), driven: () => inputs.horn.on },
    ...(lamps && {
      lampGreen: { drive: (on: boolean) => (lamps.green = on), driven: () => lamps.green },
      lampRed: { drive: (on: boolean) => (lamps.red = on), driven: () => lamps.red },
    }),
  };
  return (config.outputs ?? []).map((name) => {
    const wired = wiring[name];
    if (wired === undefined) throw new Error(`${config.id}: nothing is wired to an output named ${name}`);
    return { name, ...wired, stuck: false };
  });
}

function inputsOf(context: DeviceContext): readonly IoInput[] {
  const sensors = sensorsOf(context);
  return (context.config.inputs ?? []).map((name) => {
    const sensor = sensors[name];
    if (sensor === undefined) throw new Error(`${context.config.id}: nothing is wired to an input named ${name}`);
    return { name, sensor, override: undefined };
  });
}

function putWordBits(bits: Uint8Array, at: number, word: number): void {
  for (let n = 0; n < 16; n += 1) bits[at + n] = (word >>> n) & 1;
}

/** A remote IO module: sensors read at the instant of the request, latching outputs that take effect at once. */
export function createIoModule(context: DeviceContext): SimIoModule {
  const { config, plant } = context;
  const health = healthy();
  const identity = createIdentity(context, IO_MODULE, health);
  const inputs = inputsOf(context);
  const outputs = outputsOf(context);
  /** The coils as the module drives them: what a stuck output does is another matter. */
  const coils = outputs.map((output) => output.driven());

  const command = createCommandBlock({ registers: IO_COMMAND.registers, check: () => undefined, run: () => undefined, nowMs: () => plant.timeMs });
  const apply = (values: Uint16Array): void => {
    command.drop();
    const mask = values[IO_COMMAND.mask] ?? 0;
    const value = values[IO_COMMAND.value] ?? 0;
    outputs.forEach((output, n) => {
      if (((mask >>> n) & 1) === 0) return;
      const on = ((value >>> n) & 1) === 1;
      coils[n] = on;
      if (!output.stuck) output.drive(on);
    });
  };
  const status: BitBlock = {
    readBy: 2,
    bits: new Uint8Array(IO_STATUS.discreteInputs),
    refresh: () => {
      inputs.forEach((input, n) => {
        const level = (input.override ?? input.sensor)();
        // A module with a wrong reading has its common line on the wrong side: every input is inverted.
        status.bits[n] = level === (health.bias === 0) ? 1 : 0;
      });
      coils.forEach((on, n) => (status.bits[IO_STATUS.coils + n] = on ? 1 : 0));
      putWordBits(status.bits, IO_STATUS.counter, counterAt(plant.timeMs));
      putWordBits(status.bits, IO_STATUS.bootId, identity.bootId());
    },
  };
  const coilBlock: BitBlock = {
    readBy: 1,
    bits: new Uint8Array(COILS),
    refresh: () => coils.forEach((on, n) => (coilBlock.bits[n] = on ? 1 : 0)),
  };
  const { block } = command;
  const guarded = { ...block, write: (values: Uint16Array) => {
    const refusal = block.write?.(values);
    if (refusal === undefined) apply(values);
    return refusal;
  } };
  return {
    config,
    health,
    inputs,
    outputs,
    coils: () => coils,
    answer: createAnswer(config.unit, { functions: [1, 2, 3, 16], registers: [identity.block, guarded], bits: [status, coilBlock] }, health),
    atRest: () => true,
    setPower: (on) => {
      health.powered = on;
      command.forget();
      if (on) identity.restart();
    },
  };
}
