import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createAnnouncedEnd } from './announced-end.ts';

describe('the announced end of maintenance', () => {
  const bench = () => {
    const world = { inside: true };
    const changed = sinon.spy();
    return { world, changed, end: createAnnouncedEnd({ isInside: () => world.inside, utcMs: () => 1000, changed }) };
  };
  const codeOf = (answer: { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: string } }) => (answer.ok ? undefined : answer.error.code);

  it('is said, corrected and taken back by whoever works inside', () => {
    const { end, changed } = bench();
    for (const [minutes, until] of [[30, 1_801_000], [60, 3_601_000], [null, undefined]] as const) {
      assert.equal(codeOf(end.announce(minutes)), undefined);
      assert.equal(end.untilUtcMs(), until);
    }
    sinon.assert.calledThrice(changed);
  });
  it('is forgotten when production is given back', () => {
    const { end } = bench();
    assert.equal(codeOf(end.announce(30)), undefined);
    end.forget();
    assert.equal(end.untilUtcMs(), undefined);
  });
  it('is not taken while nobody is inside', () => {
    const { end, world, changed } = bench();
    world.inside = false;
    assert.equal(codeOf(end.announce(30)), 'notPermitted');
    assert.equal(end.untilUtcMs(), undefined);
    sinon.assert.notCalled(changed);
  });
});
