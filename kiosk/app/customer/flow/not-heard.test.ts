/** What a screen may still say when the tower is not heard any more: nothing that would lead somebody on, and no time that has not been computed. */
import assert from 'node:assert/strict';
import { checked, createSessionBench, screenAfter } from '../../testing/session-bench.ts';
import { openingOf } from './not-now.ts';
import { unheardTower } from './tower-digest.ts';

describe('a tower that is not heard any more', () => {
  let b: ReturnType<typeof createSessionBench>;
  beforeEach(() => { b = createSessionBench(); });
  afterEach(() => { b.actor.stop(); });

  it('asks nobody into a bay', async () => {
    await b.toDelivery();
    for (const phase of ['opening', 'handover'] as const) {
      b.withCollection({ phase });
      assert.equal(screenAfter(b), 'K24');
      b.tower(unheardTower);
      assert.equal(screenAfter(b), 'K78', phase);
    }
    b.withCollection({ phase: 'handover' });
    assert.equal(screenAfter(b), 'K24');
  });

  it('waves nobody on by the last arrow', async () => {
    await b.toReturn();
    b.withReturn(checked('guiding', { advice: 'forward' }));
    const heard = b.view();
    assert.ok(heard.screen === 'K31' && heard.advice === 'forward');
    b.tower(unheardTower);
    const view = b.view();
    assert.ok(view.screen === 'K31' && view.advice === 'unknown');
  });

  it('does not say of a bay that it is empty', async () => {
    await b.toReturn();
    b.withReturn(checked('gettingOut'));
    b.tower(unheardTower);
    const view = b.view();
    assert.ok(view.screen === 'K32' && view.channels !== undefined);
    assert.deepEqual(new Set(Object.values(view.channels)), new Set(['unknown']));
  });
});

describe('the time at which a car can come', () => {
  it('is not later because somebody has read something else meanwhile', () => {
    let ms = 0;
    const clock = { nowMs: () => ms, utcMs: () => 1_000_000 + ms };
    const refusal = { code: 'tooEarly', message: '', retryAfterMs: 600_000 } as const;
    const first = openingOf(refusal, clock);
    ms = 120_000;
    assert.deepEqual(openingOf(refusal, clock), first);
    assert.deepEqual(first, { atMs: 600_000, utcMs: 1_600_000 });
    assert.equal(openingOf({ ...refusal }, clock)?.atMs, 720_000, 'another answer of the tower is another time');
    assert.equal(openingOf({ code: 'tooEarly', message: '' }, clock), undefined);
  });
});
