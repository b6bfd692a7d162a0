import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decode, encode } from 'jpeg-js';
import { granted, refusal } from '../../journal/testing/journal-bench.ts';
import { readJpeg } from './jpeg.ts';

/** A picture as a page makes it. */
function picture(width = 96, height = 80): Buffer {
  const data = Buffer.alloc(width * height * 4);
  for (let i = 0; i < data.length; i += 1) data[i] = (i * 31) % 251;
  return encode({ width, height, data }, 70).data;
}

/** A segment of its own, right after the beginning. */
function withSegment(marker: number, content: string): Buffer {
  const plain = picture();
  const body = Buffer.from(content, 'latin1');
  const head = Buffer.of(0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff);
  return Buffer.concat([plain.subarray(0, 2), head, body, plain.subarray(2)]);
}

const pixels = (bytes: Uint8Array) => decode(bytes, { useTArray: true });

describe('a photo of the car', () => {
  it('is told by its segments, and shows the same picture afterwards', () => {
    const { widthPx, heightPx, bytes } = granted(readJpeg(picture()));
    assert.deepEqual([widthPx, heightPx], [96, 80]);
    assert.deepEqual(pixels(bytes), pixels(picture()));
  });
  it('loses place, camera, comment, thumbnail and second picture, and nothing of itself', () => {
    const secrets: readonly (readonly [number, string])[] = [
      [0xe1, 'Exif\0\0 GPS 31.2304 N 121.4737 E'], [0xe1, 'http://ns.adobe.com/xap/1.0/\0 W. Lin'], [0xe2, 'MPF\0 second'], [0xed, 'Photoshop 3.0\0 home'],
      [0xfe, 'taken at home'], [0xe0, 'JFXX\0 thumbnail'], [0xef, 'serial 12345'],
    ];
    for (const [marker, secret] of secrets) {
      const { bytes } = granted(readJpeg(withSegment(marker, secret)));
      assert.ok(!Buffer.from(bytes).includes(Buffer.from(secret, 'latin1')), secret);
      assert.deepEqual(pixels(bytes), pixels(picture()), secret);
    }
    const { bytes } = granted(readJpeg(Buffer.concat([picture(), Buffer.from('a film hidden behind the end')])));
    assert.ok(!Buffer.from(bytes).includes('hidden'));
  });
  it('keeps what tells the colours', () => {
    const adobe = withSegment(0xee, 'Adobe\0d\0\0\0\0\u0001');
    assert.ok(Buffer.from(granted(readJpeg(adobe)).bytes).includes('Adobe'));
  });
  it('is nothing else: no other file, no torn one, none of a size that nobody photographs', () => {
    const whole = picture();
    for (const bytes of [Buffer.alloc(0), Buffer.from('GIF89a'), Buffer.from('<svg/>'), Buffer.from([0x89, 0x50, 0x4e, 0x47]), whole.subarray(1), whole.subarray(0, whole.length - 2), whole.subarray(0, 200)]) {
      assert.equal(refusal(readJpeg(bytes)), 'notJpeg');
    }
    assert.equal(refusal(readJpeg(picture(63, 80))), 'tooSmall');
    const claims = Buffer.from(whole);
    const frame = claims.indexOf(Buffer.of(0xff, 0xc0));
    claims.writeUInt16BE(6001, frame + 5);
    assert.equal(refusal(readJpeg(claims)), 'tooLarge');
  });
  it('never throws, and what it lets through it lets through again unchanged', () => {
    const whole = picture(64, 64);
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 }), fc.nat(whole.length), (changes, cut) => {
      const bytes = Buffer.from(whole);
      for (const [at, value] of changes) bytes[at] = value;
      const first = readJpeg(bytes.subarray(0, cut < 40 ? cut : whole.length));
      if (first.ok) assert.deepEqual(granted(readJpeg(first.value.bytes)).bytes, first.value.bytes);
    }));
  });
});
