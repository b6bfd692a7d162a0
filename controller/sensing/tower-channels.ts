import type { Site } from '../../config/schema/site.schema.ts';
import type { AxisStatus, Device, Gpio, IoModule, TowerDevices } from '../ports.ts';
import { ask, deviceSource, lineSource, type Channel, type DeviceSource } from './channel.ts';
import type { Truth } from './fact.ts';

/** Where facts get their answers: short names for lines, inputs and device questions of one site. */
export interface TowerChannels {
  readonly line: (name: string) => Channel;
  readonly carriage: (input: string) => Channel;
  readonly structure: (input: string) => Channel;
  readonly bayInput: (bay: string, input: string) => Channel;
  readonly axis: (id: string, question: string, answer: (status: AxisStatus) => Truth) => Channel;
  /** The shared source of a device, with the age limit of its bus. */
  readonly device: <S>(device: Device<S>) => DeviceSource<S>;
}

/** Resolves the channels of a site. A device that the site lacks is a broken composition and throws at start. */
export function createChannels(site: Site, devices: TowerDevices, gpio: Gpio): TowerChannels {
  const deviceSources = new Map<string, DeviceSource<unknown>>();
  const lineSources = new Map<string, ReturnType<typeof lineSource>>();
  const ageOf = (deviceId: string): number => site.control.maxAgeMs[site.devices.find((device) => device.id === deviceId)?.bus ?? ''] ?? 0;

  function device<S>(port: Device<S>): DeviceSource<S> {
    const known = deviceSources.get(port.id) as DeviceSource<S> | undefined;
    if (known) return known;
    const source = deviceSource(port, ageOf(port.id));
    deviceSources.set(port.id, source);
    return source;
  }
  function line(name: string): Channel {
    const source = lineSources.get(name) ?? lineSource(gpio.input(name), site.control.maxAgeMs['gpio'] ?? 0);
    lineSources.set(name, source);
    return { name: `gpio/${name}`, source, read: source.level };
  }
  function moduleOn(matches: (on: Site['devices'][number]['on'], inputs: readonly string[]) => boolean): IoModule {
    const config = site.devices.find((candidate) => candidate.document === 'io-module' && matches(candidate.on, candidate.inputs ?? []));
    return required(config && devices.ioModules[config.id], 'IO module');
  }
  const input = (module: IoModule, name: string): Channel => ask(device(module), `${module.id}/${name}`, (status) => status.inputs[name]);
  return {
    line,
    device,
    carriage: (name) => input(moduleOn((on) => 'carriage' in on), name),
    structure: (name) => input(moduleOn((on, inputs) => 'structure' in on && inputs.includes(name)), name),
    bayInput: (bay, name) => input(moduleOn((on) => 'bay' in on && on.bay === bay), name),
    axis: (id, question, answer) => ask(device(required(devices.axes[id], `axis ${id}`)), `${id}/${question}`, answer),
  };
}

/** A part of the site that the composition must have provided. */
export function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the site has no ${what}`);
  return value;
}
