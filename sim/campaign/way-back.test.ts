import assert from 'node:assert/strict';
import type { Stage } from '../scenarios/stage.port.ts';
import type { Technician } from './technician.ts';
import { findWayBack } from './way-back.ts';

const NEXT_MS = 20_000;
const PHASES = ['taking', 'coming', 'presenting', 'opening'] as const;

/** A tower that carries one order on, a phase each 20 s, and is idle after the last; `stands`: it never goes on. */
function tower({ stands = false, deeds = 0, doubt }: { readonly stands?: boolean; readonly deeds?: number; readonly doubt?: string } = {}): { readonly stage: Stage; readonly technician: Technician } {
  let nowMs = 0;
  let left = deeds;
  const phase = (): string | undefined => PHASES[stands ? 0 : Math.floor(nowMs / NEXT_MS)];
  const orders = (): readonly object[] => (phase() === undefined ? [] : [{ orderId: 'order-1', stage: 'running', phase: phase() }]);
  const stage = {
    clock: { nowMs: () => nowMs, runFor: (ms: number) => { nowMs += ms; return Promise.resolve(); } },
    tower: { snapshot: () => ({ tower: { state: phase() === undefined ? 'idle' : 'execute', orders: orders(), axes: {} } }) },
  } as unknown as Stage;
  const technician: Technician = {
    deed: () => {
      left -= 1;
      return Promise.resolve(left >= 0 ? 'reset' : undefined);
    },
    isWanting: () => Promise.resolve(phase() === undefined ? undefined : 'orders'),
    isDoubting: () => Promise.resolve(doubt),
    log: () => [],
  };
  return { stage, technician };
}

const endOf = async (told: Parameters<typeof tower>[0], isCarriedOut: boolean) => {
  const { stage, technician } = tower(told);
  const back = await findWayBack(stage, technician, isCarriedOut);
  return { ...back, atMs: stage.clock.nowMs() };
};

describe('the way back of a run', () => {
  it('ends as soon as an order has gone on by itself, where the rest is not waited for', async () => {
    assert.deepEqual(await endOf({}, false), { ended: 'goesOn', atMs: NEXT_MS });
  });

  it('begins to count anew when somebody had to do something', async () => {
    const { ended, atMs } = await endOf({ deeds: 30 }, false);
    assert.deepEqual([ended, atMs], ['goesOn', 45_000]);
  });

  it('goes on to the end while something is in doubt, and where everything is carried out', async () => {
    for (const [told, isCarriedOut] of [[{ doubt: 'pallet P01' }, false], [{}, true]] as const) assert.equal((await endOf(told, isCarriedOut)).ended, 'ready');
  });

  it('is stuck when nothing has changed for a quarter of an hour', async () => {
    const { ended, atMs } = await endOf({ stands: true }, true);
    assert.deepEqual([ended, atMs], ['stuck', 900_000]);
  });
});
