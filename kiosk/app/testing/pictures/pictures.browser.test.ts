import assert from 'node:assert/strict';
import { sampleNames } from '../../customer/gallery/samples.ts';
import { openGallery, walkGallery } from './gallery-room.ts';
import type { GalleryRoom } from './gallery-room.ts';
import { looksOf, nameOf } from './looks.ts';
import type { Axes, Picture } from './looks.ts';

/** Each sample in each look of these axes. */
const picturesIn = (axes: Axes, isWanted: (sample: string) => boolean = () => true): readonly Picture[] =>
  looksOf(axes).flatMap((look) => sampleNames.filter(([, sample]) => isWanted(sample)).map(([screen, sample]) => ({ screen, sample, look })));

const isUsual = (sample: string): boolean => sample === 'usual';
const isOther = (sample: string): boolean => !isUsual(sample);

describe('every screen of the kiosk', function () {
  this.timeout(400_000);
  let room: GalleryRoom;
  before(async () => {
    room = await openGallery(2);
  });
  after(() => room.close());

  const flawsIn = async (pictures: readonly Picture[], withAxe: boolean): Promise<readonly string[]> => {
    const found: string[] = [];
    await walkGallery(room, pictures, () => ({ withAxe, withPng: false }), (picture, { flaws }) => {
      found.push(...flaws.map(({ check, what }) => `${nameOf(picture)} · ${check}: ${what}`));
    });
    assert.ok(pictures.length > 0);
    return found;
  };

  it('has room for all its words and controls in both languages and orientations, as usual, with the largest letters and the strongest contrast', async () => {
    assert.deepEqual(await flawsIn(picturesIn({}, isUsual), false), []);
  });
  it('has room for all that can be said on it in the longer language, with the largest letters', async () => {
    assert.deepEqual(await flawsIn(picturesIn({ languages: ['en'], styles: ['xl-light'] }, isOther), false), []);
  });
  it('breaks no rule of axe in any skin', async () => {
    assert.deepEqual(await flawsIn(picturesIn({ languages: ['en'], orientations: ['portrait'], styles: ['m-light', 'm-dark', 'm-hc-light', 'm-hc-dark'] }, isUsual), true), []);
  });
  it('can be said in a longer language, and has no text that cannot be translated', async () => {
    const axes: Axes = { languages: ['pseudo'], styles: ['m-light'] };
    assert.deepEqual(await flawsIn([...picturesIn(axes, isUsual), ...picturesIn({ ...axes, orientations: ['portrait'] }, isOther)], false), []);
  });
  it('has room on the smallest and the largest screen that kiosks are built with, and where everything lies low', async () => {
    const axes: Axes = { languages: ['en'], styles: ['m-light'] };
    assert.deepEqual(await flawsIn([...picturesIn({ ...axes, inches: [15.6, 55] }, isUsual), ...picturesIn({ ...axes, reaches: ['low'] }, isUsual)], false), []);
  });
});

describe('the checks of a screen', function () {
  this.timeout(120_000);
  let room: GalleryRoom;
  before(async () => {
    room = await openGallery(1);
  });
  after(() => room.close());
  it('notice letters that are far too large for it', async () => {
    const [look] = looksOf({ languages: ['pseudo'], orientations: ['landscape'], styles: ['xl-light'], inches: [10] });
    assert.ok(look);
    const [easel] = room.easels;
    const { flaws } = await easel!.draw({ screen: 'K10', sample: 'usual', look }, { withAxe: false, withPng: false });
    const asked = new Set(flaws.map(({ check }) => check));
    for (const check of ['overflow', 'cut', 'overlap', 'targets'] as const) assert.ok(asked.has(check), check);
  });
});
