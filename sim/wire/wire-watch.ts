import { deviceDocument, registerAddress } from '../../config/device-documents.ts';
import type { DeviceDocument } from '../../config/schema/device-document.schema.ts';
import type { DeviceConfig, Site } from '../../config/schema/site.schema.ts';

/** One request as a device has heard it. The object and its bytes are those of the line: read in the call, kept by nobody. */
export interface HeardRequest {
  readonly device: DeviceConfig;
  /** Address and PDU, of `length` bytes. */
  readonly request: Uint8Array;
  readonly length: number;
  /** The device has acted on it: no exception, and its communication does not hang. */
  readonly taken: boolean;
  /** An answer has left. */
  readonly answered: boolean;
}

/** What a frame does to an actuator. `withdraw`: its lease or its motion is ended. */
export type WireVerb = 'arm' | 'execute' | 'coils' | 'refresh' | 'withdraw';

/** A frame that may start, keep or end something, decoded by the register document of its device. */
export interface WireCommand {
  readonly device: DeviceConfig;
  readonly verb: WireVerb;
  /** Name of the verb in the document (`moveTo`, `open` …) that is armed or executed, `quickStop` where a controlword is one; empty where the frame has none. */
  readonly what: string;
  /** Of `coils`: names of the outputs that it sets. */
  readonly outputs: readonly string[];
  /** Which of them it switches on. */
  readonly on: readonly string[];
  /** Epoch of the block that it carries, or executes. */
  readonly epoch: number;
  readonly taken: boolean;
}

/** Who hears the decoded wire. */
export interface WireListener {
  /** A controller has taken a line. */
  readonly opened: (busId: string) => void;
  readonly answered: (device: DeviceConfig) => void;
  readonly command: (command: WireCommand) => void;
}

/** Hears everything that passes the lines of a tower. */
export interface WireWatch {
  readonly opened: (busId: string) => void;
  readonly heard: (heard: HeardRequest) => void;
  readonly listen: (listener: WireListener) => void;
}

const WRITE_MULTIPLE = 16;
const READ_WRITE = 23;
/** Where the data of a write stand behind address, function, start, count and byte count; of function 23 behind its read part. */
const DATA_AT = { [WRITE_MULTIPLE]: 7, [READ_WRITE]: 11 };
const ACTUATORS: readonly DeviceConfig['document'][] = ['axis-drive', 'door-operator', 'io-module'];

/** CiA 402, command of the controlword: quick stop is voltage on, quick-stop bit low, no fault reset. */
const isQuickStop = (controlword: number): boolean => (controlword & 0x86) === 0x02;

const wordAt = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

interface Decoder {
  /** The command in a write at `start`, its data from `at` on; undefined for a write that is none. */
  readonly decode: (start: number, request: Uint8Array, at: number, taken: boolean) => WireCommand | undefined;
}

/** Reads the writes to one device: remembers what is armed, because the execute frame names nothing but its number. */
function createDecoder(device: DeviceConfig, document: DeviceDocument): Decoder {
  const block = document.blocks['command'];
  const at = (register: string): number => block?.registers?.indexOf(register) ?? -1;
  const commandAt = registerAddress(document, 'command', 'sequence');
  const has = (name: string): boolean => document.blocks[name] !== undefined;
  const executeAt = has('execute') ? registerAddress(document, 'execute', 'executeSequence') : -1;
  const refreshAt = has('refresh') ? registerAddress(document, 'refresh', 'leaseCounter') : -1;
  const controlAt = has('control') ? registerAddress(document, 'control', 'controlword') : -1;
  const verbs = new Map(Object.entries(block?.verbs ?? {}).map(([name, code]) => [code, name]));
  const { outputs = [] } = device;
  let armed = '';
  let epoch = 0;
  const command = (verb: WireVerb, taken: boolean, what = '', named: readonly string[] = []): WireCommand => ({ device, verb, what, outputs: named, on: [], epoch, taken });

  const ofBlock = (request: Uint8Array, from: number, taken: boolean): WireCommand => {
    const word = (register: string): number => wordAt(request, from + 2 * at(register));
    const itsEpoch = ((word('epochHigh') << 16) | word('epochLow')) >>> 0;
    const verb = at('mask') < 0 ? 'arm' : 'coils';
    const what = verb === 'arm' ? (verbs.get(word('verb')) ?? 'unknown') : '';
    const has = (register: string) => (_: string, n: number): boolean => ((word(register) >>> n) & 1) === 1;
    const named = verb === 'coils' ? outputs.filter(has('mask')) : [];
    const on = verb === 'coils' ? outputs.filter(has('value')).filter((name) => named.includes(name)) : [];
    if (taken) [armed, epoch] = [what, itsEpoch];
    return { device, verb, what, outputs: named, on, epoch: itsEpoch, taken };
  };
  return {
    decode: (start, request, from, taken) => {
      switch (start) {
        case commandAt: return ofBlock(request, from, taken);
        case executeAt: return command('execute', taken, armed);
        case refreshAt: return command(wordAt(request, from) === 0 ? 'withdraw' : 'refresh', taken);
        case controlAt: return command('withdraw', taken, isQuickStop(wordAt(request, from)) ? 'quickStop' : '');
        default: return undefined;
      }
    },
  };
}

/** A watch over all lines of a site. Decodes by `config/devices`, as a listener on the line would, and knows nothing of either end. */
export function createWireWatch(site: Site): WireWatch {
  const decoders = new Map(site.devices.filter(({ document }) => ACTUATORS.includes(document)).map((device) => [device.id, createDecoder(device, deviceDocument(device.document))]));
  const listeners: WireListener[] = [];
  return {
    listen: (listener) => { listeners.push(listener); },
    opened: (busId) => { for (const listener of listeners) listener.opened(busId); },
    heard: ({ device, request, taken, answered }) => {
      if (answered) for (const listener of listeners) listener.answered(device);
      const code = request[1];
      if (code !== WRITE_MULTIPLE && code !== READ_WRITE) return;
      const command = decoders.get(device.id)?.decode(wordAt(request, code === WRITE_MULTIPLE ? 2 : 6), request, DATA_AT[code], taken);
      if (command !== undefined) for (const listener of listeners) listener.command(command);
    },
  };
}
