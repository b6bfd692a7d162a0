import assert from 'node:assert/strict';
import { encode } from 'jpeg-js';
import { loadStock } from '../../../config/load-site.ts';
import { decodeJpeg } from '../decode-jpeg.ts';
import { recognise } from './recogniser.ts';

/** A street with a car of one colour in the middle of it. */
function photoOf(colour: string): Uint8Array {
  const [width, height] = [160, 120];
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const data = Buffer.alloc(width * height * 4);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const isCar = x > 45 && x < 115 && y > 40 && y < 90;
    data.set(isCar ? [red ?? 0, green ?? 0, blue ?? 0, 255] : [150, 152, 155, 255], at * 4);
  }
  return encode({ width, height, data }, 85).data;
}

const stock = loadStock('tmall-shanghai');
assert.ok(stock.ok);
const known = stock.value.cars.map(({ id, colour }) => ({ variantId: id, colour }));

describe('backend: recognition by colour', () => {
  for (const { variantId, colour } of known) {
    it(`has the car ${variantId} (${colour}) among the three that it names for its photo`, async () => {
      const pixels = await decodeJpeg(photoOf(colour));
      assert.ok(pixels);
      const named = recognise(pixels, known).map((candidate) => candidate.variantId);
      assert.ok(named.includes(variantId), named.join(', '));
      assert.ok(named.length <= 3);
    });
  }

  it('names none for a colour that nothing has', async () => {
    const pixels = await decodeJpeg(photoOf('#FF00FF'));
    assert.ok(pixels);
    assert.deepEqual(recognise(pixels, known.filter(({ colour }) => colour === '#3E7C59' || colour === '#E3B23C')), []);
  });

  it('reads no pixels from what is no JPEG', async () => {
    assert.equal(await decodeJpeg(Buffer.from('GIF89a')), undefined);
    assert.equal(await decodeJpeg(photoOf('#112233').subarray(0, 300)).then((pixels) => pixels?.width ?? 0) < 161, true);
  });
});
