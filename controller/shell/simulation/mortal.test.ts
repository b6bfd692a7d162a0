import assert from 'node:assert/strict';
import { done, ok } from '../../../hal/ports/result.ts';
import { createVirtualClock } from '../../../sim/time/virtual-clock.ts';
import { lendWorld } from './mortal.ts';

function lend() {
  const clock = createVirtualClock();
  const heard: { bytes?: (bytes: Uint8Array) => void; edge?: (name: string, level: boolean) => void } = {};
  const world = lendWorld({
    clock,
    gpio: { sample: () => undefined, input: (name) => ({ name, level: () => true, confirmedAtMs: () => 0 }), output: (name) => ({ name, write: () => done }), onEdge: (listener) => { heard.edge = listener; }, close: () => undefined },
    openPipe: { drives: async () => ok({ write: () => undefined, onBytes: (listener) => { heard.bytes = listener; }, onClosed: () => undefined, flush: () => undefined, close: () => undefined }) },
    store: { commit: async () => done, read: async () => ok([]), health: () => 'ok', close: async () => undefined },
  });
  return { clock, world, heard };
}

describe('a process that is frozen', () => {
  it('does nothing, and finds everything that came meanwhile, in order, when it is thawed', async () => {
    const { clock, world, heard } = lend();
    const seen: string[] = [];
    world.clock.every(10, () => seen.push('round'));
    const opened = await world.openPipe['drives']!();
    if (opened.ok) opened.value.onBytes(() => seen.push('bytes'));
    world.gpio.onEdge(() => seen.push('edge'));
    await clock.runFor(15);
    world.freeze();
    world.clock.setTimeout(() => seen.push('timer'), 5);
    heard.bytes?.(new Uint8Array(1));
    heard.edge?.('chain', false);
    await clock.runFor(100);
    assert.deepEqual(seen, ['round']);
    world.thaw();
    // A hundred rounds that were missed are one round.
    assert.deepEqual(seen, ['round', 'bytes', 'edge', 'round', 'timer']);
    await clock.runFor(10);
    assert.equal(seen.at(-1), 'round');
  });

  it('finds nothing any more when it is killed instead', async () => {
    const { clock, world } = lend();
    let runs = 0;
    world.clock.setTimeout(() => { runs += 1; }, 10);
    world.freeze();
    await clock.runFor(50);
    world.die();
    world.thaw();
    await clock.runFor(50);
    assert.equal(runs, 0);
  });
});
