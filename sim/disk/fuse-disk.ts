import type { Disk, DiskOp } from './disk.ts';
import { ERRNO, type Ailment } from './disk-trouble.ts';
import {
  CREATED_NAME_AT, NOT_OFFERED, NO_SUCH_FILE, OP, ROOT, attrBody, entryBody, initBody, listing, nameIn, namesIn, openBody, parseRequest, rangeIn, reply,
  sizeIn, statfsBody, writeIn, writtenBody, type Request,
} from './fuse-layout.ts';

/** A disk as the kernel mounts it. */
export interface FuseDisk {
  /** One request as read from `/dev/fuse`; the reply to write back, or undefined when none is due. */
  readonly answer: (request: Buffer) => Buffer | undefined;
}

/** What is mounted. */
export interface FuseDiskParts {
  /** The disk that is in at the moment; another one may be put in between two programs that use it. */
  readonly disk: () => Disk;
  readonly ailment: () => Ailment;
  /** Hears of each operation that was carried out. */
  readonly onOp: (op: DiskOp) => void;
  /** Hears what was written to `told`, in its order among the operations. */
  readonly onTold: (text: string) => void;
  /** A number that no file has had. */
  readonly nextNode: () => number;
}

/**
 * A file that is no part of the disk: what a program says there stands in one order with what it writes. It is there by name only, and cannot
 * be full or fail.
 */
export const TOLD = 'told';
const TOLD_NODE = 2;
/** Nodes of files begin here. */
export const FIRST_NODE = 16;

type Answer = Uint8Array | number | undefined;
const NOTHING = new Uint8Array(0);

/** What is asked of files and names, carried out on the disk unless that refuses. */
function createFolder(parts: FuseDiskParts) {
  const { disk, ailment } = parts;
  const carryOut = (op: DiskOp, answer: () => Answer = () => NOTHING): Answer => {
    const refusal = ailment().refuses(op.op);
    // After a flush that failed the kernel holds the pages to be clean.
    const done = refusal === undefined ? op : op.op === 'flush' ? { op: 'flushFailed', node: op.node } as const : undefined;
    if (done !== undefined) {
      disk().apply(done);
      parts.onOp(done);
    }
    return refusal === undefined ? answer() : ERRNO[refusal];
  };
  const sizeOf = (node: number): number => (node === ROOT || node === TOLD_NODE ? 0 : disk().size(node));
  const onNamed = (name: string, then: (node: number) => Answer): Answer => {
    const node = name === TOLD ? TOLD_NODE : disk().nodeOf(name);
    return node === undefined ? NO_SUCH_FILE : then(node);
  };
  return {
    lookup: (name: string) => onNamed(name, (found) => entryBody(found, sizeOf(found))),
    attributes: (node: number) => attrBody(node, sizeOf(node)),
    create: (name: string) => {
      const node = parts.nextNode();
      return carryOut({ op: 'create', node, name }, () => Buffer.concat([entryBody(node, 0), openBody(node)]));
    },
    write: (node: number, [atByte, bytes]: readonly [number, Uint8Array]) => {
      if (node !== TOLD_NODE) return carryOut({ op: 'write', node, atByte, bytes }, () => writtenBody(bytes.length));
      parts.onTold(Buffer.from(bytes).toString('utf8'));
      return writtenBody(bytes.length);
    },
    read: (node: number, [atByte, bytes]: readonly [number, number]) => {
      const refusal = ailment().refusesRead();
      if (refusal !== undefined) return ERRNO[refusal];
      return node === TOLD_NODE ? NOTHING : disk().read(node, atByte, bytes);
    },
    setSize: (node: number, bytes: number | undefined) => {
      const attr = (): Answer => attrBody(node, sizeOf(node));
      return bytes === undefined || node === TOLD_NODE ? attr() : carryOut({ op: 'resize', node, bytes }, attr);
    },
    list: (from: number) => listing(disk().names().map((name) => [name, disk().nodeOf(name) ?? 0]), from),
    flush: (node: number) => (node === TOLD_NODE ? NOTHING : carryOut({ op: 'flush', node })),
    flushNames: () => carryOut({ op: 'flushNames' }),
    remove: (name: string) => onNamed(name, () => carryOut({ op: 'remove', name })),
    rename: ([from, to]: readonly [string, string]) => onNamed(from, () => carryOut({ op: 'rename', from, to })),
  };
}

/** Answers the requests of the kernel for one folder without folders in it. */
export function createFuseDisk(parts: FuseDiskParts): FuseDisk {
  const folder = createFolder(parts);
  const handle = ({ opcode, node, body }: Request): Answer => {
    switch (opcode) {
      case OP.init: return initBody();
      case OP.lookup: return folder.lookup(nameIn(body));
      case OP.getattr: return folder.attributes(node);
      case OP.setattr: return folder.setSize(node, sizeIn(body));
      case OP.open:
      case OP.opendir: return openBody(node);
      case OP.create: return folder.create(nameIn(body, CREATED_NAME_AT));
      case OP.read: return folder.read(node, rangeIn(body));
      case OP.write: return folder.write(node, writeIn(body));
      case OP.readdir: return folder.list(rangeIn(body)[0]);
      case OP.fsync: return folder.flush(node);
      case OP.fsyncdir: return folder.flushNames();
      case OP.unlink: return folder.remove(nameIn(body));
      case OP.rename: return folder.rename(namesIn(body, 8));
      case OP.rename2: return folder.rename(namesIn(body, 16));
      case OP.statfs: return statfsBody();
      case OP.release:
      case OP.releasedir:
      case OP.flush:
      case OP.destroy: return NOTHING;
      case OP.forget:
      case OP.batchForget:
      case OP.interrupt: return undefined;
      default: return NOT_OFFERED;
    }
  };
  return {
    answer: (bytes) => {
      const request = parseRequest(bytes);
      const answer = handle(request);
      return answer === undefined ? undefined : reply(request.unique, answer);
    },
  };
}
