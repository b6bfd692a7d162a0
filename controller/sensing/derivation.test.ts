import assert from 'node:assert/strict';
import type { Channel } from './channel.ts';
import { agreement, antivalent, begunWithin, both, calmed, combined, either, not, single, type Derivation, type Finding } from './derivation.ts';
import { createFactTable } from './fact-table.ts';
import type { Truth } from './fact.ts';

interface Sensor extends Channel {
  value: Truth;
}

/** A sensor whose answer the test sets. */
function sensor(value: Truth): Sensor {
  let last: Truth | 'unread' = 'unread';
  const source = {
    refresh: () => {
      const changed = channel.value !== last;
      last = channel.value;
      return changed;
    },
    isFresh: () => channel.value !== undefined,
    confirmedAtMs: () => (channel.value === undefined ? -Infinity : 0),
  };
  const channel: Sensor = { name: 'sensor', source, value, read: () => channel.value };
  return channel;
}

function found(derivation: Derivation, nowMs: number): Pick<Finding, 'value' | 'cause'> {
  const finding: Finding = { value: undefined, cause: 'neverSeen', pending: false };
  derivation.derive(nowMs, finding);
  return { value: finding.value, cause: finding.cause };
}

describe('facts that are begun within a narrow tolerance and kept within a wide one', () => {
  const bench = () => {
    const [wide, narrow, underWay] = [sensor(true), sensor(false), sensor(false)];
    const derivation = begunWithin(single(wide), narrow, underWay);
    return { wide, narrow, underWay, value: () => found(derivation, 0).value };
  };

  it('do not hold beside the place, whatever goes on, until it has been arrived at', () => {
    const { narrow, underWay, value } = bench();
    assert.equal(value(), false);
    underWay.value = true;
    assert.equal(value(), false, 'begun elsewhere');
    narrow.value = true;
    assert.equal(value(), true);
  });

  it('outlast a drift while what began there goes on, and only within the wide tolerance', () => {
    const { wide, narrow, underWay, value } = bench();
    narrow.value = true;
    value();
    underWay.value = true;
    narrow.value = false;
    assert.equal(value(), true);
    wide.value = false;
    assert.equal(value(), false);
    wide.value = true;
    assert.equal(value(), false, 'what was lost must be arrived at anew');
  });

  it('let nothing begin again where it has drifted meanwhile', () => {
    const { narrow, underWay, value } = bench();
    Object.assign(narrow, { value: true });
    value();
    Object.assign(underWay, { value: true });
    Object.assign(narrow, { value: false });
    value();
    underWay.value = false;
    assert.equal(value(), false);
    underWay.value = true;
    assert.equal(value(), false);
  });

  it('are unknown when a channel that is needed is silent', () => {
    const { wide, narrow, underWay, value } = bench();
    narrow.value = undefined;
    assert.equal(value(), undefined);
    narrow.value = true;
    assert.equal(value(), true);
    Object.assign(narrow, { value: false });
    underWay.value = undefined;
    assert.equal(value(), undefined);
    wide.value = undefined;
    assert.equal(value(), undefined);
  });
});

describe('facts from two channels', () => {
  it('believes the unsafe one at once, and neither when they differ too long', () => {
    const [a, b] = [sensor(true), sensor(true)];
    const pair = agreement([a, b], 600);
    assert.deepEqual(found(pair, 0), { value: true, cause: 'confirmed' });
    b.value = false;
    assert.deepEqual(found(pair, 10), { value: false, cause: 'disagree' });
    assert.deepEqual(found(pair, 610), { value: false, cause: 'disagree' });
    assert.deepEqual(found(pair, 611), { value: undefined, cause: 'disagree' });
    a.value = false;
    assert.deepEqual(found(pair, 620), { value: false, cause: 'confirmed' });
  });

  it('asks the others alone while one knows that it has no say, and remembers a defect meanwhile', () => {
    const [a, b, c] = [sensor(true), sensor(true), sensor(undefined)];
    let excused = true;
    const three = agreement([a, b, c], 600, (channel) => excused && channel === c);
    assert.equal(found(three, 0).value, true);
    b.value = false;
    assert.equal(found(three, 10).value, false);
    b.value = true;
    excused = false;
    assert.equal(found(three, 20).value, undefined);
    c.value = false;
    found(three, 30);
    assert.equal(found(three, 700).value, undefined);
    excused = true;
    assert.deepEqual(found(three, 710), { value: undefined, cause: 'disagree' });
  });

  it('does not trust a pair again, of which one was stuck, until both have said false together', () => {
    const [stuck, good] = [sensor(true), sensor(false)];
    const pair = agreement([stuck, good], 600);
    found(pair, 0);
    assert.equal(found(pair, 700).value, undefined);
    good.value = true;
    assert.deepEqual(found(pair, 710), { value: undefined, cause: 'disagree' });
    stuck.value = false;
    good.value = false;
    assert.equal(found(pair, 720).value, false);
    stuck.value = true;
    good.value = true;
    assert.equal(found(pair, 730).value, true);
  });

  it('forgets a defect when a technician acknowledges it, but not while the channels still differ', () => {
    const [a, b] = [sensor(true), sensor(false)];
    const pair = agreement([a, b], 600);
    found(pair, 0);
    found(pair, 700);
    pair.acknowledge?.();
    assert.equal(found(pair, 710).value, undefined);
    b.value = true;
    found(pair, 720);
    pair.acknowledge?.();
    assert.equal(found(pair, 730).value, true);
  });

  it('knows nothing while one channel is silent', () => {
    assert.deepEqual(found(agreement([sensor(true), sensor(undefined)], 600), 0), { value: undefined, cause: 'neverSeen' });
  });

  it('takes both end switches on as a defect at once, and both off as being between the ends', () => {
    const [here, there] = [sensor(true), sensor(false)];
    const ends = antivalent(here, there);
    assert.equal(found(ends, 0).value, true);
    there.value = true;
    assert.deepEqual(found(ends, 1), { value: undefined, cause: 'disagree' });
    here.value = false;
    there.value = false;
    assert.deepEqual(found(ends, 2), { value: false, cause: 'confirmed' });
  });

  it('never rounds unknown to a decision', () => {
    assert.equal(both(true, undefined), undefined);
    assert.equal(both(false, undefined), false);
    assert.equal(either(false, undefined), undefined);
    assert.equal(either(true, undefined), true);
    assert.equal(not(undefined), undefined);
  });
});

describe('a fact that must have been calm', () => {
  it('counts at once while nothing has disturbed it', () => {
    assert.deepEqual(found(calmed(single(sensor(true)), 60_000), 0), { value: true, cause: 'confirmed' });
  });

  it('once disturbed counts only after it has held for the whole time, however often it comes back', () => {
    const gusts = sensor(false);
    const wind = calmed(single(gusts), 60_000);
    assert.deepEqual(found(wind, 0), { value: false, cause: 'confirmed' });
    gusts.value = true;
    assert.deepEqual(found(wind, 10), { value: false, cause: 'settling' });
    assert.deepEqual(found(wind, 60_009), { value: false, cause: 'settling' });
    gusts.value = false;
    found(wind, 60_010);
    gusts.value = true;
    assert.equal(found(wind, 60_020).value, false);
    assert.equal(found(wind, 120_019).value, false);
    assert.deepEqual(found(wind, 120_020), { value: true, cause: 'confirmed' });
  });

  it('is not disturbed by a sensor that was silent: it has seen nothing', () => {
    const silent = sensor(undefined);
    const wind = calmed(single(silent), 60_000);
    assert.equal(found(wind, 0).value, undefined);
    silent.value = true;
    assert.equal(found(wind, 10).value, true);
  });
});

describe('fact table', () => {
  it('believes a safe value only after it has held, and an unsafe one in the same scan', () => {
    const chain = sensor(true);
    const table = createFactTable([{ name: 'safetyChainClosed', derivation: single(chain), safeHoldMs: 100 }]);
    table.update(0);
    assert.deepEqual([table.get('safetyChainClosed').value, table.get('safetyChainClosed').cause], [false, 'settling']);
    assert.equal(table.isSettled(), false);
    table.update(100);
    assert.equal(table.get('safetyChainClosed').value, true);
    chain.value = false;
    assert.equal(table.update(110), true);
    assert.equal(table.get('safetyChainClosed').value, false);
    chain.value = true;
    table.update(120);
    table.update(219);
    assert.equal(table.get('safetyChainClosed').value, false);
    table.update(220);
    assert.equal(table.get('safetyChainClosed').value, true);
    assert.equal(table.isSettled(), true);
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

  it('derives what depends on another fact in the same scan in which that fact changes', () => {
    const flag = sensor(false);
    const table = createFactTable([
      { name: 'liftAtLevel', derivation: single(flag), safeHoldMs: 0 },
      { name: 'cellLeftOccupied', derivation: combined([], () => table.get('liftAtLevel').value), safeHoldMs: 0 },
    ]);
    table.update(0);
    flag.value = true;
    table.update(10);
    assert.equal(table.get('cellLeftOccupied').value, true);
  });

  it('lets a discrepancy run out although no channel changes any more', () => {
    const [a, b] = [sensor(true), sensor(false)];
    const table = createFactTable([{ name: 'safetyChainClosed', derivation: agreement([a, b], 600), safeHoldMs: 100 }]);
    for (let ms = 0; ms <= 700; ms += 10) table.update(ms);
    assert.deepEqual([table.get('safetyChainClosed').value, table.get('safetyChainClosed').cause], [undefined, 'disagree']);
  });
});
