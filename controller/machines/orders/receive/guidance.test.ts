import assert from 'node:assert/strict';
import fc from 'fast-check';
import { guide, lampFor, type Advice } from './guidance.ts';
import { parkedSight } from './testing/parked-sight.ts';

const PALLET = { lengthMm: 5400, widthMm: 2400, massKg: 750 };
const say = (before: Advice, profile: Parameters<typeof parkedSight>[0], planeClear: boolean | undefined = true): Advice => guide(before, { ...parkedSight(profile), planeClear }, PALLET);

describe('guidance of a driver', () => {
  it('calls in over an empty pallet, and drives on while the tail is in the door plane', () => {
    assert.equal(say('comeIn', { envelopeClear: true }), 'comeIn');
    assert.equal(say('comeIn', { offCentreMm: 100 }, false), 'forward');
    assert.equal(say('forward', { offCentreMm: 2000 }), 'forward');
  });

  it('stops in the middle, calls back whoever has gone too far, and points to the side that is too near', () => {
    assert.equal(say('forward', { offCentreMm: 60 }), 'stop');
    assert.equal(say('forward', { offCentreMm: -400 }), 'back');
    assert.equal(say('forward', { sideMm: 300 }), 'right');
    assert.equal(say('forward', { sideMm: -300 }), 'left');
  });

  it('does not flutter between two advices on one spot', () => {
    assert.equal(say('forward', { offCentreMm: 180 }), 'forward');
    assert.equal(say('stop', { offCentreMm: 180 }), 'stop');
    assert.equal(say('stop', { offCentreMm: 260 }), 'forward');
  });

  it('leaves a long car only the room that its pallet has', () => {
    assert.equal(say('forward', { lengthMm: 5300, offCentreMm: 45 }), 'forward');
    assert.equal(say('forward', { lengthMm: 5300, offCentreMm: 25 }), 'stop');
    assert.equal(say('stop', { lengthMm: 5300, offCentreMm: 55 }), 'forward');
  });

  it('tells nobody to drive while frame or plane is not heard, or sees spray', () => {
    assert.equal(guide('forward', { profile: undefined, planeClear: true }, PALLET), 'unknown');
    assert.equal(guide('forward', { ...parkedSight({}), planeClear: undefined }, PALLET), 'unknown');
    assert.equal(say('stop', { noisy: true }), 'unknown');
    assert.equal(lampFor('unknown'), 'red');
  });

  it('changes its mind at most once for the same numbers, and never from stop', () => {
    const before = fc.constantFrom<Advice>('comeIn', 'forward', 'stop', 'back', 'left', 'right', 'unknown');
    fc.assert(fc.property(before, fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: -600, max: 600 }), fc.integer({ min: 3500, max: 5300 }), (last, offCentreMm, sideMm, lengthMm) => {
      const advice = say(last, { offCentreMm, sideMm, lengthMm });
      assert.equal(say(last, { offCentreMm, sideMm, lengthMm }), advice);
      const next = say(advice, { offCentreMm, sideMm, lengthMm });
      assert.equal(say(next, { offCentreMm, sideMm, lengthMm }), next);
      if (advice === 'stop') assert.equal(next, 'stop');
    }));
  });
});
