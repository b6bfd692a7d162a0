import type { Rng } from '../../hal/ports/rng.port.ts';

/** Something that the disk was made to do, in the order in which it was. */
export type DiskOp =
  | { readonly op: 'create'; readonly node: number; readonly name: string }
  | { readonly op: 'write'; readonly node: number; readonly atByte: number; readonly bytes: Uint8Array }
  | { readonly op: 'resize'; readonly node: number; readonly bytes: number }
  /** What was written to this file so far is flushed. */
  | { readonly op: 'flush'; readonly node: number }
  /** The flush was answered with an error: what it was for is given up, and no later flush makes up for it. */
  | { readonly op: 'flushFailed'; readonly node: number }
  | { readonly op: 'rename'; readonly from: string; readonly to: string }
  | { readonly op: 'remove'; readonly name: string }
  /** The names of the folder are flushed. */
  | { readonly op: 'flushNames' };

/**
 * What becomes of that which was written and not flushed when the power goes: all of it is lost; all of it was just written; it is there in
 * order up to some moment, the last write torn between two sectors; or each sector is as some moment since its last flush has left it.
 */
export const DAMAGES = ['lost', 'kept', 'inOrder', 'shuffled'] as const;
export type Damage = (typeof DAMAGES)[number];

/** The files of a folder by their names. */
export type DiskImage = ReadonlyMap<string, Uint8Array>;

/** A folder on a disk: what whoever reads it sees, and apart from that, what is on the platter. */
export interface Disk {
  readonly apply: (op: DiskOp) => void;
  readonly nodeOf: (name: string) => number | undefined;
  readonly names: () => readonly string[];
  readonly size: (node: number) => number;
  readonly read: (node: number, atByte: number, bytes: number) => Uint8Array;
  /** What is found when the power goes now. */
  readonly afterPowerLoss: (damage: Damage, rng: Rng) => DiskImage;
  /** What whoever has the disk mounted sees. */
  readonly asSeen: () => DiskImage;
}

/** What a disk writes in one piece: of a sector there is the old or the new content, never half of each. */
export const SECTOR_BYTES = 512;

/** A write is torn at one of so many sectors: a few pages. */
const TORN_WITHIN = 64;

/** A value as it was from one operation on. */
interface Moment<T> {
  readonly at: number;
  readonly value: T;
}

/** What may be found of one thing: the flushed value, or what it was at any moment since. `isDue`: the next flush is for the last of them. */
interface Past<T> {
  readonly flushed: T;
  readonly since: Moment<T>[];
  isDue: boolean;
}

interface File {
  data: Uint8Array;
  size: number;
  readonly sectors: Map<number, Past<Uint8Array>>;
  sizes: Past<number>;
}

type Names = ReadonlyMap<string, number>;

const past = <T>(flushed: T): Past<T> => ({ flushed, since: [], isDue: false });
const present = <T>({ flushed, since }: Past<T>): T => since.at(-1)?.value ?? flushed;

function note<T>(known: Past<T>, at: number, value: T): void {
  known.since.push({ at, value });
  known.isDue = true;
}

/** Makes room, in steps that double: a log grows by pages. */
function reserve(file: File, bytes: number): void {
  if (bytes <= file.data.length) return;
  const wider = new Uint8Array(Math.max(bytes, file.data.length * 2, 8 * SECTOR_BYTES));
  wider.set(file.data);
  file.data = wider;
}

const sectorOf = (file: File, sector: number): Uint8Array => {
  const content = new Uint8Array(SECTOR_BYTES);
  content.set(file.data.subarray(sector * SECTOR_BYTES, (sector + 1) * SECTOR_BYTES));
  return content;
};

function change(file: File, from: number, to: number, at: number, how: () => void): void {
  if (to <= from) return;
  const touched = Array.from({ length: Math.ceil(to / SECTOR_BYTES) - Math.floor(from / SECTOR_BYTES) }, (_, n) => Math.floor(from / SECTOR_BYTES) + n);
  const pasts = touched.map((sector) => {
    const known = file.sectors.get(sector) ?? past(sectorOf(file, sector));
    file.sectors.set(sector, known);
    return { sector, known };
  });
  how();
  for (const { sector, known } of pasts) note(known, at, sectorOf(file, sector));
}

function resize(file: File, bytes: number, at: number): void {
  if (bytes === file.size) return;
  reserve(file, bytes);
  // What is cut off reads as zeros when the file grows over it again.
  change(file, bytes, file.size, at, () => { file.data.fill(0, bytes, file.size); });
  file.size = bytes;
  note(file.sizes, at, bytes);
}

function write(file: File, atByte: number, bytes: Uint8Array, at: number): void {
  const end = atByte + bytes.length;
  reserve(file, end);
  change(file, atByte, end, at, () => { file.data.set(bytes, atByte); });
  if (end <= file.size) return;
  file.size = end;
  note(file.sizes, at, end);
}

function flush(file: File): void {
  for (const [sector, known] of file.sectors) if (known.isDue) file.sectors.delete(sector);
  if (file.sizes.isDue) file.sizes = past(file.size);
}

function giveUp(file: File): void {
  for (const known of file.sectors.values()) known.isDue = false;
  file.sizes.isDue = false;
}

/** Which moment of something is found, in one way of losing the power. */
type Found = <T>(known: Past<T>, sector?: number) => T;

function foundBy(damage: Damage, rng: Rng, lastOp: number, firstOp: number): Found {
  const below = (count: number): number => Math.floor(rng.next() * count);
  const until = firstOp + below(lastOp - firstOp + 1);
  const tornAt = below(TORN_WITHIN);
  return (known, sector) => {
    const { flushed, since } = known;
    switch (damage) {
      case 'lost': return flushed;
      case 'kept': return present(known);
      case 'shuffled': return since[below(since.length + 1) - 1]?.value ?? flushed;
      // Of the last write only what comes before a sector by chance.
      case 'inOrder': return since.findLast(({ at }) => at < until || (at === until && (sector ?? 0) % TORN_WITHIN < tornAt))?.value ?? flushed;
    }
  };
}

function contentOf(file: File, found: Found): Uint8Array {
  const size = found(file.sizes);
  const content = new Uint8Array(size);
  content.set(file.data.subarray(0, Math.min(size, file.size)));
  for (const [sector, known] of file.sectors) {
    const start = sector * SECTOR_BYTES;
    const value = found(known, sector);
    if (start < size) content.set(value.subarray(0, Math.min(SECTOR_BYTES, size - start)), start);
  }
  return content;
}

function renamed(names: Names, from: string, to: string): Names {
  const next = new Map(names);
  const node = next.get(from);
  next.delete(from);
  if (node !== undefined) next.set(to, node);
  return next;
}

/** A folder on a disk that begins with these files, all of them flushed. Nodes are numbered from `firstNode` on. */
export function createDisk(before: DiskImage = new Map(), firstNode = 2): Disk {
  const files = new Map<number, File>();
  let names: Names = new Map();
  let ops = 0;
  const firstOf = ({ since }: Past<unknown>): number => since[0]?.at ?? Infinity;
  for (const [name, bytes] of before) {
    const node = firstNode + files.size;
    files.set(node, { data: bytes.slice(), size: bytes.length, sectors: new Map(), sizes: past(bytes.length) });
    names = new Map(names).set(name, node);
  }
  let pastNames: Past<Names> = past(names);
  const fileOf = (node: number): File => {
    const file = files.get(node);
    if (file === undefined) throw new Error(`the disk has no node ${String(node)}`);
    return file;
  };
  const rename = (next: Names): void => {
    names = next;
    note(pastNames, ops, next);
  };
  const apply = (op: DiskOp): void => {
    ops += 1;
    switch (op.op) {
      case 'create':
        files.set(op.node, { data: new Uint8Array(0), size: 0, sectors: new Map(), sizes: past(0) });
        rename(new Map(names).set(op.name, op.node));
        return;
      case 'write': write(fileOf(op.node), op.atByte, op.bytes, ops); return;
      case 'resize': resize(fileOf(op.node), op.bytes, ops); return;
      case 'flush': flush(fileOf(op.node)); return;
      case 'flushFailed': giveUp(fileOf(op.node)); return;
      case 'rename': rename(renamed(names, op.from, op.to)); return;
      case 'remove': rename(new Map([...names].filter(([name]) => name !== op.name))); return;
      case 'flushNames': pastNames = past(names); return;
    }
  };
  const imageBy = (found: Found): DiskImage => new Map([...found(pastNames)].map(([name, node]) => [name, contentOf(fileOf(node), found)]));
  return {
    apply,
    nodeOf: (name) => names.get(name),
    names: () => [...names.keys()],
    size: (node) => fileOf(node).size,
    read: (node, atByte, bytes) => {
      const file = fileOf(node);
      return file.data.slice(atByte, Math.min(file.size, atByte + bytes));
    },
    afterPowerLoss: (damage, rng) => {
      const pasts = [...files.values()].flatMap(({ sectors, sizes }) => [...sectors.values(), sizes]);
      const first = pasts.reduce((least, known) => Math.min(least, firstOf(known)), Math.min(ops, firstOf(pastNames)));
      return imageBy(foundBy(damage, rng, ops, first));
    },
    asSeen: () => new Map([...names].map(([name, node]) => [name, fileOf(node).data.slice(0, fileOf(node).size)])),
  };
}
