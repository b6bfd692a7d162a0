import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NO_POINTS, allOut, crossingsSince, follow, giveAtKiosk, isGivenTwice, type ClearPoints } from './all-clear.ts';

const WINDOW = 30_000;
const press = (points: ClearPoints, side: 'left' | 'right', nowMs: number): ClearPoints => {
  const released = follow(points, { left: false, right: false }, true, nowMs - 10);
  return follow(released, { left: side === 'left', right: side === 'right' }, true, nowMs);
};

describe('the all-clear at two points', () => {
  it('stands when both buttons, or one of them and the kiosk, have been pressed freshly', () => {
    const left = press(NO_POINTS, 'left', 1000);
    assert.equal(isGivenTwice(left, WINDOW), false);
    assert.equal(isGivenTwice(press(left, 'right', 3000), WINDOW), true);
    assert.equal(isGivenTwice(giveAtKiosk(left, 3000), WINDOW), true);
  });

  it('does not stand with one point however often, nor with two that lie too far apart', () => {
    const twice = press(press(NO_POINTS, 'left', 1000), 'left', 2000);
    assert.equal(isGivenTwice(twice, WINDOW), false);
    assert.equal(isGivenTwice(giveAtKiosk(NO_POINTS, 1), WINDOW), false);
    assert.equal(isGivenTwice(press(press(NO_POINTS, 'left', 1000), 'right', 31_100), WINDOW), false);
  });

  it('never counts a button that is taped down, or that is not heard', () => {
    let points = NO_POINTS;
    for (let ms = 0; ms < 60_000; ms += 100) points = follow(points, { left: true, right: undefined }, true, ms);
    assert.deepEqual(points.given, {});
    points = follow(press(NO_POINTS, 'left', 1000), { left: true, right: true }, true, 1100);
    assert.deepEqual(Object.keys(points.given), ['left', 'right']);
    const heldOn = follow(points, { left: true, right: true }, false, 1200);
    assert.deepEqual(follow(heldOn, { left: true, right: true }, true, 1300).given, {});
  });

  it('begins from zero when anybody disturbs the bay', () => {
    const both = press(press(NO_POINTS, 'left', 1000), 'right', 2000);
    const disturbed = follow(both, { left: false, right: false }, false, 2500);
    assert.equal(isGivenTwice(disturbed, WINDOW), false);
    assert.equal(isGivenTwice(press(disturbed, 'left', 3000), WINDOW), false);
  });

  it('never stands without two different points given while nothing disturbed, whatever is pressed', () => {
    const step = fc.record({ left: fc.boolean(), right: fc.boolean(), undisturbed: fc.boolean() });
    fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let points = NO_POINTS;
      const edges = new Set<string>();
      let before = { left: true, right: true };
      for (const [n, { left, right, undisturbed }] of steps.entries()) {
        points = follow(points, { left, right }, undisturbed, n * 100);
        if (!undisturbed) edges.clear();
        else for (const side of ['left', 'right'] as const) if (!before[side] && { left, right }[side]) edges.add(side);
        before = { left, right };
        assert.equal(isGivenTwice(points, WINDOW), edges.size === 2);
      }
    }));
  });
});

describe('the count at the door plane', () => {
  const base = { inwards: 7, outwards: 7 };
  it('is clear when as many have gone out as came in with the car', () => {
    assert.equal(allOut(crossingsSince(base, { inwards: 8, outwards: 7 }), 1), false);
    assert.equal(allOut(crossingsSince(base, { inwards: 8, outwards: 8 }), 1), true);
    assert.equal(allOut(crossingsSince(base, { inwards: 8, outwards: 8 }), 2), false);
    assert.equal(allOut(crossingsSince(base, { inwards: 9, outwards: 9 }), 2), false);
    assert.equal(allOut(crossingsSince(base, { inwards: 9, outwards: 10 }), 2), true);
  });

  it('goes on over the end of the counter, and is unknown after a frame was started anew or when nobody has said how many', () => {
    assert.deepEqual(crossingsSince({ inwards: 65_535, outwards: 65_534 }, { inwards: 0, outwards: 1 }), { inwards: 1, outwards: 3 });
    assert.equal(crossingsSince({ inwards: 7, outwards: 7 }, { inwards: 0, outwards: 0 }), undefined);
    assert.equal(allOut(undefined, 1), undefined);
    assert.equal(allOut({ inwards: 1, outwards: 1 }, undefined), undefined);
  });
});
