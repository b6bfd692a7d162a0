import assert from 'node:assert/strict';
import { createManualClock } from '../../../testing/manual-clock.ts';
import { createCaptions } from './captions.ts';

describe('captions', () => {
  it('of a sound stand as long as they take to read, then go', () => {
    const clock = createManualClock();
    const captions = createCaptions(clock);
    captions.show({ kind: 'sound', text: 'Two falling tones: that did not work' });
    clock.advance(3500);
    assert.equal(captions.read()?.kind, 'sound');
    clock.advance(200);
    assert.equal(captions.read(), undefined);
  });

  it('of speech stand as long as it is spoken, and a little longer', () => {
    const clock = createManualClock();
    const captions = createCaptions(clock);
    captions.show({ kind: 'speech', text: 'Your car is coming' });
    clock.advance(60_000);
    assert.equal(captions.read()?.text, 'Your car is coming');
    captions.rest();
    clock.advance(1999);
    assert.equal(captions.read()?.text, 'Your car is coming');
    clock.advance(1);
    assert.equal(captions.read(), undefined);
  });

  it('of a sound do not take the place of words that are being spoken', () => {
    const captions = createCaptions(createManualClock());
    captions.show({ kind: 'speech', text: 'Your car is coming' });
    captions.show({ kind: 'sound', text: 'Soft tick' });
    assert.equal(captions.read()?.kind, 'speech');
  });

  it('are gone at once when a customer has gone', () => {
    const clock = createManualClock();
    const captions = createCaptions(clock);
    let calls = 0;
    captions.subscribe(() => { calls += 1; });
    captions.show({ kind: 'speech', text: 'J. W.' });
    captions.clear();
    assert.equal(captions.read(), undefined);
    assert.equal(calls, 2);
  });
});
