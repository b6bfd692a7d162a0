import assert from 'node:assert/strict';
import type { Host } from './host.ts';
import { nodeHost } from './host.ts';
import { createPacedClock } from './paced-clock.ts';
import { createVirtualClock } from './virtual-clock.ts';

/** A host whose wall time passes by pausing only; `stallMs` is added once at `stallAtMs`. */
function handWoundHost(stallAtMs = Infinity, stallMs = 0): Host {
  let wallMs = 0;
  let stalled = false;
  return {
    ...nodeHost,
    wallMs: () => wallMs,
    pause: async (ms) => {
      wallMs += ms;
      if (!stalled && wallMs >= stallAtMs) {
        stalled = true;
        wallMs += stallMs;
      }
    },
  };
}

describe('paced clock', () => {
  const runFor = async (wallMs: number, speed: number, host: Host) => {
    const virtual = createVirtualClock(host);
    const paced = createPacedClock(virtual, speed, host);
    virtual.every(10, () => {
      if (host.wallMs() >= wallMs) paced.stop();
    });
    await paced.start();
    return { virtualMs: virtual.nowMs(), paced };
  };

  it('passes virtual time at the factor asked for', async () => {
    for (const speed of [1, 5]) {
      const { virtualMs, paced } = await runFor(1000, speed, handWoundHost());
      assert.ok(Math.abs(virtualMs - 1000 * speed) <= 12 * speed, `${virtualMs} at ${speed}`);
      assert.equal(paced.droppedMs(), 0);
    }
  });

  it('gives lag up beyond its bound instead of replaying it, and says how much', async () => {
    const { virtualMs, paced } = await runFor(6000, 1, handWoundHost(1000, 3000));
    assert.ok(paced.droppedMs() > 2700 && paced.droppedMs() < 2800, String(paced.droppedMs()));
    assert.ok(Math.abs(virtualMs - (6000 - paced.droppedMs())) < 20, String(virtualMs));
  });
});
