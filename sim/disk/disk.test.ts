import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createSeededRng } from '../time/seeded-rng.ts';
import { createAilment } from './disk-trouble.ts';
import { DAMAGES, SECTOR_BYTES, createDisk, type Disk, type DiskImage, type DiskOp } from './disk.ts';

const NODE = 7;
const born: DiskOp = { op: 'create', node: NODE, name: 'journal' };
const write = (atByte: number, length: number, value: number): DiskOp => ({ op: 'write', node: NODE, atByte, bytes: new Uint8Array(length).fill(value) });
const flush: DiskOp = { op: 'flush', node: NODE };

/** Work on one file: writes of bytes that occur nowhere else, cuts, and a flush now and then. */
const work = fc.array(fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.nat(6000), fc.integer({ min: 1, max: 3000 })).map(([at, length]) => ({ what: 'write', at, length }) as const) },
  { weight: 1, arbitrary: fc.nat(6000).map((at) => ({ what: 'resize', at }) as const) },
  { weight: 1, arbitrary: fc.constant({ what: 'flush' } as const) },
), { maxLength: 25 }).map((items): readonly DiskOp[] => [born, { op: 'flushNames' }, ...items.map((item, n): DiskOp => {
  switch (item.what) {
    case 'write': return write(item.at, item.length, n + 1);
    case 'resize': return { op: 'resize', node: NODE, bytes: item.at };
    case 'flush': return flush;
  }
})]);
const seeds = fc.nat(10_000);

function diskAfter(ops: readonly DiskOp[]): Disk {
  const disk = createDisk();
  for (const op of ops) disk.apply(op);
  return disk;
}

const sector = (image: DiskImage, n: number): string => Buffer.from((image.get('journal') ?? new Uint8Array()).subarray(n * SECTOR_BYTES, (n + 1) * SECTOR_BYTES)).toString('hex');
const lost = (disk: Disk): DiskImage => disk.afterPowerLoss('lost', createSeededRng(1));

describe('a disk that loses its power', () => {
  it('keeps what was flushed, whatever becomes of the rest', () => {
    fc.assert(fc.property(work, seeds, fc.constantFrom(...DAMAGES), (ops, seed, damage) => {
      const disk = diskAfter([...ops, flush]);
      assert.deepEqual(disk.afterPowerLoss(damage, createSeededRng(seed)), disk.asSeen());
    }));
  });

  it('holds in each sector what one moment since the last flush left there, and never half of two', () => {
    fc.assert(fc.property(work, seeds, fc.constantFrom(...DAMAGES), (ops, seed, damage) => {
      const found = diskAfter(ops).afterPowerLoss(damage, createSeededRng(seed));
      const since = ops.findLastIndex(({ op }) => op === 'flush') + 1;
      const seen = ops.slice(since).map((_, n) => diskAfter(ops.slice(0, since + n + 1)).asSeen());
      const moments = [diskAfter(ops.slice(0, since)).asSeen(), ...seen];
      const sectors = Math.ceil((found.get('journal')?.length ?? 0) / SECTOR_BYTES);
      const nothing = '00'.repeat(SECTOR_BYTES);
      for (let n = 0; n < sectors; n += 1) {
        const content = sector(found, n);
        // The end of the file stands where another moment left it.
        const was = moments.some((image) => sector(image, n).padEnd(SECTOR_BYTES * 2, '0').startsWith(content)) || nothing.startsWith(content);
        assert.ok(was, `sector ${String(n)}`);
      }
    }), { numRuns: 60 });
  });

  it('has everything when all was just written, and nothing of what was not flushed when all is lost', () => {
    fc.assert(fc.property(work, work, seeds, (before, after, seed) => {
      const ops = [...before, flush, ...after.slice(2)];
      const disk = diskAfter(ops);
      assert.deepEqual(disk.afterPowerLoss('kept', createSeededRng(seed)), disk.asSeen());
      const from = ops.findLastIndex(({ op }) => op === 'flush') + 1;
      assert.deepEqual(lost(disk), diskAfter(ops.slice(0, from)).asSeen());
    }));
  });

  it('reorders: of two writes that were not flushed the later one may be there alone', () => {
    const disk = diskAfter([born, { op: 'flushNames' }, write(0, 1024, 0), flush, write(0, 512, 1), write(512, 512, 2)]);
    const found = new Set(Array.from({ length: 40 }, (_, seed) => {
      const file = disk.afterPowerLoss('shuffled', createSeededRng(seed)).get('journal');
      return `${String(file?.[0])} ${String(file?.[512])}`;
    }));
    assert.deepEqual([...found].sort(), ['0 0', '0 2', '1 0', '1 2']);
  });

  it('loses a name that was not flushed, and has one again whose removal was not', () => {
    const other: DiskOp = { op: 'create', node: 8, name: 'log' };
    assert.deepEqual([...lost(diskAfter([born, { op: 'flushNames' }, other])).keys()], ['journal']);
    assert.deepEqual([...lost(diskAfter([born, { op: 'flushNames' }, { op: 'remove', name: 'journal' }])).keys()], ['journal']);
    assert.deepEqual([...lost(diskAfter([born, { op: 'flushNames' }, { op: 'rename', from: 'journal', to: 'old' }, { op: 'flushNames' }])).keys()], ['old']);
  });

  it('makes up by no later flush for one that failed', () => {
    const ops: readonly DiskOp[] = [born, { op: 'flushNames' }, write(0, 512, 1), flush, write(0, 512, 2), { op: 'flushFailed', node: NODE }, flush];
    assert.equal(lost(diskAfter(ops)).get('journal')?.[0], 1);
    assert.equal(lost(diskAfter([...ops, write(0, 512, 3), flush])).get('journal')?.[0], 3);
  });
});

describe('a disk in trouble', () => {
  const answers = (trouble: Parameters<typeof createAilment>[0], ops: readonly DiskOp['op'][]): readonly (string | undefined)[] => {
    const ailment = createAilment(trouble);
    return ops.map((op) => ailment.refuses(op));
  };
  it('refuses once, or from then on, and only what the trouble concerns', () => {
    const ops = ['write', 'flush', 'remove', 'write', 'flush', 'write'] as const;
    assert.deepEqual(answers({ refusal: 'ENOSPC', fromOp: 2, lasts: 'once' }, ops), [undefined, undefined, undefined, 'ENOSPC', undefined, undefined]);
    assert.deepEqual(answers({ refusal: 'EROFS', fromOp: 2, lasts: 'forEver' }, ops), [undefined, undefined, 'EROFS', 'EROFS', undefined, 'EROFS']);
    assert.deepEqual(answers({ refusal: 'EIO', fromOp: 2, lasts: 'forEver' }, ops), [undefined, 'EIO', undefined, 'EIO', 'EIO', 'EIO']);
    assert.deepEqual(answers(undefined, ops), ops.map(() => undefined));
  });
  it('is well when it is mended', () => {
    const ailment = createAilment({ refusal: 'EIO', fromOp: 1, lasts: 'forEver' });
    assert.deepEqual([ailment.refuses('write'), ailment.refusesRead()], ['EIO', 'EIO']);
    ailment.mend();
    assert.deepEqual([ailment.refuses('write'), ailment.refusesRead(), ailment.refused()], [undefined, undefined, 1]);
  });
});
