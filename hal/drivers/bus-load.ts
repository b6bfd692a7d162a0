import { deviceDocument } from '../../config/device-documents.ts';
import type { DeviceDocument } from '../../config/schema/device-document.schema.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import { frameChars } from '../wire/modbus-ascii/frame.ts';
import { exchangeRegisters, readBits, readRegisters, writeRegisters, type Request } from '../wire/modbus-ascii/request.ts';

const BITS_PER_CHAR = 10;
const zeros = (count: number): readonly number[] => new Array<number>(count).fill(0);

function registersOf(document: DeviceDocument, block: string): number {
  return document.blocks[block]?.registers?.length ?? 0;
}

/** The poll of a device as its driver sends it. */
function pollOf(document: DeviceDocument): Request {
  const refreshed = registersOf(document, 'refresh');
  const inputs = document.blocks['status']?.discreteInputs;
  const status = registersOf(document, 'status');
  if (inputs !== undefined) return readBits(1, 2, 0, inputs);
  return refreshed > 0 ? exchangeRegisters(1, 0, status, 0, zeros(refreshed)) : readRegisters(1, 4, 0, status);
}

/** The longest request beside polling: a command block written, or the identity read. */
function longestRequestOf(document: DeviceDocument): readonly Request[] {
  const identity = readRegisters(1, 3, 0, registersOf(document, 'identity'));
  const command = registersOf(document, 'command');
  return command === 0 ? [identity] : [identity, writeRegisters(1, 0, zeros(command)), readRegisters(1, 3, 0, command)];
}

/** Time of one exchange on a line: all characters of request and answer, and the turnaround. */
function exchangeMs({ adu, answerBytes }: Request, bus: Site['buses'][number]): number {
  return ((frameChars(adu.length) + frameChars(answerBytes)) * BITS_PER_CHAR * 1000) / bus.baud + bus.turnaroundMs;
}

/** Time of one poll of a device in ms, from its bytes, the baud rate and the turnaround. */
export function pollMs(site: Site, deviceId: string): number {
  const device = site.devices.find((each) => each.id === deviceId);
  const bus = site.buses.find((each) => each.id === device?.bus);
  if (device === undefined || bus === undefined) throw new Error(`the site has no device "${deviceId}"`);
  return exchangeMs(pollOf(deviceDocument(device.document)), bus);
}

/**
 * Worst length of a poll round in ms: every device of the bus polled once, each exchange at the full length of request and
 * answer plus the turnaround, and one request beside polling (command, read-back or identity) squeezed in. Ten bits a
 * character (8N1). Time-outs are not in it: a round that meets one may last longer, which the age limits must allow for.
 */
export function worstRoundMs(site: Site, busId: string): number {
  const bus = site.buses.find((each) => each.id === busId);
  if (bus === undefined) throw new Error(`the site has no bus "${busId}"`);
  const documents = site.devices.filter((device) => device.bus === busId).map((device) => deviceDocument(device.document));
  const polls = documents.reduce((sum, document) => sum + exchangeMs(pollOf(document), bus), 0);
  const beside = documents.flatMap(longestRequestOf).map((request) => exchangeMs(request, bus));
  return polls + Math.max(0, ...beside);
}
