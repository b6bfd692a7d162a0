import type { Site } from '../../config/schema/site.schema.ts';
import type { Axis, Gpio, IoModule, TowerDevices } from '../ports.ts';
import { deviceChannel, inputChannel, lineChannel, type Channel } from './channel.ts';
import type { Truth } from './fact.ts';
import type { AxisStatus } from '../ports.ts';

/** Where facts get their answers: short names for lines, inputs and device questions of one site. */
export interface TowerChannels {
  readonly line: (name: string) => Channel;
  readonly carriage: (input: string) => Channel;
  readonly structure: (input: string) => Channel;
  readonly bayInput: (bay: string, input: string) => Channel;
  readonly axis: (id: string, question: string, ask: (status: AxisStatus) => Truth) => Channel;
  readonly maxAgeMs: (deviceId: string) => number;
}

/** Resolves the channels of a site. A device that the site lacks is a broken composition and throws at start. */
export function createChannels(site: Site, devices: TowerDevices, gpio: Gpio): TowerChannels {
  const ageOf = (deviceId: string): number => {
    const bus = site.devices.find((device) => device.id === deviceId)?.bus ?? '';
    return site.control.maxAgeMs[bus] ?? 0;
  };
  const moduleOn = (matches: (on: Site['devices'][number]['on']) => boolean): IoModule => {
    const config = site.devices.find((device) => device.document === 'io-module' && matches(device.on));
    return required(config && devices.ioModules[config.id], 'IO module');
  };
  const carriage = moduleOn((on) => 'carriage' in on);
  const structure = moduleOn((on) => 'structure' in on);
  const input = (module: IoModule, name: string) => inputChannel(module, name, ageOf(module.id));
  return {
    line: (name) => lineChannel(gpio.input(name), site.control.maxAgeMs['gpio'] ?? 0),
    carriage: (name) => input(carriage, name),
    structure: (name) => input(structure, name),
    bayInput: (bay, name) => input(moduleOn((on) => 'bay' in on && on.bay === bay), name),
    axis: (id, question, ask) => {
      const axis: Axis = required(devices.axes[id], `axis ${id}`);
      return deviceChannel(axis, `${id}/${question}`, ageOf(id), ask);
    },
    maxAgeMs: ageOf,
  };
}

/** A part of the site that the composition must have provided. */
export function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the site has no ${what}`);
  return value;
}
