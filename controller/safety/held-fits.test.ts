import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AxisEnd } from '../sensing/near-limit.ts';
import { heldCommandFits, JOG_OUT_MM, type HeldAxes } from './held-fits.ts';

const move = (targetMm: number, velocityMmPerS = 100) => ({ verb: 'moveTo', targetMm, velocityMmPerS, accelerationMmPerS2: 400, jerkMmPerS3: 600 }) as const;

function axes(positionMm: number | undefined = 3000, end: AxisEnd | 'none' | undefined = 'none'): HeldAxes {
  return { lift: { minMm: 400, maxMm: 5700, velocityMmPerS: 110, positionMm: () => positionMm, nearEnd: () => end } };
}

describe('what a held motion may command', () => {
  it('is one axis, within its limits and at reduced speed', () => {
    assert.ok(heldCommandFits('lift.jog', 'lift', move(5695, 110), axes()));
    assert.equal(heldCommandFits('lift.jog', 'lift', move(5695, 111), axes()), false, 'faster');
    assert.equal(heldCommandFits('lift.jog', 'travel', move(5695), axes()), false, 'another axis');
    assert.equal(heldCommandFits('lift.jog', 'lift', move(5701), axes()), false, 'beyond the end');
    assert.equal(heldCommandFits('lift.jog', 'lift', { verb: 'home' }, axes()), false, 'another verb');
    assert.equal(heldCommandFits('travel.jog', 'travel', move(1000), axes()), false, 'an axis that the tower lacks');
  });

  it('is the door that it names, and the way that it names', () => {
    assert.ok(heldCommandFits('inner.stepOpen:A', 'A.inner', { verb: 'open' }, {}));
    assert.equal(heldCommandFits('inner.stepOpen:A', 'B.inner', { verb: 'open' }, {}), false);
    assert.equal(heldCommandFits('inner.stepOpen:A', 'A.inner', { verb: 'close' }, {}), false);
  });

  it('leaves a limit in one direction only, a short way, and nowhere else at all', () => {
    assert.ok(heldCommandFits('lift.jogOut', 'lift', move(480), axes(402, 'min')));
    assert.equal(heldCommandFits('lift.jogOut', 'lift', move(400), axes(402, 'min')), false, 'deeper');
    assert.equal(heldCommandFits('lift.jogOut', 'lift', move(5700), axes(402, 'min')), false, 'across the shaft');
    for (const end of ['none', undefined] as const) assert.equal(heldCommandFits('lift.jogOut', 'lift', move(3050), axes(3000, end)), false);
  });

  it('never goes towards the limit that has opened, wherever the drive believes to be', () => {
    const at = fc.integer({ min: 400, max: 5700 });
    fc.assert(fc.property(at, at, fc.constantFrom<AxisEnd>('min', 'max'), (fromMm, targetMm, end) => {
      if (!heldCommandFits('lift.jogOut', 'lift', move(targetMm), axes(fromMm, end))) return;
      assert.ok(end === 'min' ? targetMm > fromMm : targetMm < fromMm);
      assert.ok(Math.abs(targetMm - fromMm) <= JOG_OUT_MM);
    }));
  });
});
