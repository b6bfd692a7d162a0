import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { crc32OfRegisters } from './crc32.ts';
import { createAsciiReceiver, encodeAscii } from './modbus-ascii.ts';

const chars = (text: string) => Buffer.from(text, 'latin1');
/** Frames that a receiver finds in the given chunks, as hex. */
function found(...chunks: readonly string[]): readonly string[] {
  const frames: string[] = [];
  const receiver = createAsciiReceiver((adu, length) => frames.push(Buffer.from(adu.subarray(0, length)).toString('hex').toUpperCase()));
  for (const chunk of chunks) receiver.feed(chars(chunk));
  return frames;
}

describe('modbus ascii of a device', () => {
  // 01+03+00+00+00+01 = 05, two's complement FB.
  const GOLDEN = ':010300000001FB\r\n';

  it('reads and writes the frame that is computed by hand', () => {
    assert.deepEqual(found(GOLDEN), ['010300000001']);
    const adu = Uint8Array.from([1, 3, 0, 0, 0, 1]);
    assert.equal(Buffer.from(encodeAscii(adu, 6)).toString('latin1'), GOLDEN);
  });

  it('finds frames however the stream is cut or glued', () => {
    assert.deepEqual(found(...GOLDEN.split('')), ['010300000001']);
    assert.deepEqual(found(GOLDEN + GOLDEN), ['010300000001', '010300000001']);
  });

  it('begins anew at every colon, and drops noise before it', () => {
    assert.deepEqual(found(`noise:0103${GOLDEN}`), ['010300000001']);
  });

  it('drops what is damaged: LRC, case, odd digits, missing CR, too long', () => {
    const bad = [':010300000001FA\r\n', ':010300000001fb\r\n', ':0103000000010FB\r\n', ':010300000001FB\n', `:${'00'.repeat(256)}\r\n`, ':FF\r\n', ':\r\n'];
    for (const frame of bad) assert.deepEqual(found(frame), [], frame.slice(0, 30));
    assert.deepEqual(found(...bad, GOLDEN), ['010300000001']);
  });

  it('brings back any bytes that it has written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2, maxLength: 250 }), (adu) => {
        const frame = Buffer.from(encodeAscii(adu, adu.length)).toString('latin1');
        assert.deepEqual(found(frame), [Buffer.from(adu).toString('hex').toUpperCase()]);
      }),
    );
  });
});

describe('crc-32 of command blocks', () => {
  it('gives the published check value of the digits 1 to 8', () => {
    assert.equal(crc32OfRegisters([0x3132, 0x3334, 0x3536, 0x3738], 4), 0x9ae0daaf);
  });

  it('agrees with another implementation on any registers', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { minLength: 1, maxLength: 20 }), (registers) => {
        const bytes = Buffer.from(registers.flatMap((register) => [register >>> 8, register & 0xff]));
        assert.equal(crc32OfRegisters(registers, registers.length), crc32(bytes));
      }),
    );
  });
});
