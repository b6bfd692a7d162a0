import assert from 'node:assert/strict';
import sinon from 'sinon';
import { done, fault } from '../ports.ts';
import type { StopControl, StopReason } from './gate.port.ts';
import { createResetButton } from './reset-button.ts';

function bench() {
  const stop = { level: false, chain: true, keyAuto: true, latched: { atMs: 5 } as StopReason | undefined, safe: true };
  const reset = sinon.spy((by: string, since?: number) => {
    if (!stop.safe || since !== stop.latched?.atMs) return { ...fault('stillUnsafe', ''), broken: [] };
    stop.latched = undefined;
    return by === 'technician' ? done : { ...fault('notAllowed', ''), broken: [] };
  });
  const pressed = sinon.spy();
  const control = { latched: () => stop.latched, reset } as unknown as StopControl;
  const line = (name: string, level: () => boolean) => ({ name, level, confirmedAtMs: () => 0 });
  const button = createResetButton({ button: line('resetButton', () => stop.level), chain: line('safetyChainClosed', () => stop.chain), keyAuto: line('keyAuto', () => stop.keyAuto) }, control, pressed);
  let nowMs = 0;
  const scan = (level: boolean, times = 1) => {
    stop.level = level;
    for (let n = 0; n < times; n += 1) button.scan((nowMs += 10));
  };
  return { stop, pressed, reset, scan };
}

describe('reset button', () => {
  it('resets at its rising edge and says so once', () => {
    const b = bench();
    b.scan(false);
    b.scan(true, 20);
    assert.equal(b.stop.latched, undefined);
    sinon.assert.calledOnce(b.pressed);
  });

  it('resets nothing while it is held from the start, as a stuck button is', () => {
    const b = bench();
    b.scan(true, 500);
    sinon.assert.notCalled(b.reset);
    sinon.assert.notCalled(b.pressed);
  });

  it('resets nothing when it is pressed while the safety chain is open, also when the chain is closed a moment later', () => {
    const b = bench();
    b.stop.chain = false;
    b.scan(false);
    b.scan(true, 10);
    b.stop.chain = true;
    b.scan(true, 10);
    b.scan(false, 10);
    assert.ok(b.stop.latched);
    b.scan(true);
    assert.equal(b.stop.latched, undefined, 'a fresh press with the chain closed');
  });

  it('resets nothing when the key is turned after the press: what is reset then is another tower', () => {
    const b = bench();
    b.stop.keyAuto = false;
    b.stop.safe = false;
    b.scan(false);
    b.scan(true, 20);
    b.stop.keyAuto = true;
    b.stop.safe = true;
    b.scan(false, 20);
    assert.ok(b.stop.latched);
  });

  it('waits a while for what it resets to become safe, and then no longer', () => {
    const soon = bench();
    soon.stop.safe = false;
    soon.scan(false);
    soon.scan(true, 50);
    soon.stop.safe = true;
    soon.scan(false);
    assert.equal(soon.stop.latched, undefined);
    const late = bench();
    late.stop.safe = false;
    late.scan(false);
    late.scan(true, 300);
    late.stop.safe = true;
    late.scan(false, 50);
    assert.ok(late.stop.latched);
  });

  it('never clears a stop that came after the press', () => {
    const b = bench();
    b.stop.safe = false;
    b.scan(false);
    b.scan(true);
    b.stop.latched = { atMs: 7 } as StopReason;
    b.stop.safe = true;
    b.scan(true, 50);
    assert.ok(b.stop.latched);
  });
});
