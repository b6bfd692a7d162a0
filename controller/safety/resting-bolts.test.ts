import assert from 'node:assert/strict';
import { done, type IoModule } from '../ports.ts';
import { BOLT_ENDS, BOLT_SWITCHES, type BoltId } from '../sensing/carriage-facts.ts';
import type { Facts } from '../sensing/fact.ts';
import type { Running } from './passages.ts';
import { createRestingBolts, createSettling } from './resting-bolts.ts';

const SCAN_MS = 50;
const BOLTS: readonly BoltId[] = ['lockPin', 'fork', 'palletLock'];
const ACTUATORS = { lockPin: { travelMs: 600, timeoutMs: 2500 }, fork: { travelMs: 800, timeoutMs: 3000 }, palletLock: { travelMs: 500, timeoutMs: 2500 } };

type End = 'on' | 'off' | 'between';

/** A carriage that stands: where its bolts are, and what their outputs say. All three are on, and so are their outputs. */
function createBench(found: Readonly<Partial<Record<BoltId, End>>> = {}) {
  const at: Record<BoltId, End> = { lockPin: 'on', fork: 'on', palletLock: 'on', ...found };
  const now = { ms: 0, commanded: false, live: true, fresh: true, outputs: { lockPin: true, fork: true, palletLock: true } as Record<BoltId, boolean> };
  const written: (readonly [bolt: string, on: boolean])[] = [];
  const levels = (names: Readonly<Record<BoltId, Readonly<Record<'on' | 'off', string>>>>): Readonly<Record<string, boolean>> =>
    Object.fromEntries(BOLTS.flatMap((bolt) => (['on', 'off'] as const).map((end) => [names[bolt][end], at[bolt] === end])));
  const facts = { get: (name: string) => ({ value: levels(BOLT_ENDS)[name] }) } as unknown as Facts;
  const module = {
    id: 'io-carriage', link: () => (now.live ? 'live' : 'lost'), observed: () => ({ value: { outputs: now.outputs, inputs: levels(BOLT_SWITCHES) } }),
    write: (outputs: Readonly<Record<string, boolean>>, permitted: () => boolean) => {
      if (permitted()) for (const [bolt, on] of Object.entries(outputs)) written.push([bolt, on]);
      return Promise.resolve(done);
    },
  } as unknown as IoModule;
  const running = (): readonly Running[] => [now.commanded ? 'io-carriage' : 'lift'].map((deviceId) => ({ deviceId }) as Running);
  const settle = createSettling({ facts: () => facts, factsAreFresh: () => now.fresh, running });
  const bolts = createRestingBolts({ actuators: ACTUATORS, module, facts, gate: { settle }, running });
  const pass = (ms: number): void => { for (const endMs = now.ms + ms; now.ms < endMs; now.ms += SCAN_MS) bolts.scan(now.ms); };
  pass(200);
  return {
    now, at, written, settle, module, bolts, pass,
    /** It goes from one end to the other by itself, as it does without its wire or its air. */
    strays: (bolt: BoltId, to: End) => {
      at[bolt] = 'between';
      pass(ACTUATORS[bolt].travelMs);
      at[bolt] = to;
    },
  };
}

describe('a bolt that stands at the other end than its output says', () => {
  it('gets its output set to where it stands, also while the lift moves', () => {
    const { pass, written, strays } = createBench();
    strays('fork', 'off');
    pass(1000);
    assert.deepEqual(written, [], 'it may still be on its way');
    pass(100);
    assert.deepEqual(written, [['fork', false]]);
  });
  it('does so at each end and each bolt', () => {
    for (const bolt of BOLTS) {
      for (const level of [true, false]) {
        const { pass, written, strays, now, at } = createBench();
        [at[bolt], now.outputs[bolt]] = [level ? 'off' : 'on', !level];
        pass(100);
        strays(bolt, level ? 'on' : 'off');
        pass(1100);
        assert.deepEqual(written, [[bolt, level]]);
      }
    }
  });
  it('does so also when it has never followed: its output has changed, and it has not', () => {
    const { pass, written, now } = createBench();
    now.outputs.fork = false;
    pass(1200);
    assert.deepEqual(written, [['fork', true]]);
  });
  it('is left alone while a bolt is commanded, and for its whole time after that', () => {
    const { pass, written, now, strays } = createBench();
    now.commanded = true;
    strays('fork', 'off');
    pass(5000);
    now.commanded = false;
    pass(1000);
    assert.deepEqual(written, []);
    pass(100);
    assert.deepEqual(written, [['fork', false]]);
  });
  it('is left alone where it has not been on its way: its switches lie, or the module that reads them', () => {
    const { pass, written, at } = createBench();
    at.fork = 'off';
    pass(5000);
    at.palletLock = 'between';
    pass(100);
    at.palletLock = 'off';
    pass(5000);
    assert.deepEqual(written, []);
  });
  it('is left alone by a controller that has never seen it where its output says', () => {
    const { pass, written } = createBench({ fork: 'off' });
    pass(5000);
    assert.deepEqual(written, []);
  });
  it('is left alone between its ends, and where the module has not been heard meanwhile', () => {
    const [jammed, silent] = [createBench(), createBench()];
    jammed.at.fork = 'between';
    jammed.pass(10_000);
    silent.now.live = false;
    silent.strays('fork', 'off');
    silent.now.live = true;
    silent.pass(5000);
    assert.deepEqual([jammed.written, silent.written], [[], []]);
  });
  it('is left alone when it leaves that end before the frame does, and when facts have grown old', async () => {
    const { settle, module, at, now, written } = createBench();
    at.fork = 'between';
    assert.equal((await settle(module, 'fork', false)).ok, false);
    at.fork = 'off';
    now.fresh = false;
    assert.equal((await settle(module, 'fork', false)).ok, false);
    now.fresh = true;
    assert.equal((await settle(module, 'fork', true)).ok, false);
    assert.equal((await settle(module, 'fork', false)).ok, true);
    assert.deepEqual(written, [['fork', false]]);
  });
  it('is told again what its module has not taken, and never once it has', () => {
    const { pass, written, now, strays } = createBench();
    strays('fork', 'off');
    pass(2300);
    assert.equal(written.length, 2);
    now.outputs.fork = false;
    pass(5000);
    assert.equal(written.length, 2);
  });
  it('has lasted no longer after time was skipped', () => {
    const { pass, written, bolts, now, strays } = createBench();
    strays('fork', 'off');
    pass(500);
    now.ms += 3_600_000;
    bolts.translateMs(3_600_000);
    pass(500);
    assert.deepEqual(written, []);
  });
});
