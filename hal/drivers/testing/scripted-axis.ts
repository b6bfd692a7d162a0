import { crc32 } from 'node:zlib';
import type { Heard, Reply } from './far-end.ts';

const word = (value: number): string => (value & 0xffff).toString(16).padStart(4, '0');
const long = (value: number): string => word(value >>> 16) + word(value);

/** A drive of `config/devices/axis-drive.yaml`, just enough of it for a test: every number may be changed at any time. */
export interface ScriptedAxis {
  serialNumber: number;
  bootId: number;
  counter: number;
  counterStep: number;
  positionTenths: number;
  executedSequence: number;
  statusword: number;
  flags: number;
  /** Command block as stored. */
  command: string;
  /** Lease counters as they came, 0 included. */
  readonly leases: number[];
  readonly executed: number[];
  stops: number;
  readonly reply: (request: Heard) => Reply;
}

const WITHIN = (request: Heard, from: number, to?: number): string => request.hex.slice(2 * from, to === undefined ? undefined : 2 * to);

function identityOf(axis: ScriptedAxis): string {
  return ['ca11', '0402', '0001', long(axis.serialNumber), '0002', '0004', '0064', word(axis.bootId)].join('');
}

function statusOf(axis: ScriptedAxis): string {
  axis.counter += axis.counterStep;
  return [
    word(axis.bootId), word(axis.counter), word(axis.statusword), '0001', long(axis.positionTenths), long(0), word(0),
    word(axis.flags), word(axis.executedSequence), '0000',
  ].join('');
}

function read(axis: ScriptedAxis, address: number, count: number): string | undefined {
  const block = address < 0x100 ? identityOf(axis) : axis.command;
  const from = address < 0x100 ? address : address - 0x200;
  const data = block.slice(4 * from, 4 * (from + count));
  return data.length === 4 * count ? data : undefined;
}

function write(axis: ScriptedAxis, address: number, data: string): number {
  if (address === 0x240) axis.stops += 1;
  if (address === 0x220) {
    axis.executed.push(Number.parseInt(data, 16));
    axis.executedSequence = Number.parseInt(data, 16);
  }
  if (address !== 0x200) return 0;
  if (data.slice(-8) !== crc32(Buffer.from(data.slice(0, -8), 'hex')).toString(16).padStart(8, '0')) return 3;
  axis.command = data;
  return 0;
}

/** A drive at `unit` that answers everything rightly. */
export function createScriptedAxis(unit: number, serialNumber: number): ScriptedAxis {
  const prefix = unit.toString(16).padStart(2, '0');
  const axis: ScriptedAxis = {
    serialNumber, bootId: 0x1234, counter: 0, counterStep: 1, positionTenths: 6000, executedSequence: 0, statusword: 0x0421,
    flags: 0b101, command: '0'.repeat(56), leases: [], executed: [], stops: 0,
    reply: (request) => {
      if (request.unit !== unit) return undefined;
      const address = Number.parseInt(WITHIN(request, 2, 4), 16);
      const count = Number.parseInt(WITHIN(request, 4, 6), 16);
      if (request.fn === 3) {
        const data = read(axis, address, count);
        return { hex: data === undefined ? `${prefix}8302` : `${prefix}03${(2 * count).toString(16).padStart(2, '0')}${data}` };
      }
      if (request.fn === 16) {
        const refusal = write(axis, address, WITHIN(request, 7));
        return { hex: refusal === 0 ? `${prefix}10${WITHIN(request, 2, 6)}` : `${prefix}90${refusal.toString(16).padStart(2, '0')}` };
      }
      axis.leases.push(Number.parseInt(WITHIN(request, 11, 13), 16));
      const status = statusOf(axis);
      return { hex: `${prefix}17${(status.length / 2).toString(16).padStart(2, '0')}${status}` };
    },
  };
  return axis;
}
