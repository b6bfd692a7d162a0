import assert from 'node:assert/strict';
import { createHandClock } from '../../../hal/system/testing/hand-clock.ts';
import { createScaledClock } from './scaled-clock.ts';

describe('a clock that goes slower than the machine', () => {
  it('keeps every duration in its own time', async () => {
    const machine = createHandClock();
    const slow = createScaledClock(machine, 0.5);
    const at: string[] = [];
    slow.setTimeout(() => at.push(`once ${slow.nowMs()}`), 25);
    const end = slow.every(10, () => at.push(`every ${slow.nowMs()}`));
    const cleared = slow.setTimeout(() => at.push('cleared'), 5);
    slow.clearTimeout(cleared);
    await machine.windTo(60);
    end();
    await machine.windTo(100);
    assert.deepEqual(at, ['every 10', 'every 20', 'once 25', 'every 30']);
    assert.equal(slow.nowMs(), 50);
  });

  it('is the machine clock itself at speed 1', () => {
    const machine = createHandClock();
    assert.equal(createScaledClock(machine, 1), machine);
  });
});
