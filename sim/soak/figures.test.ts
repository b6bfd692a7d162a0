import assert from 'node:assert/strict';
import type { StageSnapshot } from '../scenarios/stage.port.ts';
import { createFigureBook } from './figures.ts';

const MINUTE_MS = 60_000;
const IDLE: StageSnapshot = { state: 'idle', mode: 'production', reasons: [], recovery: [], axes: {}, bays: {}, collections: [], orders: [] };

function afterMinutes(looks: readonly { readonly tower: StageSnapshot | undefined; readonly isFaulty?: boolean; readonly outside?: readonly string[] }[]) {
  const book = createFigureBook();
  looks.forEach(({ tower, isFaulty = false, outside = [] }, n) => { book.look({ atMs: (n + 1) * MINUTE_MS, tower, isFaulty, outside: new Set(outside) }); });
  return book;
}

describe('the figures of a soak', () => {
  it('count as not available whatever could not have served a customer', () => {
    const away = [{ ...IDLE, state: 'held' }, { ...IDLE, mode: 'unknown' }, { ...IDLE, resetNeeded: 'operator' as const }, { ...IDLE, state: 'recovering' }, undefined];
    for (const tower of away) assert.equal(afterMinutes([{ tower: IDLE }, { tower }]).sum().availability, 0.5, JSON.stringify(tower));
    assert.equal(afterMinutes([{ tower: IDLE }, { tower: { ...IDLE, state: 'execute' } }]).sum().availability, 1);
  });

  it('tell the time in which a fault lasted apart', () => {
    const { availability, availabilityBeyondFaults } = afterMinutes([{ tower: IDLE }, { tower: { ...IDLE, state: 'held' }, isFaulty: true }]).sum();
    assert.equal(availability, 0.5);
    assert.equal(availabilityBeyondFaults, 1);
  });

  it('count cars that have gone out and come in', () => {
    const { carsOut, carsIn } = afterMinutes([['A'], ['A', 'B'], ['B'], ['B', 'A']].map((outside) => ({ tower: IDLE, outside }))).sum();
    assert.deepEqual([carsOut, carsIn], [2, 1]);
  });

  it('count an alarm each time that it comes, its consequences apart, and windows with more than ten', () => {
    const alarms = (count: number) => ({ ...IDLE, alarms: { unacknowledged: 0, alarms: [{ alarmId: 'a', state: 'unacknowledged', firstOut: true, count }, { alarmId: 'b', state: 'unacknowledged', firstOut: false, consequenceOf: 'a', count: 1 }] } });
    const looks = [alarms(1), alarms(1), alarms(12), IDLE, alarms(1), ...Array.from({ length: 16 }, () => IDLE)];
    const { alarms: told } = afterMinutes(looks.map((tower) => ({ tower }))).sum();
    assert.deepEqual([told.annunciated, told.consequences, told.floods, told.windows], [13, 2, 1, 2]);
  });

  it('lay a straight line through what the process holds', () => {
    const book = createFigureBook();
    [30, 32, 34, 36].forEach((mb, day) => { book.weigh(day * 24 * 60 * MINUTE_MS, mb * 1e6, 1e6); });
    assert.deepEqual(book.sum().memory, { firstMb: 30, lastMb: 36, slopeMbPerDay: 2 });
    assert.equal(book.sum().journal.slopeMbPerDay, 0);
  });
});
