/** What the kernel asks a file system in user space, and where the fields stand (include/uapi/linux/fuse.h, protocol 7.31). Little-endian. */
export const OP = {
  lookup: 1, forget: 2, getattr: 3, setattr: 4, unlink: 10, rename: 12, open: 14, read: 15, write: 16, statfs: 17, release: 18, fsync: 20, flush: 25,
  init: 26, opendir: 27, readdir: 28, releasedir: 29, fsyncdir: 30, create: 35, interrupt: 36, destroy: 38, batchForget: 42, rename2: 45,
} as const;

/** Errors that are no trouble of the disk. */
export const NO_SUCH_FILE = 2;
export const NOT_OFFERED = 38;

/** The node of the folder itself. */
export const ROOT = 1;
/** The longest write that we take at once, and the longest request with it. */
export const MAX_WRITE_BYTES = 131_072;
export const REQUEST_BYTES = MAX_WRITE_BYTES + 4096;

const IN_HEADER = 40;
const OUT_HEADER = 16;
const BLOCK_BYTES = 4096;
const FOLDER_MODE = 0o040755;
const FILE_MODE = 0o100644;
/** Nothing is kept in the cache of the kernel: what is written arrives here at once, in its own length. */
const DIRECT_IO = 1;
const BIG_WRITES = 1 << 5;
/** Of SETATTR: the size is among what is set. */
const SETS_SIZE = 1 << 3;
const FREE_BLOCKS = 1_000_000n;

/** One request. */
export interface Request {
  readonly unique: bigint;
  readonly opcode: number;
  readonly node: number;
  readonly body: Buffer;
}

/** Reads the head of a request. */
export const parseRequest = (bytes: Buffer): Request => ({
  opcode: bytes.readUInt32LE(4),
  unique: bytes.readBigUInt64LE(8),
  node: Number(bytes.readBigUInt64LE(16)),
  body: bytes.subarray(IN_HEADER),
});

/** An answer: a body, or the number of an error. */
export function reply(unique: bigint, answer: Uint8Array | number): Buffer {
  const body = typeof answer === 'number' ? Buffer.alloc(0) : answer;
  const head = Buffer.alloc(OUT_HEADER);
  head.writeUInt32LE(OUT_HEADER + body.length, 0);
  head.writeInt32LE(typeof answer === 'number' ? -answer : 0, 4);
  head.writeBigUInt64LE(unique, 8);
  return Buffer.concat([head, body]);
}

/** `fuse_attr`; times stay at zero. */
export function attributes(node: number, bytes: number): Buffer {
  const attr = Buffer.alloc(88);
  attr.writeBigUInt64LE(BigInt(node), 0);
  attr.writeBigUInt64LE(BigInt(bytes), 8);
  attr.writeBigUInt64LE(BigInt(Math.ceil(bytes / 512)), 16);
  attr.writeUInt32LE(node === ROOT ? FOLDER_MODE : FILE_MODE, 60);
  attr.writeUInt32LE(1, 64);
  attr.writeUInt32LE(BLOCK_BYTES, 80);
  return attr;
}

/** `fuse_attr_out`, valid for no time at all. */
export const attrBody = (node: number, bytes: number): Buffer => Buffer.concat([Buffer.alloc(16), attributes(node, bytes)]);

/** `fuse_entry_out`, valid for no time at all. */
export function entryBody(node: number, bytes: number): Buffer {
  const head = Buffer.alloc(40);
  head.writeBigUInt64LE(BigInt(node), 0);
  return Buffer.concat([head, attributes(node, bytes)]);
}

/** `fuse_open_out`; the file handle is the node. */
export function openBody(node: number): Buffer {
  const body = Buffer.alloc(16);
  body.writeBigUInt64LE(BigInt(node), 0);
  body.writeUInt32LE(node === ROOT ? 0 : DIRECT_IO, 8);
  return body;
}

/** `fuse_write_out`. */
export function writtenBody(bytes: number): Buffer {
  const body = Buffer.alloc(8);
  body.writeUInt32LE(bytes, 0);
  return body;
}

/** `fuse_init_out`. */
export function initBody(): Buffer {
  const body = Buffer.alloc(64);
  body.writeUInt32LE(7, 0);
  body.writeUInt32LE(31, 4);
  body.writeUInt32LE(BIG_WRITES, 12);
  body.writeUInt16LE(12, 16);
  body.writeUInt16LE(9, 18);
  body.writeUInt32LE(MAX_WRITE_BYTES, 20);
  body.writeUInt32LE(1, 24);
  return body;
}

/** `fuse_kstatfs`: much room. */
export function statfsBody(): Buffer {
  const body = Buffer.alloc(80);
  for (const at of [0, 8, 16]) body.writeBigUInt64LE(FREE_BLOCKS, at);
  body.writeUInt32LE(BLOCK_BYTES, 40);
  body.writeUInt32LE(255, 44);
  body.writeUInt32LE(BLOCK_BYTES, 48);
  return body;
}

/** `fuse_dirent` of every name that begins behind `offset`. */
export function listing(entries: readonly (readonly [name: string, node: number])[], offset: number): Buffer {
  return Buffer.concat(entries.slice(offset).map(([name, node], n) => {
    const entry = Buffer.alloc(Math.ceil((24 + name.length) / 8) * 8);
    entry.writeBigUInt64LE(BigInt(node), 0);
    entry.writeBigUInt64LE(BigInt(offset + n + 1), 8);
    entry.writeUInt32LE(name.length, 16);
    entry.writeUInt32LE(8, 20);
    entry.write(name, 24, 'latin1');
    return entry;
  }));
}

const text = (body: Buffer, at: number): string => body.toString('latin1', at, body.indexOf(0, at));

/** The name that a lookup, a creation or a removal is about. */
export const nameIn = (body: Buffer, at = 0): string => text(body, at);
/** Where the name stands in a creation. */
export const CREATED_NAME_AT = 16;

/** The old and the new name; RENAME2 has flags before them. */
export function namesIn(body: Buffer, at: number): readonly [from: string, to: string] {
  const from = text(body, at);
  return [from, text(body, at + from.length + 1)];
}

/** Where and how much is read. */
export const rangeIn = (body: Buffer): readonly [atByte: number, bytes: number] => [Number(body.readBigUInt64LE(8)), body.readUInt32LE(16)];

/** Where and what is written. */
export const writeIn = (body: Buffer): readonly [atByte: number, bytes: Uint8Array] => [Number(body.readBigUInt64LE(8)), Uint8Array.from(body.subarray(40, 40 + body.readUInt32LE(16)))];

/** The new size, where one is set. */
export const sizeIn = (body: Buffer): number | undefined => ((body.readUInt32LE(0) & SETS_SIZE) === 0 ? undefined : Number(body.readBigUInt64LE(16)));
