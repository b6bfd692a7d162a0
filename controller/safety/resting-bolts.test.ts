import assert from 'node:assert/strict';
import { done, type IoModule } from '../ports.ts';
import { BOLT_ENDS } from '../sensing/carriage-facts.ts';
import type { Facts } from '../sensing/fact.ts';
import type { Running } from './passages.ts';
import { createRestingBolts, createSettling } from './resting-bolts.ts';

const SCAN_MS = 50;
const ACTUATORS = { lockPin: { travelMs: 600, timeoutMs: 2500 }, fork: { travelMs: 800, timeoutMs: 3000 }, palletLock: { travelMs: 500, timeoutMs: 2500 } };

/** A carriage that stands: where its bolts are seen, and what their outputs say. */
function createBench() {
  const seen: Record<string, boolean | undefined> = { lockPinIn: true, lockPinOut: false, forkEngaged: false, forkReleased: true, carriagePalletLocked: true, carriagePalletUnlocked: false };
  const now = { ms: 0, commanded: false, live: true, fresh: true, outputs: { lockPin: true, fork: true, palletLock: true } as Record<string, boolean> };
  const written: (readonly [bolt: string, on: boolean])[] = [];
  const facts = { get: (name: string) => ({ value: seen[name] }) } as unknown as Facts;
  const module = {
    id: 'io-carriage', link: () => (now.live ? 'live' : 'lost'), observed: () => ({ value: { outputs: now.outputs } }),
    write: (outputs: Readonly<Record<string, boolean>>, permitted: () => boolean) => {
      if (permitted()) for (const [bolt, on] of Object.entries(outputs)) written.push([bolt, on]);
      return Promise.resolve(done);
    },
  } as unknown as IoModule;
  const running = (): readonly Running[] => [now.commanded ? 'io-carriage' : 'lift'].map((deviceId) => ({ deviceId }) as Running);
  const settle = createSettling({ facts: () => facts, factsAreFresh: () => now.fresh, running });
  const bolts = createRestingBolts({ actuators: ACTUATORS, module, facts, gate: { settle }, running });
  return {
    now, seen, written, settle, module, bolts,
    pass: (ms: number) => { for (const endMs = now.ms + ms; now.ms < endMs; now.ms += SCAN_MS) bolts.scan(now.ms); },
  };
}

describe('a bolt that stands at the other end than its output says', () => {
  it('gets its output set to where it stands, also while the lift moves', () => {
    const { pass, written } = createBench();
    pass(1000);
    assert.deepEqual(written, [], 'it may still be on its way');
    pass(100);
    assert.deepEqual(written, [['fork', false]]);
  });
  it('stays so at each end and each bolt', () => {
    for (const [bolt, { on, off }] of Object.entries(BOLT_ENDS)) {
      for (const level of [true, false]) {
        const { pass, written, seen, now } = createBench();
        now.outputs['fork'] = false;
        Object.assign(seen, { [on]: level, [off]: !level });
        now.outputs[bolt] = !level;
        pass(1100);
        assert.deepEqual(written[0], [bolt, level]);
      }
    }
  });
  it('is left alone while a bolt is commanded, and for its whole time after that', () => {
    const { pass, written, now } = createBench();
    now.commanded = true;
    pass(5000);
    now.commanded = false;
    pass(1000);
    assert.deepEqual(written, []);
    pass(100);
    assert.deepEqual(written, [['fork', false]]);
  });
  it('is left alone between its ends, where switches contradict, and where the module is not heard', () => {
    for (const spoil of [{ forkReleased: false }, { forkEngaged: true }, { forkReleased: undefined }, { live: false }]) {
      const { pass, written, seen, now } = createBench();
      Object.assign(seen, spoil);
      Object.assign(now, spoil);
      pass(5000);
      assert.deepEqual(written, [], JSON.stringify(spoil));
    }
  });
  it('is left alone when it leaves that end before the frame does, and when facts have grown old', async () => {
    const { settle, module, seen, now, written } = createBench();
    seen['forkReleased'] = false;
    assert.equal((await settle(module, 'fork', false)).ok, false);
    Object.assign(seen, { forkReleased: true });
    now.fresh = false;
    assert.equal((await settle(module, 'fork', false)).ok, false);
    now.fresh = true;
    assert.equal((await settle(module, 'fork', true)).ok, false);
    assert.equal((await settle(module, 'fork', false)).ok, true);
    assert.deepEqual(written, [['fork', false]]);
  });
  it('is told again what its module has not taken, and never once it has', () => {
    const { pass, written, now } = createBench();
    pass(2300);
    assert.equal(written.length, 2);
    now.outputs['fork'] = false;
    pass(5000);
    assert.equal(written.length, 2);
  });
  it('has lasted no longer after time was skipped', () => {
    const { pass, written, bolts, now } = createBench();
    pass(500);
    now.ms += 3_600_000;
    bolts.translateMs(3_600_000);
    pass(500);
    assert.deepEqual(written, []);
  });
});
