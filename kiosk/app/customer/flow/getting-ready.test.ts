import assert from 'node:assert/strict';
import { createSessionBench, OPEN, screenAfter } from '../../testing/session-bench.ts';
import { readyingS } from './patience.ts';
import type { Display } from './session-context.ts';

type Bench = ReturnType<typeof createSessionBench>;
const SECOND_MS = 1000;
const USUAL_S = readyingS(false);

describe('somebody who gets ready for the camera', () => {
  let b: Bench;
  beforeEach(() => { b = createSessionBench(); });
  afterEach(() => { b.actor.stop(); });

  /** The consent is given, and "get ready" stands on the screen. */
  function toReadiness(display?: Display): void {
    b.toWays();
    if (display !== undefined) b.send({ type: 'display.set', display });
    b.send({ type: 'way.chosen', way: 'face' }, { type: 'consent.given' });
    assert.equal(screenAfter(b), 'K12');
  }
  const secondsLeft = (): number | undefined => {
    const view = b.view();
    assert.ok(view.screen === 'K12', view.screen);
    return view.secondsLeft;
  };
  const pass = (seconds: number): void => {
    for (let i = 0; i < seconds; i += 1) b.clock.advance(SECOND_MS);
  };

  it('is looked at without a touch, after seconds that are counted before their eyes', () => {
    toReadiness();
    for (let left = USUAL_S; left > 0; left -= 1) {
      assert.equal(secondsLeft(), left);
      pass(1);
    }
    assert.equal(screenAfter(b), 'K13');
  });

  it('need not wait for that', () => {
    toReadiness();
    b.send({ type: 'face.ready' });
    assert.equal(screenAfter(b), 'K13');
  });

  it('says that it takes longer, and then nothing goes on without a touch', () => {
    toReadiness();
    pass(USUAL_S - 1);
    b.send({ type: 'face.notYet' });
    assert.equal(secondsLeft(), undefined);
    pass(2 * USUAL_S);
    assert.equal(secondsLeft(), undefined);
    b.send({ type: 'face.ready' });
    assert.equal(screenAfter(b), 'K13');
  });

  it('has all of the time anew with every touch and key', () => {
    toReadiness();
    for (let i = 0; i < 12; i += 1) {
      pass(USUAL_S - 1);
      assert.equal(secondsLeft(), 1);
      b.send({ type: 'person.active' });
      assert.equal(secondsLeft(), USUAL_S);
    }
  });

  for (const [who, display] of [
    ['large letters', { size: 'xl', skin: 'auto' }], ['more contrast', { size: 'm', skin: 'hc-dark' }], ['a lower screen', { size: 'm', skin: 'auto', isLow: true }],
  ] as const) {
    it(`has three times as long after asking for ${who}`, () => {
      toReadiness(display);
      assert.equal(secondsLeft(), 3 * USUAL_S);
      pass(3 * USUAL_S);
      assert.equal(screenAfter(b), 'K13');
    });
  }

  it('is not cut short while listening: the camera waits for a touch', () => {
    toReadiness({ size: 'm', skin: 'auto', isSpoken: true });
    pass(3 * USUAL_S);
    assert.equal(secondsLeft(), undefined);
  });

  it('is not cut short by headphones that are plugged in meanwhile', () => {
    toReadiness();
    pass(2);
    b.send({ type: 'headphones.changed', areIn: true });
    pass(3 * USUAL_S);
    assert.equal(secondsLeft(), undefined);
  });

  for (const [what, event] of [['help', { type: 'help.opened', screen: 'K12' }], ['the staff', { type: 'staff.called', screen: 'K12' }]] as const) {
    it(`is not looked at behind ${what}`, () => {
      toReadiness();
      b.send(event);
      pass(3 * USUAL_S);
      b.send({ type: 'help.closed' });
      assert.equal(secondsLeft(), undefined);
    });
  }

  it('is not looked at while size and contrast are being chosen', () => {
    toReadiness();
    b.send({ type: 'display.opened' });
    pass(3 * USUAL_S);
    assert.equal(secondsLeft(), undefined);
  });

  it('is not looked at behind a tower that is out of service', () => {
    toReadiness();
    pass(2);
    b.tower({ ...OPEN, service: 'safetyStop' });
    pass(3 * USUAL_S);
    assert.equal(screenAfter(b), 'K74');
    b.tower(OPEN);
    assert.equal(secondsLeft(), undefined);
  });

  it('goes back, and is asked for the consent before the next look', () => {
    toReadiness();
    b.send({ type: 'back' });
    pass(USUAL_S);
    assert.equal(screenAfter(b), 'K10');
  });
});
