import type { SysfsTree } from './sysfs-tree.ts';
import { ROOT } from './sysfs-tree.ts';

/** Answers the kernel's FUSE requests (include/uapi/linux/fuse.h, protocol 7.31) for a tree of small files with poll. */
export interface FuseServer {
  /** One request as read from /dev/fuse; the reply to write back, or undefined when none is due. */
  readonly answer: (request: Buffer) => Buffer | undefined;
  /** Wakes whoever polls the value of `pin`; the messages to write to /dev/fuse. */
  readonly edge: (pin: number) => readonly Buffer[];
}

const OP = {
  lookup: 1, forget: 2, getattr: 3, setattr: 4, open: 14, read: 15, write: 16, statfs: 17, release: 18, flush: 25, init: 26,
  opendir: 27, readdir: 28, releasedir: 29, interrupt: 36, destroy: 38, poll: 40, batchForget: 42,
} as const;
const ENOENT = 2;
const ENOSYS = 38;
const IN_HEADER = 40;
const OUT_HEADER = 16;
const NOTIFY_POLL = 1;
const DIRECT_IO = 1;
const POLLPRI_POLLERR = 2 | 8;
const FOLDER_MODE = 0o040755;
const FILE_MODE = 0o100644;
const FILE_BYTES = 4096;

/** An open `value` file: an edge is pending until it is read, as in the kernel. */
interface Handle {
  readonly pin: number | undefined;
  pending: boolean;
  wake: bigint | undefined;
}

interface Request {
  readonly unique: bigint;
  readonly opcode: number;
  readonly node: number;
  readonly body: Buffer;
}

const parse = (bytes: Buffer): Request => ({
  opcode: bytes.readUInt32LE(4),
  unique: bytes.readBigUInt64LE(8),
  node: Number(bytes.readBigUInt64LE(16)),
  body: bytes.subarray(IN_HEADER),
});

function message(unique: bigint, error: number, body: Buffer): Buffer {
  const head = Buffer.alloc(OUT_HEADER);
  head.writeUInt32LE(OUT_HEADER + body.length, 0);
  head.writeInt32LE(error, 4);
  head.writeBigUInt64LE(unique, 8);
  return Buffer.concat([head, body]);
}

const NOTHING = Buffer.alloc(0);

/** `fuse_attr`, 88 bytes; sizes are those of sysfs, times stay at zero. */
function attributes(node: number, isFolder: boolean): Buffer {
  const attr = Buffer.alloc(88);
  attr.writeBigUInt64LE(BigInt(node), 0);
  attr.writeBigUInt64LE(BigInt(FILE_BYTES), 8);
  attr.writeUInt32LE(isFolder ? FOLDER_MODE : FILE_MODE, 60);
  attr.writeUInt32LE(1, 64);
  attr.writeUInt32LE(FILE_BYTES, 80);
  return attr;
}

function initBody(): Buffer {
  const body = Buffer.alloc(64);
  body.writeUInt32LE(7, 0);
  body.writeUInt32LE(31, 4);
  body.writeUInt16LE(12, 16);
  body.writeUInt16LE(9, 18);
  body.writeUInt32LE(FILE_BYTES, 20);
  body.writeUInt32LE(1, 24);
  return body;
}

/** `fuse_dirent` of every name that begins behind `offset`. */
function listing(tree: SysfsTree, folder: number, offset: number): Buffer {
  const entries = tree.namesIn(folder).slice(offset).map((name, i) => {
    const node = tree.find(folder, name) ?? 0;
    const entry = Buffer.alloc(Math.ceil((24 + name.length) / 8) * 8);
    entry.writeBigUInt64LE(BigInt(node), 0);
    entry.writeBigUInt64LE(BigInt(offset + i + 1), 8);
    entry.writeUInt32LE(name.length, 16);
    entry.writeUInt32LE(tree.isFolder(node) ? 4 : 8, 20);
    entry.write(name, 24, 'latin1');
    return entry;
  });
  return Buffer.concat(entries);
}

/** The parts of the answers that concern open files. */
function createHandles(tree: SysfsTree) {
  const handles = new Map<bigint, Handle>();
  let last = 0n;
  const openBody = (node: number): Buffer => {
    handles.set((last += 1n), { pin: tree.pinOfValue(node), pending: false, wake: undefined });
    const body = Buffer.alloc(16);
    body.writeBigUInt64LE(last, 0);
    body.writeUInt32LE(tree.isFolder(node) ? 0 : DIRECT_IO, 8);
    return body;
  };
  const readBody = (node: number, body: Buffer): Buffer => {
    const handle = handles.get(body.readBigUInt64LE(0));
    if (handle !== undefined) handle.pending = false;
    const offset = Number(body.readBigUInt64LE(8));
    return Buffer.from(tree.read(node), 'latin1').subarray(offset, offset + body.readUInt32LE(16));
  };
  const pollBody = (body: Buffer): Buffer => {
    const handle = handles.get(body.readBigUInt64LE(0));
    if (handle !== undefined) handle.wake = body.readBigUInt64LE(8);
    const answer = Buffer.alloc(8);
    answer.writeUInt32LE(handle?.pending === true ? POLLPRI_POLLERR : 0, 0);
    return answer;
  };
  const edge = (pin: number): readonly Buffer[] =>
    [...handles.values()].filter((handle) => handle.pin === pin).flatMap((handle) => {
      handle.pending = true;
      if (handle.wake === undefined) return [];
      const wake = Buffer.alloc(8);
      wake.writeBigUInt64LE(handle.wake, 0);
      return [message(0n, NOTIFY_POLL, wake)];
    });
  return { openBody, readBody, pollBody, edge, release: (body: Buffer) => void handles.delete(body.readBigUInt64LE(0)) };
}

/** Serves `tree`. */
export function createFuseServer(tree: SysfsTree): FuseServer {
  const handles = createHandles(tree);
  const attrBody = (node: number): Buffer => Buffer.concat([Buffer.alloc(16), attributes(node, tree.isFolder(node))]);
  const entryBody = (node: number): Buffer => {
    const head = Buffer.alloc(40);
    head.writeBigUInt64LE(BigInt(node), 0);
    return Buffer.concat([head, attributes(node, tree.isFolder(node))]);
  };
  /** A body, an errno, or undefined for requests that get no answer. */
  const handle = ({ opcode, node, body }: Request): Buffer | number | undefined => {
    switch (opcode) {
      case OP.init: return initBody();
      case OP.lookup: {
        const found = tree.find(node, body.toString('latin1', 0, body.indexOf(0)));
        return found === undefined ? ENOENT : entryBody(found);
      }
      case OP.getattr:
      case OP.setattr: return attrBody(node === 0 ? ROOT : node);
      case OP.open:
      case OP.opendir: return handles.openBody(node);
      case OP.read: return handles.readBody(node, body);
      case OP.readdir: return listing(tree, node, Number(body.readBigUInt64LE(8)));
      case OP.write: {
        const size = body.readUInt32LE(16);
        const error = tree.write(node, body.toString('latin1', 40, 40 + size));
        const written = Buffer.alloc(8);
        written.writeUInt32LE(size, 0);
        return error === 0 ? written : error;
      }
      case OP.poll: return handles.pollBody(body);
      case OP.release:
      case OP.releasedir:
        handles.release(body);
        return NOTHING;
      case OP.flush: return NOTHING;
      case OP.statfs: return Buffer.alloc(80);
      case OP.forget:
      case OP.batchForget:
      case OP.interrupt: return undefined;
      case OP.destroy: return NOTHING;
      default: return ENOSYS;
    }
  };
  return {
    answer: (bytes) => {
      const request = parse(bytes);
      const answer = handle(request);
      if (answer === undefined) return undefined;
      return typeof answer === 'number' ? message(request.unique, -answer, NOTHING) : message(request.unique, 0, answer);
    },
    edge: handles.edge,
  };
}
