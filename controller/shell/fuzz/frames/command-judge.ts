import { crc32 } from 'node:zlib';

/** What a device may take as a command, said apart from its firmware. */
export interface CommandJudge {
  /** A request and what the device made of it; undefined when it was right to, else what was wrong. */
  readonly judge: (request: Uint8Array, length: number, reply: Uint8Array) => string | undefined;
  /** A command has been given by the rules: from now on something may move. */
  readonly mayMove: () => boolean;
}

const WRITE_MULTIPLE = 16;
const REFUSED = 0x80;
const COMMAND = 0x0200;
const EXECUTE = 0x0220;
const DATA_AT = 7;
const CRC_BYTES = 4;
/** Role of the documents whose blocks take effect when they are written: the module of inputs and outputs. */
const BLOCK_OF_OUTPUTS_BYTES = 16;

interface Known {
  epoch: number;
  sequence: number;
  /** Of the block that may be executed. */
  armed: number | undefined;
}

/** Watches the devices of one line: a block needs its CRC-32 and a sequence above the last, an execute the sequence that is armed. */
export function createCommandJudge(): CommandJudge {
  const units = new Map<number, Known>();
  let moved = false;

  const judgeBlock = (view: DataView, data: Uint8Array, unit: number): string | undefined => {
    const protectedBytes = data.length - CRC_BYTES;
    if (crc32(data.subarray(0, protectedBytes)) !== view.getUint32(DATA_AT + protectedBytes)) return 'a command block was taken whose CRC-32 is wrong';
    const [sequence, epoch] = [view.getUint16(DATA_AT), view.getUint32(DATA_AT + 2)];
    const known = units.get(unit) ?? { epoch: 0, sequence: 0, armed: undefined };
    if (epoch < known.epoch || (epoch === known.epoch && sequence <= known.sequence)) return 'a command block was taken whose sequence was used before';
    units.set(unit, { epoch, sequence, armed: sequence });
    if (data.length === BLOCK_OF_OUTPUTS_BYTES) moved = true;
    return undefined;
  };

  return {
    mayMove: () => moved,
    judge: (request, length, reply) => {
      if (request[1] !== WRITE_MULTIPLE || ((reply[1] ?? 0) & REFUSED) !== 0) return undefined;
      const view = new DataView(request.buffer, request.byteOffset, length);
      const address = view.getUint16(2);
      const unit = request[0] ?? 0;
      if (address === COMMAND) return judgeBlock(view, request.subarray(DATA_AT, length), unit);
      if (address !== EXECUTE) return undefined;
      const known = units.get(unit);
      if (known?.armed === undefined || known.armed !== view.getUint16(DATA_AT)) return 'an execute was taken of what is not armed';
      moved = true;
      return undefined;
    },
  };
}
