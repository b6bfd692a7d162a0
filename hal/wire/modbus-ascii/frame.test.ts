import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeLine, encodeFrame, frameChars, lrc, MAX_ADU_BYTES, MAX_FRAME_CHARS } from './frame.ts';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const line = (chars: string): Uint8Array => Buffer.from(chars, 'latin1');

function decoded(chars: string): string | undefined {
  const into = new Uint8Array(256);
  const length = decodeLine(line(chars), into);
  return length < 0 ? undefined : Buffer.from(into.subarray(0, length)).toString('hex');
}

const adus = fc.uint8Array({ minLength: 2, maxLength: MAX_ADU_BYTES });

describe('Modbus ASCII frame', () => {
  it('is the frame of the specification', () => {
    // Modbus over Serial Line V1.02: read three holding registers from 107 of unit 17; LRC worked out by hand.
    assert.equal(text(encodeFrame(Buffer.from('1103006B0003', 'hex'), 6)), ':1103006B00037E\r\n');
    assert.equal(text(encodeFrame(Buffer.from('0101', 'hex'), 2)), ':0101FE\r\n');
  });

  it('comes back as it went, whatever its bytes', () => {
    fc.assert(
      fc.property(adus, (adu) => {
        const frame = encodeFrame(adu, adu.length);
        assert.equal(frame.length, frameChars(adu.length));
        assert.ok(frame.length <= MAX_FRAME_CHARS);
        assert.equal(decoded(text(frame).slice(0, -2)), Buffer.from(adu).toString('hex'));
      }),
    );
  });

  it('agrees with an LRC written another way', () => {
    fc.assert(fc.property(adus, (adu) => assert.equal((adu.reduce((sum, byte) => sum + byte, 0) + lrc(adu, adu.length)) % 256, 0)));
  });

  it('is found behind noise, and behind the beginning of a frame that was cut off', () => {
    assert.equal(decoded('\u0000\u00ff#:0101FE'), '0101');
    assert.equal(decoded(':1103006B0:0101FE'), '0101');
  });

  it('is refused when anything about it is wrong', () => {
    const wrong = ['', ':', ':01', ':0101', ':0101FF', ':0101F', ':0101FE ', '0101FE', ':0101fe', ':01G1FE', `:${'00'.repeat(256)}`];
    for (const chars of wrong) assert.equal(decoded(chars), undefined, JSON.stringify(chars));
  });

  it('is never found in garbage: what is taken is a frame in every character', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (garbage) => {
        const into = new Uint8Array(256);
        const length = decodeLine(garbage, into);
        if (length < 0) return;
        assert.ok(text(garbage).endsWith(text(encodeFrame(into, length)).slice(0, -2)));
      }),
      { numRuns: 2000 },
    );
  });

  it('does not survive the change of any one character', () => {
    const other = fc.integer({ min: 1, max: 255 });
    fc.assert(
      fc.property(adus, fc.nat(), other, (adu, place, change) => {
        const frame = encodeFrame(adu, adu.length).subarray(0, -2);
        const at = place % frame.length;
        const was = frame[at] ?? 0;
        frame[at] = was ^ change;
        // A colon in the middle begins a shorter frame, which then has the wrong check with all but one of 256 chances.
        if (frame[at] === 0x3a) return;
        assert.equal(decodeLine(frame, new Uint8Array(256)), -1);
      }),
      { numRuns: 2000 },
    );
  });
});
