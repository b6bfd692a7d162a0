import type { Electrics } from '../devices/electrics.ts';
import type { SimGpio } from '../wire/sim-gpio.ts';
import type { SimulatedBus } from '../wire/simulated-bus.ts';
import { busFaults } from './bus-faults.ts';
import { deviceFaults } from './device-faults.ts';
import type { EffectOf } from './fault.ts';
import type { Seizures } from './mechanism-faults.ts';
import { gpioFaults, ioInputFaults, ioOutputFaults } from './signal-faults.ts';
import type { SignalContext } from './signal-faults.ts';

/** Everything of a tower that can fail. */
export interface FaultyParts {
  readonly electrics: Electrics;
  readonly gpio: SimGpio;
  readonly buses: readonly SimulatedBus[];
  readonly seizures: Seizures;
  readonly signals: SignalContext;
}

/** Names every target after the site, with what its verbs do. */
export function faultTargets({ electrics, gpio, buses, seizures, signals }: FaultyParts): ReadonlyMap<string, EffectOf> {
  const targets = new Map<string, EffectOf>(seizures.targets);
  for (const device of electrics.devices) {
    const { id } = device.config;
    targets.set(id, deviceFaults(device, electrics.hasPower));
    if (!('inputs' in device)) continue;
    for (const input of device.inputs) targets.set(`${id}/${input.name}`, ioInputFaults(input, signals));
    device.outputs.forEach((output, n) => targets.set(`${id}/${output.name}`, ioOutputFaults(output, () => device.coils()[n] ?? false)));
  }
  for (const line of gpio.lines.values()) targets.set(`gpio/${line.name}`, gpioFaults(gpio, line, signals));
  for (const bus of buses) targets.set(`bus/${bus.config.id}`, busFaults(bus));
  return targets;
}
