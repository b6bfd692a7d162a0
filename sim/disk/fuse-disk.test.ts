import assert from 'node:assert/strict';
import { createAilment, type DiskTrouble } from './disk-trouble.ts';
import { createDisk, type DiskOp } from './disk.ts';
import { createFuseDisk } from './fuse-disk.ts';
import { OP, ROOT } from './fuse-layout.ts';

const ENOSPC = -28;
const ENOENT = -2;
const ENOSYS = -38;

function request(opcode: number, node: number, body: Buffer): Buffer {
  const head = Buffer.alloc(40);
  head.writeUInt32LE(40 + body.length, 0);
  head.writeUInt32LE(opcode, 4);
  head.writeBigUInt64LE(99n, 8);
  head.writeBigUInt64LE(BigInt(node), 16);
  return Buffer.concat([head, body]);
}

const named = (name: string, before = 0): Buffer => Buffer.concat([Buffer.alloc(before), Buffer.from(`${name}\0`)]);

function writing(text: string, atByte: number): Buffer {
  const body = Buffer.alloc(40);
  body.writeBigUInt64LE(BigInt(atByte), 8);
  body.writeUInt32LE(text.length, 16);
  return Buffer.concat([body, Buffer.from(text)]);
}

function reading(atByte: number, bytes: number): Buffer {
  const body = Buffer.alloc(40);
  body.writeBigUInt64LE(BigInt(atByte), 8);
  body.writeUInt32LE(bytes, 16);
  return body;
}

function mounted(trouble?: DiskTrouble) {
  const [disk, ailment] = [createDisk(), createAilment(trouble)];
  const heard: string[] = [];
  let last = 20;
  const served = createFuseDisk({
    disk: () => disk, ailment: () => ailment, nextNode: () => (last += 1),
    onOp: ({ op }: DiskOp) => { heard.push(op); }, onTold: (text) => { heard.push(`told ${text}`); },
  });
  const ask = (opcode: number, node: number, body: Buffer) => {
    const answer = served.answer(request(opcode, node, body));
    assert.ok(answer);
    assert.equal(answer.readBigUInt64LE(8), 99n);
    return { error: answer.readInt32LE(4), body: answer.subarray(16) };
  };
  return { ask, heard, create: (name: string) => Number(ask(OP.create, ROOT, named(name, 16)).body.readBigUInt64LE(0)) };
}

describe('a folder as the kernel mounts it', () => {
  it('reads back what was written, and tells every change in its order', () => {
    const { ask, heard, create } = mounted();
    const node = create('journal');
    assert.equal(ask(OP.write, node, writing('steps', 3)).body.readUInt32LE(0), 5);
    assert.equal(ask(OP.read, node, reading(3, 100)).body.toString(), 'steps');
    ask(OP.fsync, node, Buffer.alloc(16));
    ask(OP.fsyncdir, ROOT, Buffer.alloc(16));
    ask(OP.rename, ROOT, Buffer.concat([Buffer.alloc(8), Buffer.from('journal\0old\0')]));
    assert.equal(Number(ask(OP.lookup, ROOT, named('old')).body.readBigUInt64LE(0)), node);
    assert.equal(ask(OP.lookup, ROOT, named('journal')).error, ENOENT);
    ask(OP.unlink, ROOT, named('old'));
    assert.deepEqual(heard, ['create', 'write', 'flush', 'flushNames', 'rename', 'remove']);
  });

  it('hears what a program says beside its work, in one order with it, also when it is full', () => {
    const { ask, heard, create } = mounted({ refusal: 'ENOSPC', fromOp: 2, lasts: 'forEver' });
    const node = create('journal');
    const told = Number(ask(OP.lookup, ROOT, named('told')).body.readBigUInt64LE(0));
    assert.equal(ask(OP.write, node, writing('steps', 0)).error, ENOSPC);
    ask(OP.write, told, writing('1 done', 0));
    assert.deepEqual(heard, ['create', 'told 1 done']);
  });

  it('gives up what a failed flush was for', () => {
    const { ask, heard, create } = mounted({ refusal: 'EIO', fromOp: 3, lasts: 'once' });
    const node = create('journal');
    ask(OP.write, node, writing('steps', 0));
    assert.ok(ask(OP.fsync, node, Buffer.alloc(16)).error < 0);
    assert.deepEqual(heard, ['create', 'write', 'flushFailed']);
  });

  it('says of what it does not offer that it does not', () => {
    assert.equal(mounted().ask(40, ROOT, Buffer.alloc(24)).error, ENOSYS);
  });
});
