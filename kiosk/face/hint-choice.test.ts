import assert from 'node:assert/strict';
import fc from 'fast-check';
import { GOOD_FACE, reading } from './face-fixtures.ts';
import { CAPTURE_HINTS } from './face.port.ts';
import type { CaptureHint, FaceMeasures, FrameReading } from './face.port.ts';
import { chooseHint, createHintPacer, eyeSpeedBetween } from './hint-choice.ts';

/** Each hint with a change that calls for it and for nothing said before it. */
const CAUSES: readonly (readonly [CaptureHint, Partial<FrameReading>, Partial<FaceMeasures>])[] = [
  ['noFace', { faceCount: 0, face: null }, {}],
  ['moreThanOneFace', { faceCount: 2 }, {}],
  ['comeCloser', {}, { eyeDistancePx: 40 }],
  ['moveBack', {}, { eyeDistanceFraction: 0.5 }],
  ['centre', {}, { centre: { x: 0.9, y: 0.5 } }],
  ['turnToCamera', {}, { yaw: -0.3 }],
  ['tooDark', {}, { meanLuma: 20 }],
  ['tooBright', {}, { burntShare: 0.5 }],
  ['blurred', {}, { sharpness: 0.004 }],
];

function wrong(...causes: (typeof CAUSES)[number][]): FrameReading {
  const face = Object.assign({}, GOOD_FACE, ...causes.map(([, , part]) => part)) as FaceMeasures;
  return reading(Object.assign({ face }, ...causes.map(([, part]) => part)) as Partial<FrameReading>);
}

describe('hint choice', () => {
  it('says nothing about a good face', () => {
    assert.equal(chooseHint(reading()), null);
  });

  for (const cause of CAUSES) {
    it(`says ${cause[0]} when that alone is wrong`, () => {
      assert.equal(chooseHint(wrong(cause)), cause[0]);
    });
  }

  it('says the first in the fixed order when several things are wrong', () => {
    const several = fc.subarray(CAUSES.slice(1), { minLength: 1 });
    fc.assert(
      fc.property(several, (causes) => {
        const first = CAPTURE_HINTS.find((hint) => causes.some(([cause]) => cause === hint));
        assert.equal(chooseHint(wrong(...causes)), first);
      }),
    );
  });

  it('asks to hold still when the eyes move fast, and only then', () => {
    assert.equal(chooseHint(reading(), 3), 'holdStill');
    assert.equal(chooseHint(reading(), 0.5), null);
  });

  it('never calls a face good of which any measure is not a number', () => {
    const names = Object.keys(GOOD_FACE).filter((name) => name !== 'centre') as (keyof FaceMeasures)[];
    for (const name of names) assert.notEqual(chooseHint(reading({ face: { ...GOOD_FACE, [name]: Number.NaN } })), null);
    assert.notEqual(chooseHint(reading({ face: { ...GOOD_FACE, centre: { x: Number.NaN, y: 0.5 } } })), null);
  });

  it('names the light when nobody can be seen for darkness or glare', () => {
    assert.equal(chooseHint(reading({ faceCount: 0, face: null, meanLuma: 10 })), 'tooDark');
    assert.equal(chooseHint(reading({ faceCount: 0, face: null, meanLuma: 245 })), 'tooBright');
  });

  it('accepts a head tilted a little and refuses one bowed', () => {
    assert.equal(chooseHint(reading({ face: { ...GOOD_FACE, rollDeg: -15 } })), null);
    assert.equal(chooseHint(reading({ face: { ...GOOD_FACE, rollDeg: -40 } })), 'turnToCamera');
    assert.equal(chooseHint(reading({ face: { ...GOOD_FACE, pitch: 1.1 } })), 'turnToCamera');
  });
});

describe('eye speed', () => {
  it('is measured in eye distances per second', () => {
    const moved = { ...GOOD_FACE, centre: { x: 0.5 + 110 / 640, y: 0.45 } };
    const speed = eyeSpeedBetween({ reading: reading(), atMs: 0 }, { reading: reading({ face: moved }), atMs: 500 });
    assert.ok(Math.abs(speed - 2) < 1e-9, String(speed));
  });

  it('is nothing between a frame with a face and one without', () => {
    const empty = reading({ face: null, faceCount: 0 });
    assert.equal(eyeSpeedBetween({ reading: empty, atMs: 0 }, { reading: reading(), atMs: 100 }), 0);
    assert.equal(eyeSpeedBetween(null, { reading: reading(), atMs: 100 }), 0);
  });
});

describe('hint pacer', () => {
  it('lets a different hint through only after the shown one stood 800 ms', () => {
    const passes = createHintPacer();
    assert.equal(passes('noFace', 0), true);
    assert.equal(passes('comeCloser', 300), false);
    assert.equal(passes('comeCloser', 799), false);
    assert.equal(passes('comeCloser', 800), true);
    assert.equal(passes('comeCloser', 2000), false);
  });

  it('never lets two changes through within 800 ms, whatever comes', () => {
    const hints = fc.constantFrom(...CAPTURE_HINTS, null);
    fc.assert(
      fc.property(fc.array(fc.tuple(hints, fc.integer({ min: 1, max: 500 })), { minLength: 1 }), (steps) => {
        const passes = createHintPacer();
        let nowMs = 0;
        let lastMs = Number.NEGATIVE_INFINITY;
        for (const [hint, afterMs] of steps) {
          nowMs += afterMs;
          if (!passes(hint, nowMs)) continue;
          assert.ok(nowMs - lastMs >= 800);
          lastMs = nowMs;
        }
      }),
    );
  });
});
