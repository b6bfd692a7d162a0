import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createAnnouncedEnd } from './announced-end.ts';

const HOUR_MS = 3_600_000;

describe('the announced end of maintenance', () => {
  const bench = () => {
    const world = { inside: true };
    const changed = sinon.spy();
    return { world, changed, end: createAnnouncedEnd({ isInside: () => world.inside, utcMs: () => 1000, changed }) };
  };
  const codeOf = (answer: { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: string } }) => (answer.ok ? undefined : answer.error.code);

  it('is said, corrected and taken back by whoever works inside', () => {
    const { end, changed } = bench();
    for (const until of [HOUR_MS, 2 * HOUR_MS, null]) {
      assert.equal(codeOf(end.announce(until)), undefined);
      assert.equal(end.untilUtcMs(), until ?? undefined);
    }
    sinon.assert.calledThrice(changed);
  });
  it('is forgotten when production is given back', () => {
    const { end } = bench();
    assert.equal(codeOf(end.announce(HOUR_MS)), undefined);
    end.forget();
    assert.equal(end.untilUtcMs(), undefined);
  });
  it('is not taken while nobody is inside, for the past, or for longer than a week', () => {
    const { end, world } = bench();
    for (const until of [1000, 0, 1001 + 7 * 24 * HOUR_MS]) assert.equal(codeOf(end.announce(until)), 'notPermitted');
    world.inside = false;
    assert.equal(codeOf(end.announce(HOUR_MS)), 'notPermitted');
    assert.equal(end.untilUtcMs(), undefined);
  });
});
