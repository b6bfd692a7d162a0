import assert from 'node:assert/strict';
import type { Channel } from './channel.ts';
import { agreement, allTrue, antivalent, anyTrue, notTrue, single, type Derivation } from './derivation.ts';
import { createFactTable } from './fact-table.ts';
import type { Truth } from './fact.ts';

function sensor(value: Truth): Channel & { value: Truth } {
  const channel = { source: 'sensor', value, read: (): Truth => channel.value, confirmedAtMs: (): number => (channel.value === undefined ? -Infinity : 0) };
  return channel;
}

function found(derivation: Derivation, nowMs: number): { value: Truth; cause: string } {
  const finding = { value: undefined as Truth, cause: 'neverSeen' as const };
  derivation.derive(nowMs, finding);
  return finding;
}

describe('facts from sensors', () => {
  it('believes the unsafe of two channels at once, and neither when they differ too long', () => {
    const a = sensor(true);
    const b = sensor(true);
    const both = agreement([a, b], 600);
    assert.deepEqual(found(both, 0), { value: true, cause: 'confirmed' });
    b.value = false;
    assert.deepEqual(found(both, 10), { value: false, cause: 'disagree' });
    assert.deepEqual(found(both, 610), { value: false, cause: 'disagree' });
    assert.deepEqual(found(both, 611), { value: undefined, cause: 'disagree' });
    a.value = false;
    assert.deepEqual(found(both, 620), { value: false, cause: 'confirmed' });
  });

  it('knows nothing while one channel is silent', () => {
    const a = sensor(true);
    const b = sensor(undefined);
    assert.deepEqual(found(agreement([a, b], 600), 0), { value: undefined, cause: 'neverSeen' });
  });

  it('takes both end switches on as a defect at once, and both off as being between the ends', () => {
    const here = sensor(true);
    const there = sensor(false);
    const ends = antivalent(here, there);
    assert.equal(found(ends, 0).value, true);
    there.value = true;
    assert.deepEqual(found(ends, 1), { value: undefined, cause: 'disagree' });
    here.value = false;
    there.value = false;
    assert.deepEqual(found(ends, 2), { value: false, cause: 'confirmed' });
  });

  it('never rounds unknown to a decision', () => {
    assert.equal(allTrue(true, undefined), undefined);
    assert.equal(allTrue(false, undefined), false);
    assert.equal(anyTrue(false, undefined), undefined);
    assert.equal(anyTrue(true, undefined), true);
    assert.equal(notTrue(undefined), undefined);
  });

  it('believes a safe value only after it has held, and an unsafe one in the same scan', () => {
    const chain = sensor(true);
    const table = createFactTable([{ name: 'safetyChainClosed', derivation: single(chain), safeHoldMs: 100 }]);
    table.update(0);
    assert.deepEqual([table.get('safetyChainClosed').value, table.get('safetyChainClosed').cause], [false, 'settling']);
    table.update(100);
    assert.equal(table.get('safetyChainClosed').value, true);
    chain.value = false;
    assert.equal(table.update(110), true);
    assert.equal(table.get('safetyChainClosed').value, false);
    chain.value = true;
    table.update(120);
    assert.equal(table.get('safetyChainClosed').value, false);
    table.update(219);
    assert.equal(table.get('safetyChainClosed').value, false);
    table.update(220);
    assert.equal(table.get('safetyChainClosed').value, true);
  });

  it('counts a revision only when something has changed', () => {
    const flag = sensor(false);
    const table = createFactTable([{ name: 'liftAtLevel', derivation: single(flag), safeHoldMs: 0 }]);
    assert.equal(table.update(0), true);
    assert.equal(table.update(10), false);
    flag.value = true;
    assert.equal(table.update(20), true);
    assert.equal(table.revision, 2);
  });
});
