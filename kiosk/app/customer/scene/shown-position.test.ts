import assert from 'node:assert/strict';
import fc from 'fast-check';
import { restingTower } from '../../testing/sample-tower.ts';
import { createAxisFollower, isStale, shownPosition, STALE_MS } from './shown-position.ts';

const speed = fc.double({ min: -2500, max: 2500, noNaN: true });
const position = fc.double({ min: -10_000, max: 60_000, noNaN: true });
/** A stream as a page may hear it: positions that jump, speeds that do not fit them, messages late or long away. */
const stream = fc.array(fc.record({ afterMs: fc.integer({ min: 0, max: 3000 }), position, speed, frames: fc.integer({ min: 0, max: 6 }), frameMs: fc.integer({ min: 1, max: 400 }) }), { minLength: 1, maxLength: 40 });

describe('the position that is drawn', () => {
  it('is within 20 mm and 250 ms of the measured one, whatever the stream', () => {
    fc.assert(
      fc.property(stream, (messages) => {
        let nowMs = 0;
        let before: { shownMm: number; atMs: number } | undefined;
        for (const message of messages) {
          nowMs += message.afterMs;
          const measured = { positionMm: message.position, velocityMmPerS: message.speed, heardAtMs: nowMs };
          for (let frame = 0; frame <= message.frames; frame += 1) {
            const shownMm = shownPosition(before, measured, nowMs);
            const bound = 20 + 0.25 * Math.abs(message.speed) + 1e-6;
            assert.ok(Math.abs(shownMm - message.position) <= bound, `${String(shownMm)} is too far from ${String(message.position)}`);
            before = { shownMm, atMs: nowMs };
            nowMs += message.frameMs;
          }
        }
      }),
    );
  });
  it('comes to rest at the measured position', () => {
    fc.assert(
      fc.property(position, position, (from, to) => {
        const measured = { positionMm: to, velocityMmPerS: 0, heardAtMs: 0 };
        let before = { shownMm: from, atMs: 0 };
        for (let nowMs = 16; nowMs < 2000; nowMs += 16) before = { shownMm: shownPosition(before, measured, nowMs), atMs: nowMs };
        assert.ok(Math.abs(before.shownMm - to) < 0.01);
      }),
    );
  });
  it('is carried on at the last speed for 250 ms and then waits', () => {
    const measured = { positionMm: 1000, velocityMmPerS: 800, heardAtMs: 0 };
    let before: { shownMm: number; atMs: number } | undefined;
    for (let nowMs = 0; nowMs <= 5000; nowMs += 10) before = { shownMm: shownPosition(before, measured, nowMs), atMs: nowMs };
    assert.ok(Math.abs(before!.shownMm - 1200) < 1);
  });
});

describe('the follower of the axes', () => {
  it('does not take a message about something else for a fresh measurement', () => {
    const follow = createAxisFollower();
    const moving = { ...restingTower, axes: { ...restingTower.axes, lift: { positionMm: 1000, velocityMmPerS: 800, quality: 'good' as const, homed: true } } };
    let lift = 0;
    for (let nowMs = 0; nowMs <= 3000; nowMs += 10) lift = follow(moving, nowMs, nowMs).lift;
    assert.ok(lift <= 1201, String(lift));
  });
});

describe('a drawing is called stale', () => {
  const moving = { ...restingTower, axes: { ...restingTower.axes, lift: { positionMm: 1000, velocityMmPerS: 800, quality: 'good' as const, homed: true } } };
  const live = { link: 'live', tower: moving, heardAtMs: 0 } as const;
  it('when nothing is heard while something moves', () => {
    assert.equal(isStale(live, STALE_MS), false);
    assert.equal(isStale(live, STALE_MS + 1), true);
  });
  it('when the connection is lost, or an axis is not proven', () => {
    assert.equal(isStale({ ...live, link: 'lost' }, 0), true);
    const unproven = { ...moving, axes: { ...moving.axes, travel: { ...restingTower.axes['travel']!, quality: 'stale' as const } } };
    assert.equal(isStale({ ...live, tower: unproven }, 0), true);
  });
  it('but not while everything stands and nothing changes', () => {
    assert.equal(isStale({ link: 'live', tower: restingTower, heardAtMs: 0 }, 60_000), false);
  });
});
